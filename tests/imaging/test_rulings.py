"""Lines go, print stays. What is left of the print is proved by reading it."""

import cv2
import numpy as np
import pytest
from drawn_pages import page_of, paper, region_of, write
from hypothesis import given, settings
from hypothesis import strategies as st

from invoice_desk.imaging.cleaning import ink_mask
from invoice_desk.imaging.page import Pixels
from invoice_desk.imaging.rulings import erase_rulings, find_rulings, without_rulings
from invoice_desk.imaging.snapping import print_of
from invoice_desk.invoice.geometry import Box

TEXT = "Invoice 40712"


def form(*, size: int = 28) -> tuple[Pixels, Box]:
    """Return paper with one line of print in its middle, and the box around its ink."""
    pixels = paper(420, 130)
    return pixels, write(pixels, TEXT, 90, 50, size=size)


def tilted(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))


def read(readers, pixels: Pixels, box: Box) -> str | None:
    reading = next(iter(readers.ocr.read([region_of(page_of(pixels), box)])))
    return reading and reading.text


def assert_gone_and_read(readers, drawn: Pixels, box: Box, line: Pixels) -> None:
    """Check that no ink of the line is left in the box, and that the print is read right."""
    cleaned = without_rulings(page_of(drawn).crop(box))
    part = line[box.y0 : box.y1, box.x0 : box.x1] > 0
    left = np.count_nonzero(ink_mask(cleaned)[part])
    assert left <= 0.05 * np.count_nonzero(part)
    assert read(readers, drawn, box) == TEXT


@pytest.mark.parametrize("tone", [0, 120, 205])
@pytest.mark.parametrize("thickness", [1, 3])
def test_a_horizontal_line_under_the_print_goes(readers, tone, thickness):
    pixels, ink = form()
    line = np.zeros_like(pixels)
    cv2.line(line, (0, ink.y1 + 6), (420, ink.y1 + 6), 255, thickness)
    pixels[line > 0] = tone

    assert_gone_and_read(readers, pixels, ink.grown(10), line)


@pytest.mark.parametrize("tone", [0, 120, 205])
def test_vertical_lines_beside_the_print_go(readers, tone):
    pixels, ink = form()
    line = np.zeros_like(pixels)
    for x in (ink.x0 - 6, ink.x1 + 6):
        cv2.line(line, (x, 0), (x, 130), 255, 2)
    pixels[line > 0] = tone

    assert_gone_and_read(readers, pixels, ink.grown(10), line)


@pytest.mark.parametrize("degrees", [-0.5, 0.5])
def test_lines_of_a_page_that_is_skewed_by_half_a_degree_go(readers, degrees):
    pixels, ink = form()
    line = np.zeros_like(pixels)
    cv2.rectangle(line, (20, ink.y0 - 8), (400, ink.y1 + 8), 255, 2)
    pixels[line > 0] = 60
    drawn, turned_line = tilted(pixels, degrees), tilted(line, degrees)

    assert_gone_and_read(readers, drawn, ink.grown(10), np.where(turned_line > 200, 255, 0))


def test_a_frame_that_touches_the_print_goes(readers):
    pixels, ink = form(size=40)
    line = np.zeros_like(pixels)
    x0, y0, x1, y1 = ink.x0 - 2, ink.y0 - 40, ink.x1 + 2, ink.y1 + 1  # at its left, right and foot
    cv2.rectangle(line, (x0, y0), (x1, y1), 255, 2)
    pixels[line > 0] = 0

    assert read(readers, pixels, Box(x0 - 2, ink.y0 - 6, x1 + 3, y1 + 3)) == TEXT


@pytest.mark.parametrize("above_foot", [0, 7], ids=["touching", "crossing"])
def test_an_underline_that_meets_the_descenders_goes_and_they_stay(readers, above_foot):
    pixels = paper(560, 130)
    ink = write(pixels, "Trying gypsy pages", 70, 50, size=44)
    before = ink_mask(pixels)
    top = ink.y1 - above_foot
    pixels[top : top + 2, 40:520] = 0
    box = ink.grown(6)

    cleaned = ink_mask(without_rulings(page_of(pixels).crop(box)))

    wanted = before[box.y0 : box.y1, box.x0 : box.x1]
    assert np.count_nonzero(cleaned & ~wanted) < 0.1 * 2 * box.width
    assert np.count_nonzero(wanted & ~cleaned) < 0.2 * np.count_nonzero(wanted)
    assert read(readers, pixels, box) == "Trying gypsy pages"


