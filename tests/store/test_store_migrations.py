"""The schema: the steps make what the tables say, and no desk is touched that is not ours or not of today."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from desk_places import Place
from kept_invoices import add, filed
from sqlalchemy import inspect, text

from invoice_desk.errors import BadDesk, DeskError
from invoice_desk.store import migrating
from invoice_desk.store.database import Connection, Database, sqlite_url
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.store import Store

_STEP = '''"""A step for a test."""

from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a column."""
    op.add_column("exports", sa.Column("note", sa.Text()))
    {more}
'''


@pytest.fixture
def place(bare_place: Place) -> Place:
    """Return where an empty desk lies, on a database that no other test gets."""
    with bare_place.opened():
        return bare_place


def do(place: Place, *statements: str) -> None:
    """Run statements on a desk's database from outside."""
    place.folder.mkdir(exist_ok=True)
    database = Database(place.url or sqlite_url(DeskFolder(place.folder).database), where="test")
    try:
        with database.writing() as connection:
            for one in statements:
                connection.execute(text(one))
    finally:
        database.close()


def dump(place: Place) -> Any:
    """Return all that a desk's database holds."""
    database = Database(place.url or sqlite_url(DeskFolder(place.folder).database), where="test")
    try:
        with database.reading() as connection:
            tables = sorted(inspect(connection).get_table_names())
            return {one: connection.execute(text(f"SELECT * FROM {one}")).all() for one in tables}
    finally:
        database.close()


def test_a_fresh_desk_has_the_tables_of_today(bare_place: Place) -> None:
    with bare_place.opened() as store, store.database.writing() as connection:
        command.check(migrating.config_of(connection))  # raises where a step is missing


def test_a_fresh_desk_stands_at_the_newest_step_and_keeps_no_copy(bare_place: Place) -> None:
    with bare_place.opened() as store:
        assert migrating.version_of(store.database) == migrating.NEWEST
        assert not store.folder.backups.exists()


def test_the_newest_step_is_the_last_one_there_is() -> None:
    steps = Path(migrating.__file__).parent / "migrations" / "versions"
    assert max(path.name[1:5] for path in steps.glob("v*.py")) == migrating.NEWEST


@pytest.mark.parametrize("version", ["0002", "9999"])
def test_a_desk_of_a_newer_version_is_refused_and_untouched(place: Place, version: str) -> None:
    with place.opened() as store:
        add(store)
    do(place, f"UPDATE alembic_version SET version_num = '{version}'")
    before = dump(place)
    with pytest.raises(BadDesk, match=f"was made by a newer version .*{version}"), place.opened():
        pass
    assert dump(place) == before


@pytest.mark.parametrize("version", [None, "0000ae12", "ffae1027a6"])
def test_a_database_of_another_program_is_refused_and_untouched(bare_place: Place, version: str) -> None:
    do(bare_place, "CREATE TABLE songs (name text)", "INSERT INTO songs VALUES ('Fairuz')")
    if version:
        do(bare_place, "CREATE TABLE alembic_version (version_num text)")
        do(bare_place, f"INSERT INTO alembic_version VALUES ('{version}')")
    before = dump(bare_place)
    with pytest.raises(BadDesk, match="is a database of another program"), bare_place.opened():
        pass
    assert dump(bare_place) == before
    assert not DeskFolder(bare_place.folder).backups.exists()


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what makes this a later program, with a second step; its argument stands at the step's end."""

    def make(more: str) -> None:
        steps = tmp_path / "steps"
        shutil.copytree(Path(migrating.__file__).parent / "migrations", steps)
        (steps / "versions" / "v0002_second.py").write_text(_STEP.format(more=more), encoding="utf-8")
        original = migrating.config_of

        def config_of(connection: Connection) -> Any:
            config = original(connection)
            config.set_main_option("script_location", str(steps))
            return config

        monkeypatch.setattr(migrating, "config_of", config_of)
        monkeypatch.setattr(migrating, "NEWEST", "0002")

    return make


def test_an_older_desk_is_copied_and_then_brought_up_to_date(
    place: Place, later: Callable[[str], None]
) -> None:
    with place.opened() as store:
        key = add(store)
    later("")
    with place.opened() as store:
        assert migrating.version_of(store.database) == "0002"
        assert filed(store, key).document.name == "a.pdf"
        with store.reading() as connection:
            assert "note" in {one["name"] for one in inspect(connection).get_columns("exports")}
        copies = list(store.folder.backups.glob("*")) if store.folder.backups.exists() else []
    if not place.is_sqlite:
        assert copies == [], "a server's database is backed up by whoever runs the server"
        return
    (copy,) = copies
    assert copy.name.startswith("desk-0001-")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT name FROM documents").fetchall() == [("a.pdf",)]
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_step_that_fails_leaves_the_desk_as_it_was(place: Place, later: Callable[[str], None]) -> None:
    with place.opened() as store:
        add(store)
    before = dump(place)
    later('op.execute("SELECT 1 FROM nowhere")')
    with pytest.raises(DeskError, match="nowhere"), place.opened():
        pass
    assert dump(place) == before


def test_a_desk_is_not_brought_up_to_date_without_its_copy(
    tmp_path: Path, later: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path / "desk")
    with place.opened():
        pass
    (place.folder / "backups").write_text("a file in its place")
    later("")
    with pytest.raises(DeskError, match="cannot be written"), place.opened():
        pass
    assert dump(place)["alembic_version"] == [("0001",)]


def test_a_desk_that_is_of_today_needs_no_alembic(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "_upgrade", None)
    with place.opened() as store:
        assert isinstance(store, Store)
