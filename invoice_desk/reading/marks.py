"""Checkboxes: whether there is a mark inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from invoice_desk.imaging.cleaning import ink_mask
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.reader import Region

TICKED, EMPTY = "☑", "☐"
_TICKED_FROM = 0.06  # share of ink inside the frame; a thin cross drawn by pen covers about 0.12
_INSET = 0.22  # of the frame's side, so that the frame itself does not count


class MarkReader:
    """Reads a checkbox as ☑ or ☐. Serves many threads."""

    name = "marks"

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield ☑ or ☐ a region, or None where not even a frame is printed."""
        for region in regions:
            yield self._read(region)

    def _read(self, region: Region) -> Reading | None:
        crop = region.crop
        ink = ink_mask(crop.grey)
        if not ink.any():
            return None
        share = _inner_share(ink)
        text = TICKED if share >= _TICKED_FROM else EMPTY
        confidence = min(0.99, 0.5 + abs(share - _TICKED_FROM) / (2 * _TICKED_FROM))
        return Reading(text, confidence, self.name, crop.page.info.index, crop.box)


def _inner_share(ink: Pixels) -> float:
    """Return the share (0..1) of ink inside the largest outline in the crop."""
    outlines, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    x, y, width, height = max((cv2.boundingRect(one) for one in outlines), key=lambda one: one[2] * one[3])
    dx, dy = round(width * _INSET), round(height * _INSET)
    inner = ink[y + dy : y + height - dy, x + dx : x + width - dx]
    return int(np.count_nonzero(inner)) / inner.size if inner.size else 0.0
