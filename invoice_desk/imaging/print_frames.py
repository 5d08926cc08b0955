"""The ink of a page, brought to one size in two ways: by the page's edges, and level by the ink's."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.page import Pixels

Floats = NDArray[np.float32]
Move = NDArray[np.float64]
"""3 x 3, from pixels of the small page to pixels of a frame; whole numbers are middles of pixels."""

SHORT, LONG = 640, 896
"""Pixels of a frame's sides: A4 at about 77 dpi, where a printed digit is 6 pixels wide."""

CONTRAST = 64
"""The tone to which the ink's mean is brought, so that faint print counts as much as black."""

_THIN = 9  # pixels: what is thicker, a filled band or a photo, counts for neither contrast nor edges
_PAPER = 90.0  # percentile of the tones
_FAINT = 24  # tones: a page whose ink stands out less is blank
_FEW = 30  # pixels of ink: a page that has fewer is blank
_PALE, _DARK = np.uint8(6), np.uint8(38)  # tones of blurred ink: less is none, more is as good as this
_SPECK = 2.4  # pixels of ink that a row or column must have to be an edge
_STRIPS = 20  # the skew is what makes the rows of these meet
_MOST_SKEW, _SKEW_STEP = 1.5, 0.05  # degrees
_SHORTEST, _LONGEST = 4, 120  # pixels between lines of print, for the skew
_RIM = 0.03  # of each side; ink there is no edge of the page's ink
_MARGIN = 4.0  # pixels of paper around the ink


def framed_inks(pixels: Pixels) -> tuple[Pixels, ...]:
    """Return two pictures of the ink, LONG x SHORT (SHORT x LONG when the page is wider than high).

    pixels: H x W x 3. 0 is paper, CONTRAST the mean of the ink. The first lies as the page does; the
    second is turned level (up to 1.5 degrees) and ends where the ink ends. () for a blank page.
    """
    small, extent = _small(pixels)
    strokes = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((_THIN, _THIN), np.uint8))
    contrast = _contrast(np.asarray(strokes, np.uint8))
    if not contrast:
        return ()
    size = (LONG, SHORT) if pixels.shape[1] > pixels.shape[0] else (SHORT, LONG)
    even = np.asarray(cv2.convertScaleAbs(strokes, alpha=CONTRAST / contrast), np.uint8)
    moves = (_to_frame((-0.5, extent[0] - 0.5), (-0.5, extent[1] - 0.5), size), _to_ink(even, size))
    ink = _ink(small, contrast)
    return tuple(np.asarray(cv2.warpAffine(ink, move[:2], size), np.uint8) for move in moves)


def _contrast(strokes: Pixels) -> float:
    """Return by how many tones thin print stands out from what is around it; 0.0 for a blank page."""
    level, mask = cv2.threshold(strokes, 0, 255, cv2.THRESH_OTSU)
    contrast = float(cv2.mean(strokes, mask)[0])
    is_blank = level < 1 or contrast < _FAINT or cv2.countNonZero(mask) < _FEW
    return 0.0 if is_blank else contrast


def _ink(small: Pixels, contrast: float) -> Pixels:
    """Return how much darker than paper each pixel is, CONTRAST for the mean of thin print.

    Fills and photos are left in, since what tells them from print by a limit makes a page that lies at
    the limit another one at another dpi. The grid looks at each place against its neighbourhood anyway.
    """
    paper = float(np.percentile(small[::4, ::4], _PAPER))
    scale = CONTRAST / contrast
    tones = np.clip((paper - np.arange(256)) * scale, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(small, tones), np.uint8)


