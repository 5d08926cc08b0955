"""Which character of a text a glyph stands for, whatever a person has made of the text since."""

from __future__ import annotations

import pytest
from reviewed_invoices import glyphs_of

from invoice_desk.desktop.review.runner_up import keys_of, other_of, places_of, replaced, swapped
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Glyph, Reading


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("1 234,50", (0, 2, 3, 4, 5, 6, 7)),
        ("1234,50", (0, 1, 2, 3, 4, 5, 6)),
        ("1 299,50", (0, 2, 3, 4, 5, 6, 7)),  # two typed over
        ("234,50", (None, 0, 1, 2, 3, 4, 5)),  # the first taken away
        ("١ ٢٣٤,٥٠", (0, 2, 3, 4, 5, 6, 7)),  # shown in other digits
        ("", (None,) * 7),
    ],
)
def test_blanks_and_changes_move_the_places(text: str, places: tuple[int | None, ...]) -> None:
    assert places_of(text, glyphs_of("1 234,50")) == places


def test_a_runner_up_goes_in_and_out() -> None:
    glyphs = glyphs_of("1 234", {1: "7"})
    assert swapped("1 234", glyphs, 1) == "1 734"
    assert swapped("1 734", glyphs, 1) == "1 234"
    assert swapped("1 234", glyphs, 0) is None
    assert swapped("", glyphs, 1) is None


def test_a_runner_up_is_written_in_the_digits_of_the_print() -> None:
    box = Box(0, 0, 1, 1)
    assert other_of(Glyph("٣", box, 0.6, "۴")) == "٤"
    assert other_of(Glyph("٥", box, 0.6, "۵")) == "", "the same digit is no other reading"
    assert other_of(Glyph("٫", box, 0.6, "٬")) == "٬"


def test_more_than_nine_glyphs_leave_the_keys_to_the_least_sure() -> None:
    runners = dict.fromkeys(range(11), "0")
    glyphs = [
        Glyph(one.char, one.box, 0.5 + at / 100, one.runner_up)
        for at, one in enumerate(glyphs_of("12345678911", runners))
    ]
    assert keys_of(glyphs) == {key: key - 1 for key in range(1, 10)}
    assert keys_of(glyphs_of("1234", {2: "8"})) == {3: 2}


def test_several_glyphs_of_a_reading_are_replaced() -> None:
    reading = Reading("٦٦ ٩", 0.9, "digits", 0, Box(0, 0, 9, 9), glyphs_of("٦٦ ٩"))
    assert replaced(reading, {1: "٩", 2: "٦"}) == "٦٩ ٦"
