"""Small invoices for the tests of export/."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from invoice_desk.errors import Problem
from invoice_desk.invoice.document import Document, PageInfo
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Column, Field, FieldKind
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.record import Check, Code, Entry, Record, Status
from invoice_desk.invoice.template import PageSize, Template

BOX = Box(10, 20, 110, 40)


def field(name: str = "total", kind: str = "amount", **more: Any) -> Field:
    columns = {"columns": (Column(name="item", x0=0, x1=50),)} if kind == "table" else {}
    return Field(name=name, kind=FieldKind(kind), box=BOX, **(columns | more))


def template(*fields: Field, name: str = "Acme") -> Template:
    return Template(name=name, page=PageSize(width=752, height=973), fields=fields)


def entry(of: Field, text: str | None = None, value: Any = None, **more: Any) -> Entry:
    reading = Reading(text, more.pop("confidence", 0.9), "tesseract", 0, BOX) if text else None
    return Entry(of, reading, value, box=BOX, **more)


def text_entry(text: str, name: str = "note", kind: str = "text") -> Entry:
    return entry(field(name, kind), text, text)


def record(*entries: Entry, file: str = "a.pdf", **more: Any) -> Record:
    of = more.pop("template", None) or template(*(one.field for one in entries))
    return Record(file=file, template=of, entries=entries, **more)


def failed(file: str = "broken.pdf") -> Record:
    problem = Problem("BadFile", "is broken\nor not a PDF", file, "scan it again")
    return Record(file=file, template=template(field()), status=Status.FAILED, problem=problem)


def whole() -> Record:
    """Return a record that has something of everything."""
    total, items = field(), field("items", "table")
    doubtful = (Reason(Doubt.AMBIGUOUS_DECIMAL, "."),)
    entries = (
        entry(field("number", "identifier"), "00042", "00042"),
        entry(field("seller", "text", languages=("ara",)), "شركة النور", "شركة النور"),
        entry(field("issued", "date"), "٠٣/٠٤/٢٠٢٦", date(2026, 4, 3)),
        entry(field("paid", "checkbox"), "☑", True),
        entry(field("count", "number"), "3", Decimal(3)),
        entry(total, "1.234 AED", Decimal(1234), currency="AED", reasons=doubtful),
        entry(field("due", "date"), reasons=(Reason(Doubt.NOTHING_FOUND),)),
    )
    lines = (
        {
            "item": text_entry("Pen", "item"),
            "price": entry(field("price"), "1.50", Decimal("1.50"), currency="AED"),
        },
        {"item": text_entry("قلم", "item"), "price": entry(field("price"))},
    )
    return Record(
        file="الفاتورة 1.pdf",
        template=template(*(one.field for one in entries), items),
        document=Document("0" * 64, Path("/in/1.pdf"), "1.pdf", "file", (PageInfo(0, Size(752, 973)),)),
        entries=entries,
        tables={"items": lines},
        codes=(Code("QR Code", "AQVTYWxhbQ==", 0, BOX, {"seller": "Salam"}), Code("EAN-13", "400", 0, BOX)),
        checks=(Check("sum", False, "subtotal and tax do not make the total", ("total",)),),
        status=Status.REVIEW,
    )
