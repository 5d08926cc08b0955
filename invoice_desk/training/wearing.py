"""A line that was cut from a page, as it might have come on another day: no fonts are needed."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.invoice.geometry import Box
from invoice_desk.training.dataset import NumberLine, Sample, random_sample
from invoice_desk.training.placing import Patch
from invoice_desk.training.rendering import PlacedGlyph
from invoice_desk.training.spoiling import Grey, PageKind, PageLook, Tones, spoil

_PRINTED_ANEW = 0.35  # share of a person's lines that are spoiled as the generator spoils its own
_ZOOMS = (0.75, 1.2)
_KINDS = (PageKind.SCAN, PageKind.PHOTO, PageKind.FAX)


def worn_sample(line: NumberLine, random: Random, *, is_own: bool) -> Sample | None:
    """Return a line's strip with its truth, never twice the same; None where it is lost.

    is_own: of a person, still clean; a drawn line is spoiled already, and only stretched and turned.
    """
    worn = _shaped(line, random)
    if is_own and random.random() < _PRINTED_ANEW:
        worn = _with_pixels(worn, _spoiled(worn.patch, random))
    elif is_own:
        worn = _with_pixels(worn, _grained(worn.patch, random))
    return random_sample(worn, random, zoom=random.choice((1.0, 0.8, random.uniform(*_ZOOMS))))


def _with_pixels(line: NumberLine, pixels: Grey) -> NumberLine:
    return replace(line, patch=replace(line.patch, pixels=pixels))


def _shaped(line: NumberLine, random: Random) -> NumberLine:
    """Return the line a little wider or narrower, larger or smaller, and turned."""
    patch = line.patch
    size = random.uniform(0.85, 1.15) if patch.digit_height > 14 else random.uniform(1.0, 1.2)
    across, angle = size * random.uniform(0.94, 1.06), np.radians(random.gauss(0, 0.5))
    height, width = patch.pixels.shape
    matrix = np.array([[across, -size * angle, 0.0], [size * angle, size, 0.0]], np.float64)
    matrix[:, 2] = -(matrix[:, :2] @ (width / 2, height / 2)) + (width * across / 2, height * size / 2)
    wide, high = max(8, round(width * across)), max(8, round(height * size))
    way = cv2.INTER_AREA if size < 1 else cv2.INTER_LINEAR
    moved = cv2.warpAffine(patch.pixels, matrix, (wide, high), flags=way, borderMode=cv2.BORDER_REPLICATE)
    glyphs = tuple(_moved(one, matrix) for one in patch.glyphs)
    box = _moved_box(line.box, matrix).clipped(Box(0, 0, wide, high))
    if box.is_empty:
        return line
    left, top, right, bottom = patch.edges
    edge = _moved(PlacedGlyph("", left, top, right, bottom), matrix)
    shaped = Patch(
        np.asarray(moved, np.uint8), glyphs, (edge.x0, edge.y0, edge.x1, edge.y1), patch.digit_height * size
    )
    return replace(line, patch=shaped, box=box)


def _moved(glyph: PlacedGlyph, matrix: NDArray[np.float64]) -> PlacedGlyph:
    """Return a glyph where the matrix puts the middle of its edges."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    at = matrix @ (x, y, 1.0)
    half_x, half_y = (glyph.x1 - glyph.x0) / 2 * matrix[0, 0], (glyph.y1 - glyph.y0) / 2 * matrix[1, 1]
    return PlacedGlyph(glyph.char, at[0] - half_x, at[1] - half_y, at[0] + half_x, at[1] + half_y)


def _moved_box(box: Box, matrix: NDArray[np.float64]) -> Box:
    moved = _moved(PlacedGlyph("", *map(float, box)), matrix)
    return Box(round(moved.x0), round(moved.y0), round(moved.x1), round(moved.y1))


def _spoiled(patch: Patch, random: Random) -> Grey:
    """Return the ink of a patch printed, worn and taken anew."""
    kind = random.choices(_KINDS, (6, 3, 1))[0]
    look = PageLook(kind, patch.digit_height, random.getrandbits(32))
    return spoil(_ink(patch.pixels), look, patch.digit_height, random)


def _ink(pixels: Grey) -> Tones:
    """Return where there is ink, 0..1, whichever of ink and paper is the darker."""
    low, high = (float(tone) for tone in np.percentile(pixels, (1, 99)))
    ink = np.clip((high - pixels.astype(np.float32)) / max(24.0, high - low), 0, 1)
    dark = 1 - ink if float(np.median(ink)) > 0.5 else ink
    return np.asarray(np.where(dark < 0.15, 0, dark), np.float32)


def _grained(patch: Patch, random: Random) -> Grey:
    """Return the pixels a little softer, lighter or darker, and with grain."""
    tones = patch.pixels.astype(np.float32)
    if random.random() < 0.4:
        sigma = random.uniform(0.2, max(0.3, 0.04 * patch.digit_height))
        tones = np.asarray(cv2.GaussianBlur(tones, (0, 0), sigma), np.float32)
    if patch.digit_height > 16 and random.random() < 0.2:
        change = cv2.erode if random.random() < 0.5 else cv2.dilate
        heavier = np.asarray(change(tones, np.ones((2, 2), np.uint8)), np.float32)
        tones = tones + np.float32(random.uniform(0.3, 1)) * (heavier - tones)
    dice = np.random.default_rng(random.getrandbits(32))
    noise = np.float32(random.uniform(0, 8))
    tones = tones * np.float32(random.uniform(0.85, 1.0)) + noise * dice.standard_normal(
        tones.shape, np.float32
    )
    return np.asarray(np.clip(tones, 0, 255), np.uint8)
