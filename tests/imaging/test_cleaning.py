import cv2
import numpy as np
import pytest
from drawn_pages import paper, write
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from invoice_desk.imaging import cleaning
from invoice_desk.imaging.page import Pixels, protected
from invoice_desk.invoice.geometry import Box

STEPS = {
    "grey": cleaning.grey,
    "dark on light": cleaning.dark_on_light,
    "stretch contrast": cleaning.stretch_contrast,
    "denoise": lambda pixels: cleaning.denoise(pixels, sigma=1.2),
    "despeckle": cleaning.despeckle,
    "sharpen": cleaning.sharpen,
    "threshold adaptively": cleaning.threshold_adaptively,
    "threshold": cleaning.threshold,
    "ink mask": cleaning.ink_mask,
    "erase edge ink": cleaning.erase_edge_ink,
    "erase": lambda pixels: cleaning.erase(pixels, cleaning.ink_mask(pixels)),
    "cover": lambda pixels: cleaning.cover(pixels, [Box(0, 0, 1, 1)]),
}
"""All steps that keep the size."""

any_pixels = arrays.arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40)))
each_step = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)


def printed_line(*, tone: int = 0, ground: int = 255) -> Pixels:
    pixels = paper(200, 50, ground)
    write(pixels, "Total 12", 10, 10, tone=tone)
    return pixels


@each_step
@settings(max_examples=30, deadline=None)
@given(pixels=any_pixels)
def test_a_step_keeps_size_and_type_and_never_changes_what_it_was_given(step, pixels):
    before = pixels.copy()

    cleaned = step(protected(pixels))

    assert cleaned.shape == before.shape
    assert cleaned.dtype == np.uint8
    assert np.array_equal(pixels, before)


@each_step
@pytest.mark.parametrize("tone", [0, 128, 255])
def test_a_flat_picture_gives_no_ink(step, tone):
    flat = paper(30, 20, tone)

    assert not cleaning.has_ink(step(flat))
    assert not cleaning.has_ink(step(flat[:1, :1]))


@pytest.mark.parametrize("shape", [(0, 0), (0, 9), (9, 0)])
def test_an_empty_crop_has_no_ink_and_stays_empty(shape):
    empty = np.empty(shape, np.uint8)

    assert not cleaning.has_ink(empty)
    assert cleaning.paper_tone(empty) == 255
    for step in (cleaning.grey, cleaning.dark_on_light, cleaning.stretch_contrast, cleaning.ink_mask):
        assert step(empty).shape == shape
    assert cleaning.cover(empty, [Box(0, 0, 0, 0)]).shape == shape


@settings(max_examples=30, deadline=None)
@given(pixels=any_pixels)
def test_black_and_white_steps_give_black_and_white_alone_and_are_done_after_once(pixels):
    for step in (cleaning.threshold, cleaning.threshold_adaptively, cleaning.ink_mask):
        assert set(np.unique(step(pixels))) <= {0, 255}
    once = cleaning.threshold(pixels)
    assert np.array_equal(cleaning.threshold(once), once)


@settings(max_examples=30, deadline=None)
@given(pixels=any_pixels, x=st.integers(0, 40), y=st.integers(0, 40), side=st.integers(0, 9))
def test_covering_puts_paper_over_the_box_and_touches_nothing_else(pixels, x, y, side):
    box = Box(x, y, x + side, y + side).clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))

    covered = cleaning.cover(pixels, [box])

    assert (covered[box.y0 : box.y1, box.x0 : box.x1] == cleaning.paper_tone(pixels)).all()
    outside = np.ones_like(pixels, dtype=bool)
    outside[box.y0 : box.y1, box.x0 : box.x1] = False
    assert np.array_equal(covered[outside], pixels[outside])


def test_grey_of_colour_weighs_green_most_and_leaves_grey_alone():
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], np.uint8)

    blue, green, red = cleaning.grey(colours)[0]

    assert blue < red < green
    pixels = printed_line()
    assert cleaning.grey(pixels) is pixels


def test_paper_is_the_tone_around_the_print():
    assert cleaning.paper_tone(printed_line(ground=230)) == 230


def test_white_print_on_a_dark_bar_becomes_dark_print_on_light():
    light, dark = printed_line(), printed_line(tone=255, ground=0)

    assert np.array_equal(cleaning.dark_on_light(dark), light)
    assert cleaning.dark_on_light(light) is light
    assert cleaning.dark_on_light(cleaning.dark_on_light(dark)).mean() > 128


