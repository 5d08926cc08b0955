"""What lists of invoices are ordered by: a column of the desk, or the values of a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Numeric, Select, and_, case, cast, func

from invoice_desk.store.schema import corrections, documents, readings


class Order(StrEnum):
    """A column of the desk that lists are ordered by."""

    ADDED = "added"
    ISSUED = "date"
    TOTAL = "total"
    NUMBER = "number"
    NAME = "file"
    STATE = "state"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class ByField:
    """The values of a field, the person's where there is one: numbers by size, days, texts by letters."""

    field: str


Ordering = Order | ByField

_COLUMNS: Mapping[Order, Any] = {
    Order.ADDED: documents.c.id,
    Order.ISSUED: documents.c.issued,
    Order.TOTAL: documents.c.total_scaled,
    Order.NUMBER: documents.c.number_form,
    Order.NAME: documents.c.name,
    Order.STATE: documents.c.state,
    Order.TEMPLATE: documents.c.template,
}


def ordered(chosen: Select[Any], order: Ordering, *, is_descending: bool) -> Select[Any]:
    """Return a question about documents with its rows in order; blanks stand last, either way.

    Rows that are alike stand in the order in which they were added.
    """
    key = documents.c.id.desc() if is_descending else documents.c.id.asc()
    if order is Order.ADDED:  # never blank, which spares a sort of all rows
        return chosen.order_by(key)
    if isinstance(order, Order):
        return chosen.order_by(_way(_COLUMNS[order], is_descending=is_descending), key)
    joined = _with_values(chosen, order.field)
    ways = [_way(one, is_descending=is_descending) for one in (_number(), _words())]
    return joined.order_by(*ways, key)


def _way(column: Any, *, is_descending: bool) -> Any:  # noqa: ANN401 - SQL
    return (column.desc() if is_descending else column.asc()).nulls_last()


def _with_values(chosen: Select[Any], field: str) -> Select[Any]:
    """Join what was read in a field, and what a person said of it."""
    read = and_(readings.c.record_id == documents.c.record_id, readings.c.field == field)
    said = and_(
        corrections.c.document_id == documents.c.id,
        corrections.c.field == field,
        corrections.c.line == 0,
        corrections.c.is_current,
    )
    joined = chosen if chosen.get_final_froms() else chosen.select_from(documents)
    return joined.outerjoin(readings, read).outerjoin(corrections, said)


def _shown(name: str) -> Any:  # noqa: ANN401 - SQL
    """Return a column of the correction where there is one, else that of the reading."""
    return case((corrections.c.id.is_not(None), corrections.c[name]), else_=readings.c[name])


def _number() -> Any:  # noqa: ANN401 - SQL
    return case((_shown("value_kind") == "decimal", cast(_shown("value"), Numeric)), else_=None)


def _words() -> Any:  # noqa: ANN401 - SQL
    """Return a value in its letters, what is printed where it means nothing; None for a blank."""
    is_decimal = func.coalesce(_shown("value_kind"), "") == "decimal"
    return case(
        (is_decimal, None), else_=func.nullif(func.lower(func.coalesce(_shown("value"), _shown("text"))), "")
    )
