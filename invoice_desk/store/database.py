"""The database of a desk: opened, asked and changed; its errors in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, CursorResult, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from invoice_desk.errors import BadDesk, BadSetting, DeskBusy, DeskError, NotWritten

__all__ = ["MAX_KEY", "Connection", "Database", "key_of", "sqlite_url", "translated"]

MAX_KEY = 2**31 - 1  # the largest INTEGER of PostgreSQL: nothing has a larger number
BUSY_SECONDS = 30.0  # that a change waits for another one on the same desk
_IS_WRITING = "is_writing"
_NO_ROOM = 256 * 1024  # bytes: less than what a change takes beside the database


class Database:
    """One database, SQLite or PostgreSQL. Connections are made as they are needed, one a thread at a time."""

    def __init__(self, url: str | URL, *, where: str) -> None:
        """where: what a message names, for a URL may hold a password. Raises BadSetting for a wrong URL."""
        self.where = where
        self._engine = _engine(url, where)

    @property
    def engine(self) -> Engine:
        """The engine, for the migrations."""
        return self._engine

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the desk, whatever changes meanwhile. Raises DeskError."""
        with translated(self.where), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together at the end, or none of them. Raises DeskError.

        One change a time: another waits, so that nothing read in it is stale when it is written.
        """
        with translated(self.where), self._engine.connect() as plain:
            connection = plain.execution_options(**{_IS_WRITING: True})
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close all connections that are not in use."""
        self._engine.dispose()


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what a database says into a DeskError that names the desk and the way out."""
    try:
        yield
    except SQLAlchemyError as error:
        raise _in_words(error, where) from error
    except sqlite3.Error as error:
        raise _of_sqlite(error, where) from error


def _engine(url: str | URL, where: str) -> Engine:
    try:
        is_sqlite = make_url(url).get_backend_name() == "sqlite"
        arguments: dict[str, Any] = {"timeout": BUSY_SECONDS} if is_sqlite else {"connect_timeout": 10}
        engine = create_engine(url, connect_args=arguments)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise BadSetting(
            "is no database that can be used",
            where=where,
            remedy="give postgresql+psycopg://USER@HOST/NAME, with the extra `postgresql` installed",
        ) from error
    if is_sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Prepare a new connection: nothing is lost in a power cut, foreign keys hold, Python begins nothing."""
    connection.isolation_level = None
    for pragma in (
        "foreign_keys = ON",
        "synchronous = FULL",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "cache_size = -16384",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get(_IS_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """One change a time, as in SQLite: an advisory lock of this transaction, on the desk's schema."""
    if connection.get_execution_options().get(_IS_WRITING, False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS:.0f}s'")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1, hashtext(current_schema()))")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _in_words(error: SQLAlchemyError, where: str) -> DeskError:
    cause = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause, where)
    state = getattr(cause, "sqlstate", None)
    if state in _OF_POSTGRESQL:
        return _OF_POSTGRESQL[state](where)
    reason = str(cause or error).strip().splitlines()[0]
    if isinstance(error, DatabaseError) and error.connection_invalidated:
        return BadDesk(f"the database broke the connection off: {reason}", where=where, remedy="try again")
    return BadDesk(
        f"the database refuses: {reason}", where=where, remedy="see that the server runs and lets you in"
    )


def _of_sqlite(error: sqlite3.Error, where: str) -> DeskError:
    """Return the error for SQLite's own, by its primary code (https://sqlite.org/rescode.html)."""
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if code == sqlite3.SQLITE_IOERR and _is_full(where):
        code = sqlite3.SQLITE_FULL
    if code == sqlite3.SQLITE_CANTOPEN and _is_read_only(where):
        code = sqlite3.SQLITE_READONLY
    match code:
        case sqlite3.SQLITE_FULL:
            return _disk_full(where)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return _read_only(where)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _busy(where)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return BadDesk(
                f"the database is broken: {error}",
                where=where,
                remedy="restore a backup: invoice-desk restore BACKUP --desk DIR",
            )
        case sqlite3.SQLITE_IOERR:
            return NotWritten(
                f"the disk fails or is full: {error}", where=where, remedy="check the disk, then try again"
            )
        case sqlite3.SQLITE_CANTOPEN:
            return BadDesk(
                "cannot be opened: the folder is not there or not yours",
                where=where,
                remedy="choose another folder with --desk",
            )
    return BadDesk(f"the database refuses: {error}", where=where, remedy="please report it")


def _disk_full(where: str) -> DeskError:
    return NotWritten(
        "cannot be written: the disk is full; nothing was changed",
        where=where,
        remedy="make room on the disk and try again",
    )


def _read_only(where: str) -> DeskError:
    return NotWritten(
        "is read-only, and a desk is written to even by looking at it",
        where=where,
        remedy="give yourself the right to write in this folder, or choose another desk",
    )


def _busy(where: str) -> DeskError:
    return DeskBusy(
        f"another program has been writing to it for {BUSY_SECONDS:.0f} seconds",
        where=where,
        remedy="close the other window, or try again",
    )


_OF_POSTGRESQL: Mapping[str | None, Callable[[str], DeskError]] = {
    "53100": _disk_full,
    "25006": _read_only,
    "55P03": _busy,
}
"""By its SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


def _is_full(where: str) -> bool:
    """Whether the disk has no room left: SQLite says only that it fails where its memory file finds none."""
    try:
        return shutil.disk_usage(where).free < _NO_ROOM
    except OSError:
        return False


def _is_read_only(where: str) -> bool:
    """Whether the folder is there and takes no files: SQLite says only that it cannot open one in it."""
    return Path(where).is_dir() and not os.access(where, os.W_OK)


def key_of(added: CursorResult[Any]) -> int:
    """Return the key that a row got which was just added."""
    key = added.inserted_primary_key
    if key is None:
        raise ValueError("one row was to be added")
    return int(key[0])


def sqlite_url(path: Path) -> URL:
    """Return the URL of a database file, whatever characters its path has: as text it could not have all."""
    return URL.create("sqlite+pysqlite", database=str(path))
