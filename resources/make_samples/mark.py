"""What a layout has printed, and where: the source of both the template and the truth."""

from __future__ import annotations

from dataclasses import dataclass

from invoice_desk.invoice.fields import FieldKind, Role

Area = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points of a page, origin top left."""


@dataclass(frozen=True)
class Value:
    """A value as printed (`text`) and as meant (`value`: decimals with a point, dates ISO 8601)."""

    text: str
    value: str


@dataclass(frozen=True)
class ColumnMark:
    """A column of a marked table; x0 and x1 in points."""

    name: str
    kind: FieldKind
    x0: float
    x1: float


@dataclass(frozen=True)
class Mark:
    """One field on a drawn page. page: from 1, or -1 for the last, as the template says it."""

    name: str
    page: int
    area: Area
    printed: Value
    columns: tuple[ColumnMark, ...] = ()
    rows: tuple[dict[str, Value], ...] = ()
    anchor: tuple[str, Area] | None = None


@dataclass(frozen=True)
class Meant:
    """What a field of a certain name is in every sample."""

    kind: FieldKind
    role: Role = Role.NONE
    is_required: bool = False


MEANT: dict[str, Meant] = {
    "seller": Meant(FieldKind.TEXT, Role.SELLER, is_required=True),
    "tax_id": Meant(FieldKind.IDENTIFIER, Role.TAX_ID, is_required=True),
    "buyer": Meant(FieldKind.TEXT, Role.BUYER),
    "buyer_tax_id": Meant(FieldKind.IDENTIFIER, Role.BUYER_TAX_ID),
    "invoice_number": Meant(FieldKind.IDENTIFIER, Role.INVOICE_NUMBER, is_required=True),
    "order_number": Meant(FieldKind.IDENTIFIER),
    "issue_date": Meant(FieldKind.DATE, Role.ISSUE_DATE, is_required=True),
    "issue_date_hijri": Meant(FieldKind.DATE),
    "due_date": Meant(FieldKind.DATE, Role.DUE_DATE),
    "currency": Meant(FieldKind.TEXT, Role.CURRENCY),
    "lines": Meant(FieldKind.TABLE, is_required=True),
    "lines_continued": Meant(FieldKind.TABLE),
    "subtotal": Meant(FieldKind.AMOUNT, Role.SUBTOTAL, is_required=True),
    "discount": Meant(FieldKind.AMOUNT, Role.DISCOUNT),
    "tax_rate": Meant(FieldKind.NUMBER, Role.TAX_RATE),
    "tax": Meant(FieldKind.AMOUNT, Role.TAX, is_required=True),
    "total": Meant(FieldKind.AMOUNT, Role.TOTAL, is_required=True),
    "paid": Meant(FieldKind.CHECKBOX),
    "code": Meant(FieldKind.CODE),
}
