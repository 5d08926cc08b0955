"""Items for the tests of export/, and what stands in the files made of them."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from export_records import entry, field, record, template, text_entry, whole
from openpyxl.workbook.workbook import Workbook

from invoice_desk.export.exporting import write_items
from invoice_desk.export.items import Item, Written
from invoice_desk.export.options import ExportOptions
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import Template

NOTED = template(field("note", "text"), field("total"))


def noted(number: int | str, note: str = "x", value: Any = None, **more: Any) -> Item:
    """Return an item with a note and a total."""
    entries = [text_entry(note)] if note else []
    if value is not None:
        entries.append(entry(field("total"), str(value), Decimal(value), currency="AED"))
    return Item(record(*entries, template=NOTED), str(number), more.pop("state", "accepted"), **more)


def all_kinds(number: int | str = "1", **more: Any) -> Item:
    """Return an item that has something of everything."""
    return Item(whole(), str(number), "accepted", **more)


def write(path: Path, *items: Item, templates: list[Template] | None = None, **options: Any) -> Written:
    """Write `items` as an iterator, which can be gone through once."""
    of = templates or list({id(one): one for one in (item.record.template for item in items)}.values())
    return write_items(iter(items), path, templates=of or [NOTED], options=ExportOptions(**options))


def read(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def rows(path: Path, sheet: str = "Invoices") -> list[dict[str, Any]]:
    """Return the rows of a sheet as what stands below each heading."""
    first, *others = read(path)[sheet].iter_rows()
    names = [one.value for one in first]
    return [{name: cell.value for name, cell in zip(names, row, strict=True)} for row in others]


def parts(path: Path) -> dict[str, bytes]:
    """Return all parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, changed: dict[str, bytes | None]) -> None:
    """Write a workbook anew with some parts changed, added, or left out."""
    found: dict[str, bytes | None] = {**parts(path), **changed}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            if content is not None:
                archive.writestr(name, content)


__all__ = ["Record", "all_kinds", "noted", "parts", "read", "rewritten", "rows", "write"]
