"""Whole pages: all print with its place on the page as it was, whichever way it lies, and the codes."""

from functools import reduce

import numpy as np
import pytest
from drawn_codes import code, lay
from drawn_letters import (
    LETTER,
    SeeingEngine,
    around_ink,
    fallen,
    fallen_box,
    letter,
    turned,
    turned_box,
)
from drawn_pages import page_of, paper, write
from drawn_pdfs import Sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading import whole_page
from invoice_desk.reading.engine import Layout, Word
from invoice_desk.reading.whole_page import PRINT_HEIGHT, PageLine, PageWord, print_height, read_page

QUARTERS = (0, 90, 180, 270)


def read(pixels, engine, *languages):
    return read_page(page_of(pixels), engine, languages or ("eng",))


def texts(found):
    return [line.text for line in found.lines]


def differs(one, other):
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def all_boxes(found):
    return [word.box for line in found.lines for word in line.words] + [line.box for line in found.lines]


def words(*each: tuple[str, float, Box], line=0):
    return tuple(Word(text, box, confidence, line) for text, confidence, box in each)


def ink_as_word(look):
    """Answer with one word around all ink, as an engine that sees all of it."""
    return words(("seen", 0.9, around_ink(look.pixels))) if look.layout is not Layout.SPARSE else ()


# --- what Tesseract makes of a page


@pytest.mark.parametrize("degrees", QUARTERS)
def test_a_page_is_read_whichever_way_up_it_lies_with_places_on_it_as_it_was(linked, degrees):
    pixels, boxes = letter()

    found = read(turned(pixels, degrees), linked)

    assert (found.turned, found.skew, found.codes) == (degrees, 0, ())
    assert texts(found) == list(LETTER)
    for line, box in zip(found.lines, boxes, strict=True):
        assert differs(line.box, turned_box(box, degrees, pixels)) <= 3
        assert line.confidence > 0.8


@pytest.mark.parametrize(("degrees", "skew"), [(0, -4), (0, 2), (0, 3), (90, 3), (180, -2), (270, -3)])
def test_a_skewed_page_is_levelled_and_its_words_lie_where_they_were(linked, degrees, skew):
    pixels, boxes = letter()
    crooked = fallen(pixels, skew)

    found = read(turned(crooked, degrees), linked)

    assert found.turned == degrees
    assert found.skew == pytest.approx(skew, abs=0.2)
    assert texts(found) == list(LETTER)
    for line, box in zip(found.lines, boxes, strict=True):
        place = turned_box(fallen_box(box, skew, pixels), degrees, crooked)
        assert differs(line.box, place) <= 6  # a line whose last letters have no descender is lower


def test_each_word_has_its_own_place(linked):
    pixels, (first, *_) = letter()

    line = read(pixels, linked).lines[0]

    assert [word.text for word in line.words] == LETTER[0].split()
    for word in line.words:
        part = pixels[word.box.y0 : word.box.y1, word.box.x0 : word.box.x1]
        assert differs(around_ink(part), Box(0, 0, word.box.width, word.box.height)) <= 6
        assert word.box.share_inside(first.grown(2)) == 1


@pytest.mark.parametrize(
    ("symbology", "text"), [("QRCode", "INV-40712"), ("Code128", "BK-20871"), ("EAN13", "5901234123457")]
)
def test_a_code_is_listed_and_not_read_as_print(linked, symbology, text):
    pixels, _ = letter()
    box = lay(pixels, code(symbology, text, scale=2), 410, 20)

    found = read(pixels, linked)

    (listed,) = found.codes
    assert (listed.format, listed.text) == (symbology, text)
    assert differs(listed.box, box) <= 1
    assert texts(found) == list(LETTER)


def test_small_print_is_enlarged_until_it_can_be_read(linked):
    pixels, boxes = letter(size=11)

    found = read(pixels, linked)

    assert texts(found) == list(LETTER)
    for line, box in zip(found.lines, boxes, strict=True):
        assert differs(line.box, box) <= 2


def test_an_arabic_line_is_given_in_reading_order(linked, tmp_path):
    sheet = Sheet(300, 200)
    lines = ["شركة النور للتجارة", "رقم الفاتورة", "المبلغ المطلوب"]
    for number, line in enumerate(lines):
        sheet.write(line, 100, 20 + 50 * number, size=20)

    found = read_page(sheet.page(tmp_path), linked, ("ara",))

    assert texts(found) == lines
    assert all(line.words[0].box.x0 > line.words[-1].box.x0 for line in found.lines)


# --- what is shown to an engine, and what becomes of its answers


