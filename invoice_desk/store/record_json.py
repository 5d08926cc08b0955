"""What was read of a document as JSON, for another process: not pickled, so that nothing in it can run."""

from __future__ import annotations

from invoice_desk.invoice.document import Document
from invoice_desk.invoice.record import Record, Status
from invoice_desk.invoice.template import Template
from invoice_desk.store.coding import (
    Json,
    cells_from_text,
    cells_to_text,
    checks_from_json,
    checks_to_json,
    codes_from_json,
    codes_to_json,
    column_fields,
    entry_from_json,
    entry_to_json,
)


def record_to_json(record: Record) -> Json:
    """Return what was read, without the document and template, which the other side knows."""
    return {
        "entries": {entry.field.name: entry_to_json(entry) for entry in record.entries},
        "tables": {name: [cells_to_text(row) for row in rows] for name, rows in record.tables.items()},
        "codes": codes_to_json(record.codes),
        "checks": checks_to_json(record.checks),
        "status": record.status.value,
        "fingerprint": record.fingerprint,
    }


def record_from_json(data: Json, document: Document, template: Template) -> Record:
    """Return the record that `record_to_json` wrote."""
    fields = {field.name: field for field in template.fields}
    return Record(
        file=document.name,
        template=template,
        document=document,
        entries=tuple(entry_from_json(one, fields[name]) for name, one in data["entries"].items()),
        tables={
            name: tuple(cells_from_text(text, column_fields(fields[name])) for text in rows)
            for name, rows in data["tables"].items()
        },
        codes=codes_from_json(data["codes"]),
        checks=checks_from_json(data["checks"]),
        status=Status(data["status"]),
        fingerprint=data["fingerprint"],
    )
