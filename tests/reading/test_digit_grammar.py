"""What numbers of each kind look like."""

import pytest

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.digits.grammar import MIXED, RARE, UNLIKELY, likelihood, settled

AMOUNT, DATE, IDENTIFIER = FieldKind.AMOUNT, FieldKind.DATE, FieldKind.IDENTIFIER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("٥٢٥٠٠", AMOUNT),
        ("١٬٢٣٤٫٥٠", AMOUNT),
        ("1,234,567.89", AMOUNT),
        ("٠٫٥٠", AMOUNT),
        ("١.٢٣٤,٥٠", AMOUNT),
        ("١,٢٣٤٫٥٠", AMOUNT),
        ("-١٢", AMOUNT),
        ("١٢-", AMOUNT),
        ("١٥٪", FieldKind.NUMBER),
        ("%١٥", FieldKind.NUMBER),
        ("٢٧/١٢/٢٠٢١", DATE),
        ("٢٠٢١-١٢-٢٧", DATE),
        ("٣١.٠١.٢٦", DATE),
        ("٢٠٢١١٢٢٧", DATE),
        ("٠٠٧٨٩", IDENTIFIER),
        ("٢٠٢٦/٠٠٧٣١", IDENTIFIER),
    ],
)
def test_what_is_printed_on_invoices_is_likely(text, kind):
    assert likelihood(text, kind) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("٠٥٢", AMOUNT),  # a leading zero
        ("١٬٢٣", AMOUNT),  # a group of two
        ("١٫٢٫٣", AMOUNT),
        ("١٬٢٣٤,٥٠", AMOUNT),  # two commas that mean different things
        ("١.٢٣٤.٥٠", AMOUNT),  # one mark that means two things
        ("٥٢٥0", AMOUNT),  # two families
        ("-.", AMOUNT),
        ("٤٥/١٢/٢٠٢١", DATE),
        ("٢٠/١٩/٢٠٢١", DATE),
        ("٢٧/١٢-٢٠٢١", DATE),
        ("/", IDENTIFIER),
    ],
)
def test_what_no_number_of_its_kind_looks_like_is_unlikely(text, kind):
    assert likelihood(text, kind) <= UNLIKELY


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("٧٢٫٢٢٢٫٠٥", "٧٢٬٢٢٢٫٠٥"),  # two alike marks: the last parts decimals
        ("١٢٬٥", "١٢٫٥"),
        ("١٬٢٣٤", "١٬٢٣٤"),  # its place tells nothing
        ("١٫٢٣٤", "١٫٢٣٤"),
        ("1,50", "1,50"),  # a comma is a comma
        ("٥٢٥٠٠", "٥٢٥٠٠"),
    ],
)
def test_marks_that_look_alike_are_told_apart_by_their_places(seen, meant):
    assert settled(seen, AMOUNT) == meant


def test_marks_of_a_date_are_left_alone():
    assert settled("١٢٬٥", DATE) == "١٢٬٥"


def test_two_families_in_a_number_are_next_to_impossible():
    assert likelihood("٥٢٥0", AMOUNT) <= MIXED < UNLIKELY


def test_a_lone_mark_before_three_digits_is_rather_a_comma():
    assert likelihood("١٫٥٠٠", AMOUNT) == RARE
    assert likelihood("١,٥٠٠", AMOUNT) == likelihood("١٬٢٠٠٫٥٠٠", AMOUNT) == 1
