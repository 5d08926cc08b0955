"""The band of a number: where in its box the line of digits stands, and how high they are."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.cleaning import pieces, tones_at
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box

_DOT = 3.6  # heights of a zero's dot to a digit's, of most fonts
_TALLER = 1.4  # times as high as the page's digits, print is of something else where there are such digits
_ROW_GAP = (
    0.6  # heights of the higher one from the middle of a piece to that of one in the next row, at least
)
_SPECK = 0.35  # of the highest piece: what is lower is a mark, a dot or dirt beside digits
_MIN_DIGIT = 4.0  # pixels on the page; lower print is dirt
_LEAST_SIDE = 2  # pixels of a dot that is print
_DARK = 60.0  # tones by which it is darker than paper


@dataclass(frozen=True, slots=True)
class Band:
    """Where a line of digits stands: middle and height of a tall digit, in page pixels.

    tallest: of the print in the box; are_dots: whether nothing but dots is there.
    """

    middle: float
    height: float
    tallest: float
    are_dots: bool

    def is_settled(self, digit_height: float) -> bool:
        """Whether it would be found alike if the height of the page's digits were known."""
        return not self.are_dots and self.tallest <= _TALLER * digit_height


def find_band(part: Pixels, inner: Box, *, digit_height: float | None) -> Band | None:
    """Return the band of the digits in `inner` of grey pixels, by the pieces of ink in it."""
    _, stats = pieces(_strokes(part, line_height=inner.height))
    _, y, width, height, area = (stats[1:, column].astype(np.float64) for column in range(5))
    middle, is_near = y + height / 2, _are_near(stats[1:], inner)
    tallest = float(height[is_near].max(initial=0.0))
    if digit_height is not None:
        is_like = is_near & (height <= _TALLER * digit_height)
        if (height[is_like] >= digit_height / _TALLER).any():
            is_near = is_like  # without words in larger print, borders and stamps
    if not is_near.any():
        return None
    heights, widths, middles, areas = height[is_near], width[is_near], middle[is_near], area[is_near]
    in_row = _row(middles, heights, near=(inner.y0 + inner.y1) / 2)
    heights, widths, middles, areas = heights[in_row], widths[in_row], middles[in_row], areas[in_row]
    tall = float(heights.max())
    is_tall = heights >= 0.72 * tall
    found = (float(np.median(heights[is_tall])) + tall) / 2
    are_dots = _are_dots(widths, heights, areas, inner.height)
    if are_dots:
        found = max(found, digit_height or min(_DOT * found, 0.9 * inner.height))
    centre = float(np.median(middles[is_tall]))
    return Band(centre, found, tallest, are_dots) if found >= _MIN_DIGIT else None


def holds_dots(part: Pixels, inner: Box) -> bool:
    """Whether `inner` of grey pixels holds dark pieces of ink, be they too low to tell a band."""
    labels, stats = pieces(_strokes(part, line_height=inner.height))
    is_dot = _are_near(stats[1:], inner) & (stats[1:, 2:4].min(axis=1) >= _LEAST_SIDE)
    if not is_dot.any():
        return False
    sums = np.bincount(labels.ravel(), weights=part.ravel(), minlength=len(stats))[1:]
    tones = sums[is_dot] / stats[1:, 4][is_dot]
    return bool(tones.min() <= float(np.median(part)) - _DARK)


def _are_near(stats: NDArray[np.int32], inner: Box) -> NDArray[np.bool_]:
    """Return which pieces (x, y, width, height, area each) belong to the print in a box, as a whole."""
    x, y, width, height, area = (stats[:, column].astype(np.float64) for column in range(5))
    middle, across = y + height / 2, x + width / 2
    return np.asarray(
        (middle > inner.y0 - 0.1 * inner.height)
        & (middle < inner.y1 + 0.1 * inner.height)
        & (across > inner.x0 - 0.25 * inner.height)
        & (across < inner.x1 + 0.25 * inner.height)
        & (height <= 1.7 * inner.height)
        & (area >= 3)
    )


def _row(middles: NDArray[np.float64], heights: NDArray[np.float64], *, near: float) -> NDArray[np.int64]:
    """Return the pieces of the row of print that lies nearest to `near`; specks are of no row."""
    print_ = np.flatnonzero(heights >= _SPECK * heights.max())
    ordered = print_[np.argsort(middles[print_], kind="stable")]
    gaps = np.diff(middles[ordered])
    reach = _ROW_GAP * np.maximum(heights[ordered][:-1], heights[ordered][1:])
    rows = np.split(ordered, np.flatnonzero(gaps > reach) + 1)
    return min(rows, key=lambda row: abs(float(np.median(middles[row])) - near))


def _are_dots(
    widths: NDArray[np.float64], heights: NDArray[np.float64], areas: NDArray[np.float64], box_height: int
) -> bool:
    """Whether all pieces are small, about as wide as high, and filled: zeros and marks without any digit."""
    is_small = np.maximum(widths, heights) < 0.5 * box_height
    is_square = (widths < 1.9 * heights) & (heights < 1.9 * widths)
    is_full = areas > 0.6 * widths * heights
    return bool((is_small & is_square & is_full).mean() > 0.7)


def _strokes(part: Pixels, *, line_height: int) -> Pixels:
    """Return 255 on ink that stands out from its surroundings and is no ruling line."""
    side = max(15, line_height) | 1
    low, high = tones_at(np.ascontiguousarray(part[::2, ::2]), 2, 90)
    offset = max(6.0, 0.14 * (high - low))
    ink = cv2.adaptiveThreshold(part, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, side, offset)
    across, down = max(24, round(2.4 * line_height)), max(16, round(1.5 * line_height))
    lines = np.zeros(ink.shape, np.uint8)
    for kernel in (np.ones((1, across), np.uint8), np.ones((down, 1), np.uint8)):
        if kernel.shape[0] <= ink.shape[0] and kernel.shape[1] <= ink.shape[1]:
            lines = np.asarray(cv2.bitwise_or(lines, cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)), np.uint8)
    return np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(lines)), np.uint8)
