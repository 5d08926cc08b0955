"""Invoices that are the same as one before: the same page, or the same seller, number, date and total."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from invoice_desk.invoice.filed import SETTLED, Duplicate, Sameness
from invoice_desk.invoice.page_prints import SAME_PAGE, difference
from invoice_desk.store.database import Connection
from invoice_desk.store.schema import ASIDE, documents, parties, records

_IN_LISTS = (~documents.c.is_deleted, documents.c.state.not_in(ASIDE))
"""The conditions on an invoice that was neither deleted nor set aside."""


def find_before(connection: Connection, document: int) -> Duplicate | None:
    """Return an invoice that is the same as this one and goes before it: it came earlier, or is booked.

    The same by its bytes too: while the first was deleted or rejected, its copy came in as a new one.
    """
    same = _same_bytes_before(connection, document)
    return same or find_same_invoice(connection, document, is_before=True)


def find_same_invoice(connection: Connection, document: int, *, is_before: bool = False) -> Duplicate | None:
    """Return the first invoice with the same seller, number, date and total as this one, if it was read.

    All four must be there. A seller is the same by the tax number or by the name. is_before: only
    those that came earlier or are booked.
    """
    own = connection.execute(_facts().where(documents.c.id == document)).first()
    if own is None or not (own.number_form and own.issued and own.total_scaled is not None and own.seller_id):
        return None
    same_seller = or_(
        documents.c.seller_id == own.seller_id,
        and_(parties.c.form == own.form, parties.c.form != ""),
        and_(parties.c.tax_id == own.tax_id, parties.c.tax_id != ""),
    )
    first = (
        _facts()
        .where(
            documents.c.number_form == own.number_form,
            documents.c.issued == own.issued,
            documents.c.total_scaled == own.total_scaled,
            documents.c.currency == own.currency,
            same_seller,
            *_standing(document),
            *([_before(document)] if is_before else []),
        )
        .order_by(documents.c.id)
        .limit(1)
    )
    row = connection.execute(first).first()
    return Duplicate(row.id, Sameness.INVOICE) if row is not None else None


def find_same_bytes(connection: Connection, sha256: str) -> Duplicate | None:
    """Return the first invoice with these bytes that is neither deleted nor set aside itself."""
    return _first_with_bytes(connection, documents.c.sha256 == sha256, *_IN_LISTS)


def _same_bytes_before(connection: Connection, document: int) -> Duplicate | None:
    bytes_of_it = select(documents.c.sha256).where(documents.c.id == document).scalar_subquery()
    same = documents.c.sha256 == bytes_of_it
    return _first_with_bytes(connection, same, *_standing(document), _before(document))


def _first_with_bytes(connection: Connection, *conditions: ColumnElement[bool]) -> Duplicate | None:
    first = select(documents.c.id).where(*conditions).order_by(documents.c.id).limit(1)
    found = connection.execute(first).scalar()
    return Duplicate(found, Sameness.BYTES) if found is not None else None


def find_same_page(connection: Connection, document: int) -> Duplicate | None:
    """Return the first invoice whose first read page looks the same as that of this one, which was read.

    Two pages of one layout look much alike, and a digit more or less cannot be seen so: what was
    read must agree. Either all values are the same, or both bear the same number and neither date
    nor total contradicts.
    """
    own = connection.execute(_facts().where(documents.c.id == document)).one()
    if not own.fingerprint:
        return None
    agreeing = [
        column == value
        for column, value in (
            (documents.c.number_form, own.number_form),
            (documents.c.values_key, own.values_key),
        )
        if value
    ]
    if not agreeing:
        return None
    rows = connection.execute(_facts().where(or_(*agreeing), *_standing(document)).order_by(documents.c.id))
    found = (row.id for row in rows if _looks_the_same(own, row) and not _contradict(own, row))
    first = next(found, None)
    return Duplicate(first, Sameness.PAGE) if first is not None else None


def _facts() -> Any:  # noqa: ANN401 - a Select
    """Select what is compared of each invoice that was read."""
    return (
        select(
            documents.c.id,
            documents.c.pages,
            documents.c.seller_id,
            documents.c.number_form,
            documents.c.values_key,
            documents.c.issued,
            documents.c.total_scaled,
            documents.c.currency,
            parties.c.form,
            parties.c.tax_id,
            records.c.fingerprint,
        )
        .join(records, records.c.id == documents.c.record_id)
        .outerjoin(parties, parties.c.id == documents.c.seller_id)
    )


def _standing(document: int) -> tuple[ColumnElement[bool], ...]:
    """Give the conditions on the invoice that another may be a duplicate of."""
    return (documents.c.id != document, *_IN_LISTS)


def _before(document: int) -> ColumnElement[bool]:
    """Give the condition on another invoice that it came earlier or is booked."""
    return (documents.c.id < document) | documents.c.state.in_([state.value for state in SETTLED])


def _looks_the_same(one: Row[Any], other: Row[Any]) -> bool:
    return bool(other.fingerprint) and difference(one.fingerprint, other.fingerprint) <= SAME_PAGE


def _contradict(one: Row[Any], other: Row[Any]) -> bool:
    pairs = (
        (one.number_form, other.number_form),
        (one.issued, other.issued),
        (one.total_scaled, other.total_scaled),
    )
    return any(mine != its for mine, its in pairs if mine not in (None, "") and its not in (None, ""))
