"""The report of one invoice as PDF: its pages with what was read on them, values, lines, checks, history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from invoice_desk.errors import BadFile, shown
from invoice_desk.export.items import Item
from invoice_desk.export.report_parts import HistoryLine, PagePicture
from invoice_desk.export.report_sheet import FAINT, Colour, Column, Mark, Paper
from invoice_desk.export.rows import Cell, cell_of, invoice_row, line_rows, value_words
from invoice_desk.files import write_bytes_whole
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Check, Entry, Record

SURE: Final[Colour] = (25, 135, 84)
DOUBTFUL: Final[Colour] = (204, 92, 0)
CORRECTED: Final[Colour] = (13, 94, 200)

_LEGEND = ((SURE, "sure"), (DOUBTFUL, "doubtful"), (CORRECTED, "corrected by a person"))
_VALUES = (
    Column("#", 4), Column("Field", 13), Column("Value", 19), Column("As printed", 19),
    Column("The machine's value", 14), Column("Sure", 7), Column("Why to look", 24),
)  # fmt: skip
_CHECKS = (Column("Holds", 6), Column("Check", 20), Column("What it says", 74))
_HISTORY = (
    Column("When", 18), Column("Who", 13), Column("What", 21), Column("Before", 24), Column("After", 24),
)  # fmt: skip
_MOST_COLUMNS = 9  # of lines side by side; more go into a further table
_MOST_LINES = 2_000  # lines of tables, and of history: a report is to be read


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An entry with its number in the report."""

    number: int
    entry: Entry
    cell: Cell

    @property
    def colour(self) -> Colour:
        if self.entry.correction is not None:
            return CORRECTED
        return DOUBTFUL if self.cell.is_doubtful else SURE


def write_report(
    item: Item, pages: Sequence[PagePicture], history: Sequence[HistoryLine], path: Path
) -> None:
    """Write the report of `item` as PDF to `path`, whole or not at all.

    It has no link, no script and nothing from outside. Raises BadFile for a picture that cannot be
    read, MissingPart without the font, NotWritten.
    """
    content = report_of(item, pages, history)
    write_bytes_whole(path, content)


def report_of(item: Item, pages: Sequence[PagePicture], history: Sequence[HistoryLine]) -> bytes:
    """Return the report as a PDF file."""
    record = item.record
    entries = _numbered(record)
    with closing(Paper(f"{shown(Path(record.file).name)} · {item.id}")) as paper:
        _write_head(paper, item)
        for page in pages:
            _write_page(paper, page, entries, record)
        _write_values(paper, entries)
        _write_lines(paper, record)
        _write_checks(paper, record.checks)
        _write_history(paper, history)
        return paper.content()


def _numbered(record: Record) -> list[_Numbered]:
    failed = [check for check in record.checks if not check.ok]
    cells = ((entry, cell_of(entry, failed)) for entry in record.entries)
    return [_Numbered(number, entry, cell) for number, (entry, cell) in enumerate(cells, start=1)]


def _write_head(paper: Paper, item: Item) -> None:
    row = invoice_row(item.record)
    paper.heading(shown(Path(item.record.file).name), size=14)
    facts = [f"Number in the desk: {item.id}", f"State: {item.state}", f"Reading: {row.status.value}"]
    facts += [f"Template: {row.template}"] if row.template else []
    facts += [f"Duplicate of {item.duplicate_of}"] if item.duplicate_of else []
    paper.line("  ·  ".join(facts), colour=FAINT)
    if row.error:
        paper.line(row.error, colour=DOUBTFUL)


def _write_page(paper: Paper, page: PagePicture, entries: Sequence[_Numbered], record: Record) -> None:
    """Draw a page as large as there is room, with frames around what was read on it."""
    if page.index > 0:
        paper.new_page()
    if page.width < 1 or page.height < 1:
        raise BadFile(f"page {page.index + 1} has no size", where=record.file)
    paper.heading(f"Page {page.index + 1}", size=10)
    paper.legend(_LEGEND)
    scale = min(paper.width / page.width, (paper.room - 4) / page.height)
    marks = [
        _mark(one, one.entry.box, scale)
        for one in entries
        if one.entry.box is not None and _page_of(one.entry, record) == page.index
    ]
    try:
        paper.picture(page.content, width=page.width * scale, height=page.height * scale, marks=marks)
    except (OSError, ValueError, RuntimeError) as error:
        raise BadFile(f"the picture of page {page.index + 1} cannot be read", where=record.file) from error


def _mark(one: _Numbered, box: Box, scale: float) -> Mark:
    return Mark(one.number, box.x0 * scale, box.y0 * scale, box.width * scale, box.height * scale, one.colour)


def _page_of(entry: Entry, record: Record) -> int:
    """Return the index of the page that an entry lies on: where it was read, else where its field says."""
    if entry.reading is not None:
        return entry.reading.page
    count = len(record.document.pages) if record.document is not None else 1
    page = entry.field.page
    return page - 1 if page > 0 else count + page


def _write_values(paper: Paper, entries: Sequence[_Numbered]) -> None:
    if not entries:
        return
    paper.heading("Values")
    rows = [_value_row(one) for one in entries]
    paper.table(_VALUES, rows, colours=[one.colour for one in entries])


def _value_row(one: _Numbered) -> list[str]:
    cell, entry = one.cell, one.entry
    is_corrected = entry.correction is not None
    return [
        str(one.number),
        cell.title,
        _value(cell),
        cell.printed or "–",
        (value_words(entry.value) or "no value") if is_corrected else "",
        "person" if is_corrected else f"{cell.confidence:.1%}" if cell.printed else "–",
        "\n".join(cell.reasons),
    ]


def _value(cell: Cell) -> str:
    words = value_words(cell.value)
    if words is None:
        return cell.text or "–"
    return f"{words} {cell.currency}" if cell.currency else words


def _write_lines(paper: Paper, record: Record) -> None:
    for name in record.tables:
        rows = [line for line in line_rows(record) if line.table == name]
        names = list(dict.fromkeys(column for line in rows for column in line.cells))
        if not names:
            continue
        paper.heading(f"Lines: {name}")
        for start in range(0, len(names), _MOST_COLUMNS):
            part = names[start : start + _MOST_COLUMNS]
            columns = [Column("#", 6), *(Column(one, 94 // len(part)) for one in part)]
            cells = [
                [str(line.number), *(_value(cell) if (cell := line.cells.get(one)) else "–" for one in part)]
                for line in rows[:_MOST_LINES]
            ]
            paper.table(columns, cells)
        _tell_rest(paper, len(rows))


def _write_checks(paper: Paper, checks: Sequence[Check]) -> None:
    if not checks:
        return
    paper.heading("Checks")
    rows = [["yes" if check.ok else "no", check.name, check.message] for check in checks]
    paper.table(_CHECKS, rows, colours=[SURE if check.ok else DOUBTFUL for check in checks])


def _write_history(paper: Paper, history: Sequence[HistoryLine]) -> None:
    if not history:
        return
    paper.heading("History")
    paper.table(_HISTORY, list(_history_rows(history[:_MOST_LINES])))
    _tell_rest(paper, len(history))


def _history_rows(history: Sequence[HistoryLine]) -> Iterator[list[str]]:
    for line in history:
        when = line.when.isoformat(sep=" ", timespec="seconds").replace("+00:00", " UTC")
        yield [when, line.who, line.what, line.old, line.new]


def _tell_rest(paper: Paper, count: int) -> None:
    if count > _MOST_LINES:
        paper.line(f"{count - _MOST_LINES} more are left out here.", colour=FAINT)
