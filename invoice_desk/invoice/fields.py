"""What is to be read where: fields with their kinds, roles and options."""

from __future__ import annotations

import math
import unicodedata
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal, Self

import regex
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    field_validator,
    model_validator,
)
from pydantic import (
    Field as Key,
)

from invoice_desk.invoice.geometry import Box

MAX_PATTERN = 200  # characters; a longer pattern is a mistake or an attack
MAX_UNROLLED = 1_000_000  # nodes; regex takes about 270 bytes for each (measured on 2026.11)
MAX_EDGE = 1_000_000  # pixels; no page is as large
MAX_PAGE = 100_000


class FieldKind(StrEnum):
    """What a field holds, which decides how it is read and what its text means."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    IDENTIFIER = "identifier"
    CODE = "code"
    TABLE = "table"
    CHECKBOX = "checkbox"


DIGITED = frozenset({FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE, FieldKind.IDENTIFIER})
"""The kinds of field that hold digits on one line."""


class Role(StrEnum):
    """What the rules know a field as, whatever its name."""

    INVOICE_NUMBER = "invoice_number"
    ISSUE_DATE = "issue_date"
    DUE_DATE = "due_date"
    SELLER = "seller"
    BUYER = "buyer"
    TAX_ID = "tax_id"
    BUYER_TAX_ID = "buyer_tax_id"
    CURRENCY = "currency"
    SUBTOTAL = "subtotal"
    DISCOUNT = "discount"
    TAX = "tax"
    TAX_RATE = "tax_rate"
    TOTAL = "total"
    NONE = "none"


class ReaderChoice(StrEnum):
    """Which reader reads a field; AUTO lets the chooser decide."""

    AUTO = "auto"
    TESSERACT = "tesseract"
    DIGITS = "digits"
    TEXT_LAYER = "text_layer"
    CODES = "codes"


def _box_from_list(value: object) -> object:
    if isinstance(value, Box):
        return value
    whole = isinstance(value, (list, tuple)) and all(type(edge) is int for edge in value)
    if not whole or len(value) != 4:  # type: ignore[arg-type]
        raise ValueError("must be four whole numbers: x0, y0, x1, y1")
    if any(abs(edge) > MAX_EDGE for edge in value):  # type: ignore[attr-defined]
        raise ValueError("lies further out than any page")
    return Box(*value)  # type: ignore[misc]


BoxList = Annotated[Box, BeforeValidator(_box_from_list), PlainSerializer(list)]
"""A Box that stands in a file as the list [x0, y0, x1, y1]."""


def _one_line(text: str) -> str:
    if any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in text):
        raise ValueError("must be one line without control characters")
    return text


def _printable(name: str) -> str:
    if not name.strip():
        raise ValueError("must not be empty")
    return _one_line(name)


def _unrolled_size(pattern: str) -> int:
    """Return an upper bound of the nodes that `regex` builds for `pattern`.

    It writes each counted repeat out, so that (?:(?:a{1000}){1000}){1000} takes all memory.
    Repeats multiply only where they are nested, which takes a parenthesis for each level; blanks
    go first, because a verbose pattern may hold some between two digits.
    """
    counts = [int(count) for count in regex.findall(r"\{(\d+)", "".join(pattern.split()))]
    nested = sorted(counts, reverse=True)[: pattern.count("(") + 1]
    return len(pattern) * math.prod(max(1, count) for count in nested)


@cache
def currencies() -> frozenset[str]:
    """Return the ISO 4217 codes that are or were a land's money, as the CLDR says: old invoices bear DEM."""
    from babel.core import get_global

    uses = (use for of_land in get_global("territory_currencies").values() for use in of_land)
    return frozenset(code for code, _start, _end, is_tender in uses if is_tender)


Name = Annotated[
    str, Key(max_length=100), BeforeValidator(lambda v: _printable(v) if isinstance(v, str) else v)
]
"""A name a person gave: one line, 1 to 100 characters."""

Edge = Annotated[int, Key(ge=-MAX_EDGE, le=MAX_EDGE)]
"""A left or right edge in pixels of the template's page."""

Language = Annotated[str, Key(pattern=r"^[A-Za-z]{3}(_[A-Za-z]{2,8})?$")]
"""A language as Tesseract names its data: ara, eng, fra, ..."""


