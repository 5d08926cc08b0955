"""How results reach the terminal: whole lines, tables, and no sign of an invoice that a terminal obeys."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from invoice_desk.cli.running import print_line
from invoice_desk.errors import shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_WIDTH_WITHOUT_TERMINAL = 140  # columns, where the output is a file or a pipe


def console() -> Console:
    """Return where tables are printed; a pipe that is closed raises BrokenPipeError."""
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))  # rich would end the program

    return Piped(width=None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL, highlight=False)


def show_line(line: str) -> None:
    """Print one line of results: above the progress line where both are on a terminal, else whole."""
    if sys.stdout.isatty():
        sys.stdout.write(f"{line}\n")
    else:
        print_line(line)


def table_of(
    rows: Iterable[Sequence[str]], *headings: str, title: str = "", right: Sequence[str] = ()
) -> Table:
    """Return a table of plain texts, none taken for markup. right: the headings that stand flush right."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=plain(title) or None, title_justify="left", expand=False)
    for heading in headings:
        table.add_column(plain(heading), justify="right" if heading in right else "left")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    return table


def one_line(text: str) -> str:
    """Return a text as one harmless line; line breaks are seen."""
    return shown(text.replace("\n", " ⏎ "))


def plain(text: str) -> str:
    """Return a text as one harmless line in which rich finds no markup."""
    return shown(text).replace("[", r"\[")


def local_time(at: datetime) -> str:
    """Return a moment as a person's clock shows it."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
