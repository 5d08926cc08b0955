"""The store of one desk: its database and originals, opened together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from invoice_desk.errors import BadDesk
from invoice_desk.store.change import Change
from invoice_desk.store.database import Connection, Database, sqlite_url, translated
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.migrating import migrate
from invoice_desk.store.originals import Originals
from invoice_desk.store.sqlite_copy import copy_database

_WAL: Final = "wal"


class Store:
    """The memory of a desk. Every change is one transaction; several windows may have it open."""

    def __init__(self, folder: DeskFolder, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.originals = Originals(folder.originals)

    @classmethod
    def open(cls, root: Path, *, url: str | None = None) -> Store:
        """Open the desk in a folder, made where it is missing; an older database is brought up to date.

        url: of a PostgreSQL database that takes the place of the SQLite file.
        Raises BadDesk, BadSetting, DeskBusy or NotWritten.
        """
        folder = DeskFolder(root)
        folder.make()
        if url is None:
            _check_not_lost(folder)
        database = Database(url or sqlite_url(folder.database), where=str(root))
        try:
            if database.is_sqlite:
                _use_wal(database)
            migrate(database, keep=lambda step: _put_aside(folder, database, step))
        except BaseException:
            database.close()
            raise
        return cls(folder, database)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the desk. Raises DeskError."""
        with self.database.reading() as connection:
            yield connection

    @contextmanager
    def change(self, who: str) -> Iterator[Change]:
        """Give a change that is kept whole at the end of the body, or not at all. Raises DeskError."""
        with self.database.writing() as connection:
            yield Change(connection, who, datetime.now(UTC))

    def close(self) -> None:
        """Close the database; what was changed is on the disk."""
        self.database.close()


def _check_not_lost(folder: DeskFolder) -> None:
    """Raise BadDesk where originals are there and the database is not: a new one would hide that loss."""
    database = folder.database
    is_gone = not database.exists() or database.stat().st_size == 0
    if is_gone and folder.originals.is_dir() and any(folder.originals.iterdir()):
        raise BadDesk(
            f"has originals, but its database {database.name} is gone or empty",
            where=folder.root,
            remedy="put it back, or restore a backup: invoice-desk restore BACKUP --desk NEW",
        )


def _use_wal(database: Database) -> None:
    """Let readers and a writer not wait for each other. Raises BadDesk where the disk cannot do it.

    WAL needs memory that is shared between processes, which network disks have not
    (https://sqlite.org/wal.html).
    """
    with translated(database.where):
        connection = database.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA journal_mode = {_WAL}")
            mode = str((cursor.fetchone() or [""])[0])
            cursor.close()
        finally:
            connection.close()
    if mode != _WAL:
        raise BadDesk(
            "lies on a disk that several programs cannot share safely, such as a network disk",
            where=database.where,
            remedy="put the desk on a disk of this machine, or use PostgreSQL",
        )


def _put_aside(folder: DeskFolder, database: Database, step: str) -> None:
    """Copy an SQLite database before it is changed; a server's is backed up by whoever runs the server."""
    if database.is_sqlite:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        copy_database(database, folder.backups / f"desk-{step}-{stamp}.sqlite3")
