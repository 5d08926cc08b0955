"""Rows of a table: which lines of print belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from invoice_desk.extraction.table_lines import Line, merged, usual_height
from invoice_desk.invoice.geometry import Box

_SINGLE = 1.8  # of the usual height; what is higher are two lines that run together
_NEAR = 1.5  # of the usual height: lines with more between them are of different rows
_CLEARLY = 1.5  # times as wide is a gap that parts two rows elsewhere than above the second one's number
_TIGHT = 0.6  # of the gap between rows: a nearer line of a date or an identifier goes on with the one above


@dataclass(frozen=True, slots=True)
class Row:
    """A row on the page: its top and bottom, the line that holds its numbers, and the pixels above that."""

    top: int
    bottom: int
    line: Line
    room: int

    def text_in(self, column: Box) -> Box:
        """Return a column's part of the row."""
        return Box(column.x0, self.top, column.x1, self.bottom)

    def number_in(self, column: Box, lines: Sequence[Line]) -> Box:
        """Return the part of a column of numbers: only the one line. lines: of print in the column."""
        line = next((one for one in lines if one.is_beside(self.line)), self.line)
        top = max(line.top - self.room, min(self.top, line.top))
        bottom = min(line.bottom + line.height // 2, max(self.bottom, line.bottom))
        return Box(column.x0, top, column.x1, bottom)


@dataclass(frozen=True, slots=True)
class _Print:
    """A line of print across the table; start: its part in the columns that begin a row, if any."""

    line: Line
    start: Line | None = None


def rows_of_lines(
    numbers: Sequence[Line], names: Sequence[Line], texts: Sequence[Line], box: Box
) -> list[Row]:
    """Return the rows of a table that lies in `box` of the page, from the top.

    numbers: the lines of print in all columns of numbers and amounts, each of which begins a row;
    names: those of dates and identifiers, which do too unless they go on closely below; texts: of
    all other columns. Text without such a line belongs to the row it stands near to, below its
    number or above; what stands near to none is a row by itself, so that nothing is left out.
    """
    starts, more = _parted(numbers, names, texts)
    height = usual_height(starts or more)
    is_high = {one: one.height > _SINGLE * height for one in more}
    lines = _across(starts, [one for one in more if not is_high[one]])
    high = [one for one in more if is_high[one]]
    lines += [_Print(one) for one in high if not any(one.shared(other.line) > 0 for other in lines)]
    groups = list(_grouped(sorted(lines, key=lambda one: one.line), near=round(_NEAR * height)))
    return _rows(groups, high, box, height)


def _parted(
    numbers: Sequence[Line], names: Sequence[Line], texts: Sequence[Line]
) -> tuple[list[Line], list[Line]]:
    """Return the lines that begin rows, and all others."""
    starts = _single(numbers or names)
    others = [one for one in _single(names) if not any(one.is_beside(start) for start in starts)]
    every = [*numbers, *names, *texts]
    gap = min((_gap_above(one, every) for one in starts[1:]), default=0)  # between rows, at the least
    tight = [one for one in others if _gap_above(one, every) < _TIGHT * gap]
    own = [one for one in others if one not in tight]
    return merged([*starts, *own]), [*texts, *tight]


def _single(lines: Sequence[Line]) -> list[Line]:
    """Return lines of several columns as lines of the table; two that run together in one column are left
    out where another column has them apart.
    """
    highest = _SINGLE * usual_height(lines)
    found = merged(one for one in lines if one.height <= highest)
    rest = [one for one in lines if one.height > highest]
    return merged([*found, *(one for one in rest if all(one.shared(other) <= 0 for other in found))])


def _gap_above(line: Line, lines: Sequence[Line]) -> int:
    """Return the pixels from the nearest print above a line to its top, or from the page's edge."""
    return line.top - max((one.bottom for one in lines if one.bottom <= line.top), default=0)


def _across(starts: Sequence[Line], texts: Sequence[Line]) -> list[_Print]:
    """Return all lines of the table, text beside a start taken together with it."""
    around = dict(zip(starts, starts, strict=True))
    alone: list[Line] = []
    for text in texts:
        start = max(starts, key=text.shared, default=None)
        if start is not None and text.is_beside(start):
            around[start] = around[start].joined(text)
        else:
            alone.append(text)
    return [_Print(line, start) for start, line in around.items()] + [_Print(one) for one in merged(alone)]


def _grouped(lines: Sequence[_Print], *, near: int) -> Iterator[list[_Print]]:
    """Yield the lines of each row: one start with the text near to it, or text near to none."""
    if not lines:
        return
    gaps = [0, *(-one.line.shared(two.line) for one, two in pairwise(lines))]
    cuts = {index for index, gap in enumerate(gaps) if gap > near}
    starts = [index for index, one in enumerate(lines) if one.start is not None]
    for one, two in pairwise(starts):
        between = range(one + 1, two + 1)
        if cuts.isdisjoint(between):
            cuts.add(_cut(gaps, between))
    edges = [0, *sorted(cuts), len(lines)]
    for begin, end in pairwise(edges):
        yield list(lines[begin:end])


def _cut(gaps: Sequence[int], between: range) -> int:
    """Return which of the lines `between` two starts begins the second one's row: its own, if in doubt."""
    widest = max(between, key=lambda index: gaps[index])
    return widest if gaps[widest] > _CLEARLY * max(gaps[between[-1]], 0) + 2 else between[-1]


def _rows(groups: Sequence[Sequence[_Print]], high: Sequence[Line], box: Box, height: int) -> list[Row]:
    """Return the rows of groups of lines. high: lines that run together; height: the usual one."""
    if not groups:
        return []
    edges = [(group[0].line, group[-1].line) for group in groups]
    starts = [next((one.start for one in group if one.start), group[0].line) for group in groups]
    least = min(box.y0, edges[0][0].top - height // 4)
    ends = [two.top - _room(two, one, height) for (_, one), (two, _) in pairwise(edges)]
    ends.append(max(box.y1, edges[-1][1].bottom + height // 4))
    rows = []
    for index, ((first, last), start, end) in enumerate(zip(edges, starts, ends, strict=True)):
        beside = [one for one in high if one.shared(first.joined(last)) > 0]
        upper = min([first.top - height // 2, *(one.top for one in beside)])
        top = ends[index - 1] if index else max(upper, least)
        bottom = min(end, max([last.bottom, *(one.bottom for one in beside)]) + height // 2 + 2)
        room = _room(start, starts[index - 1] if index else None, height)
        rows.append(Row(top, max(bottom, start.bottom), start, room))
    return rows


def _room(line: Line, above: Line | None, height: int) -> int:
    """Return the pixels above a line that are still its own: half the gap, up to half a usual line."""
    gap = height if above is None else max(0, -line.shared(above))
    return min(gap // 2, height // 2 + 2)
