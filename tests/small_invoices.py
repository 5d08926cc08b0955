"""A small invoice with three fields, drawn into a file, and the template that reads it."""

from __future__ import annotations

from pathlib import Path

from drawn_pages import paper, write
from PIL import Image

from invoice_desk.invoice.document import Document, PageInfo
from invoice_desk.invoice.fields import Column, Field, FieldKind, Options
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.template import PageSize, Template

WIDTH, HEIGHT = 640, 240
NUMBER, DATE, TOTAL = "INV-2045", "14 March 2026", "1,234.50"
VALUES = {"number": "INV-2045", "date": "2026-03-14", "total": "1234.50"}
_LINES = {"number": 20, "date": 80, "total": 140}
_KINDS = {"number": FieldKind.IDENTIFIER, "date": FieldKind.DATE, "total": FieldKind.AMOUNT}


def draw_invoice(path: Path, *, number: str = NUMBER, date: str = DATE, total: str = TOTAL) -> Path:
    """Write a small invoice to `path`; return it."""
    pixels = paper(WIDTH, HEIGHT)
    for (name, y), text in zip(_LINES.items(), (number, date, total), strict=True):
        write(pixels, name.capitalize(), 20, y)
        if text:
            write(pixels, text, 240, y)
    Image.fromarray(pixels).save(path)
    return path


def small_template(*more: Field, name: str = "small") -> Template:
    """Return the template of the small invoice, with more fields behind its three."""
    fields = [small_field(field) for field in _LINES]
    return Template(name=name, page=PageSize(width=WIDTH, height=HEIGHT), fields=(*fields, *more))


def small_field(name: str) -> Field:
    """Return one of the three fields."""
    box = Box(230, _LINES[name] - 12, 620, _LINES[name] + 38)
    return Field(
        name=name,
        kind=_KINDS[name],
        box=box,
        required=True,
        options=Options(currency="AED", date_order="dmy"),
    )


def field(box: Box, name: str = "field", kind: FieldKind = FieldKind.TEXT, **more: object) -> Field:
    """Return a field of which only the box matters, and what else is given."""
    return Field.model_validate({"name": name, "kind": kind, "box": box, **more})


def template_of(*fields: Field, size: Size = Size(WIDTH, HEIGHT)) -> Template:
    """Return a template of these fields, drawn on a page of `size`."""
    return Template(name="drawn", page=PageSize(width=size.width, height=size.height), fields=fields)


def document_of(*sizes: Size) -> Document:
    """Return the facts of a document with pages of these sizes; there is no file."""
    pages = tuple(PageInfo(index, size) for index, size in enumerate(sizes))
    return Document("0" * 64, Path("no-file.png"), "no-file.png", "file", pages)


def table_field(box: Box, *columns: tuple[str, FieldKind, int, int], **more: object) -> Field:
    """Return a table field. columns: name, kind, left and right edge."""
    parts = tuple(Column(name=name, kind=kind, x0=x0, x1=x1) for name, kind, x0, x1 in columns)
    return field(box, "lines", FieldKind.TABLE, columns=parts, **more)
