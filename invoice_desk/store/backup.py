"""A backup of a desk: a folder with a copy of the database, all originals and a manifest that seals them."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Select, func, select

from invoice_desk.errors import BadDesk, BadSetting, DeskError
from invoice_desk.files import write_text_whole
from invoice_desk.progress import IsStopped, Progress
from invoice_desk.store.database import Connection, Database, sqlite_url
from invoice_desk.store.migrating import NEWEST, version_of
from invoice_desk.store.originals import Originals
from invoice_desk.store.schema import documents
from invoice_desk.store.sqlite_copy import check_database, copy_database
from invoice_desk.store.store import Store

FORMAT: Final = "invoice-desk-backup/1"
_MANIFEST = "backup.json"
_ORIGINALS = "originals"
_MAX_MANIFEST = 64 * 1024  # bytes
_LEFT_BEHIND = re.compile(r"desk-\w+\.sqlite3|\.desk-\w+\.tmp")  # a copy of the database without a seal


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup's manifest says. database: the name of its file in the folder; made: ISO 8601."""

    folder: Path
    database: str
    sha256: str
    made: str
    invoices: int


def make_backup(store: Store, folder: Path, *, is_stopped: IsStopped) -> Iterator[Progress | Backup]:
    """Copy a desk, as it stands at one moment, into a folder while it is in use.

    Yields Progress, then the Backup.
    The folder is new, empty, the rest of a first backup that was broken off, or an earlier backup of
    this desk, to which only new originals are added; it counts as a backup of the new state from the
    moment when its manifest is written, and as one of the old state until then. Raises BadSetting,
    BadDesk, NotWritten.
    """
    _check_place(store, folder)
    name = f"desk-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.sqlite3"
    copy = folder / name
    if not copy_database(store.database, copy, is_stopped=is_stopped):
        return
    is_sealed = False
    try:
        with _opened(copy) as connection:
            invoices = connection.execute(select(func.count()).select_from(documents)).scalar_one()
            for done, (sha256, suffix) in enumerate(kept := _originals_of(connection), start=1):
                if is_stopped():
                    return
                source = store.originals.path_of(sha256, suffix)
                Originals(folder / _ORIGINALS).keep(source, sha256=sha256, suffix=suffix)
                yield Progress(folder.name, done, len(kept))
        backup = Backup(
            folder, name, _sha256(copy), datetime.now(UTC).isoformat(timespec="seconds"), invoices
        )
        write_text_whole(folder / _MANIFEST, _manifest(backup))
        is_sealed = True
    finally:
        if not is_sealed:
            copy.unlink(missing_ok=True)
    for older in folder.glob("desk-*.sqlite3"):
        if older.name != name:
            older.unlink(missing_ok=True)
    yield backup


def read_backup(folder: Path) -> Backup:
    """Return what a backup's manifest says. Raises BadDesk where the folder is no finished backup."""
    remedy = "choose the folder that `invoice-desk backup` wrote"
    try:
        with (folder / _MANIFEST).open("rb") as file:
            data = json.loads(file.read(_MAX_MANIFEST))
        backup = Backup(
            folder, str(data["database"]), str(data["sha256"]), str(data["made"]), int(data["invoices"])
        )
        is_ours = data["format"] == FORMAT and Path(backup.database).name == backup.database
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadDesk("is no finished backup", where=folder, remedy=remedy) from error
    if not is_ours:
        raise BadDesk("is a backup of another kind or version", where=folder, remedy=remedy)
    return backup


def check_backup(backup: Backup, *, is_stopped: IsStopped) -> Iterator[Progress]:
    """Prove a backup, file by file: raises BadDesk where a byte of it is not as it was made."""
    database = backup.folder / backup.database
    if not database.is_file() or _sha256(database) != backup.sha256:
        raise _broken(backup, "its database is not the one that was made")
    check_database(database)
    with _opened(database) as connection:
        kept = _originals_of(connection)
    originals = Originals(backup.folder / _ORIGINALS)
    for done, (sha256, suffix) in enumerate(kept, start=1):
        if is_stopped():
            return
        if not originals.is_whole(sha256, suffix):
            raise _broken(backup, f"the original {sha256[:12]}…{suffix} is missing or changed")
        yield Progress(backup.folder.name, done, len(kept))


def originals_in(backup: Backup) -> list[tuple[Path, str]]:
    """Return path and SHA-256 of each original in a backup; its name has its ending."""
    originals = Originals(backup.folder / _ORIGINALS)
    with _opened(backup.folder / backup.database) as connection:
        return [(originals.path_of(sha256, suffix), sha256) for sha256, suffix in _originals_of(connection)]


def _check_place(store: Store, folder: Path) -> None:
    if not store.database.is_sqlite:
        raise BadSetting(
            "the desk's database is PostgreSQL, which is backed up by its own tools",
            where=store.database.where,
            remedy="use pg_dump, and copy the folder `originals`",
        )
    root, target = (Path(os.path.realpath(one)) for one in (store.folder.root, folder))
    if target == root or root in target.parents:
        raise BadSetting(
            "lies in the desk itself, and would be lost with it", where=folder, remedy="choose another folder"
        )
    if folder.exists() and not folder.is_dir():
        raise BadSetting("is no folder", where=folder, remedy="choose a folder")
    if folder.is_dir() and not _is_unfinished(folder):
        _check_is_ours(store, read_backup(folder))


def _is_unfinished(folder: Path) -> bool:
    """Whether a folder is empty, or holds only what a first backup that was broken off leaves behind."""
    names = {path.name for path in folder.iterdir()}
    return all(name == _ORIGINALS or _LEFT_BEHIND.fullmatch(name) for name in names)


def _check_is_ours(store: Store, backup: Backup) -> None:
    """Raise BadSetting where a folder holds the backup of another desk, which would be lost.

    Raises BadDesk where that cannot be told, since its database is gone.
    """
    if not (backup.folder / backup.database).is_file():
        raise _broken(backup, "its database is gone", remedy="choose another folder")
    with _opened(backup.folder / backup.database) as connection:
        theirs = connection.execute(_first()).first()
    with store.reading() as connection:
        ours = connection.execute(_first()).first()
    if theirs is not None and (ours is None or tuple(theirs) != tuple(ours)):
        raise BadSetting(
            "holds the backup of another desk", where=backup.folder, remedy="choose another folder"
        )


def _first() -> Select[Any]:
    """Select what tells two desks apart: their first invoice."""
    columns = documents.c
    return select(columns.id, columns.sha256, columns.added_at).order_by(columns.id).limit(1)


def _originals_of(connection: Connection) -> list[tuple[str, str]]:
    asked = select(documents.c.sha256, documents.c.suffix).distinct().order_by(documents.c.sha256)
    return [(row.sha256, row.suffix) for row in connection.execute(asked)]


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    database = Database(sqlite_url(path), where=str(path))
    with closing(database):
        found = version_of(database)
        if found > NEWEST:
            raise BadDesk("was made by a newer version of Invoice Desk", where=path, remedy="install it")
        with database.reading() as connection:
            yield connection


def _manifest(backup: Backup) -> str:
    data = {
        "format": FORMAT,
        "made": backup.made,
        "database": backup.database,
        "sha256": backup.sha256,
        "invoices": backup.invoices,
    }
    return json.dumps(data, indent=1) + "\n"


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadDesk(f"cannot be read: {error.strerror}", where=path) from error


def _broken(backup: Backup, why: str, *, remedy: str = "use another backup") -> DeskError:
    return BadDesk(f"the backup is broken: {why}", where=backup.folder, remedy=remedy)
