"""Invented marks: seeded, and each where it stands in print."""

import numpy as np

from invoice_desk.training.glyphs import DIGIT_HEIGHT
from invoice_desk.training.invented_marks import invented_marks

SEEDS = range(40)


def drawn(char):
    found = [mark for seed in SEEDS if (mark := invented_marks(seed).glyph(char)) is not None]
    assert len(found) > len(SEEDS) / 2
    return found


def bottom(mark):
    """In heights of a digit, below the base line above 0."""
    return (mark.top + mark.ink.shape[0]) / DIGIT_HEIGHT


def test_the_same_seed_draws_the_same_marks_and_another_seed_others():
    one, same, other = (invented_marks.__wrapped__(seed).glyph(",") for seed in (1, 1, 2))

    assert np.array_equal(one.ink, same.ink)
    assert not np.array_equal(one.ink, other.ink)


def test_a_thousands_mark_stands_at_the_tops_of_digits_and_a_decimal_mark_or_comma_reaches_below_the_line():
    assert all(bottom(mark) < -0.4 for mark in drawn("٬"))
    assert all(bottom(mark) > 0.05 for char in "٫," for mark in drawn(char))


def test_a_dash_is_wide_a_slash_as_high_as_digits_and_a_point_is_small():
    assert all(mark.ink.shape[1] > mark.ink.shape[0] for mark in drawn("-"))
    assert all(mark.ink.shape[0] > 0.8 * DIGIT_HEIGHT for mark in drawn("/"))
    assert all(max(mark.ink.shape) < 0.4 * DIGIT_HEIGHT for mark in drawn("."))


def test_some_marks_are_left_to_fonts_and_digits_and_words_all():
    assert any(invented_marks(seed).glyph("٬") is None for seed in SEEDS)
    assert invented_marks(1).glyph("٥") is None
    assert invented_marks(1).word("درهم") is None
