"""A line of ink put on a part of a page: size, turn and perspective, rulings and neighbouring lines."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.reading.digits.classes import OTHER
from invoice_desk.training.glyphs import DIGIT_HEIGHT
from invoice_desk.training.rendering import Ink, Line, PlacedGlyph
from invoice_desk.training.spoiling import Grey, PageKind, PageLook, Tones, spoil
from invoice_desk.training.traces import faintest

Edges = tuple[float, float, float, float]
"""x0, y0, x1, y1 in fractions of pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A part of a page. pixels: H x W, uint8, grey; glyphs: their places there; edges: of the number;
    digit_height: pixels of its tallest digit; trace: 0..1, of the number's faintest glyph, as `traces`
    has it, 1 where that is not known.
    """

    pixels: Grey
    glyphs: tuple[PlacedGlyph, ...]
    edges: Edges
    digit_height: float
    trace: float = 1.0


_HEIGHTS = {PageKind.SCAN: (8.0, 42.0), PageKind.PHOTO: (11.0, 42.0), PageKind.FAX: (11.0, 34.0)}
"""Pixels of a digit on the page, from and to."""

_TURN = {PageKind.SCAN: 0.5, PageKind.PHOTO: 1.1, PageKind.FAX: 0.5}
"""Degrees by which a page is turned: standard deviation."""


def random_look(random: Random) -> PageLook:
    """Return how the lines of one page look."""
    kind = random.choice(tuple(PageKind))
    low, high = _HEIGHTS[kind]
    return PageLook(kind, low * (high / low) ** random.betavariate(1.6, 1.7), random.getrandbits(32))


def put_on_page(line: Line, look: PageLook, random: Random, *, neighbour: Ink | None = None) -> Patch:
    """Return the line as it looks on a page. neighbour: another line's ink, to stand above or below."""
    kind, digit = look.kind, look.digit
    if random.random() < 0.2:
        digit = max(_HEIGHTS[kind][0], digit * random.uniform(0.85, 1.3))  # a total, a footnote
    matrix, size = _placing(line, kind, digit, random)
    ink = _warped(line.ink, matrix, size, digit, random)
    glyphs = tuple(_moved(one, matrix) for one in line.glyphs)
    number = [one for one in glyphs if one.char != OTHER]
    edges, other = _around(number), np.zeros_like(ink)
    if neighbour is not None and random.random() < 0.3:
        other = _beside(neighbour, size, digit, edges, random)
    if random.random() < 0.45:
        other = np.maximum(other, _rulings(size, digit, edges, random))
    pixels = spoil(np.maximum(ink, other), look, digit, random)
    return Patch(pixels, glyphs, edges, digit, faintest(pixels, ink, other, number, digit))


def _placing(
    line: Line, kind: PageKind, digit: float, random: Random
) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """Return the matrix from the line to the page, and the page part's width and height."""
    scale = digit / DIGIT_HEIGHT
    across = scale * (random.uniform(0.92, 1.08) if kind is PageKind.FAX else 1.0)
    height, width = line.ink.shape
    margin_x, margin_y = digit * random.uniform(0.2, 2.0), digit * random.uniform(0.3, 1.5)
    angle = np.radians(random.gauss(0, _TURN[kind]))
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    rows = [[across * cos, -scale * sin, 0], [across * sin, scale * cos, 0], [0, 0, 1]]
    matrix = np.array(rows, np.float64)
    if kind is PageKind.PHOTO and random.random() < 0.6:
        matrix[2, 0], matrix[2, 1] = random.uniform(-2e-4, 2e-4), random.uniform(-4e-4, 4e-4)
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], np.float64) @ matrix.T
    corners = corners[:, :2] / corners[:, 2:]
    low, high = corners.min(axis=0), corners.max(axis=0)
    shift = np.eye(3)
    shift[:2, 2] = margin_x - low[0] + random.random(), margin_y - low[1] + random.random()
    size = (int(high[0] - low[0] + 2 * margin_x) + 2, int(high[1] - low[1] + 2 * margin_y) + 2)
    return shift @ matrix, size


