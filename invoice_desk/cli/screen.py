"""What a person sees in the terminal: the progress line, tables of values, lines of print."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from invoice_desk.cli.file_names import short_names
from invoice_desk.cli.terminal import console, one_line, plain
from invoice_desk.errors import shown
from invoice_desk.invoice.fields import Role

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID
    from rich.table import Table

    from invoice_desk.invoice.record import Entry, Record, Row
    from invoice_desk.progress import Progress

_MARKS = {"ok": "[green]ok[/]", "review": "[yellow]review[/]", "failed": "[red]failed[/]"}
_OVERVIEW_ROLES = (Role.INVOICE_NUMBER, Role.ISSUE_DATE, Role.SELLER, Role.TOTAL)
_DOUBT = "?"  # behind a value that a person should look at


class ProgressLine(Protocol):
    """Shows how far the work is; does nothing where standard error is no terminal."""

    def show(self, progress: Progress) -> None:
        """Say what is being read."""

    def advance(self) -> None:
        """Count one more file as read."""


@contextmanager
def progress_line(files: int) -> Iterator[ProgressLine]:
    """Give a line on standard error that counts `files` and names the one being read."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar_

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    is_mixed = sys.stdout.isatty()  # else rich would take results for messages, and print them there
    with Bar_(*columns, console=Console(stderr=True), transient=True, redirect_stdout=is_mixed) as bar:
        yield _Shown(bar, bar.add_task("", total=files))


class _Silent:
    def show(self, progress: Progress) -> None: ...

    def advance(self) -> None: ...


class _Shown:
    def __init__(self, bar: Bar, task: TaskID) -> None:
        self._bar, self._task = bar, task

    def show(self, progress: Progress) -> None:
        words = f"{shown(progress.subject)} {progress.done}/{progress.total}"
        self._bar.update(self._task, description=words.replace("[", r"\["))

    def advance(self) -> None:
        self._bar.advance(self._task)


def show_records(records: Sequence[Record]) -> None:
    """Print one invoice with all of its values, or several in one table and below what is in doubt."""
    screen = console()
    if len(records) > 1:
        screen.print(_overview(records))
        screen.print(_doubts(records))
        return
    for record in records:
        screen.print(_values_table(record))
        for name, rows in record.tables.items():
            screen.print(_lines_table(name, rows))


def _overview(records: Sequence[Record]) -> Table:
    """Return one row an invoice: the values that every invoice has, found by their roles."""
    from rich.table import Table
    from rich.text import Text

    table = Table(expand=False)
    for heading in ("", "file", "number", "date", "seller", "total", "lines", "in doubt"):
        table.add_column(heading, justify="right" if heading in {"total", "lines", "in doubt"} else "left")
    names = short_names([record.file for record in records])
    for name, record in zip(names, records, strict=True):
        by_role = {entry.field.role: marked_words(entry) for entry in record.entries}
        lines = sum(len(rows) for rows in record.tables.values())
        values = [by_role.get(role, "") for role in _OVERVIEW_ROLES]
        counts = [str(lines or ""), str(len(_doubted(record)) or "")]
        cells = (Text(one_line(cell)) for cell in [name, *values, *counts])
        table.add_row(_MARKS[record.status.value], *cells)
    return table


def _doubts(records: Sequence[Record]) -> Table | str:
    """Return one row a value that a person should look at."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"to review, marked {_DOUBT} above", title_justify="left", expand=False)
    for heading in ("file", "field", "as printed", "value", "why it is doubted"):
        table.add_column(heading)
    names = short_names([record.file for record in records])
    for name, record in zip(names, records, strict=True):
        for entry in _doubted(record):
            reasons = "; ".join(one.words for one in entry.reasons)
            cells = (name, entry.field.title, entry.shown_text, value_words(entry), reasons)
            table.add_row(*(Text(one_line(cell)) for cell in cells))
    return table if table.rows else "nothing is in doubt"


def _doubted(record: Record) -> list[Entry]:
    cells = [cell for rows in record.tables.values() for row in rows for cell in row.values()]
    return [entry for entry in [*record.entries, *cells] if entry.is_doubtful]


def _values_table(record: Record) -> Table:
    from rich.table import Table
    from rich.text import Text

    title = f"{_MARKS[record.status.value]}  {plain(record.file)}  ·  {plain(record.template.name)}"
    table = Table(title=title, title_justify="left", expand=False)
    for heading in ("field", "value", "as printed", "sure", "why it is doubted"):
        table.add_column(heading, justify="right" if heading == "sure" else "left")
    if record.problem is not None:
        table.add_row("", "", "", "", Text(str(record.problem)))
    for entry in record.entries:
        reasons = "; ".join(one.words for one in entry.reasons)
        sure = f"{entry.confidence:.0%}" if entry.reading else ""
        cells = (entry.field.title, marked_words(entry), entry.shown_text, sure, reasons)
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    for code in record.codes:
        cells = (code.format, "", code.text, "", "")
        table.add_row(*(Text(one_line(cell)) for cell in cells), style="dim")
    return table


def _lines_table(name: str, rows: Sequence[Row]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=plain(name), title_justify="left")
    for column in rows[0] if rows else ():
        table.add_column(plain(column))
    for row in rows:
        table.add_row(*(Text(one_line(marked_words(cell))) for cell in row.values()))
    return table


def value_words(entry: Entry) -> str:
    """Return an entry's value as a person reads it: an amount with its currency, a date in ISO form."""
    value = entry.shown_value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value} {entry.currency}" if entry.currency else str(value)


def marked_words(entry: Entry) -> str:
    """Return the same with a mark behind a value in doubt, the mark alone where there is no value."""
    words = value_words(entry)
    return f"{words} {_DOUBT}".lstrip() if entry.is_doubtful else words
