"""The columns of the results table: four that every invoice has, then the fields of the templates in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from invoice_desk.errors import shown
from invoice_desk.invoice.fields import Field, FieldKind, Role
from invoice_desk.invoice.template import Template
from invoice_desk.store.ordering import ByField, Order, Ordering


class Fixed(StrEnum):
    """What every invoice has."""

    ID = "#id"
    FILE = "#file"
    STATE = "#state"
    TEMPLATE = "#template"


_ORDERS = {Role.INVOICE_NUMBER: Order.NUMBER, Role.ISSUE_DATE: Order.ISSUED, Role.TOTAL: Order.TOTAL}
_FIXED_ORDERS = {
    Fixed.ID: Order.ADDED,
    Fixed.FILE: Order.NAME,
    Fixed.STATE: Order.STATE,
    Fixed.TEMPLATE: Order.TEMPLATE,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. key: the field's name, or what every invoice has; order: None where it cannot be sorted."""

    key: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    order: Ordering | None = None
    fixed: Fixed | None = None


def columns_of(templates: Sequence[Template]) -> tuple[Column, ...]:
    """Return the columns for all fields of these templates; fields of one name share a column."""
    found: dict[str, Column] = {}
    for template in templates:
        for field in template.fields:
            known = found.get(field.name)
            if known is None or (isinstance(known.order, ByField) and field.role in _ORDERS):
                found[field.name] = Column(field.name, shown(field.title), field.kind, order=_order(field))
    return (*_fixed(), *found.values())


def _order(field: Field) -> Ordering | None:
    """Return what a field's column is ordered by; lines of a table have no order."""
    if field.kind is FieldKind.TABLE:
        return None
    return _ORDERS.get(field.role, ByField(field.name))


def order_of(columns: Iterable[Column], key: str) -> Ordering | None:
    """Return what the column of this key is ordered by."""
    return next((one.order for one in columns if one.key == key), None)


def _fixed() -> list[Column]:
    titles = {
        Fixed.ID: QCoreApplication.translate("Columns", "No."),
        Fixed.FILE: QCoreApplication.translate("Columns", "File"),
        Fixed.STATE: QCoreApplication.translate("Columns", "State"),
        Fixed.TEMPLATE: QCoreApplication.translate("Columns", "Template"),
    }
    return [
        Column(key.value, title, order=_FIXED_ORDERS.get(key), fixed=key) for key, title in titles.items()
    ]