@pytest.mark.parametrize("text", ["1", "l", "I", "|", "ا"])
@pytest.mark.parametrize("size", [16, 28, 80])
def test_a_lone_upright_letter_in_a_tight_box_is_not_taken_for_a_line(text, size):
    pixels = paper(200, 200)
    ink = write(pixels, text, 90, 60, size=size)

    for box in (ink, ink.grown(size // 4)):
        found, place = print_of(page_of(pixels).crop(box))
        assert np.array_equal(found, pixels[place.y0 : place.y1, place.x0 : place.x1])


@pytest.mark.parametrize("text", ["-", "—", "=", "T", "E", "ـ"])
def test_the_strokes_of_flat_letters_are_not_taken_for_lines(text):
    pixels = paper(200, 120)
    ink = write(pixels, text, 80, 40, size=40)
    page = page_of(pixels)
    box = Box(60, 30, 160, 80)

    assert ink.share_inside(box) == 1
    assert np.array_equal(without_rulings(page.crop(box)), page.crop(box).grey)


def test_a_stroke_that_crosses_the_line_stays_whole():
    pixels = paper(300, 80)
    pixels[15:65, 100:105] = 0
    pixels[39:42, :] = 0

    cleaned = without_rulings(page_of(pixels).crop(Box(50, 10, 250, 70)))

    column = cleaned[5:55, 52]
    assert (column < 100).all()
    assert (cleaned[:, 90:] == 255).all()


def test_a_stroke_that_crosses_a_vertical_line_stays_whole():
    pixels = paper(300, 160)
    pixels[80:85, 110:190] = 0
    pixels[:, 149:152] = 0

    cleaned = without_rulings(page_of(pixels).crop(Box(50, 60, 250, 105)))

    assert (cleaned[22, 60:140] < 100).all()
    assert (cleaned[:18] == 255).all()


def test_a_line_at_the_very_edge_of_the_box_goes_under_the_letters_too(readers):
    pixels, ink = form()
    pixels[ink.y1 + 1 : ink.y1 + 3] = 0
    page = page_of(pixels)

    cleaned = without_rulings(page.crop(Box(ink.x0, ink.y0 - 5, ink.x1, ink.y1 + 3)))

    assert (cleaned[-2:] > 200).all()


def test_print_on_a_dark_bar_comes_dark_on_light_without_the_bars_edges():
    pixels = paper(400, 120)
    pixels[30:90] = 30
    write(pixels, TEXT, 80, 48, tone=255)

    cleaned = without_rulings(page_of(pixels).crop(Box(60, 36, 340, 84)))

    assert cleaned[0, 0] == 225
    assert (cleaned[[0, -1]] > 200).all()
    assert cleaned.min() == 0


def test_a_filled_bar_is_no_line():
    pixels = paper(300, 100)
    pixels[30:70, 20:280] = 0
    page = page_of(pixels)

    across, down = find_rulings(pixels, line_height=20)
    assert not across.any()
    assert not down.any()
    assert np.array_equal(
        without_rulings(page.crop(Box(0, 10, 300, 90))), page.crop(Box(0, 10, 300, 90)).grey
    )


def test_a_line_is_known_by_running_on_beyond_the_box():
    pixels = paper(300, 80)
    pixels[40:42, :] = 0

    assert (without_rulings(page_of(pixels).crop(Box(140, 25, 160, 55))) == 255).all()


def test_all_lines_of_a_table_go_at_once_and_its_print_stays():
    pixels = paper(400, 300)
    for edge in range(20, 300, 65):
        cv2.line(pixels, (20, edge), (380, edge), 0, 2)
    for edge in range(20, 400, 120):
        cv2.line(pixels, (edge, 20), (edge, 280), 0, 2)
    lines = pixels == 0
    boxes = [write(pixels, "42", x, y, size=24) for x in (60, 180, 300) for y in (45, 110, 175, 240)]

    cleaned = erase_rulings(pixels, line_height=30)

    assert np.count_nonzero(cleaned[lines] < 200) == 0
    for x0, y0, x1, y1 in boxes:
        assert np.array_equal(cleaned[y0:y1, x0:x1], pixels[y0:y1, x0:x1])


def test_a_page_without_lines_is_given_back_as_it_is():
    pixels, _ = form()

    assert erase_rulings(pixels, line_height=30) is pixels


@settings(max_examples=40, deadline=None)
@given(x0=st.integers(-5, 60), y0=st.integers(-5, 40), width=st.integers(0, 60), height=st.integers(0, 40))
def test_any_box_gives_pixels_of_its_size_and_leaves_the_page_alone(x0, y0, width, height):
    pixels = paper(50, 30)
    pixels[10:12] = 0
    page = page_of(pixels)
    crop = page.crop(Box(x0, y0, x0 + width, y0 + height))

    assert without_rulings(crop).shape == (crop.box.height, crop.box.width)
    assert np.array_equal(page.pixels[:, :, 0], pixels)
