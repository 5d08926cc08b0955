"""Checkboxes: whether there is a mark inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from invoice_desk.imaging.cleaning import ink_mask, pieces
from invoice_desk.imaging.frames import find_frames
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.reader import Region

TICKED, EMPTY = "☑", "☐"
_TICKED_FROM = 0.06  # share of ink inside the frame; a thin cross drawn by pen covers about 0.12
_INSET = 0.22  # of the frame's side, so that the frame itself does not count
_SOLID = 0.8  # share of ink in a row of pixels that belongs to a frame's side
_UNSURE = 0.3  # confidence where it is open which frame is meant, or whether there is one
_MAX_THICKNESS = 0.35  # of the frame's side; from there on it is a filled box


class MarkReader:
    """Reads a checkbox as ☑ or ☐, for sure only where just one frame is printed. Serves many threads."""

    name = "marks"

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield ☑ or ☐ a region, or None where nothing is printed."""
        for region in regions:
            yield self._read(region)

    def _read(self, region: Region) -> Reading | None:
        crop = region.crop
        ink = ink_mask(crop.grey)
        if not ink.any():
            return None
        frames = find_frames(ink)
        share = max(_inner_share(ink, frame) for frame in frames or [_largest_piece(ink)])
        text = TICKED if share >= _TICKED_FROM else EMPTY
        confidence = min(0.99, 0.5 + abs(share - _TICKED_FROM) / (2 * _TICKED_FROM))
        sure = confidence if len(frames) == 1 else _UNSURE
        return Reading(text, sure, self.name, crop.page.info.index, crop.box)


def _inner_share(ink: Pixels, frame: Box) -> float:
    """Return the share (0..1) of ink inside the frame."""
    part = ink[frame.y0 : frame.y1, frame.x0 : frame.x1]
    thickness = _thickness(part)
    dx, dy = (max(round(side * _INSET), thickness) for side in (frame.width, frame.height))
    inner = part[dy : frame.height - dy, dx : frame.width - dx]
    return int(np.count_nonzero(inner)) / inner.size if inner.size else 0.0


def _largest_piece(ink: Pixels) -> Box:
    """Return the box around the largest piece of ink, the likeliest rest of a frame."""
    _, stats = pieces(ink)
    boxes = [Box(x, y, x + width, y + height) for x, y, width, height in stats[1:, :4].tolist()]
    return max(boxes, key=lambda box: box.area)


def _thickness(part: Pixels) -> int:
    """Return how thick a frame is in pixels, with one more for its rough edges; 0 where it is filled."""
    thickest = 0
    for axis in (0, 1):
        is_line = np.count_nonzero(part, axis=axis) >= _SOLID * part.shape[axis]
        thickest = max(thickest, int(np.argmin(is_line)), int(np.argmin(is_line[::-1])))
    return thickest + 1 if thickest < _MAX_THICKNESS * min(part.shape) else 0