def test_bold_print_that_fills_nearly_half_of_its_box_is_not_inverted():
    pixels = paper(100, 20)
    pixels[:, :45] = 0

    assert cleaning.dark_on_light(pixels) is pixels


def test_faint_print_is_spread_over_all_tones():
    stretched = cleaning.stretch_contrast(printed_line(tone=150, ground=200))

    assert stretched.min() == 0
    assert stretched.max() == 255


def test_single_wrong_pixels_go_and_strokes_stay():
    pixels = printed_line()
    spoiled = pixels.copy()
    spoiled[3, 3], spoiled[40, 190] = 0, 0

    cleaned = cleaning.despeckle(spoiled)

    assert cleaned[3, 3] == cleaned[40, 190] == 255
    assert cleaning.ink_mask(cleaned).sum() > 0.8 * cleaning.ink_mask(pixels).sum()


def test_noise_becomes_weaker():
    noisy = np.random.default_rng(7).normal(200, 20, (60, 60)).clip(0, 255).astype(np.uint8)

    assert cleaning.denoise(noisy, sigma=1.2).std() < 0.5 * noisy.std()


def test_a_soft_edge_becomes_steeper():
    soft = cleaning.denoise(printed_line(tone=60, ground=200), sigma=2.0)

    steepest = np.abs(np.diff(soft.astype(int), axis=1)).max()
    assert np.abs(np.diff(cleaning.sharpen(soft).astype(int), axis=1)).max() > 1.2 * steepest


def test_print_in_a_shadow_stays_print_and_the_shadow_goes():
    shade = np.linspace(90, 255, 200)[None, :].repeat(50, axis=0)
    shaded = (printed_line() / 255.0 * shade).astype(np.uint8)

    found = cleaning.threshold_adaptively(shaded) == 0
    wanted = printed_line() < 128

    assert np.count_nonzero(found & wanted) > 0.95 * np.count_nonzero(wanted)
    assert np.count_nonzero(found & ~cv2.dilate(wanted.astype(np.uint8), np.ones((5, 5))).astype(bool)) == 0


def test_what_stands_out_by_less_than_24_tones_is_no_ink():
    assert not cleaning.has_ink(printed_line(tone=235, ground=255))
    assert cleaning.has_ink(printed_line(tone=220, ground=255))


def test_three_dark_pixels_are_dirt_and_four_are_ink():
    pixels = paper(20, 20)
    pixels[5, 5:8] = 0
    assert not cleaning.has_ink(pixels)

    pixels[5, 8] = 0
    assert cleaning.has_ink(pixels)


@pytest.mark.parametrize("factor", [0.001, 0.5, 1.0, 2.5])
def test_scaling_gives_the_size_asked_for_and_at_least_one_pixel(factor):
    scaled = cleaning.scale(paper(40, 10), factor)

    assert scaled.shape == (max(1, round(10 * factor)), max(1, round(40 * factor)))
    assert cleaning.scale(paper(1, 1), factor).size >= 1


def test_scaling_stops_before_opencv_does():
    assert cleaning.scale(paper(3_200, 1), 50).shape == (10, 32_000)


def test_padding_adds_paper_of_the_same_tone_on_all_sides():
    pixels = printed_line(ground=210)

    padded = cleaning.pad(pixels, 7)

    assert padded.shape == (64, 214)
    assert np.array_equal(padded[7:-7, 7:-7], pixels)
    rim = padded.copy()
    rim[7:-7, 7:-7] = 210
    assert (rim == 210).all()


def test_the_rest_of_the_line_above_goes_and_a_tall_letter_that_touches_both_edges_stays():
    pixels = paper(60, 40)
    pixels[:6, 5:15] = 0  # the feet of a letter above
    pixels[:, 30:36] = 0  # as high as the box

    cleaned = cleaning.erase_edge_ink(pixels)

    assert (cleaned[:8, 4:16] == 255).all()
    assert (cleaned[:, 30:36] == 0).all()
    assert np.array_equal(cleaning.erase_edge_ink(cleaned), cleaned)


def test_print_that_touches_no_edge_is_given_back_as_it_is():
    pixels = printed_line()

    assert cleaning.erase_edge_ink(pixels) is pixels


def test_erasing_takes_what_is_masked_and_its_soft_rim():
    pixels = paper(9, 9, 220)
    pixels[4, 4], pixels[4, 5] = 0, 120
    mask = np.zeros_like(pixels)
    mask[4, 4] = 255

    assert (cleaning.erase(pixels, mask) == 220).all()
    assert pixels[4, 4] == 0
