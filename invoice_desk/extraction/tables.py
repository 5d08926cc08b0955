"""Tables: a field's box parted into rows by their print and into the template's columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from invoice_desk.extraction.entries import entry_of_reading
from invoice_desk.extraction.locating import Carrying
from invoice_desk.extraction.table_lines import Line, lines_in
from invoice_desk.extraction.table_rows import Row, rows_of_lines
from invoice_desk.imaging.page import Crop, Page
from invoice_desk.invoice.doubts import REVIEW_BELOW, Doubt
from invoice_desk.invoice.fields import Column, Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Entry
from invoice_desk.invoice.record import Row as ReadRow
from invoice_desk.reading.choosing import Outcome, Readers, read_regions
from invoice_desk.reading.reader import Region

MAX_ROWS = 500  # a table box with more is noise
_NUMBERED = {FieldKind.AMOUNT, FieldKind.NUMBER}
_NAMED = {FieldKind.DATE, FieldKind.IDENTIFIER}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its row's number, its column and its box on the page."""

    row: int
    column: Column
    box: Box


@dataclass(frozen=True, slots=True)
class _PrintedColumn:
    """A column, its box on the page and the lines of print in it."""

    column: Column
    box: Box
    lines: Sequence[Line]

    def part_of(self, row: Row) -> Box:
        """Return the column's part of a row."""
        return row.number_in(self.box, self.lines) if self.column.kind in _NUMBERED else row.text_in(self.box)


def cells_of(field: Field, page: Page, *, box: Box, carrying: Carrying) -> tuple[Cell, ...]:
    """Return the cells of a table field, row by row.

    A row begins with each line of print in a column of numbers, amounts, dates or identifiers (else
    in the last column), whichever of them are blank; further lines of a description belong to the
    row that they stand near to. carrying: from the template's page to this one.
    """
    columns = _printed_columns(field, page, box, carrying)
    return tuple(
        Cell(number, one.column, one.part_of(row))
        for number, row in enumerate(_rows(columns, box)[:MAX_ROWS])
        for one in columns
        if not one.box.is_empty
    )


def read_cells(
    field: Field,
    page: Page,
    cells: Sequence[Cell],
    readers: Readers,
    *,
    threshold: float = REVIEW_BELOW,
) -> Iterator[tuple[Cell, Entry]]:
    """Yield each cell with its entry, in order, as it is read; a blank cell is not doubted.

    threshold: the confidence below which a cell is in doubt.
    """
    regions = [Region(page.crop(cell.box), cell.column.kind, field.languages) for cell in cells]
    outcomes = read_regions(regions, [field.reader] * len(cells), readers)
    for cell, region, outcome in zip(cells, regions, outcomes, strict=True):
        yield cell, _entry(field, cell, outcome, region.crop, threshold)


def rows_of(read: Sequence[tuple[Cell, Entry]]) -> tuple[ReadRow, ...]:
    """Return the entries of a table as rows: column name to Entry; a row without any print is none.

    A row that no reader could read stays, with the reasons.
    """
    rows: dict[int, dict[str, Entry]] = {}
    for cell, entry in read:
        rows.setdefault(cell.row, {})[cell.column.name] = entry
    return tuple(row for row in rows.values() if any(_is_printed(entry) for entry in row.values()))


def _is_printed(entry: Entry) -> bool:
    return entry.reading is not None or any(one.doubt is not Doubt.NOTHING_FOUND for one in entry.reasons)


def _entry(field: Field, cell: Cell, outcome: Outcome, crop: Crop, threshold: float) -> Entry:
    of_cell = field.of_cell(cell.column, cell.box)
    return entry_of_reading(of_cell, outcome.reading, cell.box, outcome.error, crop=crop, threshold=threshold)


def _printed_columns(field: Field, page: Page, box: Box, carrying: Carrying) -> list[_PrintedColumn]:
    boxes = [_column_box(column, field, carrying).clipped(box) for column in field.columns]
    return [
        _PrintedColumn(column, part, lines_in(page, part)[:MAX_ROWS])
        for column, part in zip(field.columns, boxes, strict=True)
    ]


def _column_box(column: Column, field: Field, carrying: Carrying) -> Box:
    drawn = Box(max(column.x0, 0), field.box.y0, max(column.x1, 0), field.box.y1)
    return carrying.carry(drawn)


def _rows(columns: Sequence[_PrintedColumn], box: Box) -> list[Row]:
    """Return the rows of a table by the print in its columns."""
    numbered = [one for one in columns if one.column.kind in _NUMBERED]
    named = [one for one in columns if one.column.kind in _NAMED]
    if not numbered and not named:
        numbered = [columns[-1]]
    texts = [one for one in columns if one not in numbered and one not in named]
    numbers, names, others = (
        [line for one in some for line in one.lines] for some in (numbered, named, texts)
    )
    return rows_of_lines(numbers, names, others, box)
