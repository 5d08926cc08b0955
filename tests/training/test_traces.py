"""What trace a glyph left: none where nobody can see it."""

from itertools import islice

import numpy as np
import pytest

from invoice_desk.training.dataset import LineMaker
from invoice_desk.training.rendering import PlacedGlyph
from invoice_desk.training.traces import LEGIBLE, faintest

DIGIT = 20.0
ONE = PlacedGlyph("١", 30, 10, 34, 30)


def ink_of(*glyphs):
    ink = np.zeros((40, 100), np.float32)
    for one in glyphs:
        ink[round(one.y0) : round(one.y1), round(one.x0) : round(one.x1)] = 1
    return ink


def page_of(ink, *, paper=230, dark=30):
    return (paper + (dark - paper) * ink).astype(np.uint8)


def trace(pixels, ink=None, other=None, glyphs=(ONE,)):
    nothing = np.zeros((40, 100), np.float32)
    return faintest(
        pixels, ink_of(*glyphs) if ink is None else ink, nothing if other is None else other, glyphs, DIGIT
    )


def test_print_that_stands_out_fully_leaves_a_whole_trace_dark_or_light():
    ink = ink_of(ONE)

    assert trace(page_of(ink)) == pytest.approx(1.0, abs=0.02)
    assert trace(page_of(ink, paper=20, dark=240)) == pytest.approx(1.0, abs=0.02)


def test_ink_that_a_fax_lost_leaves_none():
    assert trace(page_of(ink_of())) == 0


def test_ink_in_a_shadow_as_dark_leaves_none():
    pixels = page_of(ink_of(ONE))
    pixels[:, :60] = 30

    assert trace(pixels) < LEGIBLE


def test_grain_is_no_trace():
    pixels = np.random.default_rng(3).choice(np.array([0, 255], np.uint8), (40, 100))

    assert trace(pixels) < LEGIBLE


def test_a_glyph_under_a_ruling_is_not_seen():
    zero = PlacedGlyph("٠", 50, 18, 54, 22)
    ruling = np.zeros((40, 100), np.float32)
    ruling[17:23] = 1

    assert trace(page_of(np.maximum(ink_of(zero), ruling)), other=ruling, glyphs=(zero,)) == 0


def test_the_faintest_glyph_counts():
    zero = PlacedGlyph("٠", 50, 18, 54, 22)
    ink = ink_of(ONE)  # the zero left none

    assert trace(page_of(ink), ink=ink_of(ONE, zero), glyphs=(ONE, zero)) == 0
    assert trace(page_of(ink), glyphs=(ONE,)) > LEGIBLE


def test_who_learns_is_given_lines_that_can_be_read_and_who_judges_may_have_all(fonts):
    learnt = islice(LineMaker(fonts, 5).lines(), 300)
    drawn = islice(LineMaker(fonts, 5, least_trace=0.0).lines(), 300)

    assert min(one.patch.trace for one in learnt) >= LEGIBLE
    assert min(one.patch.trace for one in drawn) < LEGIBLE
