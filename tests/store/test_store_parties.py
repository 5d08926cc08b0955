"""Sellers and buyers as they are read, and invoices that are the same as one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from kept_invoices import FIELDS, WHO, entry, invoice, read, read_again, record

from invoice_desk.invoice.fields import Role
from invoice_desk.invoice.filed import Duplicate, Sameness, State
from invoice_desk.invoice.record import Record
from invoice_desk.store import documents
from invoice_desk.store.duplicates import find_same_invoice, find_same_page
from invoice_desk.store.parties import parties_of
from invoice_desk.store.store import Store


@pytest.fixture(autouse=True)
def _plain_fingerprints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a fingerprint be words, whose share that differs is the difference."""

    def difference(one: str, other: str) -> float:
        pairs = list(zip(one.split(), other.split(), strict=True))
        return sum(a != b for a, b in pairs) / len(pairs)

    monkeypatch.setattr("invoice_desk.store.duplicates.difference", difference)
    monkeypatch.setattr("invoice_desk.store.duplicates.SAME_PAGE", 0.3)


def names(store: Store, role: Role) -> list[tuple[str, str]]:
    with store.reading() as connection:
        return [(one.name, one.tax_id) for one in parties_of(connection, role)]


def same_invoice(store: Store, key: int) -> Duplicate | None:
    with store.reading() as connection:
        return find_same_invoice(connection, key)


def same_page(store: Store, key: int) -> Duplicate | None:
    with store.reading() as connection:
        return find_same_page(connection, key)


def page(prints: str, **texts: Any) -> Record:
    return replace(record(**texts), fingerprint=prints)


def test_a_seller_is_noted_once_however_it_is_spelt(store: Store) -> None:
    for at, name in enumerate(("شركة النور", "شركة النُّور", "شركة النـور")):
        read(store, invoice(str(at), seller=name, buyer="Gulf"), f"{at}.pdf")
    read(store, invoice("3", seller="شركة النور", tax_id=None), "3.pdf")
    assert sorted(names(store, Role.SELLER)) == [("شركة النور", ""), ("شركة النور", "100200300")]
    assert names(store, Role.BUYER) == [("Gulf", "")]


def test_nothing_read_is_no_seller(store: Store) -> None:
    read(store, record(number="1", seller="---"))
    assert names(store, Role.SELLER) == []


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"number": "inv 2045"},
        {"number": "INV-٢٠٤٥"},
        {"seller": "شركة النُّور"},
        {"seller": "read wrongly"},
        {"tax_id": None},
        {"tax_id": "999"},
        {"total": Decimal("1234.5")},
        {"note": "another scan"},
    ],
)
def test_the_same_invoice_is_known_by_seller_number_date_and_total(
    store: Store, again: dict[str, Any]
) -> None:
    first = read(store, invoice(), "a.pdf")
    second = read(store, invoice(**again), "b.pdf")
    assert same_invoice(store, second) == Duplicate(first, Sameness.INVOICE)
    assert same_invoice(store, first) == Duplicate(second, Sameness.INVOICE)


@pytest.mark.parametrize(
    "again",
    [
        {"number": "INV-2046"},
        {"issued": date(2026, 3, 15)},
        {"total": Decimal("1234.51")},
        {"seller": "somebody else", "tax_id": "999"},
        {"seller": "somebody else", "tax_id": None},
        {"number": None},
        {"issued": None},
        {"total": None},
        {"seller": None, "tax_id": None},
    ],
)
def test_another_invoice_is_no_duplicate(store: Store, again: dict[str, Any]) -> None:
    read(store, invoice(), "a.pdf")
    assert same_invoice(store, read(store, invoice(**again), "b.pdf")) is None


def test_invoices_without_facts_are_not_the_same(store: Store) -> None:
    read(store, record(), "a.pdf")
    assert same_invoice(store, read(store, record(), "b.pdf")) is None


def test_another_currency_is_another_invoice(store: Store) -> None:
    read(store, invoice(), "a.pdf")
    dollars = entry(FIELDS["total"], "1234.50", Decimal("1234.50"), currency="USD")
    assert same_invoice(store, read(store, invoice(total=dollars), "b.pdf")) is None


def test_what_is_set_aside_or_deleted_is_not_the_first(store: Store) -> None:
    keys = [read(store, invoice(), f"{name}.pdf") for name in "abcd"]
    with store.change(WHO) as change:
        documents.delete(change, keys[0])
        documents.reject(change, keys[1])
        documents.set_aside(change, keys[2], Duplicate(keys[3], Sameness.INVOICE))
    assert same_invoice(store, keys[3]) is None
    assert same_invoice(store, keys[2]) == Duplicate(keys[3], Sameness.INVOICE)


def test_the_same_page_is_known_by_its_looks(store: Store) -> None:
    first = read(store, page("a b c d", number="1"), "a.pdf")
    alike = read(store, page("a b c x", number="1"), "b.pdf")
    other = read(store, page("a b x y", number="1"), "c.pdf")
    blank = read(store, page("", number="1"), "d.pdf")
    assert same_page(store, alike) == Duplicate(first, Sameness.PAGE)
    assert same_page(store, other) is None
    assert same_page(store, blank) is None
    with store.change(WHO) as change:
        documents.set_aside(change, alike, Duplicate(first, Sameness.PAGE))
    assert same_page(store, first) is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"number": "1"}, {"number": "2"}, False),
        ({"issued": date(2026, 1, 1)}, {"issued": date(2026, 1, 2)}, False),
        ({"total": Decimal(1)}, {"total": Decimal(2)}, False),
        ({"number": "1"}, {"number": None}, False),
        ({}, {}, False),
        ({"seller": "one", "tax_id": "1", "total": Decimal(9)},) * 2 + (False,),
        ({"issued": date(2026, 1, 1), "seller": "one"},) * 2 + (True,),
        ({"number": "1", "total": Decimal(5)}, {"number": "1", "issued": date(2026, 1, 1)}, True),
        ({"seller": "one"}, {"seller": "other"}, False),
    ],
)
def test_what_was_read_must_agree_with_looks(
    store: Store, one: dict[str, Any], other: dict[str, Any], *, is_same: bool
) -> None:
    first = read(store, page("a b c d", **one), "a.pdf")
    second = read(store, page("a b c d", **other), "b.pdf")
    assert same_page(store, second) == (Duplicate(first, Sameness.PAGE) if is_same else None)


def test_an_invoice_read_anew_is_known_by_its_new_looks(store: Store) -> None:
    first = read(store, page("a b c d", number="1"), "a.pdf")
    read_again(store, first, page("e f g h", number="1"))
    assert same_page(store, read(store, page("a b c d", number="1"), "b.pdf")) is None
    assert same_page(store, read(store, page("e f g h", number="1"), "c.pdf")) == Duplicate(
        first, Sameness.PAGE
    )


def test_a_duplicate_of_each_level_says_why(store: Store) -> None:
    first = read(store, invoice(), "a.pdf")
    for at, sameness in enumerate(Sameness):
        key = read(store, invoice(), f"b{at}.pdf")
        with store.change(WHO) as change:
            documents.set_aside(change, key, Duplicate(first, sameness))
        with store.reading() as connection:
            found = documents.get_filed(connection, store.originals, key)
        assert found.state is State.DUPLICATE
        assert found.duplicate is not None
        assert found.duplicate.words.endswith(f"invoice {first}")
