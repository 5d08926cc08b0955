"""What a person typed becomes the print on the page, or nothing where that is not certain."""

from __future__ import annotations

import pytest

from invoice_desk.invoice.fields import FieldKind, Options
from invoice_desk.values.meaning import understand
from invoice_desk.values.prints import family_of, number_in, print_of

AMOUNT, DATE, NUMBER, IDENTIFIER = (
    FieldKind.AMOUNT,
    FieldKind.DATE,
    FieldKind.NUMBER,
    FieldKind.IDENTIFIER,
)


def mapped(kind: FieldKind, typed: str, read: str, options: Options = Options()) -> str | None:
    return print_of(typed, understand(typed, kind, options).value, read, kind, options)


@pytest.mark.parametrize(
    ("kind", "typed", "read", "printed"),
    [
        (AMOUNT, "1234.50", "١٬٢٣٤٫٥٩", "١٬٢٣٤٫٥٠"),
        (AMOUNT, "1,234.50 AED", "١٬٢٣٤٫٥٩", "١٬٢٣٤٫٥٠"),
        (AMOUNT, "1234.5", "١٬٢٣٤٫٥٩", "١٬٢٣٤٫٥٠"),
        (AMOUNT, "-50.00", "٥٠٫٠١-", "٥٠٫٠٠-"),
        (NUMBER, "15", "١٦", "١٥"),
        (DATE, "2026-03-14", "١٤/٠٣/٢٠٢٥", "١٤/٠٣/٢٠٢٦"),
        (DATE, "14 March 2026", "١٤/٠٣/٢٠٢٥", "١٤/٠٣/٢٠٢٦"),
        (IDENTIFIER, "300123", "٢٠٠١٢٣", "٣٠٠١٢٣"),
    ],
)
def test_a_typed_value_fills_the_shape_of_what_was_read(kind, typed, read, printed) -> None:
    assert mapped(kind, typed, read) == printed


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        (AMOUNT, "1234.50", ""),  # nothing tells how it is printed
        (AMOUNT, "1234.50", "١٬٢٣٤٫٥"),  # a zero is lost: which marks stand there is not known
        (AMOUNT, "9876.11", "١٬٢٣٤٫٥٠"),  # another number altogether
        (IDENTIFIER, "INV-12", "١٢"),
        (IDENTIFIER, "12 of 15", "١٢"),
        (AMOUNT, "", "١٢"),
    ],
)
def test_what_is_not_certain_is_left_out(kind, typed, read) -> None:
    assert mapped(kind, typed, read) is None


def test_what_is_typed_in_the_prints_own_digits_is_taken_as_it_stands() -> None:
    assert mapped(AMOUNT, "١٬٢٣٤٫٥٠", "١٬٢٣٤٫٥") == "١٬٢٣٤٫٥٠"
    assert mapped(AMOUNT, "١٢٣٤٫٥٠", "") == "١٢٣٤٫٥٠"


def test_marks_that_were_seen_stay_where_only_digits_were_wrong() -> None:
    assert mapped(AMOUNT, "١٢٣٤٫٥٠", "١٬٢٣٤٫٥٩") == "١٬٢٣٤٫٥٠"


def test_a_day_that_fits_in_two_orders_is_the_one_nearest_to_what_was_read() -> None:
    assert mapped(DATE, "2026-03-14", "١٤/٠٣/٢٠٢٥") == "١٤/٠٣/٢٠٢٦"
    assert mapped(DATE, "2026-03-14", "٠٣/١٤/٢٠٢٥") == "٠٣/١٤/٢٠٢٦"


def test_one_number_is_found_beside_words() -> None:
    assert number_in("\u200f١٢٣٫٥٠ د.إ") == "١٢٣٫٥٠"
    assert number_in("12 3") == "123"
    assert number_in("none") is None
    assert number_in("१२३") is None
    assert family_of("١2") is None
