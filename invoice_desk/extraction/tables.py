"""Tables: a field's box parted into rows by their print and into the template's columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from invoice_desk.extraction.entries import entry_of_reading
from invoice_desk.extraction.locating import scale_box
from invoice_desk.imaging.cleaning import ink_mask
from invoice_desk.imaging.page import Page
from invoice_desk.imaging.rulings import without_rulings
from invoice_desk.invoice.doubts import Doubt
from invoice_desk.invoice.fields import Column, Field, FieldKind
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.record import Entry, Row
from invoice_desk.reading.choosing import Outcome, Readers, read_regions
from invoice_desk.reading.reader import Region

MAX_ROWS = 500  # a table box with more is noise
_NUMBERED = {FieldKind.AMOUNT, FieldKind.NUMBER}
_LINES_ON_A_PAGE = 100  # of small print
_MIN_LINE = 12  # pixels; lower print cannot be read
_MIN_BAND = 4  # pixels; lower ink is dirt or the rest of a line


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its row's number, its column and its box on the page."""

    row: int
    column: Column
    box: Box


@dataclass(frozen=True, slots=True)
class _Row:
    """A row on the page: its top, where its first line ends, and its bottom, in pixels."""

    top: int
    line: int
    bottom: int

    def part(self, is_one_line: bool, column: Box) -> Box:  # noqa: FBT001
        """Return a column's part of the row: of a number only the first line."""
        return Box(column.x0, self.top, column.x1, self.line if is_one_line else self.bottom)


def cells_of(field: Field, page: Page, *, box: Box, drawn_on: Size) -> tuple[Cell, ...]:
    """Return the cells of a table field, row by row.

    A row begins with each line of print in the last column that holds numbers (else in the last
    column); further lines without one there, such as the second line of a description, belong to
    the row above. drawn_on: the size of the template's page.
    """
    columns = [(column, _column_box(column, field, page, drawn_on).clipped(box)) for column in field.columns]
    numbered = [part for column, part in columns if column.kind in _NUMBERED] or [columns[-1][1]]
    rows = _rows(_bands(page, numbered[-1])[:MAX_ROWS], box)
    rows[-1:] = [_ended(one, page, [part for _, part in columns]) for one in rows[-1:]]
    return tuple(
        Cell(number, column, row.part(column.kind in _NUMBERED, part))
        for number, row in enumerate(rows)
        for column, part in columns
        if not part.is_empty
    )


def read_cells(
    field: Field, page: Page, cells: Sequence[Cell], readers: Readers
) -> Iterator[tuple[Cell, Entry]]:
    """Yield each cell with its entry, in order, as it is read; a blank cell is not doubted."""
    regions = [Region(page.crop(cell.box), cell.column.kind, field.languages) for cell in cells]
    outcomes = read_regions(regions, [field.reader] * len(cells), readers)
    for cell, outcome in zip(cells, outcomes, strict=True):
        yield cell, _entry(field, cell, outcome)


def rows_of(read: Sequence[tuple[Cell, Entry]]) -> tuple[Row, ...]:
    """Return the entries of a table as rows: column name to Entry; a row without any print is none.

    A row that no reader could read stays, with the reasons.
    """
    rows: dict[int, dict[str, Entry]] = {}
    for cell, entry in read:
        rows.setdefault(cell.row, {})[cell.column.name] = entry
    return tuple(row for row in rows.values() if any(_is_printed(entry) for entry in row.values()))


def _is_printed(entry: Entry) -> bool:
    return entry.reading is not None or any(one.doubt is not Doubt.NOTHING_FOUND for one in entry.reasons)


def _entry(field: Field, cell: Cell, outcome: Outcome) -> Entry:
    of_cell = Field(
        name=cell.column.name,
        kind=cell.column.kind,
        page=field.page,
        box=cell.box,
        languages=field.languages,
        reader=field.reader,
        options=field.options,
    )
    return entry_of_reading(of_cell, outcome.reading, cell.box, outcome.error)


def _column_box(column: Column, field: Field, page: Page, drawn_on: Size) -> Box:
    drawn = Box(max(column.x0, 0), field.box.y0, max(column.x1, 0), field.box.y1)
    return scale_box(drawn, drawn_on=drawn_on, page=page.size)


def _bands(page: Page, box: Box) -> list[tuple[int, int]]:
    """Return (top, bottom) on the page of each line of print in a box, from the top."""
    if box.is_empty:
        return []
    line_height = max(_MIN_LINE, page.size.height // _LINES_ON_A_PAGE)
    grey = without_rulings(page.crop(box), line_height=line_height)
    rows = np.count_nonzero(ink_mask(grey), axis=1) > 0
    flags = np.concatenate([[False], rows, [False]])
    edges = np.flatnonzero(flags[1:] != flags[:-1])
    bands = [(box.y0 + int(top), box.y0 + int(bottom)) for top, bottom in edges.reshape(-1, 2)]
    usual = median(bottom - top for top, bottom in bands) if bands else 0
    return [(top, bottom) for top, bottom in bands if bottom - top >= max(_MIN_BAND, usual / 2)]


def _rows(bands: Sequence[tuple[int, int]], box: Box) -> list[_Row]:
    """Return a row for each first line: it reaches to the next row, the last one down to the box's end."""
    if not bands:
        return []
    tops = [max(box.y0, top - _headroom(bands, index)) for index, (top, _) in enumerate(bands)]
    bottoms = [*tops[1:], box.y1]
    lines = [
        min(bottom, end + (end - start) // 2) for (start, end), bottom in zip(bands, bottoms, strict=True)
    ]
    return [_Row(*edges) for edges in zip(tops, lines, bottoms, strict=True)]


def _ended(row: _Row, page: Page, columns: Sequence[Box]) -> _Row:
    """Return the last row without what lies below it: it ends with the lines that follow closely."""
    bottoms = [_end_of_print(_bands(page, row.part(False, part)), row) for part in columns]
    return replace(row, bottom=min(max(bottoms), row.bottom))


def _end_of_print(bands: Sequence[tuple[int, int]], row: _Row) -> int:
    """Return where the lines of print end that follow a row's first line, none far below the one before."""
    line_height, bottom = row.line - row.top, row.line
    for top, end in bands:
        if top > bottom + line_height // 2:
            break
        bottom = max(bottom, end + line_height // 4)
    return bottom


def _headroom(bands: Sequence[tuple[int, int]], index: int) -> int:
    """Return the pixels above a row's first line that are still its own: half the gap, up to half a line."""
    top, bottom = bands[index]
    gap = top - bands[index - 1][1] if index else bottom - top
    return min(gap // 2, (bottom - top) // 2 + 2)
