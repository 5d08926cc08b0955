"""Proposed glyphs become numbers."""

import numpy as np
import pytest

from invoice_desk.imaging.splitting import DIGIT, ROWS, split
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.digits.classes import CLASSES, INDEX, OTHER
from invoice_desk.reading.digits.splits import best_ways, decode_split

WIDTH, STEP = 8, 14  # pixels of a bar, and from one to the next


def bars(count, gaps=()):
    """Return a split strip of upright bars; gaps: the bars before which there is more paper."""
    strip = np.zeros((ROWS, 20 + STEP * count + 40 * len(gaps)), np.uint8)
    x = 10
    for bar in range(count):
        x += 40 * (bar in gaps)
        strip[8:32, x : x + WIDTH] = 255
        x += STEP
    parted = split(strip)
    assert len(parted.atoms) == count
    return parted


def says(parted, **seen):
    """Return scores: proposals of one atom are what `seen` says by their number, others no glyph."""
    scores = np.full((len(parted.proposals), len(CLASSES)), 1e-4, np.float32)
    for row, one in zip(scores, parted.proposals, strict=True):
        name = f"a{one.first}" if one.end == one.first + 1 else f"a{one.first}_{one.end}"
        told = seen.get(name, {"": 0.99})
        for char, share in ({told: 0.99} if isinstance(told, str) else told).items():
            row[INDEX[char]] = share
    return np.log(scores)


def read(parted, kind=FieldKind.IDENTIFIER, first=0, end=1_000, **seen):
    return decode_split(parted, says(parted, **seen), kind, first=first, end=end)


def test_glyphs_are_read_from_the_left_with_a_box_each():
    found = read(bars(3), a0="٥", a1="٢", a2="٢")

    assert found.text == found.glyph_text == "٥٢٢"
    assert found.spellings[0].share > 0.9
    assert [one.probability for one in found.glyphs] == pytest.approx([0.99] * 3, abs=0.01)
    assert [(box.x0, box.x1) for box in found.boxes] == [(10, 18), (24, 32), (38, 46)]
    assert [(one.first, one.end) for one in found.glyphs] == [(10, 18), (24, 32), (38, 46)]


def test_two_parts_that_are_one_glyph_together_are_taken_together():
    found = read(bars(3), a0_2="٣", a2="٧", a0={"": 0.9, "١": 0.05}, a1={"": 0.9, "١": 0.05})

    assert found.text == "٣٧"
    assert found.boxes[0].width == STEP + WIDTH


def test_a_spelling_that_the_kind_does_not_allow_gives_way():
    parted = bars(8)
    digits = {f"a{at}": char for at, char in enumerate("٠١/٩٢/٢٠")}
    digits["a3"] = {"٩": 0.55, "١": 0.4}

    assert read(parted, FieldKind.IDENTIFIER, **digits).text == "٠١/٩٢/٢٠"
    assert read(parted, FieldKind.DATE, **digits).text == "٠١/١٢/٢٠"


def test_a_word_beside_the_number_is_no_part_of_it():
    found = read(bars(4), a0=OTHER, a1="٥", a2="٢", a3=OTHER)

    assert found.text == "٥٢"
    assert len(found.boxes) == 2


def test_what_stands_far_outside_the_box_is_left_out_and_what_is_near_taken_whole():
    parted, seen = bars(4, gaps=(2,)), {"a0": "٩", "a1": "٨", "a2": "٥", "a3": "٢"}

    assert read(parted, first=parted.atoms[2].x0, **seen).text == "٥٢"
    assert read(parted, first=parted.atoms[3].x0, **seen).text == "٥٢"


def test_a_number_whose_glyphs_all_stand_wide_apart_is_one_number():
    parted = bars(5, gaps=(1, 2, 3, 4))

    assert (
        read(parted, first=parted.atoms[1].x0, **dict.fromkeys(("a0", "a1", "a2", "a3", "a4"), "٥")).text
        == "٥" * 5
    )


def test_dirt_that_is_no_glyph_is_left_out():
    strip = np.zeros((ROWS, 70), np.uint8)
    strip[8:32, 10:18] = strip[8:32, 40:48] = 255
    strip[24:27, 28:31] = 255
    found = read(split(strip), a0="٥", a2="٢")

    assert found.text == "٥٢"


def test_the_next_likely_character_is_named():
    found = read(bars(1), a0={"٢": 0.7, "٣": 0.2, "": 0.1})

    assert (found.glyphs[0].runner_up, found.weakest) == ("٣", pytest.approx(0.7, abs=0.01))
    assert [one.text for one in found.spellings][:2] == ["٢", "٣"]


def test_a_letter_that_looks_like_a_digit_goes_with_the_word_that_it_touches():
    parted, last = bars(4, gaps=(3,)), {"٥": 0.6, OTHER: 0.3}

    assert read(parted, a0=OTHER, a1=OTHER, a2=last, a3="٢").text == "٢"
    assert read(bars(2, gaps=(1,)), a0=last, a1="٢", kind=FieldKind.IDENTIFIER).text == "٥٢"


def test_a_box_around_what_may_be_a_number_holds_one_and_its_glyphs_say_how_unsure_they_are():
    found = read(bars(2), a0={OTHER: 0.8, "٥": 0.15}, a1={OTHER: 0.6, "٢": 0.35})

    assert found.text == "٥٢"
    assert found.weakest == pytest.approx(0.15, abs=0.01)


@pytest.mark.parametrize("seen", [{}, {"a0": OTHER, "a1": OTHER}])
def test_where_no_glyph_is_there_is_no_number(seen):
    assert read(bars(2), **seen) is None


def test_no_ink_is_no_number():
    parted = split(np.zeros((ROWS, 30), np.uint8))

    assert decode_split(parted, says(parted), FieldKind.NUMBER, first=0, end=30) is None


def test_a_text_is_as_likely_as_all_ways_to_it():
    """Held against the sum over each way to take two atoms: apart, together, or left out."""
    parted = bars(2)
    scores = says(parted, a0={"١": 0.5, "": 0.5}, a1={"١": 0.3, "": 0.6}, a0_2={"١": 0.4, "": 0.6})
    cost = np.exp(-5.0)  # an atom as large as a digit

    ways = {one.text: np.exp(one.total) for one in best_ways(parted, scores, 0, 2, beam=50)}

    assert DIGIT >= parted.atoms[0].height >= 0.5 * DIGIT
    assert ways["١١"] == pytest.approx(0.5 * 0.3, rel=0.01)
    assert ways["١"] == pytest.approx(0.4 + 0.5 * cost + 0.3 * cost, rel=0.01)
