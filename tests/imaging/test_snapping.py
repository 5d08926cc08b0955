"""Boxes that people draw cut letters; what comes back holds whole letters and no others."""

import numpy as np
import pytest
from drawn_pages import page_of, paper, region_of, write
from hypothesis import given, settings
from hypothesis import strategies as st

from invoice_desk.imaging.cleaning import has_ink, ink_mask
from invoice_desk.imaging.page import Crop, Pixels
from invoice_desk.imaging.snapping import has_print, print_of, tighten
from invoice_desk.invoice.geometry import Box

TEXT = "FAC-2024"


def line(*, tone: int = 0, ground: int = 255) -> tuple[Pixels, Box]:
    pixels = paper(360, 100, ground)
    return pixels, write(pixels, TEXT, 60, 40, tone=tone)


def ink_of(pixels: Pixels) -> int:
    return int(np.count_nonzero(ink_mask(pixels)))


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_letter_that_the_box_cuts_is_completed(cut):
    pixels, ink = line()
    cut_off = Box(ink.x0 + cut, ink.y0, ink.x1, ink.y1 - cut)

    found, box = print_of(page_of(pixels).crop(cut_off))

    assert ink.share_inside(box) > 0.98
    assert ink_of(found) == pytest.approx(ink_of(pixels), rel=0.03)


def test_what_reaches_in_of_a_neighbour_is_erased():
    pixels, ink = line()
    alone = pixels.copy()
    write(pixels, "Total", ink.x0, ink.y1 + 9)
    reaching = Box(ink.x0 - 8, ink.y0 - 8, ink.x1 + 8, ink.y1 + 14)

    found, box = print_of(page_of(pixels).crop(reaching))

    wanted = alone[box.y0 : box.y1, box.x0 : box.x1]
    assert np.array_equal(ink_mask(found), ink_mask(wanted))


def test_a_box_that_cuts_nothing_stays_as_it_was_drawn():
    pixels, ink = line()
    drawn = ink.grown(6)
    page = page_of(pixels)

    found, box = print_of(page.crop(drawn))

    assert box == drawn
    assert np.array_equal(found, page.crop(drawn).grey)


def test_a_frame_or_stamp_is_not_pulled_in():
    pixels, ink = line()
    pixels[ink.y0 - 20 : ink.y1 + 20, ink.x1 + 6 : ink.x1 + 90] = 90  # much larger than the print
    drawn = Box(ink.x0 - 6, ink.y0 - 6, ink.x1 + 12, ink.y1 + 6)

    _, box = print_of(page_of(pixels).crop(drawn))

    assert box == drawn


def test_an_empty_box_holds_no_print():
    pixels, ink = line()
    page = page_of(pixels)

    for empty in (Box(100, 50, 100, 60), Box(ink.x0, 50, ink.x1, 50), Box(900, 900, 950, 950)):
        found, box = print_of(page.crop(empty))
        assert not has_ink(found)
        assert box.is_empty


@pytest.mark.parametrize(("dx", "dy"), [(4, 0), (-4, 0), (0, 4), (0, -4), (3, -3), (-2, 2)])
@pytest.mark.parametrize("colours", [(0, 255), (255, 40)], ids=["black on white", "white on a dark bar"])
def test_a_box_moved_by_up_to_4_pixels_gives_the_same_text(readers, dx, dy, colours):
    tone, ground = colours
    pixels, ink = line(tone=tone, ground=ground)
    moved = ink.grown(2).moved(dx=dx, dy=dy)

    reading = next(iter(readers.ocr.read([region_of(page_of(pixels), moved)])))

    assert reading is not None
    assert reading.text == TEXT


@pytest.mark.parametrize("text", ["1", "7", "I", "8"])
def test_a_box_drawn_exactly_around_one_letter_still_shows_it_dark_on_light(text):
    pixels = paper(200, 100)
    ink = write(pixels, text, 90, 30, size=40)

    found, box = print_of(page_of(pixels).crop(ink))

    assert np.array_equal(found, pixels[box.y0 : box.y1, box.x0 : box.x1])


