"""The look at a guessed band: what is on it, and how a guess becomes the band."""

import math

import numpy as np
import pytest
from drawn_pages import paper, write

from invoice_desk.imaging.band_views import MAX_VIEW, VIEW_ROWS, Shift, first_guess, shift_to, view_of
from invoice_desk.imaging.bands import Band
from invoice_desk.imaging.strips import DIGIT, part_of
from invoice_desk.invoice.geometry import Box


def part_with(size=40, grow=6):
    pixels = paper(400, 160)
    ink = write(pixels, "1234", 120, 60, size=size)
    return part_of(pixels, ink.grown(grow)), ink


def test_digits_stand_in_the_middle_of_a_look_at_their_band():
    part, ink = part_with()
    middle = (ink.y0 + ink.y1) / 2 - part.top

    view = view_of(part, Band(middle, ink.height, ink.height, are_dots=False))

    rows = np.flatnonzero((view.pixels[0] > 128).any(axis=1))
    assert (rows[0] + rows[-1]) / 2 == pytest.approx(VIEW_ROWS / 2, abs=1.5)
    assert rows[-1] - rows[0] == pytest.approx(DIGIT, abs=2)


def test_the_box_is_where_it_was_drawn():
    part, ink = part_with()
    guess = first_guess(part)

    box = view_of(part, guess).pixels[1]

    scale = DIGIT / guess.height
    rows, columns = (np.flatnonzero(box.any(axis=axis)) for axis in (1, 0))
    assert len(columns) == pytest.approx(ink.grown(6).width * scale, abs=2)
    assert len(rows) == pytest.approx(min(VIEW_ROWS, ink.grown(6).height * scale), abs=2)


def test_what_the_page_tells_is_said_beside_it_within_bounds():
    part, _ = part_with()
    guess = first_guess(part)

    assert view_of(part, guess).hint == (0.0, 0.0)
    assert view_of(part, guess, digit_height=guess.height * 2).hint == pytest.approx((math.log(2), 1.0))
    assert view_of(part, guess, digit_height=guess.height * 100).hint == (1.5, 1.0)
    assert view_of(part, guess, digit_height=guess.height / 100).hint == (-1.5, 1.0)


def test_of_a_long_line_the_middle_of_the_box_is_looked_at():
    pixels = paper(4_000, 60)
    pixels[20:40, 2_000:2_010] = 0
    part = part_of(pixels, Box(0, 5, 4_000, 55))

    view = view_of(part, Band(30, 20, 20, are_dots=False))

    assert view.pixels.shape == (2, VIEW_ROWS, MAX_VIEW)


@pytest.mark.parametrize(("middle", "height"), [(30, 20), (12.5, 40), (100, 3)])
def test_a_guess_that_is_moved_by_its_error_becomes_the_band(middle, height):
    guess = Band(25, 18, 18, are_dots=False)

    found = shift_to(guess, middle=middle, height=height).of(guess)

    assert (found.middle, found.height) == pytest.approx((middle, height))
    assert Shift(0, 0).of(guess).height == guess.height
