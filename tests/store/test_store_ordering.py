"""Lists in the order of a field's values, those that a person gave among them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from kept_invoices import FIELDS, WHO, entry, read, read_again, record

from invoice_desk.invoice.record import Correction, Value
from invoice_desk.store.corrections import Kept, Spot, keep_correction, withdraw_correction
from invoice_desk.store.ordering import ByField
from invoice_desk.store.searching import Filter, find, find_ids
from invoice_desk.store.store import Store


def by(store: Store, field: str, *, is_descending: bool = False) -> list[int]:
    """Return the invoices in the order of a field, which pages of a list have too."""
    with store.reading() as connection:
        how: Any = {"order": ByField(field), "is_descending": is_descending}
        keys = find_ids(connection, Filter(), **how)
        paged = [find(connection, Filter(), limit=1, offset=at, **how)[0].id for at in range(len(keys))]
    assert paged == keys
    return keys


def kept(store: Store, field: str, *values: Any) -> list[int]:
    return [
        read(store, record(**({field: value} if value is not None else {})), f"{at}.pdf")
        for at, value in enumerate(values)
    ]


def say(store: Store, key: int, field: str, text: str, value: Value | None) -> None:
    with store.change(WHO) as change:
        said = Kept(Correction(text, value, WHO, datetime(2026, 3, 14, tzinfo=UTC)), None, False)
        keep_correction(change, key, Spot(field), said)


@pytest.mark.parametrize(
    ("field", "values", "ascending"),
    [
        ("count", [Decimal(9), Decimal(10), None, Decimal("-1E+3"), Decimal("9.5")], [3, 0, 4, 1, 2]),
        ("issued", [date(2026, 3, 1), None, date(2025, 12, 31)], [2, 0, 1]),
        ("note", ["pear", "Apple", None, "قلم", "fig"], [1, 4, 0, 3, 2]),
    ],
)
def test_values_stand_by_their_kind_and_blanks_last(
    store: Store, field: str, values: list[Any], ascending: list[int]
) -> None:
    keys = kept(store, field, *values)
    assert by(store, field) == [keys[at] for at in ascending]
    blanks = [key for key, value in zip(keys, values, strict=True) if value is None]
    assert by(store, field, is_descending=True)[-len(blanks) :] == blanks


def test_a_number_that_means_nothing_certain_stands_behind_the_numbers(store: Store) -> None:
    keys = kept(store, "count", entry(FIELDS["count"], "1.2.3"), Decimal(7), None)
    assert by(store, "count") == [keys[1], keys[0], keys[2]]


def test_a_persons_value_counts_until_it_is_withdrawn(store: Store) -> None:
    first, second = kept(store, "count", Decimal(1), Decimal(2))
    say(store, first, "count", "3", Decimal(3))
    say(store, first, "count", "4", Decimal(4))  # in place of the one before: the row stands there once
    assert by(store, "count") == [second, first]
    with store.change(WHO) as change:
        withdraw_correction(change, first, Spot("count"))
    assert by(store, "count") == [first, second]


def test_a_value_that_a_person_emptied_is_a_blank(store: Store) -> None:
    first, second = kept(store, "count", Decimal(1), Decimal(2))
    say(store, first, "count", "", None)
    assert by(store, "count") == [second, first]


def test_a_cell_of_a_table_is_no_value_of_its_field(store: Store) -> None:
    first, second = kept(store, "count", Decimal(1), Decimal(2))
    with store.change(WHO) as change:
        spot = Spot("count", 1, "price")
        keep_correction(
            change, first, spot, Kept(Correction("9", Decimal(9), WHO, datetime.now(UTC)), None, False)
        )
    assert by(store, "count") == [first, second]


def test_only_the_last_reading_counts(store: Store) -> None:
    first, second = kept(store, "count", Decimal(1), Decimal(2))
    read_again(store, first, record(count=Decimal(5)))
    assert by(store, "count") == [second, first]
