"""The sample page and the eight Latin fields that speed and memory are measured on."""

from __future__ import annotations

from pathlib import Path

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.template import Template
from invoice_desk.store.template_files import read_template

SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "samples"
FIELDS = 8
_SINGLE = {FieldKind.TEXT, FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE, FieldKind.IDENTIFIER}


def eight_field_template() -> Template:
    """Return the template of en-printing-*.png (A4 at 200 dpi) with its first eight printed fields."""
    template = read_template(SAMPLES / "en-printing.template.json")
    single = [field for field in template.fields if field.kind in _SINGLE]
    return template.model_copy(update={"fields": tuple(single[:FIELDS])})
