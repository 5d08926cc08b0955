"""What people put in place of the machine's readings, each with the reading beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import insert, select, update

from invoice_desk.errors import Refused
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.record import Correction, Entry, Record, Row
from invoice_desk.store.change import Change, What
from invoice_desk.store.coding import dump, reading_from_json, reading_to_json, value_from_text, value_to_text
from invoice_desk.store.database import Connection
from invoice_desk.store.schema import corrections
from invoice_desk.values.meaning import understand


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Which value of an invoice: a field, or a cell of a table field by its line (from 1) and column."""

    field: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        return f"{self.field} {self.line}, {self.column}" if self.line else self.field


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction as it is kept: what the machine had read there; is_confirmation: the person agreed."""

    correction: Correction
    reading: Reading | None
    is_confirmation: bool


Corrections = Mapping[Spot, Kept]


def keep_correction(change: Change, document: int, spot: Spot, kept: Kept) -> None:
    """Keep a person's value in place of an earlier one, which stays behind it."""
    was = corrections_of(change.connection, [document]).get(document, {}).get(spot)
    _end(change, document, spot)
    value, kind = value_to_text(kept.correction.value)
    change.connection.execute(
        insert(corrections).values(
            document_id=document,
            field=spot.field,
            line=spot.line,
            column=spot.column,
            text=kept.correction.text,
            value=value,
            value_kind=kind,
            who=kept.correction.who,
            at=kept.correction.when,
            is_confirmation=kept.is_confirmation,
            reading=dump(reading_to_json(kept.reading)),
        )
    )
    before = was.correction.text if was is not None else (kept.reading.text if kept.reading else None)
    what = What.CONFIRMED if kept.is_confirmation else What.CORRECTED
    change.tell(document, what, subject=str(spot), old=before, new=kept.correction.text)


def withdraw_correction(change: Change, document: int, spot: Spot) -> None:
    """Let the machine's reading stand again. Raises Refused where nobody corrected it."""
    was = corrections_of(change.connection, [document]).get(document, {}).get(spot)
    if was is None:
        raise Refused(f"nobody corrected {spot} of invoice {document}")
    _end(change, document, spot)
    machine = was.reading.text if was.reading is not None else None
    change.tell(document, What.WITHDRAWN, subject=str(spot), old=was.correction.text, new=machine)


def _end(change: Change, document: int, spot: Spot) -> None:
    change.connection.execute(
        update(corrections)
        .where(corrections.c.document_id == document, corrections.c.field == spot.field)
        .where(corrections.c.line == spot.line, corrections.c.column == spot.column)
        .where(corrections.c.is_current)
        .values(is_current=False)
    )


def corrections_of(connection: Connection, ids: Sequence[int]) -> dict[int, dict[Spot, Kept]]:
    """Return the corrections that hold now, by invoice and place."""
    asked = select(corrections).where(corrections.c.document_id.in_(ids), corrections.c.is_current)
    found: dict[int, dict[Spot, Kept]] = {}
    for row in connection.execute(asked.order_by(corrections.c.id)):
        value = value_from_text(row.value, row.value_kind)
        correction = Correction(row.text, value, row.who, row.at)
        kept = Kept(correction, reading_from_json(json.loads(row.reading)), row.is_confirmation)
        found.setdefault(row.document_id, {})[Spot(row.field, row.line, row.column)] = kept
    return found


def corrected(record: Record, kept: Corrections) -> Record:
    """Return a record with what people said of its values. What the machine read stays beside it.

    Where a person confirmed a reading and the machine reads the same again, the entry is accepted;
    where it reads another thing now, what the person saw stands as a correction.
    """
    if not kept:
        return record
    entries = tuple(_corrected(entry, kept.get(Spot(entry.field.name))) for entry in record.entries)
    tables = {name: tuple(_lines(name, rows, kept)) for name, rows in record.tables.items()}
    return replace(record, entries=entries, tables=tables)


def _lines(name: str, rows: Sequence[Row], kept: Corrections) -> list[Row]:
    return [
        {column: _corrected(cell, kept.get(Spot(name, number, column))) for column, cell in row.items()}
        for number, row in enumerate(rows, start=1)
    ]


def _corrected(entry: Entry, kept: Kept | None) -> Entry:
    if kept is None:
        return entry
    if kept.is_confirmation and _reads_the_same(entry, kept):
        return replace(entry, accepted=True)
    return replace(entry, correction=kept.correction, currency=_currency(entry, kept.correction.text))


def _currency(entry: Entry, text: str) -> str | None:
    """Return the currency of a corrected amount: what the person typed, else what is printed or stated."""
    field = entry.field
    if field.kind is not FieldKind.AMOUNT:
        return entry.currency
    stated = field.options.currency
    typed = understand(text, field.kind, field.options.model_copy(update={"currency": None})).currency
    return typed or entry.currency or stated


def _reads_the_same(entry: Entry, kept: Kept) -> bool:
    read = entry.reading.text if entry.reading is not None else ""
    return read == kept.correction.text and entry.value == kept.correction.value
