"""The second reader of numbers: it parts each one into glyphs and looks at them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.glyph_windows import Windows, windows_of
from invoice_desk.imaging.splitting import DIGIT, Split, split, strip_to_split
from invoice_desk.imaging.strips import PrintedLine, Strip
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.digits.decoding import Decoded
from invoice_desk.reading.digits.glyph_model import GlyphScorer
from invoice_desk.reading.digits.lines import lines_of
from invoice_desk.reading.digits.splits import SplitNumber, decode_split
from invoice_desk.reading.reader import Region

_EDGE = 0.25 * DIGIT  # pixels: glyphs whose middle lies this far outside the box are still in it


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    strip: Strip
    split: Split


class GlyphReader:
    """Reads printed numbers of all three digit families. Serves many threads."""

    def __init__(self, model: GlyphScorer) -> None:
        """model: loaded once."""
        self._model = model

    def look(
        self, regions: Sequence[Region], lines: Sequence[PrintedLine | None] | None = None
    ) -> list[Decoded | None]:
        """Return the number in each region, its glyphs with boxes on the page; None where there is none.

        lines: of the regions, where they have been found already.
        """
        found = lines_of(regions) if lines is None else lines
        parted = [_split(one) if one is not None else None for one in found]
        split_lines = [one for one in parted if one is not None]
        parts = iter(_parted(self._model.scores(_windows(split_lines)), split_lines))
        return [
            None if line is None else _decoded(region, line, next(parts))
            for region, line in zip(regions, parted, strict=True)
        ]


def _split(line: PrintedLine) -> _Line:
    strip = strip_to_split(line)
    return _Line(strip, split(strip.pixels))


def _windows(lines: Sequence[_Line]) -> Windows:
    """Return the windows of all lines, one line after the other."""
    each = [windows_of(one.strip.pixels, one.split, one.split.proposals) for one in lines]
    none = windows_of(np.zeros((1, 1), np.uint8), split(np.zeros((0, 0), np.uint8)), ())
    return Windows(
        np.concatenate([none.pixels, *(one.pixels for one in each)]),
        np.concatenate([none.measures, *(one.measures for one in each)]),
    )


def _parted(scores: NDArray[np.float32], lines: Sequence[_Line]) -> list[NDArray[np.float32]]:
    ends = np.cumsum([len(one.split.proposals) for one in lines])
    return np.split(scores, ends[:-1]) if lines else []


def _decoded(region: Region, line: _Line, scores: NDArray[np.float32]) -> SplitNumber | None:
    first, end = (
        (edge - line.strip.left) * line.strip.scale for edge in (region.crop.box.x0, region.crop.box.x1)
    )
    found = decode_split(line.split, scores, region.kind, first=first - _EDGE, end=end + _EDGE)
    return found and replace(
        found,
        boxes=tuple(_on_page(box, line.strip).clipped(region.crop.page.size.box) for box in found.boxes),
    )


def _on_page(box: Box, strip: Strip) -> Box:
    """Return a box of a strip on its page."""
    x0, x1 = (round(strip.left + edge / strip.scale) for edge in (box.x0, box.x1))
    y0, y1 = (round(strip.top + edge / strip.scale) for edge in (box.y0, box.y1))
    return Box(x0, y0, x1, y1)
