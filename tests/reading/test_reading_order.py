"""The words of one line come in the order in which they are read."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.reading_order import in_reading_order, is_right_to_left

WORDS = st.sampled_from(["Total", "INV-7", "12", "1,234.50", "٣٤", "شركة", "النور", "لا", "-", "%"])


@dataclass(frozen=True)
class Word:
    text: str
    box: Box


def from_left(*texts: str) -> list[Word]:
    return [Word(text, Box(index * 50, 0, index * 50 + 40, 20)) for index, text in enumerate(texts)]


def read(*texts: str) -> str:
    """Return what is read of words that stand so from the left."""
    return " ".join(word.text for word in in_reading_order(from_left(*texts)))


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        (["Total", "12", "USD"], "Total 12 USD"),
        (["12", "34"], "12 34"),
        (["١٢", "٣٤"], "١٢ ٣٤"),
        (["للتجارة", "النور", "شركة"], "شركة النور للتجارة"),
        (["ريال", "12", "المبلغ"], "المبلغ 12 ريال"),
        (["4567", "123", "هاتف"], "هاتف 123 4567"),
        (["Tax", "Invoice", "فاتورة"], "فاتورة Tax Invoice"),
        (["Invoice", "7", "of", "12", "فاتورة"], "فاتورة Invoice 7 of 12"),
        (["ضريبة", "Tax", "Invoice", "فاتورة"], "فاتورة Tax Invoice ضريبة"),
        ([], ""),
    ],
)
def test_a_line_is_read_from_the_side_of_its_letters(seen, wanted):
    assert read(*seen) == wanted


@given(st.lists(WORDS, max_size=8))
def test_no_word_is_lost_or_doubled(texts):
    line = from_left(*texts)

    assert sorted(in_reading_order(line), key=lambda word: word.box.x0) == line


@given(st.lists(WORDS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(texts, random):
    line = from_left(*texts)
    shuffled = list(line)
    random.shuffle(shuffled)

    assert in_reading_order(shuffled) == in_reading_order(line)


@given(st.lists(st.sampled_from(["شركة", "النور", "لا", "12", "٣٤"]), min_size=1, max_size=8))
def test_without_latin_letters_an_arabic_line_runs_all_from_the_right(texts):
    line = from_left(*texts, "رقم")

    assert in_reading_order(line) == line[::-1]


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("شركة", True), ("א", True), ("A1ل", True), ("Total", False), ("12", False), ("٣٤", False), ("", False)],
)
def test_arabic_and_hebrew_letters_run_from_the_right_but_no_digits(text, is_it):
    assert is_right_to_left(text) == is_it
