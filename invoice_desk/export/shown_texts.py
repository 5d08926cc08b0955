"""The columns of an item as texts, as a person reads them: in a listing, and before an export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from invoice_desk.errors import shown
from invoice_desk.export.columns import BuiltIn, Heading
from invoice_desk.export.items import Item
from invoice_desk.export.rows import Cell, InvoiceRow, value_words


def shown_texts(item: Item, row: InvoiceRow, headings: Sequence[Heading]) -> tuple[str, ...]:
    """Return a text for each heading; a value in doubt stands as it is printed, with a question mark.

    row: that of the item's record.
    """
    built_in = built_in_texts(item, row)
    return tuple(
        built_in[BuiltIn(one.name)] if one.field is None else _words(row.cells.get(one.field))
        for one in headings
    )


def built_in_texts(item: Item, row: InvoiceRow) -> Mapping[BuiltIn, str]:
    """Return what stands in the columns of the desk for an item, as texts."""
    return {
        BuiltIn.ID: item.id,
        BuiltIn.FILE: row.file,
        BuiltIn.TEMPLATE: row.template,
        BuiltIn.STATE: item.state,
        BuiltIn.STATUS: row.status.value,
        BuiltIn.REASONS: "\n".join(row.reasons),
        BuiltIn.ERROR: row.error,
        BuiltIn.DUPLICATE_OF: item.duplicate_of,
        BuiltIn.ORIGINAL: shown(item.original) if item.original is not None else "",
    }


def _words(cell: Cell | None) -> str:
    if cell is None:
        return ""
    words = value_words(cell.value)
    if words is None or cell.is_unsure:
        return f"{cell.text} ?" if cell.text and cell.is_unsure else cell.text
    return f"{words} {cell.currency}" if cell.currency else words
