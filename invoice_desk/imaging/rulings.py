"""Ruling lines and box borders: found by how far they run, and taken out of a crop."""

from __future__ import annotations

import cv2
import numpy as np

from invoice_desk.imaging.cleaning import (
    grey,
    ink_mask,
    is_light_on_dark,
    paper_tone,
    pieces,
    threshold_adaptively,
)
from invoice_desk.imaging.page import Crop, Pixels
from invoice_desk.invoice.geometry import Box

_AROUND = 41  # pixels; the surroundings that a line stands out from
MIN_RUN = 40  # pixels; shorter strokes are print
_MAX_THICKNESS = 10  # pixels; what is thicker is a bar, whose edges stand out like two thick lines


def without_rulings(crop: Crop, *, line_height: int | None = None) -> Pixels:
    """Return the crop's grey (H x W), dark on light, with ruling lines, underlines and borders erased.

    A line is told from a letter by running on beyond the box, so its surroundings on the page
    are looked at; strokes that cross a line are joined again. line_height: of the print in
    pixels, by default the crop's own.
    """
    if crop.box.is_empty:
        return np.empty((crop.box.height, crop.box.width), np.uint8)
    height = line_height or crop.box.height
    around = _surroundings(crop.box, reach=max(MIN_RUN, height)).clipped(crop.page.size.box)
    x, y = crop.box.x0 - around.x0, crop.box.y0 - around.y0
    part = (slice(y, y + crop.box.height), slice(x, x + crop.box.width))
    wide = grey(crop.page.crop(around).pixels)
    if is_light_on_dark(wide[part]):
        wide = np.asarray(cv2.bitwise_not(wide), dtype=np.uint8)
    across, down = find_rulings(wide, line_height=height)
    return _erase_lines(wide[part], across[part], down[part])


def _surroundings(box: Box, *, reach: int) -> Box:
    """Return the box with room for a whole line in it, which runs further across than down."""
    return Box(box.x0 - 2 * reach, box.y0 - reach, box.x1 + 2 * reach, box.y1 + reach)


def erase_rulings(pixels: Pixels, *, line_height: int) -> Pixels:
    """Return grey pixels of a whole page without its ruling lines; `line_height` of its print in pixels."""
    return _erase_lines(pixels, *find_rulings(pixels, line_height=line_height))


def find_rulings(pixels: Pixels, *, line_height: int) -> tuple[Pixels, Pixels]:
    """Return 255 on the horizontal, and on the vertical lines of grey `pixels`, else 0.

    line_height: of the print in pixels; a line runs at least 3 times as far across (the joints
    of Arabic words are long) and 1.6 times as far down, and MIN_RUN pixels.
    """
    ink = _faint_ink(pixels)
    across = _runs(ink, length=max(MIN_RUN, round(3 * line_height)), axis=1)
    down = _runs(ink, length=max(MIN_RUN, round(1.6 * line_height)), axis=0)
    return across, down


def _faint_ink(pixels: Pixels) -> Pixels:
    """Return 255 on what is darker than its surroundings: grey lines too, which a global threshold misses."""
    return np.asarray(
        cv2.bitwise_not(threshold_adaptively(pixels, window=_AROUND, offset=10)), dtype=np.uint8
    )


def _runs(ink: Pixels, *, length: int, axis: int) -> Pixels:
    """Return the ink that runs on for `length` pixels along `axis`.

    Gaps of two pixels along it are bridged; or the line may climb a pixel, as it does on a skewed
    page, but not both at once, for that would make lines of small print.
    """
    if not _has_run(ink, length=length, axis=axis):
        return np.zeros_like(ink)
    along, across = ((1, 3), (3, 1)) if axis == 1 else ((3, 1), (1, 3))
    kernel = np.ones((1, length) if axis == 1 else (length, 1), np.uint8)
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(along, np.uint8))
    climbing = cv2.dilate(ink, np.ones(across, np.uint8))
    lines = [
        _only_thin(np.asarray(cv2.morphologyEx(one, cv2.MORPH_OPEN, kernel), np.uint8), axis=axis)
        for one in (bridged, climbing)
    ]
    return np.asarray(cv2.bitwise_or(*lines), dtype=np.uint8)


def _has_run(ink: Pixels, *, length: int, axis: int) -> bool:
    """Whether any row (or column) with its neighbours holds enough ink at all: most crops have no line."""
    counts = np.count_nonzero(ink, axis=axis)
    return bool(ink.shape[axis] >= length and np.convolve(counts, (1, 1, 1)).max() >= 0.6 * length)


def _only_thin(lines: Pixels, *, axis: int) -> Pixels:
    """Keep what is at most an eighth as thick as it is long, and thin: a filled bar is no line."""
    if not lines.any():
        return lines
    labels, stats = pieces(lines)
    along = cv2.CC_STAT_WIDTH if axis == 1 else cv2.CC_STAT_HEIGHT
    across = cv2.CC_STAT_HEIGHT if axis == 1 else cv2.CC_STAT_WIDTH
    is_straight = stats[:, across] * 8 <= stats[:, along]
    is_line = is_straight & (stats[:, cv2.CC_STAT_AREA] <= _MAX_THICKNESS * stats[:, along])
    is_line[0] = False
    if is_line[1:].all():
        return lines
    return np.asarray(np.where(is_line, 255, 0)[labels], dtype=np.uint8)


def _erase_lines(pixels: Pixels, across: Pixels, down: Pixels) -> Pixels:
    """Put paper on the lines and one pixel around, but keep strokes that cross them."""
    lines = cv2.bitwise_or(across, down)
    if not lines.any():
        return pixels
    grown = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    rest = np.asarray(cv2.bitwise_and(ink_mask(pixels), cv2.bitwise_not(grown)), dtype=np.uint8)
    crossing = cv2.bitwise_or(_joined(rest, across, axis=1), _joined(rest, down, axis=0))
    cleaned = pixels.copy()
    cleaned[(grown > 0) & (crossing == 0)] = paper_tone(pixels)
    return cleaned


def _joined(rest: Pixels, lines: Pixels, *, axis: int) -> Pixels:
    """Return the ink beside the lines along `axis`, joined where it goes on at their other side."""
    if not lines.any():
        return np.zeros_like(rest)
    _, stats = pieces(lines)
    along = cv2.CC_STAT_WIDTH if axis == 1 else cv2.CC_STAT_HEIGHT
    thickness = int(stats[1:, cv2.CC_STAT_AREA].sum()) / int(stats[1:, along].sum())
    gap = round(thickness) + 4
    kernel = np.ones((gap, 1) if axis == 1 else (1, gap), np.uint8)
    around = cv2.BORDER_CONSTANT  # of 0: no ink goes on beyond the edge
    closed = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, kernel, borderType=around, borderValue=(0,))
    return np.asarray(closed, dtype=np.uint8)