def test_a_box_drawn_exactly_along_a_dark_bar_shows_its_print_dark_on_light():
    pixels = paper(400, 100)
    bar = Box(40, 30, 360, 62)
    pixels[bar.y0 : bar.y1, bar.x0 : bar.x1] = 0
    write(pixels, TEXT, 80, 36, size=26, tone=255)

    found, _ = print_of(page_of(pixels).crop(bar))

    assert np.median(found) > 200
    assert ink_of(found) == pytest.approx(ink_of(255 - pixels[bar.y0 : bar.y1, bar.x0 : bar.x1]), rel=0.1)


@settings(max_examples=60, deadline=None)
@given(
    x0=st.integers(-10, 370), y0=st.integers(-10, 110), width=st.integers(0, 300), height=st.integers(0, 80)
)
def test_any_box_gives_pixels_that_fit_their_box_on_the_page(x0, y0, width, height):
    pixels, _ = line()
    page = page_of(pixels)
    crop = page.crop(Box(x0, y0, x0 + width, y0 + height))

    found, box = print_of(crop)

    assert found.shape == (box.height, box.width)
    assert box.clipped(page.size.box) == box
    assert crop.box.is_empty or crop.box.share_inside(box) == 1


def crop_with(pixels: Pixels) -> Crop:
    return page_of(pixels).crop(Box(40, 20, 320, 80))


@pytest.mark.parametrize("text", ["7", "-", "INV-2045"])
def test_the_smallest_print_counts_as_print(text):
    pixels = paper(360, 100)
    write(pixels, text, 60, 40)
    assert has_print(crop_with(pixels))


def test_a_noisy_scan_of_blank_paper_has_no_print():
    noise = np.random.default_rng(1).normal(230, 12, (100, 360))
    assert not has_print(crop_with(noise.clip(0, 255).astype(np.uint8)))


def test_ruling_lines_frames_and_the_rim_of_a_neighbouring_line_are_no_print():
    pixels = paper(360, 100)
    pixels[50:52], pixels[:, 44:46] = 0, 0
    write(pixels, "Total 12", 60, 75)
    assert not has_print(crop_with(pixels))


def test_an_empty_box_has_no_print():
    assert not has_print(page_of(paper(360, 100, 0)).crop(Box(50, 50, 50, 90)))


def test_a_roughly_drawn_box_is_drawn_in_to_the_print() -> None:
    pixels = paper(400, 200)
    write(pixels, "1,234.50", 150, 80)
    page = page_of(pixels)
    rough = Box(60, 30, 380, 170)
    tight = tighten(page, rough)
    assert tight.share_inside(rough) == 1
    assert 135 <= tight.x0 <= 150
    assert tight.height < 60 < tight.width < 200


def test_a_box_without_print_stays_as_it_was_drawn() -> None:
    assert tighten(page_of(paper(400, 200)), Box(60, 30, 380, 170)) == Box(60, 30, 380, 170)


def test_a_large_box_is_drawn_in_to_the_print() -> None:
    pixels = paper(2400, 1800)
    for row in range(5):
        write(pixels, "1,234.50", 700, 600 + row * 120)
        write(pixels, "9", 1500, 600 + row * 120)
    page, rough = page_of(pixels), Box(400, 300, 1900, 1500)
    print_ = np.argwhere(np.asarray(pixels) < 128)
    (y0, x0), (y1, x1) = print_.min(axis=0)[:2], print_.max(axis=0)[:2]
    tight = tighten(page, rough)
    assert tight.share_inside(rough) == 1
    assert all(0 <= near - far <= 20 for near, far in ((x0, tight.x0), (y0, tight.y0)))
    assert all(0 <= far - near <= 20 for near, far in ((x1, tight.x1), (y1, tight.y1)))


def test_a_large_box_of_a_blank_noisy_scan_stays_as_it_was_drawn() -> None:
    noise = np.random.default_rng(1).normal(230, 12, (1500, 2000)).clip(0, 255).astype(np.uint8)
    assert tighten(page_of(noise), Box(300, 200, 1700, 1300)) == Box(300, 200, 1700, 1300)


def test_a_large_box_round_a_ruled_table_of_hairlines_keeps_its_empty_rows() -> None:
    """The next invoice may have more lines: what is cut off would never be read."""
    pixels = paper(1600, 1200)
    for y in range(300, 901, 100):
        pixels[y, 200:1400] = 180
    for x in (200, 700, 1399):
        pixels[300:901, x] = 180
    write(pixels, "1,234.50", 760, 380)
    assert Box(200, 300, 1400, 901).share_inside(tighten(page_of(pixels), Box(180, 280, 1420, 923))) == 1
