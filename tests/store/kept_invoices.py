"""Invoices for the tests of store/: their records, and the way onto a desk as workflow/ goes it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from invoice_desk.errors import Problem
from invoice_desk.invoice.document import Document, PageInfo
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Column, Field, FieldKind, Role
from invoice_desk.invoice.filed import Duplicate, Filed, Origin, State
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.invoice.record import Check, Code, Entry, Record, Status
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.store.change import Event, What, history_of
from invoice_desk.store.documents import Claim, add_document, claim_next, get_filed, set_state, state_of
from invoice_desk.store.records import keep_record, load_record
from invoice_desk.store.store import Store
from invoice_desk.store.templates import newest_template, save_template

WHO = "Mona"
BOX = Box(10, 20, 210, 60)
PROBLEM = Problem("BadFile", "is broken", "a.pdf", "scan it again")
_ITEMS = (
    Column(name="item", x0=10, x1=100),
    Column(name="price", kind=FieldKind.AMOUNT, x0=100, x1=210),
)
_KINDS = {
    "number": (FieldKind.IDENTIFIER, Role.INVOICE_NUMBER),
    "issued": (FieldKind.DATE, Role.ISSUE_DATE),
    "seller": (FieldKind.TEXT, Role.SELLER),
    "tax_id": (FieldKind.IDENTIFIER, Role.TAX_ID),
    "buyer": (FieldKind.TEXT, Role.BUYER),
    "total": (FieldKind.AMOUNT, Role.TOTAL),
    "count": (FieldKind.NUMBER, Role.NONE),
    "paid": (FieldKind.CHECKBOX, Role.NONE),
    "note": (FieldKind.TEXT, Role.NONE),
}
FIELDS = {name: Field(name=name, kind=kind, role=role, box=BOX) for name, (kind, role) in _KINDS.items()}
LINES = Field(name="lines", kind=FieldKind.TABLE, box=BOX, columns=_ITEMS)


def template(name: str = "Acme", **more: Any) -> Template:
    """Return the template of all invoices here."""
    return Template(name=name, page=PageSize(width=752, height=973), fields=(*FIELDS.values(), LINES), **more)


def entry(field: Field, text: str = "", value: Any = None, **more: Any) -> Entry:
    """Return an entry; nothing was read where there is no text."""
    reading = more.pop("reading", None)
    if reading is None and text:
        reading = Reading(text, 0.9, "tesseract", 0, field.box)
    return Entry(field, reading, value, box=field.box, **more)


def cell(column: Column, text: str = "", value: Any = None, **more: Any) -> Entry:
    """Return the entry of a table's cell."""
    return entry(LINES.of_cell(column, Box(column.x0, 20, column.x1, 40)), text, value, **more)


def record(**texts: Any) -> Record:
    """Return a record with a value for each field that is named; nothing was read of the others."""
    made = template()
    entries = tuple(_said(FIELDS[name], texts.get(name)) for name in FIELDS)
    return Record(file="a.pdf", template=made, entries=entries, status=Status.REVIEW, tables={"lines": ()})


def _said(field: Field, said: Any) -> Entry:
    match said:
        case None:
            return entry(field, reasons=(Reason(Doubt.NOTHING_FOUND),))
        case Decimal():
            return entry(field, str(said), said, currency="AED")
        case date():
            return entry(field, said.strftime("%d/%m/%Y"), said)
        case Entry():
            return said
    return entry(field, str(said), said)


def invoice(number: str = "INV-2045", **more: Any) -> Record:
    """Return the record of an ordinary invoice."""
    usual = {
        "seller": "شركة النور",
        "tax_id": "100200300",
        "issued": date(2026, 3, 14),
        "total": Decimal("1234.50"),
    }
    return record(**(usual | {"number": number} | more))


