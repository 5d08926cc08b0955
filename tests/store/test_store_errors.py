"""What goes wrong with a desk's file, in words a person can act on; what was there stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_places import Place
from kept_invoices import WHO, add, filed, invoice, read
from sqlalchemy import event

from invoice_desk.errors import BadDesk, NotWritten
from invoice_desk.store import store as store_module
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.records import load_record
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.store.sqlite_copy import check_database
from invoice_desk.store.store import Store

_ROOT = Path(__file__).resolve().parents[2]
_AS_NOBODY = """
import os, sys
from pathlib import Path
from invoice_desk.errors import DeskError
from invoice_desk.store.change import What
from invoice_desk.store.store import Store
Store.open(Path(sys.argv[1])).close()  # nobody else may load the rest of this Python
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(int(sys.argv[3]))
    os.setuid(int(sys.argv[3]))
try:
    store = Store.open(Path(sys.argv[2]))
    with store.change("nobody") as change:
        change.tell(None, What.DELETED)
except DeskError as error:
    print(type(error).__name__, error)
"""
_NOBODY = 65534


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Return the folder of a desk with some invoices, closed."""
    with Place(tmp_path / "desk").opened() as store:
        for number in range(20):
            read(store, invoice(f"N{number}", note="word " * 200), f"{number}.pdf")
    return tmp_path / "desk"


def test_a_full_disk_is_said_and_nothing_is_half_written(file_store: Store) -> None:
    key = add(file_store)

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # no page more than there are

    file_store.close()
    event.listen(file_store.database.engine, "connect", fill)
    with pytest.raises(NotWritten, match="the disk is full; nothing was changed") as caught:
        _add_many(file_store)
    assert "make room" in str(caught.value)
    with file_store.reading() as connection:
        keys = find_ids(connection, Filter())
    assert keys[0] == key
    assert all(filed(file_store, one) for one in keys)
    file_store.close()
    check_database(file_store.folder.database)


def _as_nobody(folder: Path, warm: Path) -> str:
    """Open and change a desk as somebody who may not write there; return what is said."""
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(warm), str(folder), str(_NOBODY)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _add_many(store: Store) -> None:
    for number in range(1000):
        add(store, f"{number}{'x' * 200}.pdf")


@pytest.fixture
def reachable() -> Iterator[Path]:
    """Return a folder that everybody may read, up to the root."""
    folder = Path(tempfile.mkdtemp(prefix="desk-read-only-"))
    folder.chmod(0o755)
    yield folder
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("is_made", [False, True])
def test_a_read_only_folder_is_said(reachable: Path, tmp_path: Path, *, is_made: bool) -> None:
    folder = reachable / "desk"
    if is_made:
        with Place(folder).opened() as store:
            add(store)
        for one in folder.iterdir():
            one.chmod(0o444)
        folder.chmod(0o555)
        before = sorted((one.name, one.read_bytes()) for one in folder.iterdir())
    reachable.chmod(0o555)
    said = _as_nobody(folder, tmp_path / "warm")
    assert said.startswith("NotWritten ")
    assert str(folder) in said
    if is_made:
        assert sorted((one.name, one.read_bytes()) for one in folder.iterdir()) == before


@pytest.mark.parametrize("content", [b"no database", b"\x89PNG" + bytes(5000), os.urandom(9000)])
def test_a_file_that_is_no_database_is_said_and_stays(tmp_path: Path, content: bytes) -> None:
    path = DeskFolder(tmp_path).database
    path.write_bytes(content)
    with pytest.raises(BadDesk, match="the database is broken: file is not a database") as caught:
        Store.open(tmp_path)
    assert "restore" in str(caught.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_a_database_that_was_cut_short_is_said(filled: Path, part: float) -> None:
    path = DeskFolder(filled).database
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(BadDesk, match="the database is broken"):
        check_database(path)
    with pytest.raises(BadDesk, match="the database is broken"):
        _load_all(filled)


def _load_all(folder: Path) -> None:
    with Place(folder).opened() as store, store.reading() as connection:
        for key in range(1, 21):
            load_record(connection, store.originals, key)


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file", tmp_path / "file" / "desk"):
        with pytest.raises(BadDesk, match="is no folder"):
            Store.open(path)
    assert (tmp_path / "file").read_text() == "x"


def test_a_folder_in_the_databases_place_is_said(tmp_path: Path) -> None:
    DeskFolder(tmp_path).database.mkdir()
    with pytest.raises(BadDesk, match="cannot be opened"):
        Store.open(tmp_path)


@pytest.mark.parametrize("name", ["x" * 300, "zero\0"])
def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotWritten, match="the desk's folder cannot be made"):
        Store.open(tmp_path / name)


@pytest.mark.parametrize(
    "name",
    [
        "two words",
        "100%",
        "%20",
        "a?mode=ro",
        "a#b",
        "a&b=c",
        "فواتير",
        "'\";--",
        ":memory:",
        "file:x",
        "\udcff",
    ],
)
def test_a_desk_in_an_odd_place_is_made_there_and_opened_again(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path / name / "desk")
    with place.opened() as store:
        key = add(store)
        assert store.folder.database.is_file()
    assert [one.name for one in tmp_path.iterdir()] == [name]
    with place.opened() as store:
        assert filed(store, key).document.name == "a.pdf"
    check_database(DeskFolder(place.folder).database)


def test_a_desk_named_from_here_is_found_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Place(Path("desk")).opened() as store:
        key = add(store)
        assert filed(store, key).document.name == "a.pdf"
    assert DeskFolder(tmp_path / "desk").database.is_file()


def test_a_disk_that_cannot_be_shared_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_WAL", "nonsense")
    with pytest.raises(BadDesk, match="cannot share safely"):
        Store.open(tmp_path)


def test_a_missing_database_and_a_row_that_leads_nowhere_are_no_sound_desk(filled: Path) -> None:
    with pytest.raises(BadDesk, match="has no database"):
        check_database(filled / "gone.sqlite3")
    with sqlite3.connect(DeskFolder(filled).database) as connection:
        connection.execute("UPDATE documents SET duplicate_of = 999 WHERE id = 3")
    connection.close()
    with pytest.raises(BadDesk, match="a row of documents leads nowhere"):
        check_database(DeskFolder(filled).database)


def test_a_desk_is_kept_through_a_power_cut(file_store: Store) -> None:
    with file_store.change(WHO) as change:
        settings = {
            name: change.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
