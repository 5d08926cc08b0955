"""The three sheets of the workbook as rows of slots: invoices, readings, lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from invoice_desk.export.excel_cells import Slot, slot_of_cell, slot_of_text
from invoice_desk.export.excel_styles import CONFIDENCE, Look, Tint
from invoice_desk.export.rows import Cell, InvoiceRow, LineRow, Table, distinct
from invoice_desk.invoice.record import Status

NOTHING_READ = "Nothing was read."

_STATUS_TINTS = {Status.OK: Tint.GOOD, Status.REVIEW: Tint.DOUBT, Status.FAILED: Tint.BAD}
READING_NAMES = (
    "File",
    "Field",
    "Printed text",
    "Value",
    "Currency",
    "Confidence",
    "Reader",
    "Page",
    "Box",
    "Reasons",
)
"""The columns of the sheet of readings."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, headings, count of rows below them, and the rows, to be gone through once."""

    name: str
    headings: tuple[str, ...]
    count: int
    rows: Iterable[list[Slot]]


def sheets_of(table: Table) -> list[Sheet]:
    """Return the sheets of `table`; there is one for lines only where there are lines."""
    sheets = [_invoices(table), _readings(table)]
    return [*sheets, _lines(table)] if table.lines else sheets


def _invoices(table: Table) -> Sheet:
    titles = [heading.title for heading in table.headings]
    names = distinct(["File", "Template", "Status", *titles, "Reasons", "Error"])
    rows = (_invoice(row, table) for row in table.invoices)
    if not table.invoices:
        return Sheet("Invoices", tuple(names), 1, [[slot_of_text(NOTHING_READ)]])
    return Sheet("Invoices", tuple(names), len(table.invoices), rows)


def _invoice(row: InvoiceRow, table: Table) -> list[Slot]:
    slots = [slot_of_cell(row.cells.get(heading.name)) for heading in table.headings]
    notes = [
        f"{heading.title}: {slot.note}"
        for heading, slot in zip(table.headings, slots, strict=True)
        if slot.note
    ]
    return [
        slot_of_text(row.file),
        slot_of_text(row.template),
        slot_of_text(row.status.value, tint=_STATUS_TINTS[row.status]),
        *slots,
        _slot_of_reasons([*row.reasons, *notes]),
        slot_of_text(row.error, tint=Tint.BAD) if row.error else Slot(None),
    ]


def _readings(table: Table) -> Sheet:
    count = sum(len(row.cells) for row in table.invoices)
    rows = (_reading(row.file, cell) for row in table.invoices for cell in row.cells.values())
    return Sheet("Readings", READING_NAMES, count, rows)


def _reading(file: str, cell: Cell) -> list[Slot]:
    return [slot_of_text(file), *slots_of_reading(cell)]


def slots_of_reading(cell: Cell) -> list[Slot]:
    """Return what the sheet of readings tells of a value: READING_NAMES behind the first."""
    value = slot_of_cell(cell) if cell.value is not None else Slot(None)
    notes = [value.note] if value.note else []
    return [
        slot_of_text(cell.title),
        slot_of_text(cell.printed),
        value,
        slot_of_text(cell.currency or ""),
        Slot(cell.confidence, Look(CONFIDENCE)),
        slot_of_text(cell.reader),
        Slot(cell.page),
        slot_of_text(", ".join(str(edge) for edge in cell.box) if cell.box is not None else ""),
        _slot_of_reasons([*cell.reasons, *notes]),
    ]


def _lines(table: Table) -> Sheet:
    titles = [heading.title for heading in table.line_headings]
    names = distinct(["File", "Table", "Line", *titles, "Reasons"])
    rows = (_line(row, table) for row in table.lines)
    return Sheet("Lines", tuple(names), len(table.lines), rows)


def _line(row: LineRow, table: Table) -> list[Slot]:
    cells = [row.cells.get(heading.name) for heading in table.line_headings]
    slots = [slot_of_cell(cell) for cell in cells]
    return [
        slot_of_text(row.file),
        slot_of_text(row.table),
        Slot(row.number),
        *slots,
        _slot_of_reasons(list(_line_reasons(cells, slots))),
    ]


def _line_reasons(cells: Iterable[Cell | None], slots: Iterable[Slot]) -> Iterator[str]:
    for cell, slot in zip(cells, slots, strict=True):
        if cell is not None:
            reasons = cell.reasons if cell.is_doubtful else ()
            yield from (f"{cell.title}: {words}" for words in (*reasons, slot.note) if words)


def _slot_of_reasons(reasons: Iterable[str]) -> Slot:
    return slot_of_text("\n".join(reasons), is_wrapped=True)
