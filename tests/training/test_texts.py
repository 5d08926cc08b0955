"""Numbers as they stand on invoices."""

import re
from random import Random

import pytest

from invoice_desk.training.texts import ARABIC, LATIN, PERSIAN, number_text

MARKS = "/-.,٫٬:%٪ "


def texts(digits, marks="٫٬٪", count=3000):
    random = Random(5)
    return [number_text(random, digits=digits, marks=marks) for _ in range(count)]


@pytest.mark.parametrize("digits", [ARABIC, PERSIAN, LATIN])
def test_a_number_holds_digits_of_its_family_and_marks_alone(digits):
    for one in texts(digits):
        assert set(one.text) <= set(digits + MARKS)
        assert set(one.text) & set(digits)


def test_marks_that_a_font_lacks_are_not_asked_of_it():
    assert not any(set("٫٬٪") & set(one.text) for one in texts(ARABIC, marks=""))


def test_latin_numbers_have_latin_marks():
    assert not any(set("٫٬٪") & set(one.text) for one in texts(LATIN))


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{1,3}(٬\d{3})+٫\d\d",  # an amount
        r"\d\d?/\d\d?/\d{4}",  # a date
        r"0\d+",  # an identifier with a leading zero
        r"\d+[%٪]",
        r"[%٪]\d+",
        r"\d\d:\d\d",
        r"0",
        r"0٫00",
        r"(\d)\1{5,}",  # a digit that repeats
        r"-\d+",
    ],
)
def test_every_shape_of_an_invoice_comes(pattern):
    found = [one.text.translate(str.maketrans(ARABIC, LATIN)) for one in texts(ARABIC)]
    assert any(re.fullmatch(pattern, text) for text in found)


def test_words_stand_beside_some_numbers_on_either_side():
    found = texts(ARABIC)

    assert any(one.before for one in found)
    assert any(one.after for one in found)
    assert 0.4 < sum(not one.before and not one.after for one in found) / len(found) < 0.7
