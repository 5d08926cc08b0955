"""A copy of an SQLite database that is in use, and the proof that a database is sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from invoice_desk.errors import BadDesk
from invoice_desk.files import write_whole
from invoice_desk.progress import IsStopped, never_stopped
from invoice_desk.store.database import Database, translated

_PAGES_A_STEP = 4096  # of 4 KiB: a stop is heard between two steps


def copy_database(
    database: Database,
    target: Path,
    *,
    is_stopped: IsStopped = never_stopped,
    report: Callable[[int, int], None] | None = None,
) -> bool:
    """Copy a database as it stands at one moment, whole or not at all, while others write to it.

    report: is told the pages that are done and all of them. Returns False where it was stopped.
    Raises NotWritten, BadDesk.
    """
    stopped = _Stop()

    def progress(_status: int, remaining: int, total: int) -> None:
        if report is not None:
            report(total - remaining, total)
        if is_stopped():
            raise stopped

    def write(temporary: Path) -> None:
        with translated(str(target)), closing(sqlite3.connect(temporary)) as copy:
            with closing(database.engine.raw_connection()) as connection:
                source = connection.driver_connection
                if not isinstance(source, sqlite3.Connection):
                    raise TypeError("only an SQLite database is copied as a file")
                _see_one_state(source)
                source.backup(copy, pages=_PAGES_A_STEP, progress=progress)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it

    try:
        write_whole(target, write)
    except _Stop:
        return False
    return True


def _see_one_state(connection: sqlite3.Connection) -> None:
    """Begin to read, so that the copy is of this moment and need not begin anew when somebody writes."""
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def check_database(path: Path) -> None:
    """Raise BadDesk where a database file is not sound: broken pages, or keys that lead nowhere."""
    if not path.is_file():
        raise BadDesk("has no database", where=path, remedy="choose the folder of a backup")
    with (
        translated(str(path)),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as one,
    ):
        found = [str(row[0]) for row in one.execute("PRAGMA integrity_check(3)")]
        dangling = one.execute("PRAGMA foreign_key_check").fetchone()
    if found != ["ok"]:
        raise BadDesk(f"the database is broken: {found[0]}", where=path, remedy="use another backup")
    if dangling is not None:
        raise BadDesk(
            f"the database is broken: a row of {dangling[0]} leads nowhere",
            where=path,
            remedy="use another backup",
        )


class _Stop(Exception):
    pass