def _small(pixels: Pixels) -> tuple[Pixels, tuple[float, float]]:
    """Return the page in grey with about SHORT x LONG pixels in all, and the page's width and height there.

    Whole numbers of pixels are averaged first, which is ten times as fast as parts of them; the page
    may so lose a last row or column, which is why its extent is not the picture's.
    """
    height, width = pixels.shape[:2]
    factor = math.sqrt(SHORT * LONG / (width * height))
    step = max(1, int(1 / factor))
    kept = (width // step * step, height // step * step)
    grey = cv2.cvtColor(pixels[: kept[1], : kept[0]], cv2.COLOR_BGR2GRAY)
    if step > 1:
        grey = cv2.resize(grey, (kept[0] // step, kept[1] // step), interpolation=cv2.INTER_AREA)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    method = cv2.INTER_AREA if factor * step < 1 else cv2.INTER_CUBIC
    small = np.asarray(cv2.resize(grey, size, interpolation=method), np.uint8)
    return small, (size[0] * width / kept[0], size[1] * height / kept[1])


def _to_frame(x: tuple[float, float], y: tuple[float, float], size: tuple[int, int]) -> Move:
    """Return the move that brings x[0]..x[1], y[0]..y[1] onto a frame of width and height `size`."""
    fx, fy = size[0] / (x[1] - x[0]), size[1] / (y[1] - y[0])
    return np.array([[fx, 0, -x[0] * fx - 0.5], [0, fy, -y[0] * fy - 0.5], [0, 0, 1]])


def _to_ink(ink: Pixels, size: tuple[int, int]) -> Move:
    """Return the move that turns the ink level and brings its edges to those of the frame."""
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), _skew(ink), 1.0)
    soft = np.asarray(cv2.GaussianBlur(cv2.warpAffine(ink, turn, (width, height)), (0, 0), 1.2), np.uint8)
    inked = _without_border(np.clip(soft, _PALE, _DARK) - _PALE)
    x, y = _edges(inked.sum(axis=0, dtype=np.float32)), _edges(inked.sum(axis=1, dtype=np.float32))
    return np.asarray(_to_frame(x, y, size) @ np.vstack([turn, [0, 0, 1]]), np.float64)


def _without_border(ink: Pixels) -> Pixels:
    """Return the ink without a rim of the page: bands that run off the sheet, shadows of a scanner."""
    y, x = round(ink.shape[0] * _RIM), round(ink.shape[1] * _RIM)
    ink[:y], ink[len(ink) - y :], ink[:, :x], ink[:, ink.shape[1] - x :] = 0, 0, 0, 0
    return ink


def _edges(profile: Floats) -> tuple[float, float]:
    """Return where the ink of all rows (or columns) starts and ends, `_MARGIN` pixels further out."""
    first, last = _start(profile), len(profile) - 1 - _start(profile[::-1])
    return first - _MARGIN, max(last, first + 1) + _MARGIN


def _start(profile: Floats) -> float:
    """Return where the profile first rises to half of the first stroke, in parts of a pixel.

    Half of its own height: so the place stays where blur or a threshold makes the stroke wider.
    """
    found = np.nonzero(profile > _SPECK * float(_DARK - _PALE))[0]
    if not len(found):
        return 0.0
    first = int(found[0])
    half = float(profile[first : first + 5].max()) / 2
    at = first + int(np.argmax(profile[first : first + 5] >= half))
    if at == 0 or profile[at - 1] >= half:
        return float(at)
    return at - (float(profile[at]) - half) / float(profile[at] - profile[at - 1])


def _skew(ink: Pixels) -> float:
    """Return by how many degrees lines fall to the right, within 1.5; 0.0 where that is not to be told.

    The turn is taken at which the row profiles of upright strips, moved against each other, add up to
    the sharpest one (projection profile, Postl 1986). Moved as Fourier series, so in parts of a pixel.
    """
    height, width = ink.shape
    wide = max(1, width // _STRIPS)
    strips = ink[:, : wide * _STRIPS].reshape(height, -1, wide).sum(axis=2, dtype=np.float32)  # H x strips
    waves = np.arange(max(1, height // _LONGEST), height // _SHORTEST)
    series = np.fft.rfft(strips, axis=0)[waves].astype(np.complex64)  # waves x strips
    middles = (np.arange(strips.shape[1]) + 0.5) * wide - width / 2
    slope = 2j * np.pi / height * waves[:, None] * middles[None, :]
    turns = np.arange(-_MOST_SKEW, _MOST_SKEW + _SKEW_STEP / 2, _SKEW_STEP)
    series *= np.exp(slope * math.tan(math.radians(turns[0]))).astype(np.complex64)
    further = np.exp(slope * math.tan(math.radians(_SKEW_STEP))).astype(np.complex64)
    sharpness = []
    for _ in turns:  # so small, a turn is as good as its tangent
        sharpness.append(float((np.abs(series.sum(axis=1)) ** 2).sum()))
        series *= further
    best = int(np.argmax(sharpness))
    if best in {0, len(turns) - 1}:
        return 0.0
    before, here, after = sharpness[best - 1 : best + 2]
    bend = before - 2 * here + after
    return float(turns[best] + (_SKEW_STEP * (before - after) / (2 * bend) if bend else 0.0))
