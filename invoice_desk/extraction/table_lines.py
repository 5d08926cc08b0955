"""Lines of print in one column of a table: their tops and bottoms on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from invoice_desk.imaging.cleaning import ink_mask, pieces
from invoice_desk.imaging.page import Page, Pixels
from invoice_desk.imaging.rulings import without_rulings
from invoice_desk.invoice.geometry import Box

_LINES_ON_A_PAGE = 100  # of small print
_MIN_LINE = 12  # pixels; lower print cannot be read
_MIN_BAND = 4  # pixels; lower ink is dirt, the rest of a line or a dash
_MIN_LETTER = 8  # pixels; specks, dots and dashes are lower and do not tell the usual height
_DASH = (0.25, 2.5)  # of the usual height: how far a dash, or some, run; less is dirt, more is a ruling


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A line of print: its top, and its bottom below the last pixel, on the page."""

    top: int
    bottom: int

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def shared(self, other: Line) -> int:
        """Return the pixels by which one lies beside the other; negative for the gap between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def is_beside(self, other: Line) -> bool:
        """Whether both are one line of a row: most of the lower one lies beside the other."""
        return 2 * self.shared(other) >= min(self.height, other.height)

    def joined(self, other: Line) -> Line:
        """Return the line around both."""
        return Line(min(self.top, other.top), max(self.bottom, other.bottom))


def lines_in(page: Page, box: Box) -> list[Line]:
    """Return the lines of print in a box of a page, from the top; a lone dash is one, of the usual height.

    A line on the box's upper or lower edge is there as a whole where most of it lies inside.
    """
    if box.is_empty:
        return []
    line_height = max(_MIN_LINE, page.size.height // _LINES_ON_A_PAGE)
    reach = 2 * line_height  # further than half of any line
    wide = Box(box.x0, box.y0 - reach, box.x1, box.y1 + reach).clipped(page.size.box)
    lines = _lines(ink_mask(without_rulings(page.crop(wide), line_height=line_height)))
    inside, found = Line(box.y0, box.y1), (Line(wide.y0 + one.top, wide.y0 + one.bottom) for one in lines)
    return sorted(one for one in found if 2 * one.shared(inside) >= one.height)


def _lines(ink: Pixels) -> list[Line]:
    """Return the lines of print in an ink mask, in any order."""
    bands = _bands(ink)
    usual = median(_heights(bands)) if bands else 0
    least = max(_MIN_BAND, usual / 2)
    lines = [one for one in bands if one.height >= least]
    high = max(round(usual), _MIN_LINE)
    dashes = [_around(one, high) for one in bands if one.height < least and _is_dash(one, ink, high)]
    return lines + [one for one in dashes if _is_free(one, lines, len(ink))]


def merged(lines: Iterable[Line]) -> list[Line]:
    """Return lines of several columns as lines of the table, from the top."""
    found: list[Line] = []
    for line in sorted(lines):
        if found and found[-1].is_beside(line):
            found[-1] = found[-1].joined(line)
        else:
            found.append(line)
    return found


def usual_height(lines: Sequence[Line]) -> int:
    """Return the middle height of lines in pixels; at least 1."""
    return max(1, round(median(one.height for one in lines))) if lines else 1


def _bands(ink: Pixels) -> list[Line]:
    """Return where rows of pixels with ink follow each other."""
    flags = np.concatenate([[False], ink.any(axis=1), [False]])
    edges = np.flatnonzero(flags[1:] != flags[:-1])
    return [Line(int(top), int(bottom)) for top, bottom in edges.reshape(-1, 2)]


def _heights(bands: Sequence[Line]) -> list[int]:
    heights = [one.height for one in bands]
    return [one for one in heights if one >= _MIN_LETTER] or heights


def _is_dash(band: Line, ink: Pixels, usual: int) -> bool:
    """Whether a low band is a dash or some of them: neither dirt nor the rest of a ruling line."""
    _, stats = pieces(ink[band.top : band.bottom])
    wide = stats[1:][stats[1:, 2] >= _DASH[0] * usual]
    if not len(wide):
        return False
    reach = int((wide[:, 0] + wide[:, 2]).max() - wide[:, 0].min())
    return reach <= _DASH[1] * usual


def _around(dash: Line, usual: int) -> Line:
    """Return the line of usual height in whose middle a dash stands."""
    top = (dash.top + dash.bottom - usual) // 2
    return Line(top, top + usual)


def _is_free(dash: Line, lines: Sequence[Line], end: int) -> bool:
    """Whether a dash is a line of its own: not an underline, nor the rest of a ruling at the box's edge."""
    is_whole = dash.top >= 0 and dash.bottom <= end
    return is_whole and all(8 * dash.shared(one) <= dash.height for one in lines)
