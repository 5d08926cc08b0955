"""Records: what was read comes back as it was, every reading is kept, and lists know the values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from desk_places import Place
from kept_invoices import (
    FIELDS,
    add,
    claim,
    document,
    entry,
    events,
    filed,
    invoice,
    keep,
    loaded,
    read,
    read_again,
    record,
    told,
    whole,
)
from sqlalchemy import func, select

from invoice_desk.errors import Problem
from invoice_desk.invoice.filed import State, Summary
from invoice_desk.invoice.record import Record, Status
from invoice_desk.store import schema
from invoice_desk.store.change import What
from invoice_desk.store.records import keep_outcome, load_record, load_records, record_ids
from invoice_desk.store.searching import Filter, find
from invoice_desk.store.store import Store
from invoice_desk.store.templates import save_template

_AMOUNTS = [
    "0", "-0.00", "0.1", "1234.50", "1234.500", "99999999999999.9999", "1E+3", "-1E-20",
    "123456789012345678901234567890.123456789012345678901234567890",
]  # fmt: skip


def summary(store: Store, key: int) -> Summary:
    with store.reading() as connection:
        (found,) = [one for one in find(connection, Filter()) if one.id == key]
    return found


def test_a_record_comes_back_whole(place: Place) -> None:
    one = whole()
    with place.opened() as store:
        key = read(store, one, "الفاتورة 1.pdf")
    with place.opened() as store:
        found = loaded(store, key)
    assert found.entries == one.entries
    assert found.tables == one.tables
    assert found.codes == one.codes
    assert found.checks == one.checks
    assert found.template == one.template
    assert (found.file, found.status, found.problem) == ("الفاتورة 1.pdf", Status.REVIEW, None)
    assert found.document is not None
    assert found.document.pages == document().pages


@pytest.mark.parametrize("text", _AMOUNTS)
def test_an_amount_comes_back_to_the_last_digit(file_store: Store, text: str) -> None:
    _amount_comes_back(file_store, text)


def test_amounts_come_back_to_the_last_digit_from_either_database(store: Store) -> None:
    for text in _AMOUNTS:
        _amount_comes_back(store, text)


def _amount_comes_back(store: Store, text: str) -> None:
    key = read(store, invoice(total=Decimal(text)), f"{text}.pdf")
    total = next(one for one in loaded(store, key).entries if one.field.name == "total")
    assert str(total.value) == text
    assert str(summary(store, key).total) == text


def test_a_text_that_no_database_keeps_is_kept_as_escapes(store: Store) -> None:
    key = read(store, record(note="zero \0, half \udcff"))
    assert loaded(store, key).entries[-1].shown_text == "zero \\x00, half \\udcff"


def test_values_as_long_as_they_come_are_kept(store: Store) -> None:
    """PostgreSQL's indexes take 2,704 bytes, so that nothing indexed may be longer."""
    odd = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(600))
    key = read(store, invoice(odd, seller=odd, tax_id=odd, note=odd * 50))
    found = {one.field.name: one.shown_text for one in loaded(store, key).entries}
    assert (found["number"], found["seller"], found["note"]) == (odd, odd, odd * 50)
    blessing = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 500  # 18 letters each, taken apart
    read(store, invoice(blessing, seller=blessing), "b.pdf")


def test_a_list_shows_what_was_read(store: Store) -> None:
    key = read(store, whole(), "a.pdf")
    found = summary(store, key)
    assert found.seller == "شركة النُّور"
    assert (found.number, found.issued, found.total, found.currency) == (
        "00042",
        date(2026, 4, 3),
        Decimal("3.50"),
        "KWD",
    )
    assert (found.doubtful, found.failed_checks, found.state) == (2, 1, State.REVIEW)
    assert (found.name, found.template, found.duplicate_of, found.problem) == ("a.pdf", "Acme", None, None)


def test_a_list_shows_an_invoice_that_was_never_read(store: Store) -> None:
    found = summary(store, add(store))
    assert (found.seller, found.number, found.issued, found.total, found.currency) == (
        "",
        "",
        None,
        None,
        "",
    )


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+30"])
def test_an_amount_that_no_database_orders_is_kept_all_the_same(store: Store, amount: str) -> None:
    key = read(store, invoice(total=Decimal(amount)))
    assert str(summary(store, key).total) == amount