def _check_currency(code: str) -> str:
    if code not in currencies():
        raise ValueError(f"{code} is no currency of ISO 4217, such as AED or EUR")
    return code


Currency = Annotated[str, Key(pattern=r"^[A-Z]{3}$"), AfterValidator(_check_currency)]
"""An ISO 4217 code: AED, EUR, ..."""

DateOrder = Literal["auto", "dmy", "mdy", "ymd"]
"""Which of day, month and year comes first; auto infers it."""


class _Part(BaseModel):
    """Base of all parts of a template: frozen, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Options(_Part):
    """How a field's text is to be understood.

    date_order: which of day (d), month (m), year (y) comes first, "auto" infers it;
    currency: ISO 4217 code of amounts that print none; decimal: the decimal mark ("," also
    stands for ٫), "auto" infers it.
    """

    date_order: DateOrder = "auto"
    currency: Currency | None = None
    decimal: Literal["auto", ".", ",", "٫"] = "auto"


class Anchor(_Part):
    """A printed text near a field that tells where the field has moved to."""

    text: Annotated[str, Key(min_length=1, max_length=200)]
    box: BoxList


class Column(_Part):
    """A column of a table field: its name, kind and left and right edge in pixels of the template's page."""

    name: Name
    kind: FieldKind = FieldKind.TEXT
    x0: Edge
    x1: Edge

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.x1 <= self.x0:
            raise ValueError("x1 must lie right of x0")
        if self.kind in {FieldKind.TABLE, FieldKind.CODE, FieldKind.CHECKBOX}:
            raise ValueError(f"a column cannot be of kind {self.kind.value}")
        return self


class Field(_Part):
    """One thing to be read: its name, kind, place and how to understand it.

    page: from 1, or counted from the end with -1 the last; box: pixels of a page of the
    template's size; languages: Tesseract names, most likely first; pattern: a regular
    expression that the whole text must match; columns: of a table field only.
    """

    name: Name
    label: Annotated[str, Key(max_length=200), AfterValidator(_one_line)] = ""
    kind: FieldKind = FieldKind.TEXT
    role: Role = Role.NONE
    page: Annotated[int, Key(ge=-MAX_PAGE, le=MAX_PAGE)] = 1
    box: BoxList
    languages: Annotated[tuple[Language, ...], Key(min_length=1, max_length=5)] = ("eng",)
    reader: ReaderChoice = ReaderChoice.AUTO
    anchor: Anchor | None = None
    required: bool = False
    pattern: Annotated[str, Key(max_length=MAX_PATTERN)] | None = None
    options: Options = Options()
    columns: tuple[Column, ...] = ()

    @property
    def title(self) -> str:
        """What a person sees: the label, or the name where there is none."""
        return self.label or self.name

    def of_cell(self, column: Column, box: Box) -> Field:
        """Return the field of one cell of this table: the column's name and kind, read as the table is."""
        return Field.model_construct(  # of parts that were checked already; a table has many cells
            name=column.name,
            kind=column.kind,
            page=self.page,
            box=box,
            languages=self.languages,
            reader=self.reader,
            options=self.options,
        )

    @field_validator("page")
    @classmethod
    def _check_page(cls, page: int) -> int:
        if page == 0:
            raise ValueError("counts from 1, or from -1 for the last page")
        return page

    @field_validator("pattern")
    @classmethod
    def _check_pattern(cls, pattern: str | None) -> str | None:
        if pattern is None:
            return None
        if "\n" in pattern:
            raise ValueError("must be one line")
        if _unrolled_size(pattern) > MAX_UNROLLED:
            raise ValueError("repeats too often")
        try:
            regex.compile(pattern)
        except regex.error as error:
            raise ValueError(f"is not a regular expression: {error}") from error
        return pattern

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.box.is_empty:
            raise ValueError("box is empty")
        if (self.kind is FieldKind.TABLE) != bool(self.columns):
            raise ValueError("columns belong to a field of kind table, and it needs at least one")
        for column in self.columns:
            if column.x1 <= self.box.x0 or column.x0 >= self.box.x1:
                raise ValueError(f"column {column.name!r} lies outside the table's box")
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError("two columns have the same name")
        return self
