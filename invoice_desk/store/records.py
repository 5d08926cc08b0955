"""Records: what was read of each invoice, every time that it was; people's corrections laid over the last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, insert, select, update

from invoice_desk.invoice.filed import Filed, State
from invoice_desk.invoice.record import Entry, Record, Status
from invoice_desk.invoice.record import Row as Line
from invoice_desk.invoice.template import Template
from invoice_desk.store.change import Change, What
from invoice_desk.store.coding import (
    cells_from_text,
    cells_to_text,
    checks_from_json,
    checks_to_json,
    codes_from_json,
    codes_to_json,
    column_fields,
    dump,
    entry_from_json,
    entry_to_json,
)
from invoice_desk.store.corrections import Corrections, corrected, corrections_of
from invoice_desk.store.database import Connection, key_of
from invoice_desk.store.documents import Claim, filed_of, is_claimed, set_state
from invoice_desk.store.originals import Originals
from invoice_desk.store.outcome import outcome_columns, words_of
from invoice_desk.store.schema import documents, line_items, readings, records
from invoice_desk.store.search_index import index_words
from invoice_desk.store.templates import template_of_id

_AT_ONCE = 200  # records that are loaded with one question a table


def keep_record(change: Change, claim: Claim, record: Record, *, template_id: int, program: str) -> bool:
    """Keep what was read under a claim as the invoice's record; earlier ones and corrections stay.

    record: with the corrections laid over it, so that its checks and doubts are those of today;
    template_id: of the version that it was read by; program: which one read. Returns False, and
    keeps nothing, where the claim is no longer good: then another reading was kept already.
    """
    if not is_claimed(change.connection, claim):
        return False
    connection, document = change.connection, claim.filed.id
    added = connection.execute(
        insert(records).values(
            document_id=document,
            template_id=template_id,
            read_at=change.at,
            program=program,
            status=record.status.value,
            fingerprint=record.fingerprint,
            codes=dump(codes_to_json(record.codes)),
            checks=dump(checks_to_json(record.checks)),
        )
    )
    key = key_of(added)
    _keep_readings(connection, key, record)
    _keep_lines(connection, key, record)
    values = outcome_columns(connection, record, change.at)
    set_state(change, document, State.REVIEW, What.READ, claim=None, deaths=0, record_id=key, **values)
    index_words(connection, document, words_of(record, claim.filed.document.name))
    return True


def keep_outcome(change: Change, document: int, record: Record) -> None:
    """Keep the checks and doubts of a record whose corrections have changed; its readings stay."""
    current = select(documents.c.record_id, documents.c.name).where(documents.c.id == document)
    row = change.connection.execute(current).one()
    checks = dump(checks_to_json(record.checks))
    change.connection.execute(
        update(records).where(records.c.id == row.record_id).values(status=record.status.value, checks=checks)
    )
    values = outcome_columns(change.connection, record, change.at)
    change.connection.execute(update(documents).where(documents.c.id == document).values(**values))
    index_words(change.connection, document, words_of(record, row.name))


def load_record(connection: Connection, originals: Originals, document: int) -> Record | None:
    """Return the record of an invoice with its corrections; None where it was never read."""
    return next((record for _, record in load_records(connection, originals, [document])), None)


def load_records(
    connection: Connection, originals: Originals, ids: Sequence[int], *, has_glyphs: bool = True
) -> Iterator[tuple[Filed, Record]]:
    """Yield each invoice that was read with its record, in the order of `ids`; few are in memory.

    has_glyphs: the readings of fields hold their glyphs, which take half of the time.
    """
    for filed, record, _ in load_opened(connection, originals, ids, has_glyphs=has_glyphs):
        yield filed, record


def load_opened(
    connection: Connection, originals: Originals, ids: Sequence[int], *, has_glyphs: bool = True
) -> Iterator[tuple[Filed, Record, Corrections]]:
    """Yield as `load_records`, and what people said of each: also of places that are no longer read."""
    known: dict[int, _Known] = {}
    for start in range(0, len(ids), _AT_ONCE):
        yield from _load_some(connection, originals, ids[start : start + _AT_ONCE], known, has_glyphs)


def record_ids(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Return the key of the current record of each invoice that was read."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        asked = select(documents.c.id, documents.c.record_id).where(
            documents.c.id.in_(ids[start : start + _AT_ONCE]), documents.c.record_id.is_not(None)
        )
        found.update((row.id, row.record_id) for row in connection.execute(asked))
    return found


def templates_of_records(connection: Connection, ids: Sequence[int]) -> list[Template]:
    """Return each template version by which the invoices were last read, in the order of their keys."""
    keys: set[int] = set()
    for start in range(0, len(ids), _AT_ONCE):
        asked = (
            select(records.c.template_id)
            .join(documents, documents.c.record_id == records.c.id)
            .where(documents.c.id.in_(ids[start : start + _AT_ONCE]))
            .distinct()
        )
        keys.update(row.template_id for row in connection.execute(asked))
    return [template_of_id(connection, key) for key in sorted(keys)]


class _Known:
    """A template with what is asked of it for each record: fields by name, and those of tables' columns."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.fields = {field.name: field for field in template.fields}
        self.columns = {field.name: column_fields(field) for field in template.fields if field.columns}


