"""Several programs on one desk: nothing is lost, nobody is shut out for long, one of them reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from desk_places import Place
from kept_invoices import WHO, add, claim, events, filed
from sqlalchemy import text

from invoice_desk.errors import BadDesk, BadSetting, DeskBusy
from invoice_desk.store import database
from invoice_desk.store.database import Database
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.store.reading_lock import reading_lock
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.store.sqlite_copy import check_database, copy_database
from invoice_desk.store.store import Store

_HERE = Path(__file__).parent
_EACH = 15
_WRITING = f"""
import sys
from pathlib import Path
from desk_places import Place
from kept_invoices import add, claim, invoice, keep
name, folder, url = sys.argv[1:]
with Place(Path(folder), url or None).opened() as store:
    for number in range({_EACH}):
        add(store, f"{{name}}-{{number}}.pdf")
        taken = claim(store)
        assert taken is not None and keep(store, taken, invoice(f"{{name}}-{{number}}"))
"""
_LOCKING = """
import sys, time
from pathlib import Path
from invoice_desk.store.reading_lock import reading_lock
with reading_lock(Path(sys.argv[1])):
    print("locked", flush=True)
    time.sleep(60)
"""


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    paths = {"PYTHONPATH": os.pathsep.join((str(_HERE), str(_HERE.parents[1])))}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, **paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(one: subprocess.Popen[str]) -> None:
    _, said = one.communicate(timeout=120)
    assert one.returncode == 0, said


def test_two_programs_make_and_fill_a_desk_at_once_and_nothing_is_lost(bare_place: Place) -> None:
    """Both may find no desk and make it; what one adds the other may read, but each once."""
    children = [child(_WRITING, name, str(bare_place.folder), bare_place.url or "") for name in "ab"]
    for one in children:
        finish(one)
    with bare_place.opened() as store:
        with store.reading() as connection:
            keys = find_ids(connection, Filter())
        assert keys == list(range(1, 2 * _EACH + 1))
        names = {filed(store, key).document.name for key in keys}
        assert names == {f"{name}-{number}.pdf" for name in "ab" for number in range(_EACH)}
        assert all(filed(store, key).is_read for key in keys)
        assert {len(events(store, key)) for key in keys} == {3}
        if bare_place.is_sqlite:
            check_database(store.folder.database)


def test_a_second_window_sees_what_the_first_one_did(place: Place) -> None:
    with place.opened() as first, place.opened() as second:
        key = add(first)
        assert filed(second, key).document.name == "a.pdf"
        with second.reading() as connection:
            assert find_ids(connection, Filter()) == [key]
            other = add(first, "b.pdf")
            assert find_ids(connection, Filter()) == [key], "one state as long as it is looked at"
        with second.reading() as connection:
            assert find_ids(connection, Filter()) == [key, other]


def test_threads_claim_each_invoice_once(store: Store) -> None:
    keys = [add(store, f"{number}.pdf") for number in range(12)]
    found: list[int] = []

    def work() -> None:
        while (taken := claim(store)) is not None:
            found.append(taken.filed.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == keys


def test_a_change_waits_for_another_and_then_says_who_is_in_the_way(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 1.0)
    with place.opened() as first, place.opened() as second:
        with first.change(WHO), pytest.raises(DeskBusy, match="another program has been writing"):
            add(second)
        add(second)


def test_a_lost_connection_is_said_and_the_next_one_is_good(place: Place) -> None:
    if place.is_sqlite:
        pytest.skip("a file has no connection to lose")
    with place.opened() as first, place.opened() as second:
        key = add(first)
        with second.change(WHO) as change:
            change.connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE pid <> pg_backend_pid() AND datname = current_database() AND usename IS NOT NULL "
                    "AND query NOT LIKE 'TRUNCATE%' AND query NOT LIKE 'SET %'"
                )
            )
        with pytest.raises(BadDesk, match=r"broke the connection off|refuses"):
            filed(first, key)
        assert filed(first, key).id == key


@pytest.mark.parametrize(
    ("url", "error", "says"),
    [
        ("postgresql+psycopg://x@127.0.0.1:1/x", BadDesk, "the database refuses: connection"),
        ("postgresql+nothing://x@127.0.0.1/x", BadSetting, "is no database that can be used"),
        ("mysql://x@127.0.0.1/x", BadSetting, "is no database that can be used"),
        ("nonsense", BadSetting, "is no database that can be used"),
    ],
)
def test_a_server_that_is_not_there_is_said_without_the_url(
    tmp_path: Path, url: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        Store.open(tmp_path / "desk", url=url)
    assert url not in str(caught.value)


def test_a_server_that_does_not_let_us_in_is_said(place: Place, tmp_path: Path) -> None:
    if place.url is None:
        pytest.skip("a file asks nobody")
    wrong = place.url.replace("postgres@", "nobody-there:secret@")
    with pytest.raises(BadDesk, match="the database refuses") as caught:
        Store.open(tmp_path / "other", url=wrong)
    assert "secret" not in str(caught.value)


def test_the_second_reader_is_told_who_reads(tmp_path: Path) -> None:
    path = DeskFolder(tmp_path).reading_lock
    one = child(_LOCKING, str(path))
    try:
        assert one.stdout is not None
        assert one.stdout.readline() == "locked\n"
        with pytest.raises(DeskBusy, match=f"are being read by process {one.pid} on "), reading_lock(path):
            pass
        os.kill(one.pid, signal.SIGKILL)
        one.wait()
        until = time.monotonic() + 10
        while True:
            try:
                with reading_lock(path), pytest.raises(DeskBusy, match=str(os.getpid())), reading_lock(path):
                    pass
            except DeskBusy:
                assert time.monotonic() < until, "a lock outlives its program"
                time.sleep(0.05)
            else:
                break
    finally:
        one.kill()
        one.communicate()
    with reading_lock(path):
        pass


def test_a_desk_in_use_is_copied_as_it_stands(file_store: Store, tmp_path: Path) -> None:
    for number in range(5):
        add(file_store, f"{number}.pdf")
    seen: list[tuple[int, int]] = []
    target = tmp_path / "copies" / "copy.sqlite3"
    assert copy_database(file_store.database, target, report=lambda done, of: seen.append((done, of)))
    assert seen[-1][0] == seen[-1][1] > 0
    assert [one.name for one in target.parent.iterdir()] == ["copy.sqlite3"]
    check_database(target)
    folder = tmp_path / "again"
    folder.mkdir()
    target.rename(DeskFolder(folder).database)
    with Place(folder).opened() as store, store.reading() as connection:
        assert len(find_ids(connection, Filter())) == 5
    add(file_store, "later.pdf")


def test_a_copy_that_is_stopped_leaves_nothing(file_store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.sqlite3"
    assert not copy_database(file_store.database, target, is_stopped=lambda: True)
    assert not list(target.parent.iterdir())
    add(file_store)


def test_connections_are_made_for_one_database_alone() -> None:
    one = Database("sqlite://", where="here")
    assert one.is_sqlite
    one.close()
