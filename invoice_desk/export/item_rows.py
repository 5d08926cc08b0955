"""Items as rows of workbook cells: one an invoice, one a line of its tables, one a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from invoice_desk.errors import shown
from invoice_desk.export.columns import BuiltIn, Heading
from invoice_desk.export.excel_cells import Slot, slot_of_cell, slot_of_text
from invoice_desk.export.excel_rows import READING_NAMES, slots_of_reading
from invoice_desk.export.excel_styles import Look, Tint
from invoice_desk.export.items import Item
from invoice_desk.export.rows import Cell, InvoiceRow, distinct, invoice_row, line_rows, value_words
from invoice_desk.invoice.fields import Role
from invoice_desk.invoice.record import Record, Status

LINES: Final = "Lines"
READINGS: Final = "Readings"
ID: Final = "ID"

_LINE_KEYS = (ID, "Number", "Table", "Line")
_READING_TITLES = (ID, *READING_NAMES, "Crop")
_STATUS_TINTS = {Status.OK: Tint.GOOD, Status.REVIEW: Tint.DOUBT, Status.FAILED: Tint.BAD}
_MOST_TOLD = 200  # characters of a value that has no column


@dataclass(frozen=True, slots=True)
class Title:
    """A column of a sheet: its heading, and others by which it is known again in an older workbook."""

    text: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """One cell of a row: what stands in it, and the file of ours it leads to, if any. A crop's link gives
    way to an original's where a sheet bears no more links.
    """

    slot: Slot
    link: Path | None = None
    is_crop: bool = False


Row = list[Placed]


def invoice_titles(headings: Sequence[Heading]) -> tuple[Title, ...]:
    """Return the headings of the sheet of invoices."""
    return tuple(Title(heading.title, heading.other_titles) for heading in headings)


def line_titles(columns: Sequence[str]) -> tuple[Title, ...]:
    """Return the headings of the sheet of lines for tables with these `columns`."""
    return tuple(map(Title, distinct([*_LINE_KEYS, "Reasons", *columns], key=str.casefold)))


def reading_titles() -> tuple[Title, ...]:
    """Return the headings of the sheet of readings."""
    return tuple(map(Title, _READING_TITLES))


def invoice_cells(item: Item, headings: Sequence[Heading]) -> Row:
    """Return the row of `item`: values stay typed, and lead to the crop they were read from."""
    row = invoice_row(item.record)
    slots = {one.field: slot_of_cell(row.cells.get(one.field)) for one in headings if one.field is not None}
    notes = [
        f"{one.title}: {slots[one.field].note}" for one in headings if one.field and slots[one.field].note
    ]
    reasons = [*row.reasons, *_without_a_column(row, headings), *notes]
    return [
        _field_cell(item, heading.field, slots[heading.field])
        if heading.field is not None
        else _BUILT_IN[BuiltIn(heading.name)](item, row, reasons)
        for heading in headings
    ]


def line_cells(item: Item, columns: Sequence[str]) -> Iterator[Row]:
    """Give a row for each line of the item's tables, with the invoice's id and number as its key."""
    number = invoice_number(item.record)
    for line in line_rows(item.record):
        cells = [line.cells.get(column) for column in columns]
        slots = [slot_of_cell(cell) for cell in cells]
        reasons = slot_of_text("\n".join(_line_reasons(cells, slots)), is_wrapped=True)
        key = [slot_of_text(item.id), slot_of_text(number), slot_of_text(line.table), Slot(line.number)]
        yield [Placed(slot) for slot in (*key, reasons, *slots)]


def reading_cells(item: Item) -> Iterator[Row]:
    """Give a row for each field of `item`: what is printed, what it means, how sure it is, its crop."""
    for cell in invoice_row(item.record).cells.values():
        yield _reading(item, cell)


def invoice_number(record: Record) -> str:
    """Return the number that the seller gave the invoice, "" where none was read."""
    numbers = (one for one in record.entries if one.field.role is Role.INVOICE_NUMBER)
    return next((value_words(one.shown_value) or one.shown_text for one in numbers), "")


def _field_cell(item: Item, field: str, slot: Slot) -> Placed:
    is_shown = slot.value is not None
    return Placed(slot, item.crops.get(field) if is_shown else None, is_crop=True)


def _without_a_column(row: InvoiceRow, headings: Sequence[Heading]) -> Iterator[str]:
    """Tell values of fields that no template has any more, rather than lose them."""
    known = {heading.field for heading in headings}
    is_whole = {one.value for one in BuiltIn} <= {heading.name for heading in headings}
    for name, cell in row.cells.items():
        if is_whole and name not in known and cell.text:
            words = shown((value_words(cell.value) or cell.text)[:_MOST_TOLD])
            yield f"{cell.title}: has no column ({words})"


def _status(_item: Item, row: InvoiceRow, _reasons: Sequence[str]) -> Placed:
    return Placed(slot_of_text(row.status.value, tint=_STATUS_TINTS[row.status]))


def _error(_item: Item, row: InvoiceRow, _reasons: Sequence[str]) -> Placed:
    return Placed(slot_of_text(row.error, tint=Tint.BAD) if row.error else Slot(None))


def _original(item: Item, _row: InvoiceRow, _reasons: Sequence[str]) -> Placed:
    if item.original is None:
        return Placed(Slot(None))
    slot = slot_of_text(shown(item.original.name))
    return Placed(replace(slot, look=replace(slot.look, is_link=True)), item.original)


def _reasons(_item: Item, _row: InvoiceRow, reasons: Sequence[str]) -> Placed:
    return Placed(slot_of_text("\n".join(reasons), is_wrapped=True))


_BUILT_IN: Mapping[BuiltIn, Callable[[Item, InvoiceRow, Sequence[str]], Placed]] = {
    BuiltIn.ID: lambda item, _row, _reasons: Placed(slot_of_text(item.id)),
    BuiltIn.FILE: lambda _item, row, _reasons: Placed(slot_of_text(row.file)),
    BuiltIn.TEMPLATE: lambda _item, row, _reasons: Placed(slot_of_text(row.template)),
    BuiltIn.STATE: lambda item, _row, _reasons: Placed(slot_of_text(item.state)),
    BuiltIn.STATUS: _status,
    BuiltIn.REASONS: _reasons,
    BuiltIn.ERROR: _error,
    BuiltIn.DUPLICATE_OF: lambda item, _row, _reasons: Placed(slot_of_text(item.duplicate_of)),
    BuiltIn.ORIGINAL: _original,
}


def _reading(item: Item, cell: Cell) -> Row:
    slots = [slot_of_text(item.id), slot_of_text(shown(item.record.file)), *slots_of_reading(cell)]
    crop = item.crops.get(cell.name)
    last = Placed(Slot("crop", Look(is_link=True)), crop) if crop is not None else Placed(Slot(None))
    return [*map(Placed, slots), last]


def _line_reasons(cells: Sequence[Cell | None], slots: Sequence[Slot]) -> Iterator[str]:
    for cell, slot in zip(cells, slots, strict=True):
        if cell is not None:
            reasons = cell.reasons if cell.is_doubtful else ()
            yield from (f"{cell.title}: {words}" for words in (*reasons, slot.note) if words)
