"""The strip of a number: its line of print at one height, whatever box was drawn."""

from dataclasses import replace

import numpy as np
import pytest
from drawn_pages import paper, write

from invoice_desk.imaging.strips import DIGIT, HEIGHT, MAX_WIDTH, find_line, strip_of
from invoice_desk.invoice.geometry import Box


def page(size=40, tone=0, ground=255):
    pixels = paper(400, 160, ground)
    return pixels, write(pixels, "1234", 120, 60, size=size, tone=tone)


def ink_height(strip):
    rows = np.flatnonzero((strip.pixels > 128).any(axis=1))
    return int(rows[-1] - rows[0] + 1)


@pytest.mark.parametrize("size", [14, 24, 40, 70])
@pytest.mark.parametrize("grow", [0, 2, 6])
def test_digits_of_any_size_come_at_one_height(size, grow):
    pixels, ink = page(size)

    strip = strip_of(pixels, ink.grown(grow))

    assert strip.pixels.shape[0] == HEIGHT
    assert ink_height(strip) == pytest.approx(DIGIT, abs=3)


def test_a_zoom_makes_them_smaller():
    pixels, ink = page()

    assert ink_height(strip_of(pixels, ink, zoom=0.7)) == pytest.approx(0.7 * DIGIT, abs=3)


@pytest.mark.parametrize(("tone", "ground"), [(0, 255), (255, 0), (120, 160), (230, 60)])
def test_ink_is_high_and_paper_low_whichever_is_darker(tone, ground):
    pixels, ink = page(tone=tone, ground=ground)

    strip = strip_of(pixels, ink.grown(4)).pixels

    assert np.median(strip) < 30
    assert strip.max() > 220


def test_bold_print_that_fills_its_box_is_not_taken_for_a_dark_bar():
    pixels = paper(200, 80)
    pixels[20:60, 40:150] = 0
    pixels[30:50, 60:70] = 255
    pixels[30:50, 100:110] = 255

    strip = strip_of(pixels, Box(36, 16, 154, 64)).pixels

    assert np.median(strip[0]) < 60


def test_a_strip_knows_where_it_lies_on_the_page():
    pixels, ink = page()

    strip = strip_of(pixels, ink.grown(3))

    rows, columns = np.nonzero(strip.pixels > 128)
    assert strip.left + columns.min() / strip.scale == pytest.approx(ink.x0, abs=2)
    assert strip.top + rows.min() / strip.scale == pytest.approx(ink.y0, abs=2)
    assert strip.left + (columns.max() + 1) / strip.scale == pytest.approx(ink.x1, abs=2)


def test_a_strip_that_is_widened_knows_it_too():
    pixels, ink = page()

    strip = strip_of(pixels, ink.grown(3))
    wide = strip.stretched(1.5)

    rows, columns = np.nonzero(wide.pixels > 128)
    assert wide.pixels.shape == (HEIGHT, round(1.5 * strip.pixels.shape[1]))
    assert wide.left + columns.min() / wide.across == pytest.approx(ink.x0, abs=2)
    assert wide.left + (columns.max() + 1) / wide.across == pytest.approx(ink.x1, abs=2)
    assert wide.top + rows.min() / wide.scale == pytest.approx(ink.y0, abs=2)
    assert strip.stretched(1.5).stretched(2).across == pytest.approx(3 * strip.scale)


def test_a_long_strip_is_cut_where_it_is_widened():
    pixels, ink = page()
    longest = replace(strip_of(pixels, ink), pixels=np.zeros((HEIGHT, MAX_WIDTH), np.uint8))

    assert longest.stretched(2).pixels.shape == (HEIGHT, MAX_WIDTH)


def test_ruling_lines_do_not_set_the_height():
    pixels, ink = page()
    pixels[ink.y1 + 6 : ink.y1 + 8, :] = 0
    pixels[:, ink.x0 - 12 : ink.x0 - 10] = 0

    assert ink.height * strip_of(pixels, ink.grown(9)).scale == pytest.approx(DIGIT, abs=3)


def test_dots_alone_are_not_blown_up_to_the_height_of_digits():
    pixels = paper(200, 80)
    for x in (60, 80, 100):
        pixels[40:46, x : x + 6] = 0
    box = Box(54, 28, 112, 58)

    assert 6 * strip_of(pixels, box).scale < 0.5 * DIGIT
    assert strip_of(pixels, box, digit_height=24).scale == pytest.approx(DIGIT / 24)


@pytest.mark.parametrize("box", [Box(10, 10, 60, 30), Box(390, 150, 500, 300), Box(500, 10, 600, 40)])
def test_where_nothing_is_printed_there_is_no_strip(box):
    pixels, _ = page()

    assert strip_of(pixels, box) is None


def test_a_very_long_line_is_cut():
    pixels = paper(30_000, 40)
    pixels[10:30, 100:29_000:8] = 0

    assert strip_of(pixels, Box(0, 5, 30_000, 35)).pixels.shape[1] == 768


def test_digits_beside_larger_print_come_at_their_height_where_the_page_tells_it():
    pixels, ink = page(30)
    word = write(pixels, "AED", ink.x1 + 12, 50, size=60)
    box = Box(ink.x0, min(ink.y0, word.y0), word.x1, max(ink.y1, word.y1)).grown(3)

    line = find_line(pixels, box)

    assert not line.band.is_settled(ink.height)
    assert strip_of(pixels, box, digit_height=ink.height).scale == pytest.approx(DIGIT / ink.height, rel=0.1)
    assert find_line(pixels, ink.grown(3)).band.is_settled(ink.height)


def test_of_several_rows_in_a_box_the_one_in_its_middle_is_taken():
    pixels = paper(300, 200)
    rows = [write(pixels, text, 60, y, size=24) for text, y in (("7777", 40), ("5274", 80), ("9999", 120))]

    line = find_line(pixels, rows[1].grown(30))

    assert line.top + line.band.middle == pytest.approx((rows[1].y0 + rows[1].y1) / 2, abs=2)


@pytest.mark.parametrize("size", [34, 38, 44])
def test_the_row_in_the_middle_is_taken_beside_a_row_of_larger_print_too(size):
    pixels = paper(400, 240)
    ink = write(pixels, "5274", 60, 100, size=28)
    larger = write(pixels, "913", 60, ink.y0 - 14 - size, size=size)
    reach = ink.y0 - larger.y0 + 2
    box = Box(ink.x0 - 6, ink.y0 - reach, ink.x1 + 20, ink.y1 + reach)

    line = find_line(pixels, box)

    assert line.top + line.band.middle == pytest.approx((ink.y0 + ink.y1) / 2, abs=2)
    assert line.band.height == pytest.approx(ink.height, abs=2)


def test_in_a_very_high_box_the_digits_are_found_where_they_stand():
    pixels = paper(1600, 1200)
    ink = write(pixels, "5274", 300, 350, size=500)

    line = find_line(pixels, ink.grown(60))

    assert line.band.height == pytest.approx(ink.height, rel=0.05)
    assert line.top + line.band.middle == pytest.approx((ink.y0 + ink.y1) / 2, abs=8)
