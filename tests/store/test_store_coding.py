"""Values, readings and records as text, and back again exactly: whatever they hold."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from kept_invoices import FIELDS, LINES, document, whole

from invoice_desk.errors import Problem
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.invoice.record import Check, Code, Entry, Value
from invoice_desk.store import coding
from invoice_desk.store.outcome import scaled
from invoice_desk.store.record_json import record_from_json, record_to_json

_EDGE = st.integers(-(10**6), 10**6)
_BOX = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    _EDGE,
    _EDGE,
    st.integers(0, 10**4),
    st.integers(0, 10**4),
)
_SURE = st.integers(0, 10_000).map(lambda one: one / 10_000)  # as exact as probabilities are kept
_TEXT = st.text(st.characters(codec=None), max_size=30)
_VALUE = st.one_of(st.none(), _TEXT, st.decimals(), st.dates(), st.booleans())
_GLYPH = st.builds(Glyph, st.characters(), _BOX, _SURE, st.text(max_size=1))
_READING = st.builds(
    Reading,
    _TEXT.filter(bool),
    st.floats(0, 1),
    st.just("digits"),
    st.integers(0, 99),
    _BOX,
    st.lists(_GLYPH, max_size=3).map(tuple),
    _TEXT,
)
_REASON = st.builds(Reason, st.sampled_from(Doubt), _TEXT)
_ENTRY = st.builds(
    Entry,
    st.just(FIELDS["note"]),
    st.none() | _READING,
    st.one_of(st.none(), _TEXT, st.decimals(allow_nan=False), st.dates(), st.booleans()),
    st.none() | st.just("AED"),
    st.none() | _BOX,
    st.lists(_REASON, max_size=3).map(tuple),
)


def through_json(data: Any) -> Any:
    """Send data the way of the database and of the reading process."""
    text = coding.dump(data)
    assert "\n" not in text
    return json.loads(text)


@given(_VALUE)
def test_a_value_comes_back_exactly(value: Value | None) -> None:
    found = coding.value_from_text(*coding.value_to_text(value))
    assert type(found) is type(value)
    assert str(found) == str(value)


@given(_ENTRY)
def test_an_entry_comes_back_exactly(entry: Entry) -> None:
    assert coding.entry_from_json(through_json(coding.entry_to_json(entry)), entry.field) == entry


@given(st.none() | _READING)
def test_a_reading_comes_back_exactly(reading: Reading | None) -> None:
    assert coding.reading_from_json(through_json(coding.reading_to_json(reading))) == reading


@given(st.lists(st.builds(Check, _TEXT, st.booleans(), _TEXT, st.lists(_TEXT).map(tuple)), max_size=3))
def test_checks_come_back_exactly(checks: list[Check]) -> None:
    assert coding.checks_from_json(through_json(coding.checks_to_json(checks))) == tuple(checks)


@given(
    st.lists(
        st.builds(
            Code, _TEXT, _TEXT, st.integers(0, 9), _BOX, st.none() | st.dictionaries(_TEXT, _TEXT, max_size=3)
        ),
        max_size=3,
    )
)
def test_codes_come_back_exactly(codes: list[Code]) -> None:
    assert coding.codes_from_json(through_json(coding.codes_to_json(codes))) == tuple(codes)


@given(st.none() | st.builds(Problem, _TEXT, _TEXT, _TEXT, _TEXT))
def test_a_problem_comes_back_exactly(problem: Problem | None) -> None:
    assert coding.problem_from_text(coding.problem_to_text(problem)) == problem


@given(st.lists(st.tuples(st.integers(1, 10**5), st.none() | st.floats(1, 1200), st.booleans()), max_size=4))
def test_pages_come_back_exactly(facts: list[tuple[int, float | None, bool]]) -> None:
    pages = tuple(PageInfo(at, Size(edge, edge), dpi, layer) for at, (edge, dpi, layer) in enumerate(facts))
    assert coding.pages_from_json(through_json(coding.pages_to_json(pages))) == pages


def test_cells_of_a_column_that_is_gone_are_left_out() -> None:
    row = whole().tables["lines"][0]
    fewer = LINES.model_copy(update={"columns": LINES.columns[:1]})
    text = coding.cells_to_text(row)
    assert coding.cells_from_text(text, coding.column_fields(LINES)) == row
    assert coding.cells_from_text(text, coding.column_fields(fewer)) == {"item": row["item"]}


def test_a_record_crosses_to_another_process_whole() -> None:
    one = whole()
    sent = document("الفاتورة.pdf")
    found = record_from_json(through_json(record_to_json(one)), sent, one.template)
    assert (found.entries, found.tables, found.codes) == (one.entries, one.tables, one.codes)
    assert (found.checks, found.status, found.document, found.file) == (
        one.checks,
        one.status,
        sent,
        "الفاتورة.pdf",
    )


@given(st.text(max_size=3000), st.text(max_size=3000))
def test_what_stands_in_an_index_is_short_and_tells_texts_apart(one: str, other: str) -> None:
    keys = [coding.index_key(text) for text in (one, other)]
    assert all(len(key.encode()) <= 1500 for key in keys)
    assert (keys[0] == keys[1]) == (one == other)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.decimals(allow_nan=False, allow_infinity=False))
def test_amounts_are_ordered_as_they_are_kept(one: Decimal, other: Decimal) -> None:
    kept = scaled(one), scaled(other)
    if None not in kept and one < other:
        assert kept[0] <= kept[1]  # type: ignore[operator]


def test_amounts_are_kept_in_ten_thousandths() -> None:
    amounts = ["0", "1234.50", "-0.0001", "1E+3", "0.00005", "1E-400", "99999999999999", "NaN", "-Infinity"]
    assert [scaled(Decimal(one)) for one in amounts] == [
        0,
        12345000,
        -1,
        10000000,
        0,
        0,
        999999999999990000,
        None,
        None,
    ]
    assert [scaled(Decimal(one)) for one in ("1E+15", "-1E+900", "9" * 60)] == [None] * 3


def test_a_date_is_no_text_and_a_tick_no_number() -> None:
    assert coding.value_to_text(date(2026, 3, 14)) == ("2026-03-14", "date")
    assert coding.value_to_text(value=True) == ("true", "bool")
    assert coding.value_to_text("true") == ("true", "text")
    assert coding.value_to_text(Decimal("1.50")) == ("1.50", "decimal")
    assert coding.value_to_text(None) == (None, None)
