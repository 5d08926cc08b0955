"""Small desks for the tests of the tables: invoices kept as if they had just been read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from invoice_desk.invoice.document import Document, PageInfo
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Field, FieldKind, Options, Role
from invoice_desk.invoice.filed import Origin
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.store.documents import add_document, claim_next
from invoice_desk.store.records import keep_record, load_record
from invoice_desk.store.templates import save_template
from invoice_desk.values.meaning import understand
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings

_BOX = Box(10, 10, 200, 40)
_OPTIONS = Options(currency="AED", date_order="dmy")
_FIELDS = (
    ("seller", "Seller", FieldKind.TEXT, Role.SELLER),
    ("number", "Invoice no.", FieldKind.IDENTIFIER, Role.INVOICE_NUMBER),
    ("date", "Date", FieldKind.DATE, Role.ISSUE_DATE),
    ("total", "Total", FieldKind.AMOUNT, Role.TOTAL),
    ("paid", "Paid", FieldKind.CHECKBOX, Role.NONE),
    ("note", "Note", FieldKind.TEXT, Role.NONE),
)


def template() -> Template:
    """Return a template with a field of each kind that a cell edits."""
    fields = tuple(
        Field(name=name, label=label, kind=kind, role=role, box=_BOX, options=_OPTIONS)
        for name, label, kind, role in _FIELDS
    )
    return Template(name="shop", page=PageSize(width=640, height=240), fields=fields)


def open_desk(folder: Path) -> Desk:
    """Open a desk of its own, with the template."""
    desk = Desk.open(folder / "desk", Settings(), who="Amal")
    with desk.change() as change:
        save_template(change, template())
    return desk


def keep(desk: Desk, name: str = "a.pdf", *, doubtful: str = "", is_read: bool = True, **texts: str) -> int:
    """Put an invoice on the desk with these texts read of it; return its number. doubtful: one field."""
    document = Document(
        hashlib.sha256(repr((name, texts)).encode()).hexdigest(),
        Path("a.pdf"),
        name,
        "file",
        (PageInfo(0, Size(640, 240)),),
    )
    with desk.change() as change:
        saved = save_template(change, template())
        key = add_document(
            change, document, Origin("file", name), template="shop" if is_read else "", duplicate=None
        )
        if is_read:
            claim = claim_next(change, desk.store.originals, is_suspect=False)
            assert claim is not None
            entries = tuple(
                _entry(field, texts.get(field.name, ""), doubtful) for field in saved.template.fields
            )
            record = Record(file=name, template=saved.template, entries=entries)
            keep_record(change, claim, record, template_id=saved.id, program="test")
    return key


def texts_of(desk: Desk, key: int) -> dict[str, str]:
    """Return what an invoice's fields hold now."""
    with desk.reading() as connection:
        record = load_record(connection, desk.store.originals, key)
    assert record is not None
    return {entry.field.name: entry.shown_text for entry in record.entries}


def entry_of(desk: Desk, key: int, field: str) -> Entry:
    """Return one value of an invoice as it is now."""
    with desk.reading() as connection:
        record = load_record(connection, desk.store.originals, key)
    assert record is not None
    return next(entry for entry in record.entries if entry.field.name == field)


def _entry(field: Field, text: str, doubtful: str) -> Entry:
    if field.kind is FieldKind.CHECKBOX:
        return Entry(field, Reading("☑", 0.9, "marks", 0, _BOX), value=True, box=_BOX)
    if not text:
        return Entry(field, None, None, None, _BOX, (Reason(Doubt.NOTHING_FOUND),))
    found = understand(text, field.kind, field.options)
    reasons = (Reason(Doubt.LOW_CONFIDENCE, "70%"),) if field.name == doubtful else ()
    return Entry(
        field,
        Reading(text, 0.7 if reasons else 0.99, "tesseract", 0, _BOX),
        found.value,
        found.currency,
        _BOX,
        reasons,
    )