def whole() -> Record:
    """Return a record that has something of everything."""
    glyphs = (
        Glyph("٣", Box(10, 20, 20, 40), 0.9876, "۳"),
        Glyph(".", Box(20, 30, 22, 40), 1.0),
    )
    total = Reading("٣٫٥٠", 0.8125, "digits", 0, BOX, glyphs, "3.80")
    doubts = (Reason(Doubt.READ_OTHERWISE, "3.80"), Reason(Doubt.AMBIGUOUS_DECIMAL, "٫"))
    base = record(
        number="00042",
        issued=entry(FIELDS["issued"], "٠٣/٠٤/٢٠٢٦", date(2026, 4, 3)),
        seller=entry(FIELDS["seller"], "شركة\nالنُّور \"&' \\u0000", "شركة النُّور"),
        total=entry(FIELDS["total"], value=Decimal("3.50"), currency="KWD", reading=total, reasons=doubts),
        count=Decimal("-1E+3"),
        paid=entry(FIELDS["paid"], "☑", value=True),
        note="😀 d'œuvre",
    )
    item, price = _ITEMS
    lines = (
        {"item": cell(item, "قلم", "قلم"), "price": cell(price, "1.50", Decimal("1.500"), currency="AED")},
        {"item": cell(item, "Pen", "Pen"), "price": cell(price, reasons=(Reason(Doubt.NOT_READ),))},
    )
    return replace(
        record(),
        entries=base.entries,
        tables={"lines": lines},
        codes=(
            Code("QR Code", "AQVTYWxhbQ==\x00\x01", 0, BOX, {"seller": "سلام"}),
            Code("EAN-13", "4006381333931", 1, BOX),
        ),
        checks=(
            Check("sum", ok=False, message="the lines do not make the total", fields=("total", "lines")),
            Check("tax id", ok=True, message=""),
        ),
    )


def document(name: str = "a.pdf", content: str | None = None) -> Document:
    """Return the facts of a file; `content` stands for its bytes."""
    sha256 = hashlib.sha256((content if content is not None else name).encode("utf-8", "replace")).hexdigest()
    pages = (PageInfo(0, Size(752, 973), 200.0, has_text_layer=True), PageInfo(1, Size(10, 20)))
    return Document(sha256, Path("/in") / "a.pdf", name, "file", pages)


def add(
    store: Store,
    name: str = "a.pdf",
    *,
    template_name: str = "Acme",
    duplicate: Duplicate | None = None,
    origin: Origin | None = None,
    content: str | None = None,
) -> int:
    """Add an invoice to the desk; return its number."""
    came = origin or Origin("file", f"/in/{name}")
    with store.change(WHO) as change:
        return add_document(
            change, document(name, content), came, template=template_name, duplicate=duplicate
        )


def claim(store: Store, *, is_suspect: bool = False) -> Claim | None:
    """Take the next invoice that waits."""
    with store.change("reader") as change:
        return claim_next(change, store.originals, is_suspect=is_suspect)


def keep(store: Store, taken: Claim, one: Record) -> bool:
    """Keep what was read under a claim."""
    with store.change("reader") as change:
        saved = newest_template(change.connection, one.template.name) or save_template(change, one.template)
        return keep_record(change, taken, one, template_id=saved.id, program="invoice-desk 0")


def read(store: Store, one: Record | None = None, name: str | None = None, **more: Any) -> int:
    """Add an invoice, and have it read: it waits in review then. Nothing else may be waiting."""
    kept = one or invoice()
    key = add(store, name or f"{kept.entries[0].shown_text or 'a'}.pdf", **more)
    taken = claim(store)
    assert taken is not None
    assert taken.filed.id == key
    assert keep(store, taken, kept)
    return key


def read_again(store: Store, key: int, one: Record) -> None:
    """Have an invoice in review read once more."""
    lead(store, key, State.NEW)
    taken = claim(store)
    assert taken is not None
    assert keep(store, taken, one)


def lead(store: Store, key: int, *states: State) -> None:
    """Lead an invoice from state to state, one change each."""
    for state in states:
        with store.change(WHO) as change:
            set_state(change, key, state, What.QUEUED)


def state(store: Store, key: int) -> State:
    with store.reading() as connection:
        return state_of(connection, key)


def filed(store: Store, key: int) -> Filed:
    with store.reading() as connection:
        return get_filed(connection, store.originals, key)


def loaded(store: Store, key: int) -> Record:
    """Return the record of an invoice that was read."""
    with store.reading() as connection:
        found = load_record(connection, store.originals, key)
    assert found is not None
    return found


def events(store: Store, key: int) -> list[Event]:
    with store.reading() as connection:
        return history_of(connection, key)


def told(store: Store, key: int) -> list[What]:
    """Return what happened to an invoice, in order."""
    return [one.what for one in events(store, key)]
