import cv2
import numpy as np
import pytest
from drawn_pages import paper, write
from hypothesis import given, settings
from hypothesis import strategies as st

from invoice_desk.imaging.levelling import deskew, find_skew, level
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box, Size

QUARTERS = (0, 90, 180, 270)
_CLOCKWISE = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def letter() -> Pixels:
    """Return a page of eleven lines of unequal length."""
    pixels = paper(620, 800)
    for number in range(11):
        write(pixels, f"Line {number} of a letter to you"[: 14 + number], 90, 100 + 56 * number, size=24)
    return pixels


def fallen(pixels: Pixels, degrees: float) -> Pixels:
    """Return the page as a scanner gives it whose lines fall by `degrees` to the right."""
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))


def turned(pixels: Pixels, quarter: int) -> Pixels:
    return cv2.rotate(pixels, _CLOCKWISE[quarter]) if quarter else pixels


@pytest.mark.parametrize("degrees", [-5, -2.7, -1, -0.3, 0, 0.5, 1.4, 3, 5])
def test_the_skew_of_print_is_found_within_a_fifth_of_a_degree(degrees):
    assert find_skew(fallen(letter(), degrees)) == pytest.approx(degrees, abs=0.2)


@pytest.mark.parametrize(
    "pixels", [paper(60, 40), paper(1, 1), paper(200, 200, 0)], ids=["blank", "one", "black"]
)
def test_a_page_without_print_has_no_skew(pixels):
    assert find_skew(pixels) == 0.0


def test_a_colour_page_is_measured_too():
    grey = fallen(letter(), 2)

    assert find_skew(np.repeat(grey[:, :, None], 3, axis=2)) == pytest.approx(2, abs=0.2)


@pytest.mark.parametrize("degrees", [-4, 4])
def test_deskewed_print_is_level_on_a_page_of_the_same_size_with_paper_in_its_corners(degrees):
    pixels = fallen(letter(), degrees)

    straight = deskew(pixels)

    assert straight.shape == pixels.shape
    assert abs(find_skew(straight)) <= 0.2
    assert (straight[[0, 0, -1, -1], [0, -1, 0, -1]] > 250).all()


def test_level_print_is_left_as_it_is():
    pixels = letter()

    assert deskew(pixels) is pixels


@pytest.mark.parametrize("quarter", QUARTERS)
def test_a_quarter_turn_is_taken_back_pixel_by_pixel(quarter):
    upright = letter()

    levelled = level(turned(upright, (360 - quarter) % 360), quarter=quarter, skew=0.0, scale=1.0)

    assert np.array_equal(levelled.pixels, upright)


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("skew", [0.0, -3.0, 4.5])
@pytest.mark.parametrize("scale", [1.0, 0.6, 1.7])
def test_a_box_of_the_level_page_lies_on_the_same_print_of_the_page_as_it_was(quarter, skew, scale):
    original = paper(301, 407)
    mark = Box(60, 80, 84, 97)
    original[mark.y0 : mark.y1, mark.x0 : mark.x1] = 0

    levelled = level(original, quarter=quarter, skew=skew, scale=scale)
    rows, columns = np.nonzero(levelled.pixels < 128)
    found = Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    back = levelled.box_on_original(found)

    spread = 2 + abs(skew) / 57 * 2 * max(mark.width, mark.height)  # a box around a turned box is larger
    assert max(abs(one - other) for one, other in zip(back, mark, strict=True)) <= spread


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("skew", [-5.0, 5.0])
def test_nothing_at_the_edges_of_the_page_is_lost_by_levelling(quarter, skew):
    original = paper(600, 800)
    corners = [Box(x, y, x + 12, y + 12) for x in (4, 584) for y in (4, 784)]
    for x0, y0, x1, y1 in corners:
        original[y0:y1, x0:x1] = 0

    levelled = level(original, quarter=quarter, skew=skew, scale=1.0)

    count, _ = cv2.connectedComponents((levelled.pixels < 128).astype(np.uint8))
    assert count - 1 == len(corners)
    assert np.count_nonzero(levelled.pixels < 128) == pytest.approx(4 * 144, rel=0.05)


@settings(max_examples=60, deadline=None)
@given(
    size=st.tuples(st.integers(1, 60), st.integers(1, 60)),
    quarter=st.sampled_from(QUARTERS),
    skew=st.floats(-10, 10),
    scale=st.floats(0.3, 3),
    box=st.tuples(st.integers(-20, 90), st.integers(-20, 90), st.integers(0, 50), st.integers(0, 50)),
)
def test_any_box_comes_back_onto_the_page(size, quarter, skew, scale, box):
    x, y, width, height = box

    levelled = level(paper(*size), quarter=quarter, skew=skew, scale=scale)
    back = levelled.box_on_original(Box(x, y, x + width, y + height))

    assert levelled.original == Size(*size)
    assert back.clipped(levelled.original.box) == back
