"""A drawn line knows where each of its glyphs stands."""

from random import Random

import numpy as np
import pytest

from invoice_desk.reading.digits.classes import OTHER
from invoice_desk.training.fonts import ARABIC_DIGITS
from invoice_desk.training.glyphs import DIGIT_HEIGHT, glyphs_of
from invoice_desk.training.rendering import Shape, draw
from invoice_desk.training.texts import NumberText


@pytest.fixture
def amiri(fonts):
    return [glyphs_of(next(one for one in fonts if one.path.name == "Amiri-Regular.ttf"), ARABIC_DIGITS)]


def line(fonts, text, before="", after="", **shape):
    return draw(NumberText(text, before, after), fonts, Random(1), Shape(**shape))


def ink_in(drawn, glyph):
    return drawn.ink[int(glyph.y0) : round(glyph.y1), int(glyph.x0) : round(glyph.x1)]


def test_the_glyphs_of_a_number_stand_from_left_to_right_as_it_is_printed(amiri):
    drawn = line(amiri, "١٢٬٣٤٥")

    assert [one.char for one in drawn.glyphs] == list("١٢٬٣٤٥")
    assert [one.x0 for one in drawn.glyphs] == sorted(one.x0 for one in drawn.glyphs)


def test_all_ink_lies_in_the_boxes_of_the_glyphs_and_each_box_holds_some(amiri):
    drawn = line(amiri, "٤٠٫٦٩", after="درهم")
    rest = drawn.ink.copy()

    for glyph in drawn.glyphs:
        assert ink_in(drawn, glyph).max() > 200
        rest[int(glyph.y0) : round(glyph.y1), int(glyph.x0) : round(glyph.x1)] = 0
    assert rest.max() == 0


def test_a_digit_has_the_height_of_digits_and_a_zero_is_a_dot(amiri):
    one, zero = line(amiri, "١٠").glyphs

    assert one.y1 - one.y0 == pytest.approx(DIGIT_HEIGHT, rel=0.1)
    assert zero.y1 - zero.y0 < DIGIT_HEIGHT / 2


def test_a_word_is_print_that_is_no_part_of_the_number(amiri):
    drawn = line(amiri, "٥", before="درهم")

    assert [one.char for one in drawn.glyphs] == [OTHER, "٥"]


def test_what_the_font_cannot_draw_is_not_drawn_as_a_box(amiri):
    assert line(amiri, "١漢") is None


@pytest.mark.parametrize("shape", [{"slant": 0.3}, {"slant": -0.1}, {"width": 1.3}, {"width": 0.75}])
def test_boxes_follow_the_slant_and_the_width(amiri, shape):
    drawn = line(amiri, "١٢٣", **shape)

    for glyph in drawn.glyphs:
        columns = np.flatnonzero((drawn.ink > 60).any(axis=0))
        assert ink_in(drawn, glyph).max() > 200
        assert columns.min() >= drawn.glyphs[0].x0 - 2
        assert columns.max() <= drawn.glyphs[-1].x1 + 2


def test_more_weight_is_more_ink_and_less_is_less(amiri):
    light, plain, heavy = (int((line(amiri, "٢٣", weight=by).ink > 127).sum()) for by in (-2, 0, 3))

    assert light < plain < heavy


def test_glyphs_touch_where_the_spacing_is_far_below_nothing(amiri):
    drawn = line(amiri, "٧٨٩", spacing=-14)

    assert drawn.glyphs[0].x1 > drawn.glyphs[1].x0


def test_hairlines_do_not_vanish_where_strokes_are_drawn_thinner(amiri):
    plain, thinner, hairline = (line(amiri, "١٢٣", weight=weight).ink.sum() for weight in (0, -2, -9))

    assert thinner < plain
    assert hairline > 0.3 * plain
