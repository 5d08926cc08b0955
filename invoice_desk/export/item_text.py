"""Items as CSV (one row an invoice) and as JSON (one object an invoice), one after the other."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from invoice_desk.export.columns import BuiltIn, Columns, Heading
from invoice_desk.export.csv_style import CsvStyle
from invoice_desk.export.guarding import guarded
from invoice_desk.export.items import Item, Known, Written
from invoice_desk.export.json_lines import line_of
from invoice_desk.export.rows import Cell, distinct, invoice_row, value_words
from invoice_desk.export.shown_texts import built_in_texts
from invoice_desk.export.text import JsonObject, record_to_dict
from invoice_desk.files import write_whole


def write_item_csv(
    items: Iterable[Item], path: Path, headings: Sequence[Heading], style: CsvStyle
) -> Written:
    """Write `items` as CSV to `path`, whole or not at all: one row an invoice. Raises NotWritten.

    RFC 4180 with the marks of `style`, every cell in double quotes. A cell is the value, empty
    where it is in doubt; what is printed there and the value stand in the reasons then. An amount
    has its currency in a column behind it. Text that a spreadsheet could run as a formula begins
    with a single quote, in every style. Lines of tables have no place here.
    """
    dialect, known = style.dialect, Known()

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding=dialect.encoding, newline="") as file:
            writer = csv.writer(
                file, delimiter=dialect.separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n"
            )
            writer.writerow(guarded(name) for name in _csv_names(headings))
            for item in known.new(items):
                writer.writerow(_csv_row(item, headings, dialect.decimal))

    write_whole(path, write)
    return known.written


def write_item_json(
    items: Iterable[Item], path: Path, headings: Sequence[Heading], columns: Columns
) -> Written:
    """Write `items` as a JSON array to `path`, whole or not at all. Raises NotWritten.

    An object is that of `extract --json` with id, state, duplicate_of and original; where columns
    were chosen it has these alone, in their order, and of its fields the chosen ones.
    """
    known = Known()

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            separator = "[\n"
            for item in known.new(items):
                file.write(separator + line_of(_object(item, headings if columns.names else None)))
                separator = ",\n"
            file.write("\n]\n" if separator == ",\n" else "[]\n")

    write_whole(path, write)
    return known.written


def _object(item: Item, headings: Sequence[Heading] | None) -> JsonObject:
    whole: JsonObject = {"id": item.id, "state": item.state} | record_to_dict(item.record)
    whole["duplicate_of"] = item.duplicate_of or None
    whole["original"] = str(item.original) if item.original is not None else None
    if headings is None:
        return whole
    whole["reasons"] = list(invoice_row(item.record).reasons)
    whole.setdefault("error", None)
    fields = whole["fields"]
    assert isinstance(fields, dict)
    chosen = {one.field: fields[one.field] for one in headings if one.field in fields}
    found: JsonObject = {one.name: whole[one.name] for one in headings if one.field is None}
    return found | {"fields": chosen} if any(one.field for one in headings) else found


def _csv_names(headings: Sequence[Heading]) -> list[str]:
    names = []
    for heading in headings:
        names.append(heading.name)
        if heading.has_currency:
            names.append(f"{heading.name}_currency")
    return distinct(names)


def _csv_row(item: Item, headings: Sequence[Heading], decimal: str) -> Iterator[str]:
    row = invoice_row(item.record)
    built_in = built_in_texts(item, row)
    for heading in headings:
        if heading.field is None:
            yield guarded(built_in[BuiltIn(heading.name)])
            continue
        cell = row.cells.get(heading.field)
        sure = cell if cell is not None and not cell.is_unsure else None
        yield _csv_value(sure, decimal)
        if heading.has_currency:
            yield guarded(sure.currency or "") if sure is not None else ""


def _csv_value(cell: Cell | None, decimal: str) -> str:
    value = cell.value if cell is not None else None
    words = value_words(value) or ""
    if isinstance(value, Decimal):
        return words.replace(".", decimal)
    return guarded(words) if isinstance(value, str) else words
