"""What the glyph network sees of a proposed glyph: its part of the line, and its own ink alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.splitting import DIGIT, ROWS, Proposal, Split
from invoice_desk.invoice.geometry import Box

COLUMNS = 32  # pixels of a window; wider glyphs are squeezed
CHANNELS, MEASURES = 3, 4

_INNER = 28  # pixels of a window that a glyph may fill
_AROUND = 3  # window widths of the line that are shown to tell a number from a word
_PAD = 2 * COLUMNS * _AROUND


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """pixels: N x CHANNELS x ROWS x COLUMNS, uint8, 0 paper to 255 ink: the strip, the proposal's own ink,
    and the strip far around, squeezed; measures: N x MEASURES, float32: width, height, top and bottom
    in heights of a digit, from the middle.
    """

    pixels: NDArray[np.uint8]
    measures: NDArray[np.float32]


def windows_of(strip: NDArray[np.uint8], split: Split, proposals: Sequence[Proposal]) -> Windows:
    """Return the windows of proposals of a strip (ROWS x W), each in the middle of its own window."""
    pixels = np.zeros((len(proposals), CHANNELS, ROWS, COLUMNS), np.uint8)
    measures = np.zeros((len(proposals), MEASURES), np.float32)
    shown, cleaned = _padded(strip), _padded(split.pixels)
    labels = np.pad(split.labels, ((0, 0), (_PAD, _PAD)))
    for row, values, one in zip(pixels, measures, proposals, strict=True):
        near, far = _columns(one.box, times=1), _columns(one.box, times=_AROUND)
        own = _own_ink(cleaned[:, near], labels[:, near], one)
        for channel, part in zip(row, (shown[:, near], own, shown[:, far]), strict=True):
            channel[:] = part if part.shape[1] == COLUMNS else _squeezed(part)
        values[:] = _measured(one.box)
    return Windows(pixels, measures)


def _padded(strip: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.pad(strip, ((0, 0), (_PAD, _PAD)))


def _columns(box: Box, *, times: int) -> slice:
    """Return the columns of a window, `times` as wide, in a strip that was padded by _PAD at both sides."""
    width = COLUMNS if box.width <= _INNER else round(box.width * COLUMNS / _INNER)
    width = times * min(width, 2 * COLUMNS)
    first = max(0, (box.x0 + box.x1 - width) // 2 + _PAD)
    return slice(first, first + width)


def _own_ink(cleaned: NDArray[np.uint8], labels: NDArray[np.int32], one: Proposal) -> NDArray[np.uint8]:
    """Return the tones of a proposal's ink and its soft edge, paper elsewhere."""
    is_own = (labels > one.first) & (labels <= one.end)
    grown = cv2.dilate(is_own.astype(np.uint8), np.ones((3, 3), np.uint8))
    is_shown = (grown > 0) & (is_own | (labels == 0))
    return np.where(is_shown, cleaned, 0).astype(np.uint8)


def _squeezed(part: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(part, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA), np.uint8)


def _measured(box: Box) -> tuple[float, float, float, float]:
    top, bottom = ((edge - ROWS / 2) / DIGIT for edge in (box.y0, box.y1))
    return box.width / DIGIT, box.height / DIGIT, top, bottom
