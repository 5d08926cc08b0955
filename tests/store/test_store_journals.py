"""Sources with their journal, exports, and the history that only grows."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from kept_invoices import PROBLEM, WHO, add, events, invoice, read, told
from sqlalchemy import delete, text, update

from invoice_desk.errors import BadDesk, BadSetting, Refused
from invoice_desk.invoice.filed import Origin
from invoice_desk.store.change import What, history_of
from invoice_desk.store.exports import all_exports, exported_ids, get_export, keep_export
from invoice_desk.store.records import record_ids
from invoice_desk.store.schema import history
from invoice_desk.store.sources import (
    Item,
    ItemState,
    add_source,
    all_sources,
    items_of,
    keep_sync_state,
    note_failure,
    note_taken,
)
from invoice_desk.store.store import Store


def source(store: Store, name: str = "Drive") -> int:
    with store.change(WHO) as change:
        return add_source(change, name, "drive", {"folder": "فواتير", "every": 5, "deep": True})


def items(store: Store, key: int) -> list[Item]:
    with store.reading() as connection:
        return items_of(connection, key)


def test_a_source_comes_back_as_it_was_added(store: Store) -> None:
    key = source(store)
    with store.reading() as connection:
        (found,) = all_sources(connection)
    assert (found.id, found.name, found.kind, found.is_active) == (key, "Drive", "drive", True)
    assert found.settings == {"folder": "فواتير", "every": 5, "deep": True}
    assert (found.state, found.synced) == ({}, None)


def test_two_sources_have_two_names(store: Store) -> None:
    source(store)
    with pytest.raises(BadSetting, match="there is a source 'Drive' already"):
        source(store)
    source(store, "A folder")
    with store.reading() as connection:
        assert [one.name for one in all_sources(connection)] == ["A folder", "Drive"]


def test_a_source_with_an_endless_name_is_refused(store: Store) -> None:
    with pytest.raises(BadSetting, match="200"):
        source(store, "x" * 201)
    source(store, "ش" * 200)


def test_how_far_a_source_is_synced_is_kept(store: Store) -> None:
    key, other = source(store), source(store, "Other")
    before = datetime.now(UTC)
    with store.change("sync") as change:
        keep_sync_state(change, key, {"token": "abc", "seen": ["١", 2]})
    with store.reading() as connection:
        found = {one.id: one for one in all_sources(connection)}
    assert found[key].state == {"token": "abc", "seen": ["١", 2]}
    assert found[key].synced is not None
    assert before <= found[key].synced <= datetime.now(UTC)
    assert found[other].synced is None


def test_an_item_that_fails_too_often_is_set_aside_and_the_journal_says_why(store: Store) -> None:
    key = source(store)
    origin = Origin("Drive", "id1", key, "v1")
    states = []
    for _ in range(3):
        with store.change("sync") as change:
            states.append(note_failure(change, origin, "a.pdf", PROBLEM, most_tries=3))
    assert states == [ItemState.WAITING, ItemState.WAITING, ItemState.SET_ASIDE]
    assert items(store, key) == [Item("id1", "v1", "a.pdf", ItemState.SET_ASIDE, 3, PROBLEM, None)]


def test_an_item_that_came_in_in_the_end_is_taken(store: Store) -> None:
    key = source(store)
    origin = Origin("Drive", "id1", key, "v1")
    with store.change("sync") as change:
        note_failure(change, origin, "a.pdf", PROBLEM, most_tries=9)
    document = add(store, origin=origin)
    with store.change("sync") as change:
        note_taken(change, origin, "a.pdf", document)
        note_taken(change, Origin("Drive", "id1", key, "v2"), "b.pdf", document)
    found = items(store, key)
    assert [(one.version, one.state, one.problem, one.document) for one in found] == [
        ("v1", ItemState.TAKEN, None, document),
        ("v2", ItemState.TAKEN, None, document),
    ]
    assert items(store, 99) == []


def test_an_export_comes_back_as_it_was_made(store: Store) -> None:
    keys = [read(store, invoice(name), f"{name}.pdf") for name in "ab"]
    sha256 = hashlib.sha256(b"x").hexdigest()
    with store.change(WHO) as change:
        records = record_ids(change.connection, keys)
        options = {"columns": ["الإجمالي", "total"], "lines": True}
        first = keep_export(
            change, path="/out/فواتير.xlsx", options=options, records=records, added=2, sha256=sha256
        )
        empty = keep_export(change, path="/out/b.csv", options={}, records={}, added=0, sha256=sha256)
    with store.reading() as connection:
        assert [one.id for one in all_exports(connection)] == [empty, first]
        found = get_export(connection, first)
        assert exported_ids(connection, first) == keys
        assert exported_ids(connection, empty) == []
    assert (found.path, found.options, found.who, found.added, found.sha256) == (
        "/out/فواتير.xlsx",
        options,
        WHO,
        2,
        sha256,
    )


@pytest.mark.parametrize("number", [7, 2**70])
def test_an_export_that_never_was_is_refused(store: Store, number: int) -> None:
    with pytest.raises(Refused, match=f"has no export {number}"), store.reading() as connection:
        get_export(connection, number)


def test_an_export_of_an_invoice_that_is_not_there_is_not_kept(store: Store) -> None:
    with pytest.raises(BadDesk), store.change(WHO) as change:
        keep_export(change, path="x", options={}, records={99: 1}, added=1, sha256="0" * 64)
    with store.reading() as connection:
        assert all_exports(connection) == []


def test_the_history_is_in_order_and_names_who_did_it(store: Store) -> None:
    key, other = add(store), add(store, "b.pdf")
    for who in ("Mona", "سامي", "desk"):
        with store.change(who) as change:
            change.tell(key, What.CORRECTED, subject="total", old="١", new="٢")
            change.tell(None, What.SOURCE_CHANGED)
    found = events(store, key)[1:]
    assert [(one.who, one.subject, one.old, one.new) for one in found] == [
        (who, "total", "١", "٢") for who in ("Mona", "سامي", "desk")
    ]
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert told(store, other) == [What.ADDED]
    assert events(store, 99) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET who = 'somebody else'",
        "UPDATE history SET new = '1' WHERE id = 1",
        "DELETE FROM history",
        "DELETE FROM history WHERE id = 1",
        "TRUNCATE history CASCADE",
        "INSERT OR REPLACE INTO history (id, at, who, what, subject) VALUES (1, '', '', '', '')",
    ],
)
def test_the_database_itself_refuses_to_change_the_history(store: Store, statement: str) -> None:
    if statement.startswith("TRUNCATE") and store.database.is_sqlite:
        pytest.skip("SQLite has no TRUNCATE")
    if "REPLACE" in statement and not store.database.is_sqlite:
        pytest.skip("PostgreSQL has no REPLACE")
    key = add(store)
    before = events(store, key)
    with pytest.raises(BadDesk, match="the history is only ever added to"), store.change(WHO) as change:
        change.connection.execute(text(statement))
    assert events(store, key) == before


def test_the_history_is_not_changed_by_our_own_tables_either(store: Store) -> None:
    key = add(store)
    for statement in (update(history).values(who="x"), delete(history)):
        with pytest.raises(BadDesk), store.change(WHO) as change:
            change.connection.execute(statement)
    with store.reading() as connection:
        assert len(history_of(connection, key)) == 1


def test_who_only_reads_changes_nothing(store: Store) -> None:
    if store.database.is_sqlite:
        pytest.skip("SQLite's reading connection could write")
    with pytest.raises(Exception, match="read-only"), store.reading() as connection:
        connection.execute(delete(history))
