"""The table that every format starts from: a row for each invoice, a row for each line of its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from invoice_desk.errors import shown
from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Check, Entry, Record, Status, Value

_MOST_PRINTED = 200  # characters of a text that are told among the reasons
PERSON = "person"  # the reader of a value that somebody typed


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one entry, ready for any format.

    text: the person's where there is one, else the printed one, "" where there is none;
    printed: what the reader read, ""; confidence: 0..1; reader: its name, "person" for a
    correction, ""; page: from 1; reasons: in English; is_doubtful: nobody has settled them yet;
    is_unsure: the entry itself is in doubt, so that no script is to book its value.
    """

    name: str
    title: str
    kind: FieldKind
    text: str
    printed: str
    value: Value | None
    currency: str | None
    confidence: float
    reader: str
    page: int | None
    box: Box | None
    reasons: tuple[str, ...]
    is_doubtful: bool
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: a field's or table column's name, what a person sees, and whether amounts name a currency."""

    name: str
    title: str
    has_currency: bool = False


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice: cells by field name in the order of the fields, open reasons, and why it failed or ""."""

    file: str
    template: str
    status: Status
    cells: Mapping[str, Cell]
    reasons: tuple[str, ...]
    error: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an invoice's table: number from 1, cells by column name."""

    file: str
    table: str
    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Many invoices: the union of their templates' fields and columns, in order of appearance."""

    headings: tuple[Heading, ...]
    invoices: tuple[InvoiceRow, ...]
    line_headings: tuple[Heading, ...]
    lines: tuple[LineRow, ...]
    is_right_to_left: bool


def table_of(records: Sequence[Record]) -> Table:
    """Return the table of `records`; it runs from right to left where most templates are Arabic."""
    invoices = tuple(invoice_row(record) for record in records)
    lines = tuple(line for record in records for line in line_rows(record))
    are_right_to_left = [record.template.is_right_to_left for record in records]
    return Table(
        headings=_headings(_field_titles(records), (row.cells for row in invoices)),
        invoices=invoices,
        line_headings=_headings(_column_titles(records), (row.cells for row in lines)),
        lines=lines,
        is_right_to_left=2 * sum(are_right_to_left) > len(are_right_to_left),
    )


def cell_of(entry: Entry, failed: Sequence[Check] = ()) -> Cell:
    """Return the cell of `entry`, with the messages of the `failed` checks that are about it as reasons."""
    reading = entry.reading
    own = tuple(reason.words for reason in entry.reasons)
    checked = tuple(check.message for check in failed if entry.field.name in check.fields)
    reader = reading.reader if reading is not None else ""
    return Cell(
        name=entry.field.name,
        title=entry.field.title,
        kind=entry.field.kind,
        text=entry.shown_text,
        printed=reading.text if reading is not None else "",
        value=entry.shown_value,
        currency=entry.currency,
        confidence=entry.confidence,
        reader=PERSON if entry.correction is not None else reader,
        page=reading.page + 1 if reading is not None else None,
        box=entry.box,
        reasons=own + checked,
        is_doubtful=bool(checked) or (bool(own) and not entry.is_settled),
        is_unsure=entry.is_open,
    )


def value_words(value: Value | None) -> str | None:
    """Return a value in characters that every program reads.

    Decimals with a point and without an exponent, dates as ISO 8601, booleans as true and false.
    """
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()


def error_words(record: Record) -> str:
    """Return why a record failed, in one line; "" for one that did not."""
    if record.problem is not None:
        return shown(str(record.problem))
    return "the reason is not known" if record.status is Status.FAILED else ""


def distinct(names: Iterable[str], *, key: Callable[[str], str] = str) -> list[str]:
    """Return `names` with a number behind each that stood before: total, total (2), ...

    key: what two names have in common that count as the same, such as str.casefold.
    """
    found: dict[str, str] = {}
    for name in names:
        candidate, number = name, 1
        while key(candidate) in found:
            number += 1
            candidate = f"{name} ({number})"
        found[key(candidate)] = candidate
    return list(found.values())


def invoice_row(record: Record) -> InvoiceRow:
    """Return the row of one invoice."""
    failed = [check for check in record.checks if not check.ok]
    cells = {entry.field.name: cell_of(entry, failed) for entry in record.entries}
    return InvoiceRow(
        file=shown(record.file),
        template=record.template.name,
        status=record.status,
        cells=cells,
        reasons=tuple(_open_reasons(record, failed)),
        error=error_words(record),
    )


def line_rows(record: Record) -> Iterator[LineRow]:
    """Give a row for each line of the record's tables, in order."""
    for table, rows in record.tables.items():
        for number, row in enumerate(rows, start=1):
            cells = {column: cell_of(entry) for column, entry in row.items()}
            yield LineRow(shown(record.file), table, number, cells)


def _open_reasons(record: Record, failed: Sequence[Check]) -> Iterator[str]:
    """Give the reasons that nobody has settled yet: of fields, of table lines, of checks."""
    for entry in record.entries:
        yield from _entry_reasons(entry, place=entry.field.title)
    for table, rows in record.tables.items():
        for number, row in enumerate(rows, start=1):
            for column, entry in row.items():
                yield from _entry_reasons(entry, place=f"{table} {number}, {column}")
    yield from (f"{check.name}: {check.message}" for check in failed)


def _entry_reasons(entry: Entry, *, place: str) -> Iterator[str]:
    has_only_text = entry.shown_value is None and bool(entry.shown_text)
    if has_only_text or (entry.reasons and not entry.is_settled):
        cell = cell_of(entry)
        words = "; ".join(cell.reasons) or "no certain value"
        told = "; ".join(_what_was_read(cell)) if has_only_text or cell.is_unsure else ""
        yield f"{place}: {words} ({told})" if told else f"{place}: {words}"


def _what_was_read(cell: Cell) -> Iterator[str]:
    """Tell what is printed, and the value where it is written in another way."""
    value = value_words(cell.value)
    if cell.text:
        yield f"printed: {shown(cell.text[:_MOST_PRINTED])}"
    if value is not None and value != cell.text:
        currency = f" {cell.currency}" if cell.currency else ""
        yield f"value: {shown(value[:_MOST_PRINTED] + currency)}"


def _field_titles(records: Sequence[Record]) -> dict[str, str]:
    """Return field names with titles, templates' fields first; tables give lines instead of columns."""
    titles: dict[str, str] = {}
    for record in records:
        for field in (*record.template.fields, *_fields_read(record)):
            if field.kind is not FieldKind.TABLE:
                titles.setdefault(field.name, field.title)
    return titles


def _fields_read(record: Record) -> Iterator[Field]:
    return (entry.field for entry in record.entries)


def _column_titles(records: Sequence[Record]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for record in records:
        for field in record.template.fields:
            titles.update({column.name: column.name for column in field.columns})
        for rows in record.tables.values():
            for row in rows:
                titles.update({column: column for column in row})
    return titles


def _headings(titles: Mapping[str, str], rows: Iterable[Mapping[str, Cell]]) -> tuple[Heading, ...]:
    with_currency = {name for cells in rows for name, cell in cells.items() if cell.currency}
    shown_titles = distinct(titles.values())
    return tuple(
        Heading(name, title, name in with_currency) for name, title in zip(titles, shown_titles, strict=True)
    )
