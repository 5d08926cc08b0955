"""A number text becomes a line of ink with the place of each glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.reading.digits.classes import OTHER
from invoice_desk.training.glyphs import DIGIT_HEIGHT, Glyphs, Mask, first_glyph
from invoice_desk.training.texts import NumberText, is_arabic

_PAD = 24  # pixels around the ink, room for bends and slant
_LEAST_INK = 0.4  # of the ink that is left where strokes shrink: hairlines would vanish

Ink = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A printed character and the box around its ink, in fractions of pixels of the line."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A drawn line. ink: H x W, uint8, 255 where there is ink; glyphs: from left to right."""

    ink: Ink
    glyphs: tuple[PlacedGlyph, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the print of a line differs from its font.

    spacing: pixels more between glyphs, below 0 they touch; weight: pixels by which strokes grow
    or shrink; slant: of a vertical, in pixels a pixel; width: factor; bend: pixels; own: by which
    share each character is wider or higher than its font has it, at most; letters: pixels between
    the letters of Arabic words, each alone; None where they are joined.
    """

    spacing: float = 0.0
    weight: int = 0
    slant: float = 0.0
    width: float = 1.0
    bend: float = 0.0
    own: float = 0.0
    letters: float | None = None


def random_shape(random: Random) -> Shape:
    """Return a shape: half of them nearly as the font has it."""
    if random.random() < 0.3:
        return Shape(spacing=random.uniform(-1, 3))
    return Shape(
        spacing=random.choice((0, 0, random.uniform(-5, 0), random.uniform(0, 8), random.uniform(0, 20))),
        weight=random.choice((0, 0, 0, -2, -1, 1, 2, 3, 4)),
        slant=random.choice((0.0, 0.0, random.uniform(-0.1, 0.3))),
        width=random.choices((1.0, random.uniform(0.75, 1.3), random.uniform(0.5, 1.8)), (5, 4, 1))[0],
        bend=random.choice((0.0, 0.0, random.uniform(0.5, 2.5), random.uniform(1.0, 4.0))),
        own=random.choice((0.0, random.uniform(0.05, 0.25))),
        letters=random.uniform(2, 20) if random.random() < 0.2 else None,
    )


def draw(text: NumberText, fonts: Sequence[Glyphs], random: Random, shape: Shape) -> Line | None:
    """Return the line; None where no font draws one of its characters. fonts: the first that can draws."""
    pieces: list[tuple[str, Mask]] = []
    gaps: list[float] = []
    for word, is_number in ((text.before, False), (text.text, True), (text.after, False)):
        if not word:
            continue
        gap = random.choice((8.0, 14.0, 24.0, 40.0)) if pieces else 0.0
        found = (
            _varied(_number(word, fonts), random, shape.own)
            if is_number
            else _word(word, fonts, random.uniform(0.75, 1.4), shape.letters)
        )
        if found is None:
            return None
        for char, mask, blank in found:
            pieces.append((char, mask))
            gaps.append(gap + blank * DIGIT_HEIGHT)
            gap = shape.spacing if is_number else 0.0
    return _shaped(_composed(pieces, gaps), random, shape)


def _number(text: str, fonts: Sequence[Glyphs]) -> list[tuple[str, Mask, float]] | None:
    """Return each character with its mask and the blanks before it, in heights of a digit."""
    found, blank = [], 0.0
    for char in text:
        if char == " ":
            blank = 0.3
            continue
        mask = first_glyph(fonts, char)
        if mask is None:
            return None
        found.append((char, mask, blank))
        blank = 0.0
    return found


def _varied(
    glyphs: list[tuple[str, Mask, float]] | None, random: Random, own: float
) -> list[tuple[str, Mask, float]] | None:
    """Return the glyphs, each character made wider or higher or less so, the same wherever it stands."""
    if not own or glyphs is None:
        return glyphs
    kept: dict[str, Mask] = {}
    for char, mask, _ in glyphs:
        if char not in kept:
            across, down = 1 + random.uniform(-own, own), 1 + random.uniform(-own, own) * 0.4
            kept[char] = _resized(mask, across, down)
    return [(char, kept[char], blank) for char, _, blank in glyphs]


def _word(
    word: str, fonts: Sequence[Glyphs], size: float, letters: float | None
) -> list[tuple[str, Mask, float]] | None:
    """Return a word, `size` times as large as the digits: Latin capitals often stand higher than they.

    letters: pixels between those of an Arabic word, each alone, as in type of one width; then an ا
    stands beside the number as a ١ would.
    """
    pieces, gap = [word], 0.0
    if letters is not None and is_arabic(word):
        pieces, gap = list(reversed(word)), letters / DIGIT_HEIGHT
    for font in fonts:
        masks = [mask for one in pieces if (mask := font.word(one)) is not None]
        if len(masks) == len(pieces):
            return [(OTHER, _resized(mask, size, size), gap if at else 0.0) for at, mask in enumerate(masks)]
    return None


def _resized(mask: Mask, across: float, down: float) -> Mask:
    height, width = mask.ink.shape
    size = (max(1, round(width * across)), max(1, round(height * down)))
    ink = np.asarray(cv2.resize(mask.ink, size, interpolation=cv2.INTER_AREA), np.uint8)
    return Mask(ink, round(mask.left * across), round(mask.top * down), mask.advance * across)


def _composed(pieces: Sequence[tuple[str, Mask]], gaps: Sequence[float]) -> Line:
    pen, placed = 0.0, []
    for (char, mask), gap in zip(pieces, gaps, strict=True):
        pen += gap
        placed.append((char, mask, round(pen) + mask.left))
        pen += mask.advance
    left, top = min(x for _, _, x in placed), min(mask.top for _, mask, _ in placed)
    right = max(x + mask.ink.shape[1] for _, mask, x in placed)
    bottom = max(mask.top + mask.ink.shape[0] for _, mask, _ in placed)
    ink = np.zeros((bottom - top + 2 * _PAD, right - left + 2 * _PAD), np.uint8)
    glyphs = []
    for char, mask, x in placed:
        at_x, at_y = x - left + _PAD, mask.top - top + _PAD
        height, width = mask.ink.shape
        part = ink[at_y : at_y + height, at_x : at_x + width]
        np.maximum(part, mask.ink, out=part)
        glyphs.append(PlacedGlyph(char, at_x, at_y, at_x + width, at_y + height))
    return Line(ink, tuple(glyphs))


def _shaped(line: Line, random: Random, shape: Shape) -> Line:
    ink = _weighted(line.ink, shape.weight)
    if shape.bend:
        ink = _bent(ink, shape.bend, random)
    if shape.slant or shape.width != 1.0:
        return _slanted(Line(ink, line.glyphs), shape)
    return Line(ink, line.glyphs)


def _weighted(ink: Ink, weight: int) -> Ink:
    if not weight:
        return ink
    side = abs(weight) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    changed = np.asarray(cv2.dilate(ink, kernel) if weight > 0 else cv2.erode(ink, kernel), np.uint8)
    return changed if int(changed.sum()) > _LEAST_INK * int(ink.sum()) else ink


def _bent(ink: Ink, strength: float, random: Random) -> Ink:
    """Return the ink displaced by a smooth field of at most about `strength` pixels."""
    height, width = ink.shape
    dice = np.random.default_rng(random.getrandbits(32))
    coarse = dice.uniform(-1, 1, (2, max(2, height // 24), max(2, width // 24))).astype(np.float32) * strength
    fields = [cv2.resize(one, (width, height), interpolation=cv2.INTER_CUBIC) for one in coarse]
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.asarray(cv2.remap(ink, xs + fields[0], ys + fields[1], cv2.INTER_LINEAR), np.uint8)


def _slanted(line: Line, shape: Shape) -> Line:
    """Return the line slanted around its bottom and made wider or narrower."""
    height, width = line.ink.shape
    base = height - _PAD
    matrix = np.array([[shape.width, -shape.slant, shape.slant * base], [0, 1, 0]], np.float32)
    reach = abs(shape.slant) * height
    matrix[0, 2] += max(0.0, -shape.slant) * base
    size = (int(width * shape.width + reach) + 1, height)
    ink = cv2.warpAffine(line.ink, matrix, size, flags=cv2.INTER_LINEAR)
    glyphs = []
    for one in line.glyphs:
        corners = np.array([[x, y, 1] for x in (one.x0, one.x1) for y in (one.y0, one.y1)]) @ matrix.T
        x0, x1 = float(corners[:, 0].min()), float(corners[:, 0].max())
        glyphs.append(PlacedGlyph(one.char, x0, one.y0, x1, one.y1))
    return Line(np.asarray(ink, np.uint8), tuple(glyphs))
