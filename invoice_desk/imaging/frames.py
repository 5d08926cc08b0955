"""Frames of checkboxes: found by their shape, four sides and nearly square, whatever is marked in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from invoice_desk.imaging.cleaning import pieces
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box

_MIN_SIDE = 10  # pixels; smaller are the dots of letters and dirt
_MIN_ROUGH = 20  # pixels; smaller round shapes are bowls of letters and figures
_SQUARE = 0.7  # the shorter side as a share of the longer one
_FULL = (
    0.88  # share of its upright or turned box; with corners rounded by 0.3 of the side 0.89, a circle 0.79
)
_SHARP = 0.975  # from here on no letter; bowls of letters reach 0.97, frames drawn by hand as little as 0.9
_SAME_SIZE = 0.5  # of the largest frame's side; smaller are letters of a label
_WORD_GAP = 0.3  # of a letter's height; what stands nearer to one is a letter of the same word
_DOUBLE = 0.7  # of the outer frame's side: from there on both are one frame of two lines
_SOLID = 0.8  # share of ink in a square that is a mark where it stands in a frame
_GAP, _WIDE_GAP = 3, 7  # pixels; a faint frame has gaps, which are bridged


def find_frames(ink: Pixels) -> list[Box]:
    """Return the boxes of all frames in an ink mask (H x W, 0 or 255), and of filled ones, from the left.

    A frame that holds another one comes with it, unless both are one with two lines.
    """
    frames = _frames_of(_bridged(ink, _GAP), least_full=_FULL)
    frames = frames or _frames_of(_bridged(ink, _WIDE_GAP), least_full=_SHARP)  # letters have run together
    return sorted(frames, key=lambda box: (box.x0, box.y0))


def _bridged(ink: Pixels, gap: int) -> Pixels:
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8)), dtype=np.uint8)


def _frames_of(ink: Pixels, *, least_full: float) -> list[Box]:
    labels, stats = pieces(ink)
    boxes = [Box(x, y, x + width, y + height) for x, y, width, height in stats[1:, :4].tolist()]
    found: list[Box] = []
    for number, box in enumerate(boxes, start=1):
        if min(box.width, box.height) >= _MIN_SIDE:
            piece = labels[box.y0 : box.y1, box.x0 : box.x1] == number
            letters = [one for one in boxes if one != box]
            found.extend(_squares(piece.astype(np.uint8) * 255, box, letters, least_full))
    return _apart([one for one in found if not _is_mark(one, found, ink)])


def _squares(piece: Pixels, box: Box, others: Sequence[Box], least_full: float) -> Iterator[Box]:
    """Yield the boxes of the squares in a piece of ink that lies in `box`, less what sticks out of them.

    others: the boxes of the other pieces, which tell a letter of a word.
    """
    filled = _filled(piece)
    reach = int(cv2.distanceTransform(filled, cv2.DIST_C, 3).max())
    if 2 * reach < _MIN_SIDE:
        return
    kernel = np.ones((reach - 1 | 1, reach - 1 | 1), np.uint8)  # odd, else the core lies a pixel aside
    core = cv2.morphologyEx(filled, cv2.MORPH_OPEN, kernel)
    labels, stats = pieces(np.asarray(core, dtype=np.uint8))
    for number, (x, y, width, height, area) in enumerate(stats[1:].tolist(), start=1):
        points = cv2.findNonZero((labels == number).astype(np.uint8))
        sides = [side + 1 for side in cv2.minAreaRect(points)[1]]
        full = area / (sides[0] * sides[1])
        square = Box(x - 1, y - 1, x - 1 + width, y - 1 + height).moved(dx=box.x0, dy=box.y0)
        is_square = min(sides) >= max(_MIN_SIDE, _SQUARE * max(sides)) and full >= least_full
        if is_square and (full >= _SHARP or _may_be_drawn(square, box, others)):
            yield square


def _may_be_drawn(square: Box, piece: Box, others: Sequence[Box]) -> bool:
    """Whether a rough square may be a frame drawn by hand, and no letter of a word."""
    return square.width >= _MIN_ROUGH and not any(_is_beside(piece, one) for one in others)


def _filled(piece: Pixels) -> Pixels:
    """Return a piece of ink with all that it surrounds, and one pixel of paper around it."""
    padded = np.pad(piece, 1)
    outlines, _ = cv2.findContours(padded, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(padded, outlines, -1, (255,), -1)
    return padded


def _is_beside(box: Box, other: Box) -> bool:
    """Whether two pieces stand in one line as near to each other as letters of a word do."""
    shared = min(box.y1, other.y1) - max(box.y0, other.y0)
    gap = max(box.x0, other.x0) - min(box.x1, other.x1)
    is_alike = 0.3 * box.height <= other.height <= 3 * box.height
    return is_alike and shared >= other.height / 2 and 0 <= gap <= _WORD_GAP * other.height


def _is_mark(box: Box, frames: Sequence[Box], ink: Pixels) -> bool:
    """Whether a square is a filled one inside a frame: that is how some mark it."""
    share = np.count_nonzero(ink[box.y0 : box.y1, box.x0 : box.x1]) / box.area
    return bool(share >= _SOLID) and any(_is_inside(box, one) for one in frames)


def _apart(frames: Sequence[Box]) -> list[Box]:
    """Leave out letters beside a frame, and of a frame of two lines the outer one."""
    least = _SAME_SIZE * max((one.width for one in frames), default=0)
    large = [one for one in frames if one.width >= least or any(_is_inside(one, other) for other in frames)]
    return [one for one in large if not any(_is_inner_line(other, one) for other in large)]


def _is_inner_line(inner: Box, outer: Box) -> bool:
    return _is_inside(inner, outer) and inner.width >= _DOUBLE * outer.width


def _is_inside(inner: Box, outer: Box) -> bool:
    return inner != outer and inner.clipped(outer) == inner
