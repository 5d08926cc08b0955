"""Checkboxes: marked or not, whatever pen and frame, and how sure that is."""

import cv2
import numpy as np
import pytest
from drawn_pages import page_of, paper, region_of, write

from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.marks import EMPTY, TICKED, MarkReader

SIDES = [12, 20, 31, 60]
FRAME = Box(60, 50, 91, 81)


def sheet(frame=FRAME, *, thickness=2):
    """Return paper with one frame on it."""
    pixels = paper(180, 160)
    pixels[frame.y0 : frame.y1, frame.x0 : frame.x1] = 0
    inside = frame.grown(-thickness)
    pixels[inside.y0 : inside.y1, inside.x0 : inside.x1] = 255
    return pixels


def stroke(pixels, *points, frame=FRAME, pen=2):
    """Draw a line through points given in shares of the frame."""
    line = [[round(frame.x0 + x * frame.width), round(frame.y0 + y * frame.height)] for x, y in points]
    cv2.polylines(pixels, [np.array(line, np.int32)], False, (0,), pen)


def tick(pixels, frame):
    stroke(pixels, (0.2, 0.5), (0.42, 0.75), (0.8, 0.2), frame=frame, pen=max(1, frame.width // 15))


def cross(pixels, frame):
    stroke(pixels, (0.15, 0.15), (0.85, 0.85), frame=frame, pen=max(1, frame.width // 12))
    stroke(pixels, (0.15, 0.85), (0.85, 0.15), frame=frame, pen=max(1, frame.width // 12))


def thin_cross(pixels, frame):
    stroke(pixels, (0.15, 0.15), (0.85, 0.85), frame=frame, pen=max(1, frame.width // 30))
    stroke(pixels, (0.15, 0.85), (0.85, 0.15), frame=frame, pen=max(1, frame.width // 30))


def fill(pixels, frame):
    pixels[frame.y0 : frame.y1, frame.x0 : frame.x1] = 0


def wide_tick(pixels, frame):
    stroke(pixels, (0.2, 0.5), (0.42, 0.75), (1.5, -0.4), frame=frame, pen=2)


def read(pixels, box=None):
    (reading,) = MarkReader().read([region_of(page_of(pixels), box)])
    return reading


@pytest.mark.parametrize("side", SIDES)
def test_an_empty_box_is_not_ticked(side):
    assert read(sheet(Box(40, 30, 40 + side, 30 + side))).text == EMPTY


@pytest.mark.parametrize("mark", [tick, cross, thin_cross, fill, wide_tick])
@pytest.mark.parametrize("side", SIDES)
def test_any_mark_ticks_a_box(mark, side):
    frame = Box(40, 50, 40 + side, 50 + side)
    pixels = sheet(frame)
    mark(pixels, frame)

    assert read(pixels).text == TICKED


@pytest.mark.parametrize(("side", "thickness"), [(12, 3), (16, 5), (31, 8), (60, 18)])
def test_a_thick_frame_is_no_mark_but_a_mark_inside_it_is(side, thickness):
    frame = Box(40, 50, 40 + side, 50 + side)
    empty, ticked = (sheet(frame, thickness=thickness) for _ in range(2))
    cross(ticked, frame)

    assert read(empty).text == EMPTY
    assert read(ticked).text == TICKED


def test_a_thick_frame_with_rough_inner_edges_is_no_mark():
    frame = Box(40, 50, 71, 81)
    pixels = sheet(frame, thickness=8)
    pixels[58, 48:63:2] = 0
    pixels[58:73:2, 62] = 0

    assert read(pixels).text == EMPTY


@pytest.mark.parametrize("tone", [0, 128, 255])
def test_where_nothing_is_printed_there_is_no_reading(tone):
    assert read(paper(40, 40, tone)) is None


@pytest.mark.parametrize("box", [Box(50, 50, 50, 80), Box(900, 900, 950, 950)])
def test_an_empty_region_is_no_reading(box):
    assert read(sheet(), box) is None


@pytest.mark.parametrize(
    "box", [FRAME, FRAME.grown(1), FRAME.grown(12), Box(45, 47, 130, 83), Box(58, 20, 93, 150)]
)
@pytest.mark.parametrize(("mark", "text"), [(None, EMPTY), (tick, TICKED), (cross, TICKED)])
def test_the_box_may_be_drawn_roughly_around_the_frame(box, mark, text):
    pixels = sheet()
    if mark:
        mark(pixels, FRAME)

    assert read(pixels, box).text == text


@pytest.mark.parametrize(("mark", "text"), [(None, EMPTY), (tick, TICKED)])
def test_ruling_lines_that_run_through_the_region_are_not_the_frame(mark, text):
    pixels = sheet()
    pixels[92:94], pixels[:, 48:50] = 0, 0
    if mark:
        mark(pixels, FRAME)

    assert read(pixels, FRAME.grown(16)).text == text


@pytest.mark.parametrize(("mark", "text"), [(None, EMPTY), (tick, TICKED)])
def test_a_label_beside_the_box_is_not_the_frame(mark, text):
    pixels = sheet()
    label = write(pixels, "Paid", 100, 55)
    if mark:
        mark(pixels, FRAME)

    assert read(pixels, FRAME.joined(label).grown(5)).text == text


def test_small_letters_beside_a_frame_that_fills_the_region_are_not_the_frame():
    pixels = sheet()
    label = write(pixels, "Paid", 100, 60, size=15)

    assert read(pixels, FRAME.joined(label.grown(4)).clipped(Box(60, 50, 180, 81))).text == EMPTY


def with_inner_ink(rows):
    """Return a frame with a bar of so many rows of ink in its middle."""
    frame = Box(30, 30, 130, 130)
    pixels = sheet(frame)
    pixels[78 : 78 + rows, 52:108] = 0
    return pixels


def test_the_nearer_to_the_threshold_the_less_sure():
    readings = [read(with_inner_ink(rows)) for rows in (0, 1, 2, 3, 4, 5, 6, 10)]
    empty, ticked = ([one.confidence for one in readings if one.text == text] for text in (EMPTY, TICKED))

    assert len(empty) >= 3
    assert len(ticked) >= 3
    assert empty == sorted(set(empty), reverse=True)
    assert ticked == sorted(ticked)
    assert min(empty + ticked) < 0.65
    assert min(empty[0], ticked[-1]) > 0.95
    assert max(empty + ticked) <= 1


def test_a_reading_says_who_read_what_where():
    reading = read(sheet(), FRAME.grown(4))

    assert (reading.reader, reading.page, reading.box) == ("marks", 0, FRAME.grown(4))


def test_each_region_gets_its_own_answer_in_order():
    ticked = sheet()
    tick(ticked, FRAME)
    regions = [region_of(page_of(pixels)) for pixels in (ticked, paper(30, 30), sheet())]

    assert [one and one.text for one in MarkReader().read(regions)] == [TICKED, None, EMPTY]


OTHER = Box(110, 50, 141, 81)


def frames(*boxes):
    pixels = paper(180, 160)
    for box in boxes:
        cv2.rectangle(pixels, (box.x0, box.y0), (box.x1 - 1, box.y1 - 1), (0,), 2)
    return pixels


def test_a_ruling_line_below_an_empty_frame_is_no_mark():
    pixels = frames(FRAME)
    pixels[90:93] = 0

    reading = read(pixels, Box(20, 30, 180, 130))
    assert (reading.text, reading.confidence) == (EMPTY, 0.99)


@pytest.mark.parametrize("marked", [None, FRAME, OTHER])
def test_of_two_frames_a_person_says_which_is_meant(marked):
    pixels = frames(FRAME, OTHER)
    if marked:
        tick(pixels, marked)

    reading = read(pixels)
    assert reading.text == (TICKED if marked else EMPTY)
    assert reading.confidence < 0.5


@pytest.mark.parametrize("label", ["Paid", "COD", "Box 8", "BANK", "Q"])
@pytest.mark.parametrize("size", [15, 28, 40])
def test_print_without_a_frame_is_no_sure_mark(label, size):
    pixels = paper(180, 160)
    write(pixels, label, 30, 50, size=size)

    assert read(pixels).confidence < 0.5


def test_a_frame_that_the_region_cuts_is_not_read_for_sure():
    assert read(frames(FRAME), Box(40, 40, 80, 100)).confidence < 0.5


def drawn_by_hand():
    pixels = paper(180, 160)
    corners = [(61, 53), (93, 49), (90, 82), (58, 79), (61, 53)]
    cv2.polylines(pixels, [np.array(corners, np.int32)], False, (0,), 3)
    return pixels


def with_round_corners():
    pixels = paper(180, 160)
    pixels[50:81, 60:91] = 0
    pixels[53:78, 63:88] = 255
    for x, y in ((60, 50), (84, 50), (60, 75), (84, 75)):
        pixels[y : y + 6, x : x + 7] = 255
    for x, y, start in ((66, 56, 180), (84, 56, 270), (84, 74, 0), (66, 74, 90)):
        cv2.ellipse(pixels, (x, y), (5, 5), start, 0, 90, (0,), 3)
    return pixels


@pytest.mark.parametrize("draw", [drawn_by_hand, with_round_corners])
@pytest.mark.parametrize(("mark", "text"), [(None, EMPTY), (tick, TICKED), (wide_tick, TICKED)])
def test_frames_drawn_by_hand_and_with_round_corners_are_frames(draw, mark, text):
    pixels = draw()
    if mark:
        mark(pixels, FRAME)

    reading = read(pixels)
    assert reading.text == text
    assert reading.confidence > 0.8


def test_a_frame_of_two_lines_is_one_and_a_filled_square_in_a_frame_is_its_mark():
    double, marked = frames(FRAME.grown(4), FRAME), frames(FRAME.grown(10))
    marked[60:72, 70:82] = 0

    assert [(one.text, one.confidence > 0.8) for one in map(read, (double, marked))] == [
        (EMPTY, True),
        (TICKED, True),
    ]
    assert read(frames(FRAME.grown(20), FRAME)).confidence < 0.5


@pytest.mark.parametrize("label", ["B 12", "Paid", "O"])
def test_a_letter_beside_a_frame_is_no_second_frame(label):
    pixels = frames(FRAME)
    write(pixels, label, 104, 55, size=26)

    reading = read(pixels)
    assert (reading.text, reading.confidence > 0.8) == (EMPTY, True)
