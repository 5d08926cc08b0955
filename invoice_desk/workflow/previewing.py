"""What an export would look like: its columns and the first invoices, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invoice_desk.export.columns import Heading, headings_of
from invoice_desk.export.items import Item
from invoice_desk.export.rows import invoice_row
from invoice_desk.export.shown_texts import shown_texts
from invoice_desk.store.database import Connection
from invoice_desk.store.records import load_records
from invoice_desk.store.searching import count, find
from invoice_desk.store.templates import all_templates
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.exporting import Selection, asked_by


@dataclass(frozen=True, slots=True)
class Preview:
    """headings: all columns there are; rows: the first invoices, a text a column; many: all that go out."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    many: int


def preview_export(desk: Desk, selection: Selection, *, rows: int = 5) -> Preview:
    """Return what an export of `selection` would begin with, `rows` invoices of it. Raises DeskError."""
    with desk.reading() as connection:
        headings = headings_of(saved.template for saved in all_templates(connection))
        keys, many = _first(connection, selection, rows)
        loaded = load_records(connection, desk.store.originals, keys, has_glyphs=False)
        items = [
            Item(record, str(filed.id), filed.state.value, filed.document.path) for filed, record in loaded
        ]
    texts = tuple(shown_texts(item, invoice_row(item.record), headings) for item in items)
    return Preview(headings, texts, many)


def _first(connection: Connection, selection: Selection, rows: int) -> tuple[Sequence[int], int]:
    """Return the numbers of the first invoices, and how many there are in all."""
    if selection.keys:
        return selection.keys[:rows], len(selection.keys)
    asked = asked_by(selection)
    found = find(connection, asked, limit=rows, is_descending=False)
    return [one.id for one in found], count(connection, asked)
