"""Invoices of a desk: taken in, claimed, led from state to state, each change with its row of history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from desk_places import Place
from kept_invoices import (
    PROBLEM,
    WHO,
    add,
    claim,
    document,
    events,
    filed,
    invoice,
    keep,
    lead,
    loaded,
    read,
    state,
    told,
)

from invoice_desk.errors import BadDesk, Refused
from invoice_desk.invoice.filed import NEXT, Duplicate, Origin, Sameness, State
from invoice_desk.store import documents, duplicates
from invoice_desk.store.change import What
from invoice_desk.store.store import Store

_WAYS = {
    State.NEW: (),
    State.READING: (State.READING,),
    State.REVIEW: (State.READING, State.REVIEW),
    State.ACCEPTED: (State.READING, State.REVIEW, State.ACCEPTED),
    State.EXPORTED: (State.READING, State.REVIEW, State.ACCEPTED, State.EXPORTED),
    State.FAILED: (State.FAILED,),
    State.DUPLICATE: (State.DUPLICATE,),
    State.REJECTED: (State.REJECTED,),
}
_ODD_NAMES = ["فاتورة 1.pdf", "a%20?#'\"b.pdf", "new\nline.pdf", "x" * 255, "zero\0.pdf", "half\udcff.pdf"]


def test_an_invoice_is_found_as_it_was_added(store: Store) -> None:
    before = datetime.now(UTC)
    key = add(store, "فاتورة 1.pdf")
    found = filed(store, key)
    assert (found.id, found.state, found.template) == (key, State.NEW, "Acme")
    assert (found.is_deleted, found.is_read, found.problem, found.duplicate, found.deaths) == (
        False,
        False,
        None,
        None,
        0,
    )
    assert before <= found.added <= datetime.now(UTC)
    assert found.added.utcoffset() == timedelta(0)
    sent = document("فاتورة 1.pdf")
    assert (found.document.sha256, found.document.name, found.document.pages) == (
        sent.sha256,
        sent.name,
        sent.pages,
    )
    assert found.document.path == store.originals.path_of(sent.sha256, ".pdf")
    (event,) = events(store, key)
    assert (event.what, event.who, event.subject, event.new) == (What.ADDED, WHO, "file", "فاتورة 1.pdf")
    assert event.at == found.added


def test_an_invoice_is_there_when_the_desk_is_opened_again(place: Place) -> None:
    with place.opened() as store:
        key = add(store)
    with place.opened() as store:
        assert filed(store, key).document.name == "a.pdf"


@pytest.mark.parametrize("name", _ODD_NAMES)
def test_an_invoice_with_an_odd_name_is_added_and_found_where_it_came_from(store: Store, name: str) -> None:
    origin = Origin("file", f"/in/{name}")
    key = add(store, name, origin=origin)
    assert filed(store, key).document.name.replace("\\x00", "\0").replace("\\udcff", "\udcff") == name
    with store.reading() as connection:
        assert documents.find_arrival(connection, origin, document(name).sha256) == key
        assert documents.find_arrival(connection, Origin("file", "/in/other"), document(name).sha256) is None
        assert documents.find_arrival(connection, origin, document("other").sha256) is None


def test_an_invoice_that_came_from_a_very_deep_folder_is_added(store: Store) -> None:
    """A path has up to 4,096 bytes, more than an index of PostgreSQL takes."""
    deep = "/".join(f"{number * 7919:x}-{number * number * 104729:x}" for number in range(300))
    first = add(store, origin=Origin("file", f"/{deep}/a.pdf"))
    second = add(store, origin=Origin("file", f"/{deep}/b.pdf"))
    with store.reading() as connection:
        for key, name in ((first, "a.pdf"), (second, "b.pdf")):
            origin = Origin("file", f"/{deep}/{name}")
            assert documents.find_arrival(connection, origin, document().sha256) == key


def test_the_same_bytes_from_the_same_place_come_in_once(store: Store) -> None:
    key = add(store)
    with pytest.raises(BadDesk):
        add(store)
    assert told(store, key) == [What.ADDED]
    assert add(store, content="other bytes") != key
    assert add(store, origin=Origin("Drive", "/in/a.pdf")) != key


def test_the_first_that_stands_with_the_same_bytes_is_found(store: Store) -> None:
    first = add(store, "a.pdf", content="same")
    second = add(store, "b.pdf", content="same")
    sha256 = document(content="same").sha256
    with store.reading() as connection:
        assert duplicates.find_same_bytes(connection, sha256) == Duplicate(first, Sameness.BYTES)
        assert duplicates.find_same_bytes(connection, document(content="other").sha256) is None
    with store.change(WHO) as change:
        documents.delete(change, first)
    with store.reading() as connection:
        assert duplicates.find_same_bytes(connection, sha256) == Duplicate(second, Sameness.BYTES)
    lead(store, second, State.REJECTED)
    with store.reading() as connection:
        assert duplicates.find_same_bytes(connection, sha256) is None


def test_an_invoice_that_is_a_duplicate_from_the_start_says_of_which(store: Store) -> None:
    first = add(store)
    key = add(store, "b.pdf", duplicate=Duplicate(first, Sameness.BYTES))
    found = filed(store, key)
    assert (found.state, found.duplicate) == (State.DUPLICATE, Duplicate(first, Sameness.BYTES))
    assert told(store, key) == [What.ADDED, What.FOUND_DUPLICATE]
    assert events(store, key)[1].new == f"the file has the same bytes as invoice {first}"


@pytest.mark.parametrize("number", [7, 2**31, 2**63, 10**30, -1])
def test_a_number_that_the_desk_has_not_is_refused(store: Store, number: int) -> None:
    with pytest.raises(Refused, match=f"has no invoice {number}"):
        filed(store, number)
    with pytest.raises(Refused, match=f"has no invoice {number}"):
        state(store, number)
    with pytest.raises(Refused), store.change(WHO) as change:
        documents.restore(change, number)


@pytest.mark.parametrize("start", list(State))
def test_only_the_states_that_may_follow_do(store: Store, start: State) -> None:
    key = add(store)
    lead(store, key, *_WAYS[start])
    before = told(store, key)
    for wrong in set(State) - NEXT[start]:
        with pytest.raises(Refused, match=f"invoice {key} is {start.value}"):
            lead(store, key, wrong)
    assert state(store, key) is start
    assert told(store, key) == before, "what was refused leaves no trace"


@pytest.mark.parametrize(("start", "after"), [(one, two) for one in NEXT for two in sorted(NEXT[one])])
def test_each_step_is_one_row_of_history(file_store: Store, start: State, after: State) -> None:
    key = add(file_store)
    lead(file_store, key, *_WAYS[start])
    many = len(events(file_store, key))
    with file_store.change("Sami") as change:
        assert documents.set_state(change, key, after, What.RESTORED) is start
    last = events(file_store, key)[many:]
    assert [(one.who, one.what, one.old, one.new) for one in last] == [
        ("Sami", What.RESTORED, start.value, after.value)
    ]
    assert state(file_store, key) is after


def test_a_change_that_fails_in_the_middle_changes_nothing(store: Store) -> None:
    one, other = add(store, "a.pdf"), add(store, "b.pdf")
    with pytest.raises(Refused), store.change(WHO) as change:  # noqa: PT012 - the last of them fails
        documents.reject(change, one)
        documents.reject(change, other)
        documents.restore(change, 99)
    assert (state(store, one), state(store, other)) == (State.NEW, State.NEW)
    assert told(store, one) == [What.ADDED]


def test_a_rejected_invoice_goes_back_to_where_it_stood(store: Store) -> None:
    key = read(store)
    lead(store, key, State.ACCEPTED)
    with store.change(WHO) as change:
        documents.reject(change, key)
    assert state(store, key) is State.REJECTED
    with store.change(WHO) as change:
        documents.restore(change, key)
    assert state(store, key) is State.REVIEW, "one that was accepted is to be accepted anew"
    assert told(store, key)[-2:] == [What.REJECTED, What.RESTORED]
    with store.change(WHO) as change:
        documents.reject(change, key)
        documents.restore(change, key)
    assert state(store, key) is State.REVIEW


def test_a_deleted_invoice_is_out_of_reach_until_it_is_restored(store: Store) -> None:
    key = read(store)
    with store.change(WHO) as change:
        documents.delete(change, key)
    assert filed(store, key).is_deleted
    with pytest.raises(Refused, match=f"invoice {key} is deleted"):
        lead(store, key, State.ACCEPTED)
    with pytest.raises(Refused, match="is deleted"), store.change(WHO) as change:
        documents.delete(change, key)
    with store.change(WHO) as change:
        documents.restore(change, key)
    assert not filed(store, key).is_deleted
    assert state(store, key) is State.REVIEW
    assert loaded(store, key).entries
    assert [(one.what, one.old, one.new) for one in events(store, key)[-2:]] == [
        (What.DELETED, "review", None),
        (What.RESTORED, "deleted", "review"),
    ]
    with pytest.raises(Refused, match="neither deleted nor rejected"), store.change(WHO) as change:
        documents.restore(change, key)


@pytest.mark.parametrize("where", [State.READING, State.EXPORTED])
def test_what_is_read_now_or_was_booked_is_not_deleted(store: Store, where: State) -> None:
    key = add(store)
    lead(store, key, *_WAYS[where])
    with pytest.raises(Refused, match=f"is {where.value}, so it"), store.change(WHO) as change:
        documents.delete(change, key)
    assert not filed(store, key).is_deleted


@pytest.mark.parametrize("where", [State.READING, State.EXPORTED])
def test_what_is_read_now_or_was_booked_is_not_rejected(store: Store, where: State) -> None:
    key = add(store)
    lead(store, key, *_WAYS[where])
    with pytest.raises(Refused, match="cannot be rejected"), store.change(WHO) as change:
        documents.reject(change, key)


def test_an_invoice_set_aside_is_overruled_for_ever(store: Store) -> None:
    first, key = read(store, name="a.pdf"), read(store, name="b.pdf")
    with store.change(WHO) as change:
        documents.set_aside(change, key, Duplicate(first, Sameness.INVOICE))
    assert filed(store, key).duplicate == Duplicate(first, Sameness.INVOICE)
    with store.change(WHO) as change:
        documents.overrule(change, key)
    found = filed(store, key)
    assert (found.state, found.duplicate) == (State.REVIEW, None)
    with store.reading() as connection:
        assert documents.is_own(connection, key)
        assert not documents.is_own(connection, first)
    assert told(store, key)[-2:] == [What.FOUND_DUPLICATE, What.OVERRULED]
    lead(store, key, State.ACCEPTED)
    with pytest.raises(Refused, match="cannot be set aside"), store.change(WHO) as change:
        documents.set_aside(change, key, Duplicate(first, Sameness.PAGE))


def test_a_duplicate_that_was_never_read_is_read_when_it_is_overruled(store: Store) -> None:
    first = read(store)
    key = add(store, "b.pdf", duplicate=Duplicate(first, Sameness.BYTES))
    assert claim(store) is None
    with store.change(WHO) as change:
        documents.overrule(change, key)
    taken = claim(store)
    assert taken is not None
    assert taken.filed.id == key


def test_an_invoice_that_is_no_duplicate_yet_may_be_said_to_be_none(store: Store) -> None:
    key = read(store)
    with store.change(WHO) as change:
        documents.overrule(change, key)
    with store.reading() as connection:
        assert documents.is_own(connection, key)
        assert not documents.is_untouched(connection, key)
    assert state(store, key) is State.REVIEW
    assert told(store, key)[-1] is What.OVERRULED


def test_a_template_is_chosen_and_the_history_says_so_once(store: Store) -> None:
    key = add(store, template_name="")
    assert claim(store) is None
    for _ in range(2):
        with store.change(WHO) as change:
            documents.choose_template(change, key, "Acme")
    assert filed(store, key).template == "Acme"
    (event,) = [one for one in events(store, key) if one.what is What.TEMPLATE_CHOSEN]
    assert (event.old, event.new) == (None, "Acme")
    assert claim(store) is not None


def test_waiting_invoices_are_claimed_in_order_and_each_once(store: Store) -> None:
    keys = [add(store, f"{name}.pdf") for name in "abc"]
    with store.change(WHO) as change:
        documents.delete(change, keys[1])
    taken = [claim(store), claim(store)]
    assert [one.filed.id for one in taken if one] == [keys[0], keys[2]]
    assert len({one.token for one in taken if one}) == 2
    assert claim(store) is None
    with store.reading() as connection:
        assert not documents.is_waiting(connection, is_suspect=False)
    assert told(store, keys[0]) == [What.ADDED, What.READING_BEGUN]


def test_a_stale_claim_keeps_nothing(store: Store) -> None:
    key = add(store)
    stale = claim(store)
    assert stale is not None
    with store.change(WHO) as change:
        assert documents.recover(change) == 1
    fresh = claim(store, is_suspect=True)
    assert fresh is not None
    assert fresh.filed.id == key
    assert not keep(store, stale, invoice("STALE"))
    with store.change(WHO) as change:
        documents.fail(change, stale, PROBLEM)
        documents.release(change, stale)
    assert state(store, key) is State.READING
    assert not filed(store, key).is_read
    with store.reading() as connection:
        assert documents.is_claimed(connection, fresh)
        assert not documents.is_claimed(connection, stale)
    assert keep(store, fresh, invoice("FRESH"))
    assert not keep(store, fresh, invoice("TWICE"))
    assert loaded(store, key).entries[0].shown_text == "FRESH"


def test_an_invoice_that_was_released_waits_again_as_if_nothing_was(store: Store) -> None:
    key = add(store)
    taken = claim(store)
    assert taken is not None
    with store.change(WHO) as change:
        documents.release(change, taken)
    assert (filed(store, key).state, filed(store, key).deaths) == (State.NEW, 0)
    assert told(store, key)[-1] is What.READING_STOPPED
    assert claim(store) is not None


def test_what_was_read_when_the_program_died_waits_again_as_a_suspect(store: Store) -> None:
    dead, well = add(store, "a.pdf"), add(store, "b.pdf")
    claim(store)
    with store.change("desk") as change:
        assert documents.recover(change) == 1
        assert documents.recover(change) == 0
    assert (filed(store, dead).state, filed(store, dead).deaths) == (State.NEW, 1)
    assert told(store, dead)[-1] is What.READING_BROKEN_OFF
    with store.reading() as connection:
        assert documents.is_waiting(connection, is_suspect=True)
    taken = claim(store)
    assert taken is not None
    assert taken.filed.id == well
    suspect = claim(store, is_suspect=True)
    assert suspect is not None
    assert suspect.filed.id == dead
    assert keep(store, suspect, invoice())
    assert filed(store, dead).deaths == 0


def test_an_invoice_that_could_not_be_read_says_why_and_may_be_tried_again(store: Store) -> None:
    key = add(store)
    taken = claim(store)
    assert taken is not None
    with store.change("reader") as change:
        documents.fail(change, taken, PROBLEM, died=True)
    found = filed(store, key)
    assert (found.state, found.problem, found.deaths) == (State.FAILED, PROBLEM, 1)
    assert told(store, key)[-1] is What.FAILED
    with store.change(WHO) as change:
        documents.queue_again(change, [key])
    found = filed(store, key)
    assert (found.state, found.problem, found.deaths) == (State.NEW, None, 0)


@pytest.mark.parametrize("settled", [State.ACCEPTED, State.EXPORTED])
def test_what_a_person_vouched_for_is_not_read_anew(store: Store, settled: State) -> None:
    first = read(store, name="a.pdf")
    key = read(store, name="b.pdf")
    lead(store, key, *_WAYS[settled][2:])
    with pytest.raises(Refused), store.change(WHO) as change:
        documents.queue_again(change, [first, key])
    assert (state(store, first), state(store, key)) == (State.REVIEW, settled)


def test_an_invoice_in_review_is_untouched_until_a_person_says_something(store: Store) -> None:
    key = add(store)
    with store.reading() as connection:
        assert not documents.is_untouched(connection, key)
    taken = claim(store)
    assert taken is not None
    keep(store, taken, invoice())
    with store.reading() as connection:
        assert documents.is_untouched(connection, key)
