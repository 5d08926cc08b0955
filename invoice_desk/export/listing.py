"""Items as a listing to print: a PDF table on lying A4 pages, a row an invoice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from invoice_desk.errors import Refused
from invoice_desk.export.columns import Heading
from invoice_desk.export.items import Item, Known, Written
from invoice_desk.export.report_sheet import FAINT, Colour, Column, Paper
from invoice_desk.export.rows import invoice_row
from invoice_desk.export.shown_texts import shown_texts
from invoice_desk.files import write_bytes_whole

MOST_INVOICES: Final = 2_000  # a listing is to be read; fpdf2 holds it whole in memory
_MOST_COLUMNS = 10  # side by side on a lying page; more go into a further table
_SHARES = (6, 24)  # a column is at least and at most so wide, in characters of its texts
_DOUBTFUL: Final[Colour] = (204, 92, 0)
_INK: Final[Colour] = (33, 37, 41)


@dataclass(frozen=True, slots=True)
class _Row:
    """The texts of an invoice, one a column, and whether one of its values is to be looked at."""

    texts: tuple[str, ...]
    is_doubtful: bool


def write_item_pdf(items: Iterable[Item], path: Path, headings: Sequence[Heading]) -> Written:
    """Write `items` as a listing to `path`, whole or not at all.

    A value in doubt stands as it is printed with a question mark behind it, and its invoice's first
    cell in orange. Lines of tables have no place here. Raises Refused for more than MOST_INVOICES,
    MissingPart without the font, NotWritten.
    """
    known = Known()
    rows: list[_Row] = []
    for item in known.new(items):
        rows.append(_row(item, headings))
        if len(rows) > MOST_INVOICES:
            raise Refused(
                f"a listing holds {MOST_INVOICES} invoices at most",
                where=path,
                remedy="choose fewer invoices, or let the name end in .xlsx",
            )
    content = _listing(rows, headings)
    write_bytes_whole(path, content)
    return known.written


def _listing(rows: Sequence[_Row], headings: Sequence[Heading]) -> bytes:
    with closing(Paper("Invoices", is_landscape=True)) as paper:
        paper.heading("Invoices", size=14)
        paper.line(f"{len(rows)} invoices", colour=FAINT)
        colours = [_DOUBTFUL if row.is_doubtful else _INK for row in rows]
        for places in _parts(len(headings)):
            columns = [Column(headings[place].title, _share(rows, headings, place)) for place in places]
            paper.table(columns, [[row.texts[place] for place in places] for row in rows], colours=colours)
        return paper.content()


def _parts(count: int) -> list[list[int]]:
    """Return the columns of each table: the first stands in all of them, so that rows are known again."""
    if count <= _MOST_COLUMNS:
        return [list(range(count))]
    rest = range(1, count)
    step = _MOST_COLUMNS - 1
    return [[0, *rest[start : start + step]] for start in range(0, len(rest), step)]


def _share(rows: Sequence[_Row], headings: Sequence[Heading], place: int) -> int:
    widest = max((len(row.texts[place]) for row in rows), default=0)
    return min(max(widest, len(headings[place].title), _SHARES[0]), _SHARES[1])


def _row(item: Item, headings: Sequence[Heading]) -> _Row:
    row = invoice_row(item.record)
    return _Row(shown_texts(item, row, headings), any(cell.is_unsure for cell in row.cells.values()))
