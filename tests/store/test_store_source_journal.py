"""The journal of a source on both databases: seen once, gone and back, set aside and retried."""

from __future__ import annotations

from kept_invoices import PROBLEM, WHO, add

from invoice_desk.errors import Problem
from invoice_desk.invoice.filed import Origin
from invoice_desk.store.source_journal import (
    Seen,
    count_items,
    note_all_gone_but,
    note_gone,
    note_seen,
    retry,
    waiting_items,
)
from invoice_desk.store.sources import (
    ItemState,
    add_source,
    all_sources,
    find_source,
    items_of,
    note_failure,
    note_taken,
    remove_source,
    set_active,
)
from invoice_desk.store.store import Store


def source(store: Store) -> int:
    with store.change(WHO) as change:
        return add_source(change, "Azure", "blob", {})


def see(store: Store, key: int, *seen: tuple[str, str]) -> tuple[int, frozenset[str]]:
    with store.change(WHO) as change:
        noted = note_seen(change, key, [Seen(item, version, f"{item}.pdf") for item, version in seen])
    return noted.waiting, noted.taken


def states(store: Store, key: int) -> dict[tuple[str, str], str]:
    with store.reading() as connection:
        return {(one.item, one.version): one.state.value for one in items_of(connection, key)}


def test_what_is_seen_waits_once(store: Store) -> None:
    key = source(store)
    assert see(store, key, ("a", "1"), ("b", "1")) == (2, frozenset())
    assert see(store, key, ("a", "1"), ("b", "1"), ("a", "1")) == (0, frozenset())
    with store.reading() as connection:
        assert [one.item for one in waiting_items(connection, key)] == ["a", "b"]


def test_a_newer_version_takes_the_place_of_one_that_waits(store: Store) -> None:
    key = source(store)
    see(store, key, ("a", "1"))
    assert see(store, key, ("a", "2"))[0] == 1
    assert states(store, key) == {("a", "1"): "gone", ("a", "2"): "waiting"}


def test_what_was_gone_is_as_it_was_before(store: Store) -> None:
    key = source(store)
    document = add(store, "taken")
    see(store, key, ("a", "1"), ("b", "1"))
    with store.change(WHO) as change:
        note_taken(change, Origin("Azure", "a", key, "1"), "a.pdf", document)
        assert note_all_gone_but(change, key, {"nothing"}) == 2
        assert note_gone(change, key, ["a"]) == 0
    assert set(states(store, key).values()) == {"gone"}
    assert see(store, key, ("a", "1"), ("b", "1")) == (1, frozenset({"a"}))
    assert states(store, key) == {("a", "1"): "taken", ("b", "1"): "waiting"}


def test_what_was_set_aside_is_retried_from_the_start(store: Store) -> None:
    key = source(store)
    see(store, key, ("a", "1"), ("b", "1"))
    for item in ("a", "b"):
        with store.change(WHO) as change:
            note_failure(change, Origin("Azure", item, key, "1"), item, PROBLEM, most_tries=1)
    with store.change(WHO) as change:
        assert retry(change, key, ["a"]) == 1
    with store.reading() as connection:
        counted = count_items(connection, key)
        assert counted == {ItemState.WAITING: 1, ItemState.SET_ASIDE: 1}
        assert [one.tries for one in waiting_items(connection, key)] == [0]


def test_what_is_passed_over_is_noted_with_its_reason(store: Store) -> None:
    key = source(store)
    reason = Problem("BadItem", "is a form and no invoice", "x")
    with store.change(WHO) as change:
        assert note_seen(change, key, [Seen("x", "1", "x", reason)]).waiting == 0
    with store.reading() as connection:
        (item,) = items_of(connection, key)
    assert (item.state, item.problem) == (ItemState.PASSED_OVER, reason)


def test_a_source_rests_and_is_removed(store: Store) -> None:
    key = source(store)
    see(store, key, ("a", "1"))
    with store.change(WHO) as change:
        set_active(change, key, is_active=False)
    with store.reading() as connection:
        assert not find_source(connection, "Azure").is_active
    with store.change(WHO) as change:
        remove_source(change, key)
    with store.reading() as connection:
        assert all_sources(connection) == []
        assert items_of(connection, key) == []


def test_ids_that_differ_in_letters_of_any_script_stay_apart(store: Store) -> None:
    key = source(store)
    seen = [("فاتورة", "1"), ("فاتوره", "1"), ("A", "1"), ("a", "1"), ("x" * 1000, "1"), ("\udce9", "1")]
    assert see(store, key, *seen)[0] == len(seen)


def test_what_is_wanted_otherwise_than_before_stands_as_it_is_wanted_now(store: Store) -> None:
    key = source(store)

    def look(refusal: Problem | None) -> dict[tuple[str, str], str]:
        with store.change(WHO) as change:
            note_seen(change, key, [Seen("a", "1", "a.pdf", refusal)])
        return states(store, key)

    assert look(PROBLEM) == {("a", "1"): "passed over"}
    assert look(None) == {("a", "1"): "waiting"}
    with store.reading() as connection:
        assert items_of(connection, key)[0].problem is None
    assert look(PROBLEM) == {("a", "1"): "passed over"}
    with store.change(WHO) as change:
        note_gone(change, key, ["a"])
    assert look(PROBLEM) == {("a", "1"): "passed over"}
    with store.reading() as connection:
        assert items_of(connection, key)[0].problem == PROBLEM
