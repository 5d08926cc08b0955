"""A table (Excel's ListObject) that lies over a sheet's rows grows with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from invoice_desk.export.workbook.outline import Element
from invoice_desk.export.workbook.places import Range, range_at
from invoice_desk.export.workbook.splicing import Edit, added_inside, tag_changed


def covers(table: Element, *, last_row: int) -> bool:
    """Whether `table` lies over the rows that are added to, from the first to the last."""
    cells = range_at(table.get("ref") or "")
    return cells is not None and cells.top == 1 and cells.bottom >= last_row


def has_totals(table: Element) -> bool:
    """Whether its last row holds totals, below which rows would be lost to it."""
    return (table.get("totalsRowCount") or "0") != "0"


def table_edits(table: Element, *, bottom: int, new: Sequence[tuple[int, str]]) -> Iterator[Edit]:
    """Give the edits that make `table` reach down to the row `bottom` and over new columns at its right edge.

    new: number and heading of each new column.
    """
    cells = range_at(table.get("ref") or "")
    if cells is None:
        return
    taken = [title for number, title in new if number > cells.right] if _is_beside(cells, new) else []
    grown = Range(cells.left, cells.top, cells.right + len(taken), max(cells.bottom, bottom))
    yield tag_changed(table, ref=str(grown))
    chosen = table.child("autoFilter")
    if chosen is not None:
        yield tag_changed(chosen, ref=str(grown))
    columns = table.child("tableColumns")
    if columns is not None and taken:
        yield tag_changed(columns, count=str(len(columns.children) + len(taken)))
        yield from added_inside(columns, "".join(_columns(columns, taken)).encode())


def _is_beside(cells: Range, new: Sequence[tuple[int, str]]) -> bool:
    return bool(new) and new[0][0] == cells.right + 1


def _columns(columns: Element, titles: Sequence[str]) -> Iterator[str]:
    ids = [int(one.get("id") or 0) for one in columns.children if (one.get("id") or "").isdecimal()]
    for number, title in enumerate(titles, start=max([0, *ids]) + 1):
        yield f'<{columns.prefix}tableColumn id="{number}" name={quoteattr(title)}/>'
