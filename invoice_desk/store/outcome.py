"""What lists, filters and duplicates need to know of a record, kept beside its document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from invoice_desk.invoice.fields import Field, FieldKind, Role
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.store.coding import value_to_text
from invoice_desk.store.database import Connection
from invoice_desk.store.parties import note_party
from invoice_desk.values.searching import index_form, search_form

_TAX_NUMBERS = (Role.TAX_ID, Role.BUYER_TAX_ID)
_SCALE = 4  # decimals of an amount by which it is ordered and filtered
_MOST = 2**63 - 1
_MAX_NUMBER = 300  # characters of a number by which it is found again and ordered
_MAX_TEXT = 500  # characters of a name or number that a list shows


def outcome_columns(connection: Connection, record: Record, at: datetime) -> dict[str, Any]:
    """Return the columns of `documents` that come from a record; sellers and buyers are noted."""
    by_role = {entry.field.role: entry for entry in reversed(record.entries)}
    total = by_role.get(Role.TOTAL)
    number = _text(by_role.get(Role.INVOICE_NUMBER))
    amount = total.shown_value if total is not None else None
    seller, _buyer = (
        note_party(connection, role, _text(by_role.get(role)), _text(by_role.get(tax)), at)
        for role, tax in ((Role.SELLER, Role.TAX_ID), (Role.BUYER, Role.BUYER_TAX_ID))
    )
    return {
        "seller_id": seller,
        "number": number,
        "number_form": search_form(number).replace(" ", "")[:_MAX_NUMBER] or None,
        "issued": _date(by_role.get(Role.ISSUE_DATE)),
        "total": value_to_text(amount)[0] if isinstance(amount, Decimal) else None,
        "total_scaled": scaled(amount) if isinstance(amount, Decimal) else None,
        "currency": (total.currency or "") if total is not None else "",
        "values_key": _values_key(record),
        "doubtful": sum(entry.is_open for entry in all_entries(record)),
        "failed_checks": sum(not check.ok for check in record.checks),
    }


def words_of(record: Record, name: str) -> str:
    """Return all words by which an invoice is found: its file's name, what is printed, what it means."""
    parts = [name]
    for entry in all_entries(record):
        parts.append(entry.shown_text)
        value, _kind = value_to_text(entry.shown_value)
        if value is not None and value != entry.shown_text:
            parts.append(value)
    return index_form("\n".join(parts))


def all_entries(record: Record) -> Iterator[Entry]:
    """Give the entries of an invoice, then the cells of its tables."""
    yield from record.entries
    yield from (cell for rows in record.tables.values() for row in rows for cell in row.values())


def scaled(amount: Decimal) -> int | None:
    """Return an amount in ten-thousandths; None for one that no database keeps as a whole number."""
    if not amount.is_finite() or amount.adjusted() > 14:
        return None
    whole = int(amount.scaleb(_SCALE).to_integral_value())
    return whole if abs(whole) <= _MOST else None


def _values_key(record: Record) -> str:
    """Return a hash of all texts, the same for the same texts of the same fields.

    It is "" where nothing is among them that tells two invoices of one seller apart: a date, or a number
    that is no tax number. Names and a rent are the same every month.
    """
    read = [entry for entry in record.entries if entry.shown_text]
    if not any(_tells_apart(entry.field) for entry in read):
        return ""
    values = [f"{entry.field.name}={search_form(entry.shown_text)}" for entry in read]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()


def _tells_apart(field: Field) -> bool:
    is_number = field.kind is FieldKind.IDENTIFIER and field.role not in _TAX_NUMBERS
    return is_number or field.kind is FieldKind.DATE


def _text(entry: Entry | None) -> str:
    if entry is None:
        return ""
    value = entry.shown_value
    return (value if isinstance(value, str) else entry.shown_text)[:_MAX_TEXT]


def _date(entry: Entry | None) -> str | None:
    value = entry.shown_value if entry is not None else None
    return value.isoformat() if isinstance(value, date) else None
