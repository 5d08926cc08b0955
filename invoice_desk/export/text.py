"""Records as JSON (one object an invoice) and as CSV (one row an invoice)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from invoice_desk.export.guarding import guarded
from invoice_desk.export.json_lines import line_of
from invoice_desk.export.rows import (
    Cell,
    InvoiceRow,
    Table,
    cell_of,
    distinct,
    error_words,
    table_of,
    value_words,
)
from invoice_desk.files import write_text_whole, write_whole
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.record import Code, Record, Status, Value

_CONFIDENCE_DIGITS = 4

JsonObject = dict[str, object]


def record_to_dict(record: Record) -> JsonObject:
    """Return `record` as the JSON object of `extract --json`.

    Values are strings or None: decimals with a point, dates ISO 8601, true and false. A field or
    table cell of kind amount has its "currency" too; a failed record has "error" in one line, and
    no template where none could be found for it.
    """
    found: JsonObject = {
        "file": record.file,
        "template": record.template.name or None,
        "status": record.status.value,
        "fields": {entry.field.name: _field_object(cell_of(entry)) for entry in record.entries},
        "tables": {name: [_line_object(row) for row in rows] for name, rows in _cells(record)},
        "codes": [_code_object(code) for code in record.codes],
        "checks": [{"name": check.name, "ok": check.ok, "message": check.message} for check in record.checks],
    }
    if record.status is Status.FAILED or record.problem is not None:
        found["error"] = error_words(record)
    return found


def json_line(record: Record) -> str:
    """Return `record` as one line of JSON, as `line_of` writes it."""
    return line_of(record_to_dict(record))


def write_json(records: Iterable[Record], path: Path) -> None:
    """Write `records` as a JSON array to `path`, whole or not at all. Raises NotWritten."""
    lines = [json_line(record) for record in records]
    content = "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
    write_text_whole(path, content)


def write_csv(records: Sequence[Record], path: Path) -> None:
    """Write `records` as CSV to `path`, whole or not at all: one row an invoice. Raises NotWritten.

    UTF-8 with signature (Excel asks for it), RFC 4180, every cell in double quotes. A cell is
    the value, empty where it is in doubt, so that nobody sums up what is not certain; what is
    printed there and the value stand in the reasons then.
    Text that a spreadsheet could run as a formula is begun with a single quote. The lines of
    tables have no place in one row an invoice: they go to JSON and Excel.
    """
    table = table_of(records)

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            writer.writerow(guarded(name) for name in _csv_header(table))
            writer.writerows(_csv_row(row, table) for row in table.invoices)

    write_whole(path, write)


def _cells(record: Record) -> Iterator[tuple[str, list[dict[str, Cell]]]]:
    for name, rows in record.tables.items():
        yield name, [{column: cell_of(entry) for column, entry in row.items()} for row in rows]


def _value_object(cell: Cell) -> JsonObject:
    found: JsonObject = {
        "text": cell.text or None,
        "value": value_words(cell.value),
        "confidence": round(cell.confidence, _CONFIDENCE_DIGITS),
        "reasons": list(cell.reasons),
    }
    if cell.kind is FieldKind.AMOUNT:
        found["currency"] = cell.currency
    return found


def _field_object(cell: Cell) -> JsonObject:
    return _value_object(cell) | {
        "box": list(cell.box) if cell.box is not None else None,
        "reader": cell.reader or None,
    }


def _line_object(cells: Mapping[str, Cell]) -> JsonObject:
    return {column: _value_object(cell) for column, cell in cells.items()}


def _code_object(code: Code) -> JsonObject:
    meaning = dict(code.meaning) if code.meaning is not None else None
    return {"format": code.format, "text": code.text, "meaning": meaning}


def _csv_header(table: Table) -> list[str]:
    names = ["file", "template", "status"]
    for heading in table.headings:
        names.append(heading.name)
        if heading.has_currency:
            names.append(f"{heading.name}_currency")
    return distinct([*names, "reasons", "error"])


def _csv_row(row: InvoiceRow, table: Table) -> Iterator[str]:
    yield from (guarded(row.file), guarded(row.template), row.status.value)
    for heading in table.headings:
        cell = row.cells.get(heading.name)
        sure = cell if cell is not None and not cell.is_unsure else None
        yield _csv_value(sure.value if sure is not None else None)
        if heading.has_currency:
            yield guarded(sure.currency or "") if sure is not None else ""
    yield from (guarded("\n".join(row.reasons)), guarded(row.error))


def _csv_value(value: Value | None) -> str:
    return guarded(value) if isinstance(value, str) else value_words(value) or ""
