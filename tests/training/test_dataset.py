"""The stream of samples is seeded, endless, and true."""

from dataclasses import replace
from itertools import islice
from random import Random

import numpy as np
import pytest

from invoice_desk.imaging.strips import HEIGHT
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.digits.classes import CLASSES, OTHER
from invoice_desk.reading.digits.model import STEP
from invoice_desk.training.batches import batches, samples
from invoice_desk.training.dataset import LineMaker
from invoice_desk.training.glyphs import Mask
from invoice_desk.training.spoiling import PageKind
from invoice_desk.training.texts import ARABIC, number_text


@pytest.fixture(scope="module")
def some(fonts):
    return list(islice(samples(fonts, 3), 120))


def lines(fonts, seed, count=20):
    return list(islice(LineMaker(fonts, seed).lines(), count))


def test_the_same_seed_gives_the_same_pixels_and_another_seed_others(fonts):
    one, same, other = (lines(fonts, seed) for seed in (7, 7, 8))

    assert [a.patch.pixels.tobytes() for a in one] == [b.patch.pixels.tobytes() for b in same]
    assert [a.text for a in one] != [b.text for b in other]


def test_each_kind_of_page_comes(fonts):
    assert {one.kind for one in lines(fonts, 1, 40)} == set(PageKind)


def test_the_text_is_what_is_printed_without_blanks_and_words(fonts):
    for one in lines(fonts, 2, 60):
        printed = "".join(glyph.char for glyph in one.patch.glyphs if glyph.char != OTHER)
        assert one.text == printed
        assert set(one.text) <= set("".join(CLASSES) + "۰۱۲۳۷۸۹")


def test_lines_to_learn_from_hold_marks_that_their_fonts_lack_and_lines_to_judge_by_do_not(fonts):
    bare = [replace(one, chars=one.chars - set("٫٬")) for one in fonts]
    learnt, judged = (
        "".join(one.text for one in islice(LineMaker(bare, 6, with_shapes=shapes).lines(), 160))
        for shapes in (True, False)
    )

    assert set("٫٬") <= set(learnt)
    assert not set("٫٬") & set(judged)


def test_the_drawn_box_meets_the_number(fonts):
    for one in lines(fonts, 4, 60):
        x0, y0, x1, y1 = one.patch.edges
        assert min(x1, one.box.x1) > max(x0, one.box.x0)
        assert min(y1, one.box.y1) > max(y0, one.box.y0)


def test_strips_are_of_one_height_and_say_what_stands_at_each_column(some):
    for one in some:
        assert one.strip.pixels.shape[0] == HEIGHT
        assert len(one.columns) == one.strip.pixels.shape[1] // STEP
        assert set(one.columns[one.columns > 0]) <= set(one.labels)


def test_labels_are_the_columns_read_from_left_to_right_where_glyphs_stand_apart(some):
    """Touching glyphs of one class share a column's run, so not all, but nearly all."""
    same = 0
    for one in some:
        starts = np.flatnonzero(np.diff(one.columns, prepend=0) * (one.columns > 0))
        same += tuple(one.columns[starts]) == one.labels
    assert same > 0.85 * len(some)


def test_batches_hold_all_that_their_samples_hold(fonts):
    batch = next(batches(fonts, 5, 8))

    assert batch.strips.shape == (8, HEIGHT, batch.columns.shape[1] * STEP)
    assert batch.lengths.sum() == len(batch.labels)
    for strip, columns, width in zip(batch.strips, batch.columns, batch.widths, strict=True):
        assert not strip[:, width * STEP :].any()
        assert (columns[width:] == -1).all()
        assert (columns[:width] >= 0).all()


def test_few_widths_of_batches_come_for_each_is_prepared_anew(fonts):
    assert {one.strips.shape[2] % 32 for one in islice(batches(fonts, 5, 8), 16)} == {0}


def test_a_line_comes_a_second_time_and_never_the_same(fonts, monkeypatch):
    monkeypatch.setattr("invoice_desk.training.batches._KEPT", 6)
    drawn = list(islice(samples(fonts, 3), 40))
    texts = [one.labels for one in drawn]
    pixels = [one.strip.pixels.tobytes() for one in drawn]

    assert len(set(texts)) < len(texts) - 8
    assert len(set(pixels)) == len(pixels)


@pytest.mark.parametrize(("marks", "are_alike"), [("٫", False), ("٬", False), ("٫٬", True)])
def test_three_decimals_stand_behind_a_point_where_the_marks_cannot_be_told_apart(marks, are_alike):
    grouped = three_decimals(marks, are_alike=are_alike)

    assert grouped
    assert {text[-4] for text in grouped} == {"."}


def test_three_decimals_stand_behind_their_own_mark_where_it_is_another_shape():
    assert {text[-4] for text in three_decimals("٫٬", are_alike=False)} == {".", "٫"}


def three_decimals(marks, *, are_alike):
    """Return numbers with a thousands mark and three decimals."""
    random = Random(3)
    made = (number_text(random, digits=ARABIC, marks=marks, are_alike=are_alike) for _ in range(3_000))
    texts = (one.text for one in made if one.kind is FieldKind.AMOUNT)
    parts = ((text, [at for at, char in enumerate(text) if char in ",.٫٬"]) for text in texts)
    return [
        text
        for text, marked in parts
        if len(marked) > 1 and marked[-1] == len(text) - 4 and text[marked[-1]] != text[marked[0]]
    ]


def test_glyphs_that_share_most_of_their_ink_are_one_shape():
    bar = Mask(np.full((12, 4), 255, np.uint8), 0, -12, 6)
    lower, wider = replace(bar, top=-2), replace(bar, ink=np.full((12, 5), 255, np.uint8))

    assert bar.is_like(wider)
    assert not bar.is_like(lower)
