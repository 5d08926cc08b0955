"""What the results table keeps of an invoice while it is looked at: its values without their glyphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from invoice_desk.desktop.tables.cell_look import Cell, cells_of
from invoice_desk.invoice.filed import Summary
from invoice_desk.invoice.record import Record, Row
from invoice_desk.store.corrections import Spot
from invoice_desk.store.records import load_records
from invoice_desk.store.searching import summaries_of
from invoice_desk.workflow.desk import Desk


@dataclass(frozen=True, slots=True)
class Lines:
    """A table of an invoice: how many lines it has, and how many of its values need a look."""

    many: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class ResultsRow:
    """One invoice. cells: by field name, none where it was never read; lines: its tables by theirs."""

    summary: Summary
    cells: Mapping[str, Cell] = field(default_factory=dict)
    lines: Mapping[str, Lines] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edit:
    """A value that a person changed: their text before and now, None where the machine's stood or stands.

    step: the same for all values that were changed together, as by one paste.
    """

    id: int
    spot: Spot
    old: str | None
    new: str | None
    step: int = 0


def load_rows(desk: Desk, ids: Sequence[int]) -> dict[int, ResultsRow]:
    """Return the rows of some invoices, by their numbers. Raises DeskError."""
    with desk.reading() as connection:
        rows = {one.id: ResultsRow(one) for one in summaries_of(connection, ids)}
        for filed, record in load_records(connection, desk.store.originals, ids, has_glyphs=False):
            if filed.id in rows:
                rows[filed.id] = row_of(rows[filed.id].summary, record)
    return rows


def row_of(summary: Summary, record: Record) -> ResultsRow:
    """Return the row of an invoice that was read."""
    lines = {name: _lines(rows) for name, rows in record.tables.items()}
    return ResultsRow(summary, cells_of(record), lines)


def _lines(rows: Sequence[Row]) -> Lines:
    return Lines(len(rows), sum(cell.is_open for row in rows for cell in row.values()))
