"""Checks over the entries of one invoice: the shape of their pages, required fields and patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.record import Check, Entry, Record, Row, Status

if TYPE_CHECKING:  # which needs numpy, and checks alone do not
    from invoice_desk.extraction.locating import Place

PATTERN_SECONDS = 0.2  # a pattern that needs longer is built to hang, or by accident does
MAX_CHECKED = 2_000  # characters; a field's text is never longer by right, and a longer one never matches


def doubt_places(
    places: Sequence[Place], entries: Mapping[str, Entry], tables: Mapping[str, Sequence[Row]]
) -> tuple[dict[str, Entry], dict[str, tuple[Row, ...]]]:
    """Return what was read, by field name, with the doubt of each field's place, for cells of tables too."""
    doubts = {one.field.name: (one.reason,) for one in places if one.box is not None and one.reason}
    read = {name: _doubted(entry, doubts.get(name, ())) for name, entry in entries.items()}
    rows = {
        name: tuple(_doubted_row(row, doubts.get(name, ())) for row in table)
        for name, table in tables.items()
    }
    return read, rows


def check(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Check, ...]]:
    """Return the entries with the reasons that failed checks add, and all checks."""
    checks: list[Check] = []
    checked: list[Entry] = []
    for entry in entries:
        found = list(_checks_of(entry))
        checks.extend(one for one, _ in found)
        reasons = tuple(reason for one, reason in found if not one.ok)
        checked.append(_doubted(entry, reasons))
    return tuple(checked), tuple(checks)


def recheck(record: Record) -> Record:
    """Return a record whose values a person has changed with the checks and status that it has now.

    The machine's reasons for doubt stay with its readings; a value that a person settled is in none.
    """
    found = tuple(one for entry in record.entries for one, _ in _checks_of(entry))
    checks = found + check_tables(record.template.fields, record.tables)
    return replace(record, checks=checks, status=status_of(record.entries, record.tables, checks))


def check_tables(fields: Sequence[Field], tables: Mapping[str, Sequence[Row]]) -> tuple[Check, ...]:
    """Return a check for each required table among `fields` that was looked for: it needs a row."""
    return tuple(
        _required(field, is_ok=bool(tables[field.name]))
        for field in fields
        if field.required and field.name in tables
    )


def status_of(
    entries: Sequence[Entry], tables: Mapping[str, Sequence[Row]], checks: Sequence[Check]
) -> Status:
    """Return REVIEW where a check fails or a value is in doubt; an optional field may be blank."""
    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
    has_doubt = any(entry.is_open for entry in [*entries, *cells])
    has_failed = any(not one.ok for one in checks)
    return Status.REVIEW if has_doubt or has_failed else Status.OK


def _doubted(entry: Entry, reasons: tuple[Reason, ...]) -> Entry:
    return replace(entry, reasons=entry.reasons + reasons) if reasons else entry


def _doubted_row(row: Row, reasons: tuple[Reason, ...]) -> Row:
    return {column: _doubted(cell, reasons) for column, cell in row.items()}


def _checks_of(entry: Entry) -> Iterator[tuple[Check, Reason]]:
    field, text = entry.field, entry.shown_text
    if field.required:
        yield _required(field, is_ok=bool(text)), Reason(Doubt.REQUIRED)
    if field.pattern is not None and text:
        is_ok = _matches(field.pattern, text)
        message = "" if is_ok else f"{field.title}: {text!r} does not match {field.pattern!r}"
        check_ = Check(f"pattern: {field.name}", is_ok, message, (field.name,))
        yield check_, Reason(Doubt.PATTERN, field.pattern)


def _required(field: Field, *, is_ok: bool) -> Check:
    message = "" if is_ok else f"{field.title} is required and nothing was read"
    return Check(f"required: {field.name}", is_ok, message, (field.name,))


def _matches(pattern: str, text: str) -> bool:
    """Whether all of the text matches; a pattern that takes too long does not, nor a text too long."""
    if len(text) > MAX_CHECKED:
        return False
    try:
        return regex.fullmatch(pattern, text, timeout=PATTERN_SECONDS) is not None
    except TimeoutError:
        return False