@pytest.mark.parametrize("tone", [255, 128, 0])
def test_of_a_blank_page_no_engine_is_asked(tone):
    engine = SeeingEngine(ink_as_word)

    found = read(paper(300, 200, tone), engine)

    assert (found.lines, found.codes, found.turned, found.skew) == ((), (), 0, 0.0)
    assert (engine.looks, engine.turned_looks) == ([], [])


def test_of_a_page_with_nothing_but_a_code_no_engine_is_asked():
    pixels = paper(300, 200)
    lay(pixels, code("Code128", "BK-20871", scale=2), 40, 40)
    engine = SeeingEngine(ink_as_word)

    found = read(pixels, engine)

    assert [one.text for one in found.codes] == ["BK-20871"]
    assert (found.lines, engine.looks, engine.turned_looks) == ((), [], [])


def test_a_bar_code_on_a_lying_page_is_listed():
    pixels = paper(300, 200)
    lay(pixels, code("Code128", "BK-20871", scale=2), 40, 40)

    assert [one.text for one in read(turned(pixels, 90), SeeingEngine(ink_as_word)).codes] == ["BK-20871"]


def test_a_page_too_large_is_reduced_before_it_is_read(monkeypatch):
    monkeypatch.setattr(whole_page, "MAX_PIXELS", 90_000)
    pixels, boxes = letter()
    engine = SeeingEngine(ink_as_word)

    found = read(pixels, engine)

    assert pixels.size > 4 * 90_000
    assert all(look.pixels.size <= 90_600 for look in engine.looks + engine.turned_looks)
    assert differs(found.lines[0].box, reduce(Box.joined, boxes)) <= 4


@pytest.mark.parametrize("size", [10, 16, 60, 90])
def test_print_of_any_size_is_shown_at_the_height_that_reads_best(size):
    pixels, boxes = letter(size=size)
    engine = SeeingEngine(ink_as_word)

    found = read(pixels, engine)

    shown = print_height(engine.looks_in(Layout.PAGE)[0].pixels)
    assert shown == pytest.approx(PRINT_HEIGHT, rel=0.25)
    assert differs(found.lines[0].box, reduce(Box.joined, boxes)) <= max(2, size / 10)


def test_print_that_is_nearly_of_that_height_is_left_as_it_is():
    pixels, _ = letter(size=36)
    engine = SeeingEngine(ink_as_word)

    read(pixels, engine)

    assert np.array_equal(engine.looks[0].pixels, pixels)


def test_the_languages_go_to_the_engine():
    engine = SeeingEngine(ink_as_word)

    read(letter()[0], engine, "ara", "eng")

    assert {look.languages for look in engine.looks} == {("ara", "eng")}


@pytest.mark.parametrize("layout", [Layout.PAGE, Layout.SPARSE])
def test_words_that_are_hardly_more_than_dirt_are_left_out(layout):
    box = Box(80, 50, 120, 80)
    each = words(("dirt", 0.19, box), ("word", 0.2, box.moved(dx=60, dy=0)))

    found = read(letter()[0], SeeingEngine(lambda look: each if look.layout is layout else ()))

    assert texts(found) == ["word"]


def test_print_that_the_first_pass_passes_over_is_found_in_a_second():
    pixels, boxes = letter(size=36)
    first = words(("first", 0.9, boxes[0]))
    second = words(("second", 0.9, boxes[1]), ("third", 0.8, boxes[2]))
    engine = SeeingEngine(lambda look: second if look.layout is Layout.SPARSE else first)

    found = read(pixels, engine)

    assert texts(found) == ["first", "second third"]
    (shown,) = engine.looks_in(Layout.SPARSE)
    assert not (shown.pixels[: boxes[0].y1 + 4] < 255).any()
    assert np.array_equal(shown.pixels[boxes[1].y0 - 4 :], pixels[boxes[1].y0 - 4 :])


def test_ruling_lines_are_not_looked_at_again():
    pixels, boxes = letter(size=36)
    pixels[boxes[3].y1 + 20 :] = 255
    pixels[boxes[3].y1 + 60 : boxes[3].y1 + 63, 60:800] = 0
    each = words(*[("line", 0.9, box) for box in boxes[:4]])
    engine = SeeingEngine(lambda look: each)

    read(pixels, engine)

    assert engine.looks_in(Layout.SPARSE) == []


def test_the_words_of_a_line_are_put_in_order():
    left, middle, right = (Box(x, 50, x + 40, 70) for x in (80, 140, 200))
    latin = words(("c", 0.9, right), ("a", 0.9, left), ("b", 0.9, middle))
    arabic = words(("النور", 0.9, middle), ("شركة", 0.9, right), ("للتجارة", 0.9, left), line=1)

    found = read(letter()[0], SeeingEngine(lambda look: latin + arabic if look.layout is Layout.PAGE else ()))

    assert texts(found) == ["a b c", "شركة النور للتجارة"]


