"""Desks for the tests of store/: each test runs on SQLite and on PostgreSQL, on a desk of its own."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from desk_places import Place
from postgresql_server import Emptied, Server, running_server

from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.store import Store

_KINDS = ("sqlite", "postgresql")
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return the PostgreSQL server of this session; the test is skipped where none is installed."""
    with running_server() as one:
        yield one


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database file of an empty desk, to copy."""
    folder = tmp_path_factory.mktemp("empty-desk")
    Store.open(folder).close()
    return DeskFolder(folder).database


@pytest.fixture(scope="session")
def _database(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emptied]:
    """Return a desk's PostgreSQL database, which is emptied for each test: far quicker than a new one."""
    with server.database("desk") as url:
        Store.open(tmp_path_factory.mktemp("empty-desk"), url=url).close()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            yield Emptied(url, connection)


@pytest.fixture(params=_KINDS)
def bare_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Return where a desk may be made; nothing is there yet."""
    if request.param == "sqlite":
        yield Place(tmp_path / "desk")
        return
    server: Server = request.getfixturevalue("server")
    with server.database(f"bare_{next(_NUMBERS)}") as url:
        yield Place(tmp_path / "desk", url)


@pytest.fixture(params=_KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Return where an empty desk lies, for whoever opens it several times."""
    folder = tmp_path / "desk"
    if request.param == "sqlite":
        folder.mkdir()
        shutil.copy(request.getfixturevalue("_empty_file"), DeskFolder(folder).database)
        yield Place(folder)
        return
    database: Emptied = request.getfixturevalue("_database")
    database.empty()
    yield Place(folder, database.url)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """Return an empty desk's store, open."""
    with place.opened() as one:
        yield one


@pytest.fixture
def file_store(tmp_path: Path, _empty_file: Path) -> Iterator[Store]:
    """Return the store of an empty desk on SQLite alone, for what concerns its file."""
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copy(_empty_file, DeskFolder(folder).database)
    with Place(folder).opened() as one:
        yield one
