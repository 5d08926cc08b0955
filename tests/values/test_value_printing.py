"""What is printed reads back as the same value, in every convention, family of digits and language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Literal, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from invoice_desk.values import printing
from invoice_desk.values.amounts import Amount, read_amount
from invoice_desk.values.calendars import Calendar
from invoice_desk.values.dates import PrintedDate, read_date
from invoice_desk.values.digits import DigitFamily
from invoice_desk.values.months import MonthStyle
from invoice_desk.values.printing import (
    Convention,
    DecimalPoint,
    Group,
    Negative,
    Placement,
    print_amount,
    print_date,
    print_date_in_words,
    print_number,
)

DECIMALS: tuple[DecimalPoint, ...] = get_args(DecimalPoint)
GROUPS: tuple[Group, ...] = get_args(Group)
CONVENTIONS = [
    Convention(decimal=decimal, group=group, digits=digits, negative=negative, is_indian=is_indian)
    for decimal, group, digits, negative, is_indian in product(
        DECIMALS, GROUPS, DigitFamily, Negative, (False, True)
    )
    if group != decimal and (group == "," or not is_indian)
]
VALUES = st.builds(
    lambda whole, places: Decimal(whole).scaleb(-places), st.integers(-(10**11), 10**11), st.integers(0, 4)
)
SIGNS = {
    "EUR": "€",
    "AED": "د.إ",
    "SAR": "ريال سعودي",
    "EGP": "LE",
    "USD": "US$",
    "MAD": "dirhams marocains",
    "KWD": "KWD",
}
DAYS = st.dates(date(1990, 1, 1), date(2077, 11, 16))


def same(value: Decimal) -> Decimal:
    """Return zero without its sign, which is never printed."""
    return value or value.copy_abs()


@settings(max_examples=300, deadline=None)
@given(value=VALUES, convention=st.sampled_from(CONVENTIONS))
def test_a_number_reads_back_digit_by_digit_and_without_doubt(value: Decimal, convention: Convention) -> None:
    found = read_amount(print_number(value, convention), decimal=convention.decimal)
    assert found == Amount(value)
    assert str(found.value) == f"{same(value):f}"


@settings(max_examples=400, deadline=None)
@given(
    value=VALUES,
    convention=st.sampled_from(CONVENTIONS),
    placement=st.sampled_from(Placement),
    code=st.sampled_from(sorted(SIGNS)),
)
def test_an_amount_reads_back_with_its_currency(
    value: Decimal, convention: Convention, placement: Placement, code: str
) -> None:
    assume(code == "KWD" or value.as_tuple().exponent != -3)  # else it is doubted
    found = read_amount(print_amount(value, SIGNS[code], convention, placement), decimal=convention.decimal)
    assert found == Amount(value, code, has_sign=True)


@settings(max_examples=300, deadline=None)
@given(value=VALUES, convention=st.sampled_from(CONVENTIONS))
def test_without_a_stated_convention_a_number_is_right_or_doubted(
    value: Decimal, convention: Convention
) -> None:
    found = read_amount(print_number(value, convention))
    assert found.value == value or found.reasons


@pytest.mark.parametrize(
    ("convention", "printed"),
    [
        (printing.ENGLISH, "-1,234,567.50"),
        (printing.FRENCH, "-1\u202f234\u202f567,50"),
        (printing.ARABIC, "-١٬٢٣٤٬٥٦٧٫٥٠"),
        (printing.SWISS, "-1’234’567.50"),
        (printing.GERMAN, "-1.234.567,50"),
        (printing.INDIAN, "-12,34,567.50"),
        (Convention(negative=Negative.BRACKETS, group=""), "(1234567.50)"),
        (Convention(negative=Negative.AFTER, digits=DigitFamily.PERSIAN), "۱,۲۳۴,۵۶۷.۵۰-"),
    ],
)
def test_numbers_are_printed_as_the_convention_says(convention: Convention, printed: str) -> None:
    assert print_number(Decimal("-1234567.50"), convention) == printed


def test_amounts_are_printed_with_the_sign_where_it_belongs() -> None:
    assert print_amount(Decimal("5.00"), "€", printing.FRENCH) == "5,00 €"
    assert print_amount(Decimal("-5.00"), "$", printing.ENGLISH, Placement.BEFORE) == "$-5.00"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_not_printed(value: str) -> None:
    with pytest.raises(ValueError, match="cannot be printed"):
        print_number(Decimal(value))


def test_one_mark_cannot_serve_twice() -> None:
    with pytest.raises(ValueError, match="both"):
        Convention(decimal=",", group=",")


def test_large_exponents_are_written_out() -> None:
    assert print_number(Decimal("1E+4")) == "10,000"


@settings(max_examples=300, deadline=None)
@given(
    day=DAYS,
    order=st.sampled_from(["dmy", "mdy", "ymd"]),
    separator=st.sampled_from(["/", "-", ".", " ", "،", " / ", "–"]),
    digits=st.sampled_from(DigitFamily),
    calendar=st.sampled_from(Calendar),
    is_padded=st.booleans(),
    around=st.sampled_from(["{}", "التاريخ: {}", "Date : {}", "{} 13:45", "\u200f{}", "{} 10:30 م"]),
)
def test_a_numeric_date_reads_back_in_its_stated_order(
    day: date,
    order: Literal["dmy", "mdy", "ymd"],
    separator: str,
    digits: DigitFamily,
    calendar: Calendar,
    *,
    is_padded: bool,
    around: str,
) -> None:
    printed = print_date(
        day, order, separator=separator, digits=digits, calendar=calendar, is_padded=is_padded
    )
    found = read_date(around.format(printed), order=order)
    assert found == PrintedDate(day, calendar)


@settings(max_examples=300, deadline=None)
@given(day=DAYS, style=st.sampled_from(MonthStyle), digits=st.sampled_from(DigitFamily), upper=st.booleans())
def test_a_date_in_words_reads_back_in_every_language(
    day: date, style: MonthStyle, digits: DigitFamily, *, upper: bool
) -> None:
    printed = print_date_in_words(day, style, digits=digits)
    found = read_date(printed.upper() if upper else printed)
    assert found == PrintedDate(day, style.calendar)


@given(day=DAYS, order=st.sampled_from(["dmy", "mdy", "ymd"]))
def test_eight_digits_read_back(day: date, order: Literal["dmy", "mdy", "ymd"]) -> None:
    assert read_date(print_date(day, order, separator=""), order=order).value == day


@given(day=DAYS, mark=st.sampled_from(["هـ", " هـ", "H", " AH", " هجري"]))
def test_a_marked_hijri_date_reads_back(day: date, mark: str) -> None:
    printed = print_date(day, "dmy", separator="/", calendar=Calendar.HIJRI) + mark
    assert read_date(printed, order="dmy") == PrintedDate(day, Calendar.HIJRI)


def test_dates_are_printed_as_asked() -> None:
    day = date(2021, 3, 1)
    assert print_date(day) == "2021-03-01"
    assert print_date(day, "dmy", separator="/", digits=DigitFamily.ARABIC, is_padded=False) == "١/٣/٢٠٢١"
    assert print_date(day, "ymd", separator="/", calendar=Calendar.HIJRI) == "1442/07/17"
    assert print_date_in_words(day, MonthStyle.FRENCH) == "1er mars 2021"
    assert print_date_in_words(day, MonthStyle.LEVANT, digits=DigitFamily.ARABIC) == "١ آذار ٢٠٢١"
    assert print_date_in_words(day, MonthStyle.HIJRI) == "17 رجب 1442"


def test_a_hijri_date_outside_the_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="Umm al-Qura"):
        print_date(date(1900, 1, 1), calendar=Calendar.HIJRI)
