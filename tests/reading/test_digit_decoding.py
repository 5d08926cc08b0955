"""Columns of scores become numbers."""

from itertools import product

import numpy as np
import pytest

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.digits.beam import prefix_beam
from invoice_desk.reading.digits.classes import CLASSES, INDEX, OTHER, class_of
from invoice_desk.reading.digits.decoding import decode, spans_of


def columns(*runs, sure=0.97):
    """Return scores of runs of (char, columns); each column is sure of its char."""
    chars = [char for char, count in runs for _ in range(count)]
    scores = np.full((len(CLASSES), len(chars)), (1 - sure) / (len(CLASSES) - 1), np.float32)
    for at, char in enumerate(chars):
        scores[INDEX[char], at] = sure
    return np.log(scores)


def both(*runs, **more):
    scores = columns(*runs, **more)
    return np.stack([scores, scores])


def number(text, gap=2):
    return [one for char in text for one in ((char, 4), ("", gap))]


def test_a_number_is_read_from_left_to_right_also_where_digits_repeat():
    found = decode(both(("", 6), *number("٥٠٠١١")), FieldKind.NUMBER, first=0, end=60)

    assert found.text == found.glyph_text == "٥٠٠١١"
    assert found.spellings[0].share > 0.9
    assert [one.first for one in found.glyphs] == [6, 12, 18, 24, 30]


def test_a_word_beside_the_number_is_no_part_of_it():
    found = decode(both((OTHER, 12), ("", 4), *number("٥٢")), FieldKind.AMOUNT, first=0, end=60)

    assert found.text == "٥٢"


def test_a_number_that_goes_on_beyond_the_box_is_taken_whole():
    found = decode(both(("", 4), *number("٥٢٥٠٠"), ("", 4)), FieldKind.AMOUNT, first=4, end=16)

    assert found.text == "٥٢٥٠٠"


def test_a_number_a_wide_gap_away_outside_the_box_is_left_out():
    scores = both(("", 4), *number("٩٩"), ("", 12), *number("٥٢"))

    assert decode(scores, FieldKind.AMOUNT, first=26, end=60).text == "٥٢"


def test_a_glyph_that_is_cut_by_the_end_of_the_strip_is_left_out_unless_it_is_in_the_box():
    scores = both(("٥", 3), ("", 2), *number("١٦"))

    assert decode(scores, FieldKind.AMOUNT, first=5, end=40).text == "١٦"
    assert decode(scores, FieldKind.AMOUNT, first=0, end=40).text == "٥١٦"


def test_paper_gives_nothing():
    assert decode(both(("", 20)), FieldKind.NUMBER, first=0, end=20) is None
    assert decode(both((OTHER, 20)), FieldKind.NUMBER, first=0, end=20) is None


@pytest.mark.parametrize("marks", ["%", ".", "-", "٫٬"])
def test_marks_without_a_digit_are_no_number(marks):
    assert decode(both(("", 4), *number(marks)), FieldKind.NUMBER, first=0, end=40) is None


def test_the_kind_decides_between_spellings_that_look_alike():
    """A month's first glyph looks like ٩, and somewhat less like ١."""
    scores = both(("", 2), *number("٠١/٩٢/٢٠٢١"))
    at = 2 + 3 * 6
    scores[1, :, at + 1 : at + 4] = columns(("", 3))  # the spelling has its peak at one column
    for char, share in (("٩", 0.55), ("١", 0.4)):
        scores[1, INDEX[char], at] = np.log(share)

    assert decode(scores, FieldKind.IDENTIFIER, first=0, end=80).text == "٠١/٩٢/٢٠٢١"
    assert decode(scores, FieldKind.DATE, first=0, end=80).text == "٠١/١٢/٢٠٢١"


def test_each_glyph_names_the_next_likely_character():
    scores = columns(("", 2), ("٦", 4), ("", 2))
    scores[INDEX["٩"], 2:6] = np.log(0.02)

    (span,) = spans_of(scores)

    assert (span.char, span.runner_up) == ("٦", "٩")
    assert span.probability == pytest.approx(0.97, abs=0.01)