def _warped(
    ink: Ink, matrix: NDArray[np.float64], size: tuple[int, int], digit: float, random: Random
) -> Tones:
    """Return ink 0..1 on the page part."""
    sigma = 0.42 * DIGIT_HEIGHT / digit * random.uniform(0.6, 1.3)
    soft = cv2.GaussianBlur(ink, (0, 0), sigma) if sigma > 0.4 else ink
    return np.asarray(cv2.warpPerspective(soft, matrix, size, flags=cv2.INTER_LINEAR), np.float32) / 255.0


def _moved(glyph: PlacedGlyph, matrix: NDArray[np.float64]) -> PlacedGlyph:
    corners = np.array([[x, y, 1.0] for x in (glyph.x0, glyph.x1) for y in (glyph.y0, glyph.y1)]) @ matrix.T
    corners = corners[:, :2] / corners[:, 2:]
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return PlacedGlyph(glyph.char, float(x0), float(y0), float(x1), float(y1))


def _around(glyphs: list[PlacedGlyph]) -> Edges:
    return (
        min(one.x0 for one in glyphs),
        min(one.y0 for one in glyphs),
        max(one.x1 for one in glyphs),
        max(one.y1 for one in glyphs),
    )


def _beside(neighbour: Ink, size: tuple[int, int], digit: float, edges: Edges, random: Random) -> Tones:
    """Return another line of print above or below the number."""
    scale = digit / DIGIT_HEIGHT
    small = cv2.resize(neighbour, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    layer = np.zeros((size[1], size[0]), np.float32)
    if not (small > 60).any():
        return layer
    rows = np.flatnonzero(small.max(axis=1) > 60)
    gap = round(digit * random.uniform(0.12, 0.9))
    y = (
        round(edges[3]) + gap - int(rows[0])
        if random.random() < 0.5
        else round(edges[1]) - gap - int(rows[-1])
    )
    x = random.randint(-small.shape[1] // 2, max(1, size[0] - 4))
    y0, x0, y1, x1 = max(0, y), max(0, x), min(size[1], y + small.shape[0]), min(size[0], x + small.shape[1])
    if y1 > y0 and x1 > x0:
        layer[y0:y1, x0:x1] = small[y0 - y : y1 - y, x0 - x : x1 - x] / 255.0
    return layer


def _rulings(size: tuple[int, int], digit: float, edges: Edges, random: Random) -> Tones:
    """Return underlines, cell borders and boxes around the number, some of which touch it."""
    layer = np.zeros((size[1], size[0]), np.uint8)
    width, height = size
    x0, y0, x1, y1 = edges
    tone, thick = random.randint(110, 255), max(1, round(digit * random.choice((0.04, 0.07, 0.12))))
    gap = digit * random.choice((-0.03, 0.03, 0.12, 0.3, 0.5))
    drop = random.uniform(-0.06, 0.06) * digit

    def across(y: float, *, full: bool) -> None:
        left, right = (0, width) if full else (round(x0 - gap), round(x1 + gap))
        cv2.line(layer, (left, round(y)), (right, round(y + drop)), tone, thick, cv2.LINE_AA)

    def down(x: float) -> None:
        cv2.line(layer, (round(x), 0), (round(x - drop), height), tone, thick, cv2.LINE_AA)

    which = random.random()
    if which < 0.4:
        across(y1 + gap, full=random.random() < 0.5)
    elif which < 0.55:
        across(y0 - gap, full=True)
    else:
        across(y1 + gap, full=True)
        across(y0 - gap, full=True)
    if random.random() < 0.45:
        down(x0 - max(gap, digit * 0.1) - digit * random.choice((0, 0.3, 1)))
    if random.random() < 0.45:
        down(x1 + max(gap, digit * 0.1) + digit * random.choice((0, 0.3, 1)))
    return layer.astype(np.float32) / 255.0
