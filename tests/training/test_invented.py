"""Invented digit families: seeded, each of its own, and drawn as digits are."""

import numpy as np
import pytest

from invoice_desk.training.glyphs import DIGIT_HEIGHT
from invoice_desk.training.invented import invented
from invoice_desk.training.texts import ARABIC

SEEDS = range(12)


def inks(seed):
    family = invented.__wrapped__(seed)
    return [family.glyph(char).ink for char in ARABIC]


def test_the_same_seed_draws_the_same_family_and_another_seed_another():
    assert all(np.array_equal(one, same) for one, same in zip(inks(3), inks(3), strict=True))
    assert not any(np.array_equal(one, other) for one, other in zip(inks(3), inks(4), strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_digits_stand_about_a_digit_high_and_a_zero_is_a_dot_above_the_base_line(seed):
    family = invented(seed)
    heights = [family.glyph(char).ink.shape[0] for char in ARABIC[1:]]
    zero = family.glyph(ARABIC[0])

    assert 0.6 * DIGIT_HEIGHT < min(heights) <= max(heights) < 1.2 * DIGIT_HEIGHT
    assert zero.ink.shape[0] < 0.5 * min(heights)
    assert zero.top + zero.ink.shape[0] < 0


def holes(ink):
    import cv2

    contours, tree = cv2.findContours((ink > 128).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return sum(
        parent >= 0 and cv2.contourArea(one) > 4 for one, (*_, parent) in zip(contours, tree[0], strict=True)
    )


def test_most_fives_and_nines_hold_a_hole_and_ones_and_sevens_none():
    found = {char: [holes(invented(seed).glyph(char).ink) for seed in SEEDS] for char in "٥٩١٧"}

    assert sum(one == 1 for one in found["٥"]) >= 10
    assert sum(one == 1 for one in found["٩"]) >= 8
    assert not any(found["١"] + found["٧"])


def test_other_characters_are_left_to_fonts():
    assert invented(1).glyph("5") is None
    assert invented(1).glyph(".") is None
    assert invented(1).word("درهم") is None


def hollows(ink, least=4):
    """Return how many hollows the upper outline has, each at least so many pixels deep on both sides."""
    tops = [int(np.flatnonzero(column > 128)[0]) for column in ink.T if (column > 128).any()]
    found, edge, is_down = 0, tops[0], False
    for top in tops:
        edge = max(edge, top) if is_down else min(edge, top)
        if abs(top - edge) >= least:
            found += is_down
            edge, is_down = top, not is_down
    return found


def test_a_two_has_one_notch_or_none_and_a_three_two():
    many = range(80)
    twos, threes = ([hollows(invented.__wrapped__(seed).glyph(char).ink) for seed in many] for char in "٢٣")

    assert max(twos) == 1
    assert 8 <= twos.count(0) <= 24  # some families bend the stem instead
    assert threes.count(2) >= 72