def test_the_beam_finds_the_probability_of_each_text():
    """Held against the sum over all ways to spell, on few columns and classes."""
    dice = np.random.default_rng(3)
    some = ["", "١", "٢"]
    scores = np.full((len(CLASSES), 4), np.log(1e-9), np.float32)
    shares = dice.dirichlet([1, 1, 1], 4)
    for char, own in zip(some, shares.T, strict=True):
        scores[INDEX[char]] = np.log(own)
    exact: dict[str, float] = {}
    for way in product(range(3), repeat=4):
        text = "".join(some[one] for at, one in enumerate(way) if at == 0 or one != way[at - 1])
        exact[text] = exact.get(text, 0) + np.prod([shares[at, one] for at, one in enumerate(way)])

    found = dict(prefix_beam(scores))

    best = max(exact, key=lambda text: exact[text])
    assert max(found, key=lambda text: found[text]) == best
    assert np.exp(found[best]) == pytest.approx(exact[best], rel=1e-3)


def test_persian_digits_that_look_like_arabic_ones_are_of_their_class():
    assert class_of("۳") == class_of("٣")
    assert class_of("۴") != class_of("٤")
    assert class_of("A") == class_of("درهم") == INDEX[OTHER]


def test_what_is_not_surely_a_glyph_beyond_the_box_ends_the_number():
    scores = np.concatenate([both(("", 4), *number("٥٢")), both(("٥", 4), ("", 2), sure=0.6)], axis=2)

    assert decode(scores, FieldKind.AMOUNT, first=0, end=16).text == "٥٢"
    assert decode(scores, FieldKind.AMOUNT, first=0, end=30).text == "٥٢٥"


def test_columns_that_leave_no_choice_spell_one_text():
    scores = columns(*number("١١٢٠"), ("", 3), sure=0.9999)

    ((text, logarithm),) = prefix_beam(scores)

    assert text == "١١٢٠"
    assert logarithm == pytest.approx(float(scores.max(axis=0).sum()), rel=1e-5)


def test_a_number_is_clear_where_both_ways_to_read_it_are_sure_and_alike():
    def read(**more):
        return decode(both(("", 4), *number("٥٢"), **more), FieldKind.AMOUNT, first=0, end=30)

    assert read(sure=0.97).is_clear
    assert not read(sure=0.8).is_clear
    other = np.stack([columns(*number("٥٢"), sure=0.97), columns(*number("٥٣"), sure=0.97)])
    assert not decode(other, FieldKind.AMOUNT, first=0, end=30).is_clear


def with_print(scores, first, end, likely):
    """Return scores that show print in [first, end) with some probability, and yet more likely paper."""
    scores = scores.copy()
    scores[0, :, first:end] = np.log((1 - likely) / 2 / (len(CLASSES) - 2))
    scores[0, INDEX["٠"], first:end] = np.log(likely)
    scores[0, INDEX[""], first:end] = np.log((1 - likely) / 2 + (1 - likely) / 2 / (len(CLASSES) - 2))
    return scores


def test_print_in_the_box_that_is_no_glyph_is_told_as_left_out():
    scores = both(("", 8), *number("٥٢"), ("", 8))
    doubtful = with_print(scores, 2, 5, 0.3)

    clear = decode(scores, FieldKind.NUMBER, first=0, end=28)
    found = decode(doubtful, FieldKind.NUMBER, first=0, end=28)
    beside = decode(doubtful, FieldKind.NUMBER, first=6, end=28)

    assert found.text == clear.text == "٥٢"
    assert clear.left_out == pytest.approx(0.03, abs=0.01)
    assert found.left_out > 0.3
    assert beside.left_out == clear.left_out


def test_a_word_in_the_box_is_not_left_out_for_it_is_known_as_one():
    found = decode(both((OTHER, 12), ("", 4), *number("٥٢")), FieldKind.AMOUNT, first=0, end=60)

    assert found.left_out == pytest.approx(0.03, abs=0.01)


def test_columns_that_are_less_sure_make_more_haze():
    runs = (("", 4), *number("٥٢"))
    clear, hazy = (decode(both(*runs, sure=sure), FieldKind.NUMBER, first=0, end=20) for sure in (0.99, 0.8))

    assert clear.haze < hazy.haze / 3
