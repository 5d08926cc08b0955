"""Desks filled with invented invoices, for measuring what a desk of many years takes."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from invoice_desk.invoice.document import Document, PageInfo
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Column, Field, FieldKind, Role
from invoice_desk.invoice.filed import Origin
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.invoice.record import Check, Entry, Record, Status, Value
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.store.change import Change
from invoice_desk.store.documents import add_document, claim_next
from invoice_desk.store.records import keep_record
from invoice_desk.store.store import Store
from invoice_desk.store.templates import save_template

TEMPLATE = "benchmark"
A_TRANSACTION = 500  # invoices; one a transaction, as people add them, is measured apart
_SELLERS = 500
_WORDS = (
    *("شركة", "مؤسسة", "النور", "الخليج", "التجارية"),
    *("Global", "Trading", "Marine", "Supplies", "Fournil", "Atelier", "Palm", "Nile"),
)
_FIELDS: tuple[tuple[str, FieldKind, Role], ...] = (
    ("number", FieldKind.IDENTIFIER, Role.INVOICE_NUMBER),
    ("issued", FieldKind.DATE, Role.ISSUE_DATE),
    ("due", FieldKind.DATE, Role.DUE_DATE),
    ("seller", FieldKind.TEXT, Role.SELLER),
    ("tax_id", FieldKind.IDENTIFIER, Role.TAX_ID),
    ("buyer", FieldKind.TEXT, Role.BUYER),
    ("subtotal", FieldKind.AMOUNT, Role.SUBTOTAL),
    ("discount", FieldKind.AMOUNT, Role.DISCOUNT),
    ("tax", FieldKind.AMOUNT, Role.TAX),
    ("total", FieldKind.AMOUNT, Role.TOTAL),
    ("order", FieldKind.IDENTIFIER, Role.NONE),
    ("note", FieldKind.TEXT, Role.NONE),
)
_BOX = Box(100, 100, 400, 140)
_DAY = date(2020, 1, 1)


def template() -> Template:
    """Return a template of twelve fields and a table of lines."""
    fields = [
        Field(name=name, kind=kind, role=role, box=Box(100, 50 * row + 50, 400, 50 * row + 90))
        for row, (name, kind, role) in enumerate(_FIELDS)
    ]
    columns = (
        Column(name="item", x0=100, x1=500),
        Column(name="price", kind=FieldKind.AMOUNT, x0=500, x1=700),
    )
    lines = Field(name="items", kind=FieldKind.TABLE, box=Box(100, 700, 700, 900), columns=columns)
    return Template(name=TEMPLATE, page=PageSize(width=752, height=973), fields=(*fields, lines))


def fill(store: Store, target: int) -> None:
    """Add invented invoices, each read and in review, until the desk has `target` of them."""
    with store.change("benchmark") as change:
        saved = save_template(change, template())
    numbers = iter(range(_count(store), target))
    while batch := list(islice(numbers, A_TRANSACTION)):
        with store.change("benchmark") as change:
            for number in batch:
                add(change, store, number, saved.id)


def add(change: Change, store: Store, number: int, template_id: int) -> None:
    """Add invoice `number` of the series and keep its record."""
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    name = f"invoice-{number:06d}.pdf"
    document = Document(sha256, Path(name), name, "file", (PageInfo(0, Size(752, 973)),))
    add_document(change, document, Origin("file", f"/in/{name}"), template=TEMPLATE, duplicate=None)
    claim = claim_next(change, store.originals, is_suspect=False)
    if claim is None:
        raise RuntimeError("the invoice that was added does not wait to be read")
    keep_record(change, claim, record(number), template_id=template_id, program="benchmark")


def record(number: int) -> Record:
    """Return the record of invoice `number`: always the same for the same number."""
    chance = random.Random(number)
    of = template()
    entries = tuple(
        _entry(field, value, chance) for field, value in zip(of.fields, _values(number, chance), strict=False)
    )
    lines = tuple(
        {
            "item": _entry(of.fields[3].model_copy(update={"name": "item"}), _name(chance), chance),
            "price": _entry(of.fields[9].model_copy(update={"name": "price"}), Decimal("12.50"), chance),
        }
        for _ in range(3)
    )
    doubtful = chance.random() < 0.2
    if doubtful:
        entries = (replace(entries[0], reasons=(Reason(Doubt.LOW_CONFIDENCE, "70%"),)), *entries[1:])
    return Record(
        file=f"invoice-{number:06d}.pdf",
        template=of,
        entries=entries,
        tables={"items": lines},
        checks=(Check("required: total", True, ""),),
        status=Status.REVIEW if doubtful else Status.OK,
        fingerprint=fingerprint(chance),
    )


def fingerprint(chance: random.Random) -> str:
    """Return a fingerprint of the right form that no other page has."""
    return f"1:{chance.getrandbits(4 * 768):0768x}"


def _values(number: int, chance: random.Random) -> Iterator[Value]:
    seller = random.Random(number % _SELLERS)
    issued = _DAY + timedelta(days=chance.randrange(2400))
    total = Decimal(chance.randrange(1_000, 10_000_000)).scaleb(-2)
    yield f"INV-{number % 97}-{number:06d}"
    yield issued
    yield issued + timedelta(days=30)
    yield f"{_name(seller)} {number % _SELLERS}"
    yield f"3{number % _SELLERS:014d}"
    yield _name(chance)
    yield total
    yield Decimal(0)
    yield total * Decimal("0.15")
    yield total
    yield f"PO-{chance.randrange(10**6)}"
    yield " ".join(chance.choices(_WORDS, k=4))


def _name(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=3))


def _entry(field: Field, value: Value, chance: random.Random) -> Entry:
    text = str(value)
    is_text = field.kind is FieldKind.TEXT
    glyphs = () if is_text else tuple(Glyph(char, _BOX, 0.99) for char in text)
    reading = Reading(text, 0.9 + chance.random() / 10, "tesseract", 0, _BOX, glyphs)
    return Entry(field, reading, value, "AED" if field.kind is FieldKind.AMOUNT else None, _BOX)


def _count(store: Store) -> int:
    from invoice_desk.store.searching import count_states

    with store.reading() as connection:
        return sum(count_states(connection).values())
