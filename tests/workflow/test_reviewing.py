"""What a person says of an invoice: kept beside the machine's reading, and overwritten by none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from desks import (
    add,
    add_and_read,
    desk_template,
    draw,
    events,
    filed,
    listed,
    read,
    record_of,
    seller_template,
    table_template,
)

from invoice_desk.errors import BadSetting, BadTemplate, Refused
from invoice_desk.invoice.filed import State
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Entry, Record, Status
from invoice_desk.store.change import What
from invoice_desk.store.corrections import Spot, corrections_of
from invoice_desk.store.searching import Filter
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
TOTAL, NUMBER, DATE = Spot("total"), Spot("number"), Spot("date")


def entry_of(record: Record, name: str) -> Entry:
    return next(entry for entry in record.entries if entry.field.name == name)


@pytest.fixture
def key(desk: Desk, tmp_path: Path) -> int:
    """Return an invoice in review."""
    (found,) = add_and_read(desk, draw(tmp_path / "in"))
    return found


def test_a_correction_stands_beside_what_the_machine_read(desk: Desk, key: int) -> None:
    reviewing.correct(desk, key, TOTAL, "١٬٢٣٥٫٥٠")
    entry = entry_of(record_of(desk, key), "total")
    assert (entry.shown_value, entry.value) == (Decimal("1235.50"), Decimal("1234.50"))
    with desk.reading() as connection:
        kept = corrections_of(connection, [key])[key][TOTAL]
    assert (kept.correction.who, kept.reading) == ("Amal", entry.reading)
    assert entry.reading is not None
    assert entry.reading.box == kept.reading.box if kept.reading else False


def test_lists_and_search_follow_a_correction(desk: Desk, key: int) -> None:
    reviewing.correct(desk, key, NUMBER, "ZX-99")
    (one,) = listed(desk, Filter(words="zx-99"))
    assert (one.id, one.number) == (key, "ZX-99")
    assert listed(desk, Filter(words="INV-2045")) == []


def test_no_later_reading_takes_a_persons_value(desk: Desk, key: int) -> None:
    reviewing.correct(desk, key, TOTAL, "99.00")
    save(desk, seller_template())
    reviewing.read_again(desk, [key])
    read(desk)
    record = record_of(desk, key)
    assert record.template.version == 2
    assert entry_of(record, "total").shown_value == Decimal("99.00")
    assert entry_of(record, "seller").shown_text == "Number"


def test_a_re_reading_says_where_it_differs_from_the_person(desk: Desk, key: int) -> None:
    reviewing.correct(desk, key, TOTAL, "99.00")
    moved = desk_template()
    total = moved.fields[2].model_copy(update={"box": Box(230, 68, 620, 118), "kind": moved.fields[0].kind})
    save(desk, moved.model_copy(update={"fields": (*moved.fields[:2], total)}))
    reviewing.read_again(desk, [key])
    read(desk)
    (found,) = reviewing.differences(desk, key)
    assert (found.spot, found.person, found.machine, found.before) == (
        TOTAL,
        "99.00",
        "14 March 2026",
        "1,234.50",
    )
    assert found.is_new


def test_a_machine_that_comes_to_the_same_is_no_difference(desk: Desk, key: int) -> None:
    reviewing.correct(desk, key, TOTAL, "1234.50")
    assert reviewing.differences(desk, key) == []


def test_a_correction_can_be_withdrawn(desk: Desk, key: int) -> None:
    reviewing.correct(desk, key, TOTAL, "1.00")
    record = reviewing.withdraw(desk, key, TOTAL)
    assert entry_of(record, "total").shown_value == Decimal("1234.50")
    with pytest.raises(Refused, match="nobody corrected total"):
        reviewing.withdraw(desk, key, TOTAL)


def test_a_confirmed_reading_is_settled_and_stands_when_the_machine_changes_its_mind(
    desk: Desk, key: int
) -> None:
    record = reviewing.confirm(desk, key, DATE)
    assert entry_of(record, "date").accepted
    moved = desk_template()
    wrong = moved.fields[1].model_copy(update={"box": moved.fields[2].box})
    save(desk, moved.model_copy(update={"fields": (moved.fields[0], wrong, moved.fields[2])}))
    reviewing.read_again(desk, [key])
    read(desk)
    entry = entry_of(record_of(desk, key), "date")
    assert entry.shown_value == date(2026, 3, 14)
    assert entry.correction is not None


def test_a_settled_doubt_is_no_doubt(desk: Desk, tmp_path: Path) -> None:
    (key,) = add_and_read(desk, draw(tmp_path / "in", total=""))
    (before,) = listed(desk)
    assert (before.doubtful, before.failed_checks) == (1, 1)
    record = reviewing.correct(desk, key, TOTAL, "12.00")
    (after,) = listed(desk)
    assert (record.status, after.doubtful, after.failed_checks, after.total) == (
        Status.OK,
        0,
        0,
        Decimal("12.00"),
    )


@pytest.mark.parametrize(("spot", "text"), [(TOTAL, "abc"), (DATE, "31 February 2026")])
def test_a_text_that_is_no_such_value_is_refused(desk: Desk, key: int, spot: Spot, text: str) -> None:
    with pytest.raises(BadSetting, match=spot.field):
        reviewing.correct(desk, key, spot, text)
    assert not any(event.what is What.CORRECTED for event in events(desk, key))


def test_a_field_that_is_not_there_is_named(desk: Desk, key: int) -> None:
    with pytest.raises(Refused, match="its fields are number, date, total"):
        reviewing.correct(desk, key, Spot("nothing"), "x")


def test_a_cell_of_a_table_is_corrected(desk: Desk, tmp_path: Path) -> None:
    save(desk, table_template())
    (key,) = add_and_read(desk, draw(tmp_path / "in"))
    assert next(iter(record_of(desk, key).tables["items"]))["what"].shown_text == "INV-2045"
    reviewing.correct(desk, key, Spot("items", 2, "what"), "مارس")
    texts = [row["what"].shown_text for row in record_of(desk, key).tables["items"]]
    assert texts[1] == "مارس"
    with pytest.raises(Refused, match="items 9, what"):
        reviewing.correct(desk, key, Spot("items", 9, "what"), "x")


def test_what_was_accepted_is_not_changed_and_not_read_again(desk: Desk, key: int) -> None:
    assert reviewing.accept(desk, [key]) == [key]
    for act in (
        lambda: reviewing.correct(desk, key, TOTAL, "1.00"),
        lambda: reviewing.read_again(desk, [key]),
        lambda: reviewing.accept(desk, [key]),
    ):
        with pytest.raises(Refused, match="accepted"):
            act()
    reviewing.reopen(desk, key)
    reviewing.correct(desk, key, TOTAL, "1.00")


def test_only_the_sure_ones_are_accepted(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    sure, doubtful = add_and_read(desk, draw(folder), draw(folder, "small-2.png", number="INV-2", total=""))
    assert reviewing.accept(desk, [sure, doubtful], only_sure=True) == [sure]
    assert [filed(desk, one).state for one in (sure, doubtful)] == [State.ACCEPTED, State.REVIEW]


def test_one_that_may_not_be_accepted_keeps_all_back(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    one, two = add_and_read(desk, draw(folder), draw(folder, "small-2.png", number="INV-2"))
    reviewing.reject(desk, [two])
    with pytest.raises(Refused):
        reviewing.accept(desk, [one, two])
    assert filed(desk, one).state is State.REVIEW


def test_an_invoice_is_not_booked_twice_by_way_of_a_correction(desk: Desk, tmp_path: Path) -> None:
    save(desk, seller_template())
    folder = tmp_path / "in"
    first, second = add_and_read(desk, draw(folder), draw(folder, "small-2.png", number="INV-2054"))
    reviewing.accept(desk, [first])
    reviewing.correct(desk, second, NUMBER, "INV-2045")
    with pytest.raises(Refused, match=f"the same as of invoice {first}"):
        reviewing.accept(desk, [second])
    reviewing.overrule(desk, second)
    assert reviewing.accept(desk, [second]) == [second]


def test_rejected_and_deleted_invoices_come_back_as_they_were(desk: Desk, key: int) -> None:
    reviewing.reject(desk, [key])
    assert listed(desk) == []
    reviewing.restore(desk, [key])
    reviewing.delete(desk, [key])
    assert listed(desk) == []
    with pytest.raises(Refused, match="deleted"):
        reviewing.correct(desk, key, TOTAL, "1.00")
    reviewing.restore(desk, [key])
    assert filed(desk, key).state is State.REVIEW
    with pytest.raises(Refused, match="neither deleted nor rejected"):
        reviewing.restore(desk, [key])


def test_a_template_that_is_not_there_cannot_be_chosen(desk: Desk, key: int) -> None:
    with pytest.raises(BadTemplate, match="nobody"):
        reviewing.read_again(desk, [key], template="nobody")
    assert filed(desk, key).template == "small"


def test_every_change_is_a_row_of_history(desk: Desk, key: int) -> None:
    reviewing.correct(desk, key, TOTAL, "7.00")
    reviewing.accept(desk, [key])
    told = [(event.who, event.what, event.subject, event.old, event.new) for event in events(desk, key)]
    assert told[3:] == [
        ("Amal", What.CORRECTED, "total", "1,234.50", "7.00"),
        ("Amal", What.ACCEPTED, "", "review", "accepted"),
    ]


def test_an_unread_invoice_has_no_values_to_correct(desk: Desk, tmp_path: Path) -> None:
    (taken,) = add(desk, draw(tmp_path / "in"))
    with pytest.raises(Refused, match="is new"):
        reviewing.correct(desk, taken.id, TOTAL, "1")
    with pytest.raises(Refused, match="no invoice 999"):
        reviewing.correct(desk, 999, TOTAL, "1")


def copied(file: Path, name: str) -> Path:
    """Return a file with the same bytes under another name."""
    copy = file.with_name(name)
    copy.write_bytes(file.read_bytes())
    return copy


def test_a_copy_of_what_was_deleted_meanwhile_is_not_booked_as_well(desk: Desk, tmp_path: Path) -> None:
    file = draw(tmp_path / "in")
    (one,) = add_and_read(desk, file)
    reviewing.delete(desk, [one])
    (two,) = add_and_read(desk, copied(file, "small-2.png"))
    reviewing.accept(desk, [two])
    reviewing.restore(desk, [one])
    with pytest.raises(Refused, match=f"the same bytes as invoice {two}"):
        reviewing.accept(desk, [one])
    reviewing.overrule(desk, one)
    assert reviewing.accept(desk, [one]) == [one]


def test_an_accepted_one_that_was_deleted_comes_back_to_review_where_its_copy_is_booked(
    desk: Desk, tmp_path: Path
) -> None:
    file = draw(tmp_path / "in")
    (one,) = add_and_read(desk, file)
    reviewing.accept(desk, [one])
    reviewing.delete(desk, [one])
    reviewing.restore(desk, [one])
    assert filed(desk, one).state is State.ACCEPTED
    reviewing.delete(desk, [one])
    (two,) = add_and_read(desk, copied(file, "small-2.png"))
    reviewing.accept(desk, [two])
    reviewing.restore(desk, [one])
    assert filed(desk, one).state is State.REVIEW


def test_a_third_one_in_review_does_not_hide_that_it_is_booked(desk: Desk, tmp_path: Path) -> None:
    save(desk, seller_template())
    files = [draw(tmp_path / "in", f"small-{one}.png", number=f"INV-{one}0") for one in "123"]
    keys = add_and_read(desk, *files)
    said = {"seller": "Acme", "number": "INV-7", "date": "2026-03-14", "total": "5.00"}
    for key in reversed(keys):
        for name, text in said.items():
            reviewing.correct(desk, key, Spot(name), text)
        if key == keys[2]:
            reviewing.accept(desk, [key])
    with pytest.raises(Refused, match=f"as of invoice {keys[2]}"):
        reviewing.accept(desk, keys[:1])


def test_a_corrected_line_that_shifted_is_not_taken_for_sure(desk: Desk, tmp_path: Path) -> None:
    save(desk, table_template())
    (key,) = add_and_read(desk, draw(tmp_path / "in"))
    reviewing.correct(desk, key, Spot("items", 2, "what"), "15 March 2026")
    reviewing.read_again(desk, [key])
    read(desk)
    assert reviewing.accept(desk, [key], only_sure=True) == [key]
    reviewing.reopen(desk, key)
    (table,) = table_template().fields
    below = table.model_copy(update={"box": Box(230, 60, 620, 180)})
    save(desk, table_template().model_copy(update={"fields": (below,)}))
    reviewing.read_again(desk, [key])
    read(desk)
    assert record_of(desk, key).tables["items"][1]["what"].shown_text == "15 March 2026"
    assert reviewing.accept(desk, [key], only_sure=True) == []
    assert reviewing.accept(desk, [key]) == [key]