def _load_some(
    connection: Connection,
    originals: Originals,
    ids: Sequence[int],
    known: dict[int, _Known],
    has_glyphs: bool,  # noqa: FBT001
) -> Iterator[tuple[Filed, Record, Corrections]]:
    joined = select(
        documents,
        records.c.template_id,
        records.c.status,
        records.c.fingerprint,
        records.c.codes,
        records.c.checks,
    ).join(records, records.c.id == documents.c.record_id)
    rows = {row.id: row for row in connection.execute(joined.where(documents.c.id.in_(ids)))}
    keys = [row.record_id for row in rows.values()]
    read, lines = _readings_of(connection, keys, has_glyphs), _lines_of(connection, keys)
    said = corrections_of(connection, list(rows))
    for key in ids:
        row = rows.get(key)
        if row is None:
            continue
        if row.template_id not in known:
            known[row.template_id] = _Known(template_of_id(connection, row.template_id))
        filed = filed_of(row, originals)
        record = _record(row, filed, known[row.template_id], read, lines)
        kept = said.get(key, {})
        yield filed, corrected(record, kept), kept


def _record(
    row: Row[Any],
    filed: Filed,
    known: _Known,
    read: Mapping[int, Sequence[Row[Any]]],
    lines: Mapping[int, Sequence[Row[Any]]],
) -> Record:
    fields = known.fields
    entries = tuple(
        _entry(one, fields[one.field]) for one in read.get(row.record_id, ()) if one.field in fields
    )
    tables: dict[str, tuple[Line, ...]] = {name: () for name, one in fields.items() if one.columns}
    for one in lines.get(row.record_id, ()):
        if one.field in tables:
            tables[one.field] = (*tables[one.field], cells_from_text(one.cells, known.columns[one.field]))
    return Record(
        file=row.name,
        template=known.template,
        document=filed.document,
        entries=entries,
        tables=tables,
        codes=codes_from_json(json.loads(row.codes)),
        checks=checks_from_json(json.loads(row.checks)),
        status=Status(row.status),
        fingerprint=row.fingerprint,
    )


def _keep_readings(connection: Connection, record_id: int, record: Record) -> None:
    rows = [_reading_row(record_id, entry) for entry in record.entries]
    if rows:
        connection.execute(insert(readings), rows)


def _reading_row(record_id: int, entry: Entry) -> dict[str, Any]:
    """Return the columns of an entry: what people ask the database for, and the rest as JSON."""
    data = entry_to_json(entry)
    reading = data["reading"]
    kept = {"text": "", "confidence": 0.0, "reader": "", "glyphs": []}
    if reading is not None:
        kept = {name: reading.pop(name) for name in kept}
    kept["glyphs"] = dump(kept["glyphs"])
    kept |= {"value": data.pop("value"), "value_kind": data.pop("kind"), "currency": data.pop("currency")}
    return {"record_id": record_id, "field": entry.field.name, "details": dump(data), **kept}


def _entry(row: Row[Any], field: Any) -> Entry:  # noqa: ANN401 - a Field; pydantic's name is taken by columns
    """Return the entry of a row; taken apart by place, for a list may have a million of them."""
    _id, _record_id, _field, text, confidence, reader, value, kind, currency, details, *glyphs = tuple(row)
    data = json.loads(details) | {"value": value, "kind": kind, "currency": currency}
    if data["reading"] is not None:
        read = json.loads(glyphs[0]) if glyphs else []
        data["reading"] |= {"text": text, "confidence": confidence, "reader": reader, "glyphs": read}
    return entry_from_json(data, field)


def _keep_lines(connection: Connection, record_id: int, record: Record) -> None:
    rows = [
        {"record_id": record_id, "field": name, "number": number, "cells": cells_to_text(line)}
        for name, lines in record.tables.items()
        for number, line in enumerate(lines, start=1)
    ]
    if rows:
        connection.execute(insert(line_items), rows)


def _readings_of(
    connection: Connection,
    keys: Sequence[int],
    has_glyphs: bool,  # noqa: FBT001
) -> dict[int, list[Row[Any]]]:
    columns = [one for one in readings.c if has_glyphs or one is not readings.c.glyphs]
    asked = select(*columns).where(readings.c.record_id.in_(keys)).order_by(readings.c.id)
    return _by_record(connection.execute(asked))


def _lines_of(connection: Connection, keys: Sequence[int]) -> dict[int, list[Row[Any]]]:
    asked = select(line_items).where(line_items.c.record_id.in_(keys)).order_by(line_items.c.id)
    return _by_record(connection.execute(asked))


def _by_record(rows: Any) -> dict[int, list[Row[Any]]]:  # noqa: ANN401 - a result of either table
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.record_id, []).append(row)
    return found
