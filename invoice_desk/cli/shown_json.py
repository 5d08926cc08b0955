"""One invoice of a desk as a JSON object: that of `extract --json`, and what only a desk knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invoice_desk.export.json_lines import line_of
from invoice_desk.export.rows import value_words
from invoice_desk.export.text import JsonObject, record_to_dict

if TYPE_CHECKING:
    from invoice_desk.cli.showing import Invoice
    from invoice_desk.invoice.filed import Filed
    from invoice_desk.store.corrections import Kept, Spot
    from invoice_desk.workflow.reviewing import Difference


def json_of(invoice: Invoice) -> str:
    """Return an invoice as one line of JSON."""
    filed, record = invoice.filed, invoice.record
    found = record_to_dict(record) if record is not None else _unread(filed)
    found |= {
        "id": filed.id,
        "state": filed.state.value,
        "is_deleted": filed.is_deleted,
        "duplicate_of": filed.duplicate.of if filed.duplicate is not None else None,
        "corrections": [_correction(spot, kept) for spot, kept in sorted(invoice.said.items())],
        "differences": [_difference(one) for one in invoice.differences],
        "original": str(filed.document.path),
    }
    if filed.problem is not None:
        found["error"] = str(filed.problem)
    return line_of(found)


def _unread(filed: Filed) -> JsonObject:
    return {
        "file": filed.document.name,
        "template": filed.template or None,
        "status": "failed" if filed.problem is not None else None,
        "fields": {},
        "tables": {},
        "codes": [],
        "checks": [],
    }


def _correction(spot: Spot, kept: Kept) -> JsonObject:
    return _place(spot) | {
        "text": kept.correction.text,
        "value": value_words(kept.correction.value),
        "is_confirmation": kept.is_confirmation,
        "who": kept.correction.who,
        "when": kept.correction.when.isoformat(),
        "machine": kept.reading.text if kept.reading is not None else None,
    }


def _difference(one: Difference) -> JsonObject:
    return _place(one.spot) | {"text": one.person, "machine": one.machine or None, "is_new": one.is_new}


def _place(spot: Spot) -> JsonObject:
    return {"field": spot.field, "line": spot.line or None, "column": spot.column or None}
