"""Printed amounts: every way of printing them that is known, and every doubt that must be said."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.values.amount_parts import PartKind, split_amount
from invoice_desk.values.amounts import MAX_AMOUNT_TEXT, Amount, read_amount
from invoice_desk.values.number import DecimalMark, read_number


def doubts(amount: Amount) -> list[Doubt]:
    return [reason.doubt for reason in amount.reasons]


CERTAIN = [
    ("0", "0"),
    ("20", "20"),
    ("٥٢٥٠٠", "52500"),
    ("۱۲۳", "123"),
    ("12.50", "12.50"),
    ("12,50", "12.50"),
    ("12.5", "12.5"),
    ("1.234,56", "1234.56"),
    ("1,234.56", "1234.56"),
    ("1 234,56", "1234.56"),
    ("1\u00a0234,56", "1234.56"),
    ("1\u2009234,56", "1234.56"),
    ("1\u202f234,56", "1234.56"),
    ("1 234.56", "1234.56"),
    ("1 234 567,89", "1234567.89"),
    ("12 345", "12345"),
    ("١٬٢٣٤٫٥٦", "1234.56"),
    ("١،٢٣٤٫٥٦", "1234.56"),
    ("١٢،٥٠", "12.50"),
    ("١٬٢٣٤", "1234"),
    ("1'234.50", "1234.50"),
    ("1’234.50", "1234.50"),
    ("1'234", "1234"),
    ("12,34,567.00", "1234567.00"),
    ("1,23,456", "123456"),
    ("1,234,567", "1234567"),
    ("1.234.567", "1234567"),
    ("1.234.567,8", "1234567.8"),
    ("0,123", "0.123"),
    ("0.123", "0.123"),
    ("1234,567", "1234.567"),
    ("1234.5678", "1234.5678"),
    ("1 234,567", "1234.567"),
    (".50", "0.50"),
    ("٫٥٠", "0.50"),
    ("500,-", "500"),
    ("500.--", "500"),
    ("500/-", "500"),
    ("12.50.", "12.50"),
    ("+5.00", "5.00"),
    (": 12.50", "12.50"),
    ("**12.50**", "12.50"),
    ("= ١٢٫٥٠", "12.50"),
    ("\u200f١٢٫٥٠\u200f", "12.50"),
    ("１２．５０", "12.50"),
    ("007", "7"),
]


@pytest.mark.parametrize(("printed", "value"), CERTAIN)
def test_a_number_with_one_reading_is_read_without_doubt(printed: str, value: str) -> None:
    assert read_amount(printed) == Amount(Decimal(value))
    assert str(read_amount(printed).value) == value


@pytest.mark.parametrize(
    "printed",
    ["-3.60", "−3.60", "–3.60", "- 3.60", "3.60-", "3.60 -", "٣٫٦٠-", "-٣٫٦٠", "(3.60)", "( 3.60 )"],
)
def test_every_kind_of_minus_is_understood(printed: str) -> None:
    assert read_amount(printed) == Amount(Decimal("-3.60"))


@pytest.mark.parametrize(
    "printed",
    [
        "-EUR 3.60",
        "EUR -3.60",
        "EUR-3.60",
        "(3.60 EUR)",
        "(EUR 3.60)",
        "EUR (3.60)",
        "3.60- EUR",
        "3.60 EUR-",
        "-€3.60",
        "€-3.60",
        "-3,60€",
        "3,60 € -",
        "(3,60) €",
    ],
)
def test_a_minus_may_stand_on_either_side_of_the_currency(printed: str) -> None:
    assert read_amount(printed) == Amount(Decimal("-3.60"), "EUR", has_sign=True)


def test_nothing_is_never_negative() -> None:
    assert str(read_amount("-0.00").value) == "0.00"


@pytest.mark.parametrize("printed", ["-3.60-", "-(3.60)", "- - 3.60", "(3.60"])
def test_signs_that_are_too_many_or_half_are_doubted(printed: str) -> None:
    assert abs(read_amount(printed).value or 0) == Decimal("3.60")
    assert doubts(read_amount(printed)) == [Doubt.UNREAD_PART]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("15 %", "15"),
        ("15%", "15"),
        ("%15", "15"),
        ("٪١٥", "15"),
        ("١٥٪", "15"),
        ("٥٫٥ ٪", "5.5"),
        ("-2.0%", "-2.0"),
        ("(6%)", "6"),
    ],
)
def test_a_percentage_keeps_its_printed_number_and_is_marked(printed: str, value: str) -> None:
    assert read_amount(printed) == Amount(Decimal(value), has_percent=True)


@pytest.mark.parametrize(
    ("printed", "currency", "value"),
    [
        ("1.234", None, "1234"),
        ("1,234", None, "1234"),
        ("12,345", "EUR", "12345"),
        ("999.999", "SAR", "999999"),
        ("1.234", "KWD", "1.234"),
        ("1,234", "TND", "1.234"),
        ("1.234 BHD", None, "1.234"),
        ("1,234 د.ت", None, "1.234"),
        ("1.234 ر.ع", None, "1.234"),
        ("1.234 €", None, "1234"),
        ("1.234 EUR", "KWD", "1234"),
        ("1.234 دينار", None, "1.234"),
        ("12,345 %", None, "12.345"),
        ("-1.234", None, "-1234"),
        ("١٫٢٣٤", None, "1.234"),
    ],
)
def test_a_mark_before_three_digits_is_doubted(printed: str, currency: str | None, value: str) -> None:
    amount = read_amount(printed, currency=currency)
    assert str(amount.value) == value
    assert Doubt.AMBIGUOUS_DECIMAL in doubts(amount)


@pytest.mark.parametrize(
    ("decimal", "printed", "value"),
    [
        (".", "1.234", "1.234"),
        (".", "1,234", "1234"),
        (",", "1,234", "1.234"),
        (",", "1.234", "1234"),
        ("٫", "1,234", "1234"),
        ("٫", "1.234", "1234"),
        ("٫", "١٫٢٣٤", "1.234"),
        (",", "١٫٢٣٤", "1.234"),
        (".", "١٫٢٣٤", "1.234"),
        (".", "١٬٢٣٤", "1234"),
        (",", "1 234,5", "1234.5"),
        (".", "1’234.5", "1234.5"),
    ],
)
def test_a_stated_decimal_mark_leaves_no_doubt(decimal: DecimalMark, printed: str, value: str) -> None:
    amount = read_amount(printed, decimal=decimal)
    assert str(amount.value) == value
    assert not amount.reasons


@pytest.mark.parametrize(
    ("printed", "decimal", "currency", "mark"),
    [
        ("1.234", ".", "AED", "."),
        ("1 234,567", "auto", "EUR", ","),
        ("0.125 €", "auto", None, "."),
        ("١٫٢٣٤", "٫", "SAR", "٫"),
        ("1,23456", "auto", None, ","),
        ("1.23456", ".", "AED", "."),
        ("1.23456", ".", "KWD", "."),
    ],
)
def test_decimals_that_a_currency_does_not_have_are_doubted_also_under_a_stated_mark(
    printed: str, decimal: DecimalMark, currency: str | None, mark: str
) -> None:
    found = read_amount(printed, decimal=decimal, currency=currency)
    assert found.reasons == (Reason(Doubt.AMBIGUOUS_DECIMAL, mark),)


@pytest.mark.parametrize("currency", ["KWD", "BHD", "OMR", "TND", "JOD", "IQD", "LYD", None])
def test_three_decimals_are_not_doubted_where_the_currency_may_have_them(currency: str | None) -> None:
    assert not read_amount("1.234", decimal=".", currency=currency).reasons


@pytest.mark.parametrize(("printed", "decimal"), [("0.0325", "auto"), ("12.5", "."), ("12.345 %", ".")])
def test_unit_prices_of_four_decimals_and_percentages_are_not_doubted(
    printed: str, decimal: DecimalMark
) -> None:
    assert not read_amount(printed, decimal=decimal, currency="AED").reasons


@pytest.mark.parametrize(
    ("decimal", "printed", "value"),
    [
        (".", "12,50", "12.50"),
        (",", "12.50", "12.50"),
        (".", "1.234,56", "1234.56"),
        ("٫", "12.50", "12.50"),
        (",", "1,234.56", "1234.56"),
        (".", "1.234.567", "1234567"),
    ],
)
def test_a_number_against_the_stated_mark_is_read_and_doubted(
    decimal: DecimalMark, printed: str, value: str
) -> None:
    amount = read_amount(printed, decimal=decimal)
    assert str(amount.value) == value
    assert doubts(amount) == [Doubt.MIXED_SEPARATORS]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("12.345.6", "12345.6"),
        ("1.234.56", "1234.56"),
        ("1,234,56", "1234.56"),
        ("١٫٢٣٤٫٥٦", "1234.56"),
        ("1 234.567,89", "1234567.89"),
        ("12.34.56", None),
        ("1,2,3", None),
        ("1'2", None),
        ("13.02.2021", None),
        ("1.2345,678", None),
    ],
)
def test_separators_that_contradict_each_other_are_doubted(printed: str, value: str | None) -> None:
    amount = read_amount(printed)
    assert (None if amount.value is None else str(amount.value)) == value
    assert doubts(amount) == [Doubt.MIXED_SEPARATORS]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("10.00 20.00", "10.00"),
        ("10.00 - 20.00", "10.00"),
        ("2 X 26.50", "26.50"),
        ("GST 6% 4.54", "4.54"),
        ("4 12.18 48.72 EUR", "48.72"),
        ("5\t100", "5"),
        ("5  100", "5"),
        ("5\n100", "5"),
        ("12. 50", "12.50"),
        ("12 .50", "12.50"),
        ("1, 234.50", "1234.50"),
        ("7.10 7.10", "7.10"),
    ],
)
def test_several_numbers_give_the_likeliest_and_a_doubt(printed: str, value: str) -> None:
    amount = read_amount(printed)
    assert str(amount.value) == value
    assert Doubt.SEVERAL_VALUES in doubts(amount)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("15O", "15"),
        ("TOTAL: 12.50", "12.50"),
        ("12.50 S", "12.50"),
        ("12²", "12"),
        ("~12", "12"),
        ("12 ?", "12"),
        ("|12.50", "12.50"),
        ("1214-JINJANG", "1214"),
        ("12 \ud800", "12"),
        ("12 १", "12"),
        ("#5", "5"),
        ("12.", "12"),
        ("١٢،", "12"),
    ],
)
def test_what_is_no_part_of_the_number_is_doubted(printed: str, value: str) -> None:
    amount = read_amount(printed)
    assert str(amount.value) == value
    assert Doubt.UNREAD_PART in doubts(amount)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        " ",
        "-",
        "%",
        "()",
        "EUR",
        "nil",
        "—",
        "1O5.50",
        "AE12DE123456",
        "13/02/2021",
        "12:30",
        "10€50",
        "²",
        "١²٣",
        "१२",
        "\ud800",
        "٫",
        "1300-13-1300",
        "1e5",
        "12..50",
        "9" * 21,
        "1," * 2000,
        "9" * (MAX_AMOUNT_TEXT + 1),
    ],
)
def test_rubbish_has_no_value_and_says_so(printed: str) -> None:
    amount = read_amount(printed)
    assert amount.value is None
    assert doubts(amount) in ([Doubt.NOT_A_NUMBER], [Doubt.MIXED_SEPARATORS])


def test_a_number_of_twenty_digits_is_exact() -> None:
    assert read_amount("-123456789012345678.91").value == Decimal("-123456789012345678.91")


def test_the_unread_part_is_quoted() -> None:
    assert read_amount("TOTAL 12.50 ttc").reasons[0].words == "a part is not understood: TOTAL ttc"


@given(st.integers(1, 999), st.sampled_from(".,،"), st.integers(0, 999))
def test_the_classic_ambiguity_is_never_read_silently(front: int, mark: str, back: int) -> None:
    amount = read_amount(f"{front}{mark}{back:03}")
    assert doubts(amount) == [Doubt.AMBIGUOUS_DECIMAL]
    assert amount.value == front * 1000 + back


@given(st.text("0123456789.,٫٬'،  ", max_size=25))
def test_a_lone_number_keeps_its_digits_in_order(body: str) -> None:
    number = read_number(body)
    assert number == read_number(body)
    if number.value is not None:
        printed = "".join(char for char in body if char.isdigit()).lstrip("0")
        assert f"{number.value:f}".replace(".", "").lstrip("0") == printed
    else:
        assert number.reasons


@given(st.text("0123456789٠١.,٫ -()%€$/:xRM\u200f", max_size=40))
def test_the_parts_of_an_amount_are_the_whole_text(text: str) -> None:
    parts = split_amount(text)
    assert "".join(part.text for part in parts) == text
    numbers = [part.kind is PartKind.NUMBER for part in parts]
    assert not any(a and b for a, b in itertools.pairwise(numbers)), "a number was cut in two"