def test_the_last_reading_is_shown_and_the_earlier_ones_stay(store: Store) -> None:
    key = read(store, invoice("FIRST"))
    with store.reading() as connection:
        first = record_ids(connection, [key])[key]
    read_again(store, key, invoice("SECOND"))
    assert loaded(store, key).entries[0].shown_text == "SECOND"
    assert summary(store, key).number == "SECOND"
    assert told(store, key).count(What.READ) == 2
    with store.reading() as connection:
        second = record_ids(connection, [key])[key]
        assert second != first
        kept = connection.execute(
            select(schema.readings.c.text).where(
                schema.readings.c.record_id == first, schema.readings.c.field == "number"
            )
        ).scalar_one()
        assert kept == "FIRST"
        records = select(schema.records).where(schema.records.c.document_id == key)
        programs = {row.program for row in connection.execute(records)}
    assert programs == {"invoice-desk 0"}


def test_reading_is_one_row_of_history(store: Store) -> None:
    key = add(store)
    taken = claim(store)
    assert taken is not None
    many = len(events(store, key))
    keep(store, taken, invoice())
    (event,) = events(store, key)[many:]
    assert (event.what, event.who, event.old, event.new) == (What.READ, "reader", "reading", "review")
    assert filed(store, key).is_read


def test_a_reading_that_cannot_be_kept_whole_is_not_kept_at_all(store: Store) -> None:
    key = add(store)
    taken = claim(store)
    assert taken is not None
    total = FIELDS["total"]
    broken = replace(invoice(), entries=(entry(total, "1", Decimal(1), currency=object()),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="object"):
        keep(store, taken, broken)
    assert not filed(store, key).is_read
    with store.reading() as connection:
        for table in (schema.records, schema.readings, schema.parties):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
    assert keep(store, taken, invoice()), "the claim is still good"


def test_many_records_come_in_the_order_that_is_asked_for(store: Store) -> None:
    keys = [read(store, invoice(f"N{number}"), f"{number}.pdf") for number in range(5)]
    never = add(store, "never.pdf")
    asked = [keys[3], never, keys[0], 999, keys[4], keys[0]]
    with store.reading() as connection:
        found = [
            (kept.id, one.entries[0].shown_text)
            for kept, one in load_records(connection, store.originals, asked)
        ]
        assert found == [(keys[3], "N3"), (keys[0], "N0"), (keys[4], "N4"), (keys[0], "N0")]
        assert load_record(connection, store.originals, never) is None
        assert list(record_ids(connection, asked)) == sorted({keys[0], keys[3], keys[4]})


def test_more_records_than_are_loaded_at_once_come_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("invoice_desk.store.records._AT_ONCE", 2)
    keys = [read(store, invoice(f"N{number}"), f"{number}.pdf") for number in range(5)]
    with store.reading() as connection:
        assert [kept.id for kept, _ in load_records(connection, store.originals, keys)] == keys
        assert list(record_ids(connection, keys)) == keys


def test_checks_made_anew_are_kept_without_another_reading(store: Store) -> None:
    key = read(store, whole())
    mended = replace(loaded(store, key), checks=(), status=Status.OK)
    with store.change("Mona") as change:
        keep_outcome(change, key, mended)
    found = loaded(store, key)
    assert (found.checks, found.status) == ((), Status.OK)
    assert found.entries == whole().entries
    assert summary(store, key).failed_checks == 0


def test_a_record_is_of_the_template_version_that_it_was_read_by(store: Store) -> None:
    key = read(store, invoice())
    fewer = loaded(store, key).template
    newer = fewer.model_copy(update={"fields": fewer.fields[:2]})
    with store.change("Mona") as change:
        assert save_template(change, newer).template.version == 2
    found = loaded(store, key)
    assert found.template.version == 1
    assert len(found.entries) == len(invoice().entries)


def test_a_record_without_a_single_value_is_kept(store: Store) -> None:
    bare = Record(file="a.pdf", template=whole().template)
    key = read(store, replace(bare, entries=record().entries, problem=Problem("x", "y")), "a.pdf")
    assert [one.shown_text for one in loaded(store, key).entries] == [""] * len(FIELDS)
