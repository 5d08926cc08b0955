"""What people said of values: it outlives every new reading, and the machine's reading stays beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from desk_places import Place
from kept_invoices import WHO, events, invoice, loaded, read, read_again, whole
from sqlalchemy import select

from invoice_desk.errors import BadDesk, Refused
from invoice_desk.invoice.record import Correction, Entry, Value
from invoice_desk.store import documents, schema
from invoice_desk.store.change import What
from invoice_desk.store.corrections import (
    Kept,
    Spot,
    corrections_of,
    keep_correction,
    withdraw_correction,
)
from invoice_desk.store.records import keep_outcome
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.store.store import Store

_WHEN = datetime(2026, 3, 14, 15, 9, 26, 535897, tzinfo=UTC)
_TOTAL = Spot("total")
_PRICE = Spot("lines", 2, "price")


def say(store: Store, key: int, spot: Spot, text: str, value: Value | None, *, agrees: bool = False) -> Kept:
    """Correct or confirm a value, as workflow/reviewing.py does."""
    kept = Kept(Correction(text, value, WHO, _WHEN), entry_at(store, key, spot).reading, agrees)
    with store.change(WHO) as change:
        keep_correction(change, key, spot, kept)
    return kept


def entry_at(store: Store, key: int, spot: Spot) -> Entry:
    record = loaded(store, key)
    if spot.line:
        return record.tables[spot.field][spot.line - 1][spot.column]
    return next(one for one in record.entries if one.field.name == spot.field)


def said(store: Store, key: int) -> dict[Spot, Kept]:
    with store.reading() as connection:
        return corrections_of(connection, [key]).get(key, {})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("١٢٫٣٤٠", Decimal("12.340")),
        ("14 March 2026", date(2026, 3, 14)),
        ("yes", True),
        ("no", False),
        ("شركة النور", "شركة النور"),
        ("", None),
    ],
)
def test_a_correction_of_every_kind_comes_back_as_it_was_typed(
    store: Store, text: str, value: Value | None
) -> None:
    key = read(store, whole())
    kept = say(store, key, _TOTAL, text, value)
    assert said(store, key) == {_TOTAL: kept}
    found = entry_at(store, key, _TOTAL)
    assert found.correction == kept.correction
    assert (found.shown_text, found.shown_value, found.is_open) == (text, value, False)
    assert found.correction is not None
    assert found.correction.when == _WHEN
    assert str(found.correction.value) == str(value)


def test_the_machines_reading_stays_beside_a_correction_with_box_and_glyphs(store: Store) -> None:
    one = whole()
    key = read(store, one)
    say(store, key, _TOTAL, "3.80", Decimal("3.80"))
    machine = next(entry for entry in one.entries if entry.field.name == "total")
    found = entry_at(store, key, _TOTAL)
    assert (found.reading, found.value, found.box) == (machine.reading, machine.value, machine.box)
    kept = said(store, key)[_TOTAL]
    assert kept.reading == machine.reading
    assert kept.reading is not None
    assert len(kept.reading.glyphs) == 2


def test_a_correction_outlives_every_new_reading_and_keeps_what_it_was_about(place: Place) -> None:
    with place.opened() as store:
        key = read(store, whole())
        kept = say(store, key, _TOTAL, "3.80", Decimal("3.80"))
        for number in range(3):
            read_again(store, key, invoice(total=Decimal(number)))
    with place.opened() as store:
        found = entry_at(store, key, _TOTAL)
        assert (found.shown_value, found.value) == (Decimal("3.80"), Decimal(2))
        assert said(store, key) == {_TOTAL: kept}


def test_a_cell_of_a_table_is_corrected_by_its_line_and_column(store: Store) -> None:
    key = read(store, whole())
    say(store, key, _PRICE, "2.00", Decimal("2.00"))
    assert entry_at(store, key, _PRICE).shown_value == Decimal("2.00")
    assert entry_at(store, key, Spot("lines", 1, "price")).correction is None
    assert entry_at(store, key, Spot("lines", 2, "item")).correction is None
    assert events(store, key)[-1].subject == "lines 2, price"


def test_a_correction_of_a_line_that_is_gone_is_kept_until_it_is_back(store: Store) -> None:
    key = read(store, whole())
    say(store, key, _PRICE, "2.00", Decimal("2.00"))
    read_again(store, key, invoice())
    assert loaded(store, key).tables == {"lines": ()}
    read_again(store, key, whole())
    assert entry_at(store, key, _PRICE).shown_value == Decimal("2.00")


def test_the_last_word_counts_and_the_history_tells_all(store: Store) -> None:
    key = read(store, whole())
    say(store, key, _TOTAL, "1", Decimal(1))
    say(store, key, _TOTAL, "2", Decimal(2))
    assert entry_at(store, key, _TOTAL).shown_text == "2"
    told = [(one.what, one.subject, one.old, one.new) for one in events(store, key)[-2:]]
    assert told == [(What.CORRECTED, "total", "٣٫٥٠", "1"), (What.CORRECTED, "total", "1", "2")]
    with store.reading() as connection:
        rows = connection.execute(select(schema.corrections).order_by(schema.corrections.c.id)).all()
    assert [(row.text, row.is_current) for row in rows] == [("1", False), ("2", True)]


def test_a_correction_that_is_withdrawn_lets_the_reading_stand_again(store: Store) -> None:
    key = read(store, whole())
    say(store, key, _TOTAL, "3.80", Decimal("3.80"))
    with store.change(WHO) as change:
        withdraw_correction(change, key, _TOTAL)
    found = entry_at(store, key, _TOTAL)
    assert (found.correction, found.shown_text) == (None, "٣٫٥٠")
    last = events(store, key)[-1]
    assert (last.what, last.old, last.new) == (What.WITHDRAWN, "3.80", "٣٫٥٠")
    with pytest.raises(Refused, match="nobody corrected total of invoice"), store.change(WHO) as change:
        withdraw_correction(change, key, _TOTAL)


def test_a_reading_that_a_person_confirmed_is_settled(store: Store) -> None:
    key = read(store, whole())
    say(store, key, _TOTAL, "٣٫٥٠", Decimal("3.50"), agrees=True)
    found = entry_at(store, key, _TOTAL)
    assert (found.accepted, found.correction, found.is_open) == (True, None, False)
    assert events(store, key)[-1].what is What.CONFIRMED


def test_what_a_person_confirmed_stands_when_the_machine_reads_another_thing(store: Store) -> None:
    key = read(store, whole())
    say(store, key, _TOTAL, "٣٫٥٠", Decimal("3.50"), agrees=True)
    read_again(store, key, invoice(total=Decimal("9.99")))
    found = entry_at(store, key, _TOTAL)
    assert (found.shown_text, found.shown_value, found.value) == ("٣٫٥٠", Decimal("3.50"), Decimal("9.99"))
    read_again(store, key, whole())
    assert entry_at(store, key, _TOTAL).accepted


def test_a_blank_is_corrected_too(store: Store) -> None:
    key = read(store, invoice(total=None))
    kept = say(store, key, _TOTAL, "5", Decimal(5))
    assert kept.reading is None
    assert said(store, key)[_TOTAL].reading is None
    assert entry_at(store, key, _TOTAL).shown_value == Decimal(5)
    assert (events(store, key)[-1].old, events(store, key)[-1].new) == (None, "5")


def test_corrections_are_of_one_invoice_alone(store: Store) -> None:
    first, second, third = (read(store, invoice(name), f"{name}.pdf") for name in "abc")
    say(store, first, _TOTAL, "1", Decimal(1))
    say(store, third, _TOTAL, "3", Decimal(3))
    with store.reading() as connection:
        found = corrections_of(connection, [first, second, third])
        assert {key: one[_TOTAL].correction.text for key, one in found.items()} == {first: "1", third: "3"}
        assert corrections_of(connection, []) == {}
        assert not documents.is_untouched(connection, first)
        assert documents.is_untouched(connection, second)


def test_a_correction_is_found_by_its_words_and_its_value(store: Store) -> None:
    key = read(store, whole())
    say(store, key, Spot("seller"), "Al Noor Trading", "Al Noor Trading")
    with store.change(WHO) as change:
        keep_outcome(change, key, loaded(store, key))
    with store.reading() as connection:
        assert find_ids(connection, Filter(words="noor")) == [key]
        assert find_ids(connection, Filter(seller="noor trad")) == [key]
        assert find_ids(connection, Filter(words="النور")) == [], "it is no longer the seller"


def test_a_correction_of_an_invoice_that_is_not_there_is_refused(store: Store) -> None:
    kept = Kept(Correction("1", Decimal(1), WHO, _WHEN), None, is_confirmation=False)
    with pytest.raises(BadDesk), store.change(WHO) as change:
        keep_correction(change, 99, _TOTAL, kept)


def test_a_moment_is_kept_in_utc_and_needs_its_time_zone(store: Store) -> None:
    key = read(store, whole())
    gulf = _WHEN.astimezone(timezone(timedelta(hours=4)))
    with store.change(WHO) as change:
        keep_correction(change, key, _TOTAL, Kept(Correction("1", None, WHO, gulf), None, False))
    found = said(store, key)[_TOTAL].correction.when
    assert found == _WHEN
    assert found.utcoffset() == timedelta(0)
    naive = Kept(Correction("1", None, WHO, _WHEN.replace(tzinfo=None)), None, is_confirmation=False)
    with pytest.raises(BadDesk, match="time zone"), store.change(WHO) as change:
        keep_correction(change, key, _TOTAL, naive)
    assert said(store, key)[_TOTAL].correction.when == _WHEN


def test_a_spot_says_where_it_is() -> None:
    assert str(Spot("total")) == "total"
    assert str(_PRICE) == "lines 2, price"
