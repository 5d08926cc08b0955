"""Invoices found: by words in every spelling, by every filter, in every order, a page at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_invoices import PROBLEM, WHO, add, claim, invoice, lead, read, read_again, record, whole

from invoice_desk.invoice.filed import Duplicate, Sameness, State
from invoice_desk.store import documents
from invoice_desk.store.ordering import ByField, Order, Ordering
from invoice_desk.store.search_index import MAX_WORDS, index_words
from invoice_desk.store.searching import (
    Filter,
    count,
    count_states,
    count_without_template,
    find,
    find_ids,
    find_numbers,
    summaries_of,
)
from invoice_desk.store.store import Store
from invoice_desk.values.searching import search_form

_HOSTILE = [
    '"', "'", "*", '""', "OR", "NEAR(", "NEAR(a b, 2)", "AND NOT", "a OR b", "-", "^a", "words:a", "{a b}: c",
    "(", ")", "a AND", "!a", "a & b", "a | !b", "<->", ":*", "a:*", "\\", "%", "_", "; DROP TABLE search; --",
    "\0", "\udcff", "\n\t", "$1", ":asked", "%(asked)s", "\N{COMBINING ACUTE ACCENT}",
    "x" * 10_000, "x " * 5_000, "١" * 10_000, "a-" * 5_000, "(" * 10_000,
    "\N{GRINNING FACE}", "𞤀𞤣𞤤𞤢𞤥", "ﷺ" * 600,
]  # fmt: skip


def ids(store: Store, **asked: Any) -> list[int]:
    with store.reading() as connection:
        found = find_ids(connection, Filter(**asked))
        assert count(connection, Filter(**asked)) == len(found)
        listed = find(connection, Filter(**asked), is_descending=False, limit=None)
        assert [one.id for one in listed] == found
        assert find_numbers(connection, Filter(**asked)).tolist() == found
    return found


def ordered(store: Store, order: Ordering, **how: Any) -> list[int]:
    with store.reading() as connection:
        found = [one.id for one in find(connection, Filter(), order=order, **how)]
        is_descending = how.get("is_descending", True)
        everything = find_ids(connection, Filter(), order=order, is_descending=is_descending)
        numbers = find_numbers(connection, Filter(), order=order, is_descending=is_descending)
    assert numbers.tolist() == everything
    assert everything[how.get("offset", 0) :][: len(found)] == found
    return found


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("١٢٣٤", "1234"),
        ("1234", "١٢٣٤"),
        ("1234", "۱۲۳۴"),
        ("شركة النُّور", "النور"),
        ("شركة النور", "النُّور"),
        ("النـــور", "النور"),
        ("النور", "النـــور"),
        ("أحمد إبراهيم آل", "احمد ابراهيم ال"),
        ("احمد", "أَحْمَد"),
        ("مؤسسة هدى", "موسسه هدي"),
        ("شرکة", "شركة"),
        ("Café d'œuvre", "CAFE"),
        ("STRASSE", "straße"),
        ("ﻓﺎﺗﻮﺭﺓ", "فاتورة"),
        ("ＡＢＣ１２", "abc12"),
        ("INV-2045", "inv-2045"),
        ("INV-2045", "INV/2045"),
        ("INV-2045", "2045"),
        ("INV-20451", "INV-2045"),
        ("INV-2045 Acme Trading", "trad INV-2045"),
        ("invoice.final.v2", "final.v2"),
    ],
)
def test_an_invoice_is_found_by_its_words_in_another_spelling(store: Store, printed: str, asked: str) -> None:
    key = read(store, record(note=printed), "a.pdf")
    other = read(store, record(note="nothing alike"), "b.pdf")
    found = ids(store, words=asked)
    assert key in found
    assert other not in found


@pytest.mark.parametrize(
    "asked", ["2045-INV", "INV2045", "045", "NV-2045", "INV-2045 Beta", "INV-204 5", "Acme-INV"]
)
def test_an_invoice_is_not_found_by_what_it_does_not_say(store: Store, asked: str) -> None:
    read(store, record(number="INV-2045", note="Acme"), "a.pdf")
    assert ids(store, words=asked) == []


def test_each_word_may_stand_anywhere_on_the_invoice(store: Store) -> None:
    key = read(store, whole(), "scan-77.pdf")
    for words in ("scan", "قلم", "pen", "00042", "2026-04-03", "٣٫٥٠", "3.50", "scan pen النور 3.50"):
        assert ids(store, words=words) == [key], words


def test_an_invoice_that_was_never_read_is_found_by_its_files_name(store: Store) -> None:
    key = add(store, "فاتورة-٧٧.pdf")
    assert ids(store, words="فاتوره 77") == [key]


def test_a_new_reading_is_found_and_the_old_one_no_longer(store: Store) -> None:
    key = read(store, record(note="wrong"), "a.pdf")
    read_again(store, key, record(note="right"))
    assert ids(store, words="right") == [key]
    assert ids(store, words="wrong") == []


@pytest.mark.parametrize("asked", _HOSTILE)
def test_no_question_breaks_the_search(store: Store, asked: str) -> None:
    key = read(store, record(note="words a b c x"), "a.pdf")
    for words in (asked, f"words {asked}"):
        assert set(ids(store, words=words)) <= {key}
    assert set(ids(store, seller=asked)) <= {key}
    assert ids(store, template=asked[:100]) == []


def test_a_blank_question_asks_nothing(store: Store) -> None:
    key = read(store)
    for blank in ("", "  \n", "---", '"'):
        assert ids(store, words=blank) == [key]


def test_a_very_long_invoice_is_found_by_its_first_words(store: Store) -> None:
    key = add(store)
    with store.change(WHO) as change:
        index_words(change.connection, key, "first " + "word " * MAX_WORDS + " last")
    assert ids(store, words="first") == [key]
    assert ids(store, words="last") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=40))
def test_whatever_an_invoice_is_called_it_is_found_by_it(store: Store, text: str) -> None:
    form = search_form(text)
    key = _the_one(store)
    with store.change(WHO) as change:
        index_words(change.connection, key, form)
    assert ids(store, words=text) == [key]
    assert ids(store, words=form) == [key]


def _the_one(store: Store) -> int:
    return next(iter(ids(store)), 0) or add(store)


def test_states_are_asked_for_and_what_is_set_aside_is_left_out_otherwise(store: Store) -> None:
    review, accepted = read(store, name="a.pdf"), read(store, name="b.pdf")
    lead(store, accepted, State.ACCEPTED)
    duplicate = add(store, "c.pdf", duplicate=Duplicate(review, Sameness.BYTES))
    rejected, failed, deleted = add(store, "d.pdf"), add(store, "e.pdf"), add(store, "f.pdf")
    lead(store, rejected, State.REJECTED)
    lead(store, failed, State.FAILED)
    with store.change(WHO) as change:
        documents.delete(change, deleted)
    assert ids(store) == [review, accepted, failed]
    assert ids(store, states=frozenset({State.DUPLICATE})) == [duplicate]
    assert ids(store, states=frozenset({State.REJECTED, State.ACCEPTED})) == [accepted, rejected]
    assert ids(store, states=frozenset({State.NEW})) == []
    assert ids(store, is_deleted=True) == [deleted]
    with store.reading() as connection:
        assert count_states(connection) == {
            State.REVIEW: 1,
            State.ACCEPTED: 1,
            State.DUPLICATE: 1,
            State.REJECTED: 1,
            State.FAILED: 1,
        }


def test_a_deleted_duplicate_is_among_the_deleted(store: Store) -> None:
    key = add(store, duplicate=Duplicate(add(store, "first.pdf"), Sameness.BYTES))
    with store.change(WHO) as change:
        documents.delete(change, key)
    assert ids(store, is_deleted=True) == [key]
    assert ids(store, is_deleted=True, states=frozenset({State.NEW})) == []


def test_dates_and_totals_are_limits_that_are_included(store: Store) -> None:
    days = [date(2026, 3, day) for day in (1, 15, 31)]
    keys = [
        read(store, invoice(f"N{at}", issued=day, total=Decimal(at) + Decimal("0.50")), f"{at}.pdf")
        for at, day in enumerate(days)
    ]
    blank = read(store, record(), "blank.pdf")
    assert ids(store, issued_from=days[1]) == keys[1:]
    assert ids(store, issued_to=days[1]) == keys[:2]
    assert ids(store, issued_from=days[0], issued_to=days[0]) == keys[:1]
    assert ids(store, total_from=Decimal("1.50")) == keys[1:]
    assert ids(store, total_to=Decimal("1.5")) == keys[:2]
    assert ids(store, total_from=Decimal("1.5001")) == keys[2:]
    assert ids(store, total_from=Decimal("-1E+30"), total_to=Decimal("1E+30")) == keys
    assert ids(store, total_from=Decimal("1E+30")) == []
    assert ids(store, issued_from=days[2], total_to=Decimal(1)) == []
    assert blank in ids(store)


def test_a_seller_is_found_by_parts_of_its_name(store: Store) -> None:
    noor = read(store, invoice("1", seller="شركة النُّور للتجارة"), "a.pdf")
    hundred = read(store, invoice("2", seller="100% Pure_Water (Gulf)", buyer="النور"), "b.pdf")
    assert ids(store, seller="نور تجار") == [noor]
    assert ids(store, seller="pure water") == [hundred]
    assert ids(store, seller="100") == [hundred]
    assert ids(store, seller="nobody") == []


def test_a_template_is_asked_for_and_none_too(store: Store) -> None:
    acme, without = add(store), add(store, "b.pdf", template_name="")
    assert ids(store, template="Acme") == [acme]
    assert ids(store, template="") == [without]
    with store.reading() as connection:
        assert count_without_template(connection) == 1


def test_what_needs_a_look_is_asked_for(store: Store) -> None:
    look, fine = read(store, whole(), "a.pdf"), read(store, invoice(), "b.pdf")
    assert ids(store, needs_look=True) == [look]
    assert ids(store, needs_look=False) == [fine]


def test_filters_hold_together(store: Store) -> None:
    key = read(store, invoice(), "a.pdf")
    read(store, invoice("OTHER"), "b.pdf")
    asked = {
        "words": "INV-2045",
        "states": frozenset({State.REVIEW}),
        "template": "Acme",
        "seller": "النور",
        "issued_from": date(2026, 3, 14),
        "issued_to": date(2026, 3, 14),
        "total_from": Decimal(1234),
        "total_to": Decimal(1235),
        "needs_look": False,
    }
    assert ids(store, **asked) == [key]
    assert ids(store, **(asked | {"template": "Beta"})) == []
    assert ids(store, **(asked | {"is_deleted": True})) == []


@pytest.fixture
def five(store: Store) -> list[int]:
    """Return invoices of which the last has no values."""
    facts = [
        ("B-2", date(2026, 1, 2), "20.00", "c.pdf"),
        ("A-10", date(2026, 1, 1), "9.00", "a.pdf"),
        ("C-1", date(2025, 12, 31), "-5.00", "d.pdf"),
        ("A-10", date(2026, 1, 1), "9.00", "b.pdf"),
    ]
    keys = [
        read(store, record(number=number, issued=day, total=Decimal(total)), name)
        for number, day, total, name in facts
    ]
    return [*keys, read(store, record(), "e.pdf")]


@pytest.mark.parametrize(
    ("order", "ascending", "descending"),
    [
        (Order.ADDED, [0, 1, 2, 3, 4], [4, 3, 2, 1, 0]),
        (Order.ISSUED, [2, 1, 3, 0, 4], [0, 3, 1, 2, 4]),
        (Order.TOTAL, [2, 1, 3, 0, 4], [0, 3, 1, 2, 4]),
        (Order.NUMBER, [1, 3, 0, 2, 4], [2, 0, 3, 1, 4]),
        (Order.NAME, [1, 3, 0, 2, 4], [4, 2, 0, 3, 1]),
    ],
)
def test_lists_are_ordered_and_blanks_stand_last(
    store: Store, five: list[int], order: Order, ascending: list[int], descending: list[int]
) -> None:
    assert ordered(store, order, is_descending=False) == [five[at] for at in ascending]
    assert ordered(store, order, is_descending=True) == [five[at] for at in descending]


@pytest.mark.parametrize("order", [*Order, ByField("total"), ByField("none")])
def test_pages_of_a_list_hold_each_invoice_once(store: Store, five: list[int], order: Ordering) -> None:
    pages = [ordered(store, order, limit=2, offset=at) for at in (0, 2, 4, 6)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    listed = [key for page in pages for key in page]
    assert listed == ordered(store, order, limit=None)
    assert ordered(store, order, limit=0) == []
    assert sorted(listed) == five


def test_a_list_says_why_an_invoice_failed_and_of_which_it_is_a_duplicate(store: Store) -> None:
    key = add(store)
    taken = claim(store)
    assert taken is not None
    with store.change(WHO) as change:
        documents.fail(change, taken, PROBLEM)
    other = add(store, "b.pdf", duplicate=Duplicate(key, Sameness.BYTES))
    with store.reading() as connection:
        (found,) = find(connection, Filter())
        (same,) = find(connection, Filter(states=frozenset({State.DUPLICATE})))
    assert found.problem == PROBLEM
    assert (same.id, same.duplicate_of) == (other, key)


def test_a_list_is_told_of_the_invoices_it_names_in_its_own_order(store: Store) -> None:
    keys = [read(store, invoice(f"INV-{number}"), name=f"{number}.pdf") for number in range(3)]
    asked = [keys[2], 999, keys[0]]
    with store.reading() as connection:
        found = summaries_of(connection, asked)
        assert [one.id for one in found] == [keys[2], keys[0]]
        assert found == [one for one in find(connection, Filter()) if one.id != keys[1]]