# --- which way up


def upright_alone(pixels):
    """Return an answer that is sure where the pixels show the page upright."""
    wanted = around_ink(pixels)
    height, width = pixels.shape

    def answer(look):
        factor = look.pixels.shape[1] / width
        near = [edge * factor for edge in wanted]
        is_upright = (
            look.pixels.shape[0] == round(height * factor) and differs(around_ink(look.pixels), near) <= 3
        )
        return words(("sure" if is_upright else "xxxx", 0.9 if is_upright else 0.4, Box(9, 9, 50, 30)))

    return answer


@pytest.mark.parametrize("told", [None, (0, 1.5), (90, 3.9)])
@pytest.mark.parametrize("degrees", QUARTERS)
def test_where_the_orientation_is_not_certain_it_is_proved_by_reading(degrees, told):
    pixels, _ = letter()
    engine = SeeingEngine(upright_alone(pixels), told)

    found = read(turned(pixels, degrees), engine)

    assert found.turned == degrees
    assert len(engine.looks_in(Layout.BLOCK)) == 4


def test_a_page_of_two_words_is_not_turned(linked):
    page = paper(500, 700)
    write(page, "PAGE ONE", 100, 110, size=56)

    found = read(page, linked, "ara", "eng")

    assert (found.turned, texts(found)) == (0, ["PAGE ONE"])


def test_a_certain_orientation_is_taken_without_reading():
    engine = SeeingEngine(ink_as_word, (180, 4.0))

    found = read(letter()[0], engine)

    assert found.turned == 180
    assert engine.looks_in(Layout.BLOCK) == []
    assert [look.languages for look in engine.turned_looks] == [("osd",)]


def test_more_letters_in_sure_words_prove_a_turn_not_a_single_sure_word():
    pixels, _ = letter()
    few, many = words(("I", 0.99, Box(9, 9, 20, 30))), words(("Trading", 0.8, Box(9, 9, 50, 30)))
    shape = turned(pixels, 90).shape

    def answer(look):
        is_lying = (look.pixels.shape[0] > look.pixels.shape[1]) != (shape[0] > shape[1])
        return few if is_lying else many

    found = read(pixels, SeeingEngine(answer, None))

    assert found.turned in {90, 270}


def test_a_page_that_reads_nowhere_is_taken_as_it_lies():
    assert read(letter()[0], SeeingEngine(lambda look: (), None)).turned == 0


# --- whatever an engine answers


boxes_anywhere = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    *[st.integers(-300, 1500)] * 2,
    *[st.integers(0, 900)] * 2,
)
PRINTED: Pixels = fallen(letter(size=14)[0], 3)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.just("ab"), st.floats(0.2, 1), boxes_anywhere), max_size=6),
    st.sampled_from(QUARTERS),
)
def test_all_places_lie_on_the_page_and_none_is_empty(each, degrees):
    found = read(PRINTED, SeeingEngine(lambda look: words(*each), (degrees, 9.0)))

    page = page_of(PRINTED).size.box
    assert all(box.clipped(page) == box and not box.is_empty for box in all_boxes(found))
    assert all(0 <= line.confidence <= 1 for line in found.lines)


def test_a_word_beyond_the_page_is_left_out():
    beyond = words(("ghost", 0.9, Box(5000, 5000, 5050, 5020)))

    assert read(letter()[0], SeeingEngine(lambda look: beyond)).lines == ()


def test_long_words_weigh_more_in_the_confidence_of_a_line():
    line = PageLine((PageWord("abc", 0.9, Box(0, 0, 30, 10)), PageWord("x", 0.5, Box(40, 2, 50, 14))))

    assert line.confidence == pytest.approx(0.8)
    assert (line.text, line.box) == ("abc x", Box(0, 0, 50, 14))


def test_the_height_of_print_is_that_of_its_letters_not_of_lines_and_specks():
    pixels = paper(500, 400)
    capitals = write(pixels, "HEIGHT", 40, 30, size=40)
    for at in range(20):
        pixels[150 + 8 * at : 155 + 8 * at, 20:480] = 0
        pixels[10:13, 20 * at : 20 * at + 3] = 0
    pixels[100:390, 485:495] = 0

    assert print_height(pixels) == pytest.approx(capitals.height, abs=2)
    assert print_height(paper(50, 50)) == 0


def test_the_height_of_print_on_a_large_page_is_in_its_own_pixels():
    pixels = paper(3000, 2000)
    capitals = write(pixels, "HEIGHT", 40, 30, size=80)

    assert print_height(pixels) == pytest.approx(capitals.height, abs=4)
