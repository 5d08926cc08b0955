"""A number that goes on beyond its box is noticed; what merely stands near it is not."""

from dataclasses import replace

import cv2
import pytest
from drawn_pages import page_of, paper, write

from invoice_desk.imaging.overrun import letters_run_on, print_runs_on
from invoice_desk.imaging.page import Crop, Letter
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box


def crop_of(text: str, part: str, *, is_ruled: bool = False, tone: int = 0, ground: int = 255) -> Crop:
    """Return the crop around a part at the start or end of a printed text; ruled: with a frame around it."""
    pixels = paper(480, 100, ground)
    line, width = write(pixels, text, 60, 40, tone=tone), write(paper(480, 100), part, 60, 40).width
    x0 = line.x0 if text.startswith(part) else line.x1 - width
    box = Box(x0 - 2, line.y0 - 6, x0 + width + 2, line.y1 + 6)
    if is_ruled:
        cv2.rectangle(pixels, (box.x0 - 3, box.y0 - 3), (box.x1 + 3, box.y1 + 3), 0, 2)
    return page_of(pixels).crop(box)


@pytest.mark.parametrize("part", ["8,553.71", "553.71", "53.71", "18,553.7", "18,553", "18", "8,553.7"])
def test_a_number_is_noticed_that_goes_on_beyond_its_box(part):
    assert print_runs_on(crop_of("18,553.71", part))


@pytest.mark.parametrize(("text", "part"), [("-45.00", "45.00"), ("45.00-", "45.00"), ("(45.00)", "(45.00")])
def test_a_minus_or_bracket_outside_is_noticed(text, part):
    assert print_runs_on(crop_of(text, part))
    assert not print_runs_on(crop_of(text, text))


def test_white_print_on_a_dark_bar_is_noticed_too():
    assert print_runs_on(crop_of("18,553.71", "553.71", tone=255, ground=30))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("18,553.71", "18,553.71"),
        ("AED 525.00", "525.00"),
        ("525.00 AED", "525.00"),
        ("Total: 525.00", "525.00"),
        ("Total:525.00", "525.00"),
        ("Total......525.00", "525.00"),
    ],
)
def test_a_whole_number_with_words_and_dots_beside_it_does_not_go_on(text, part):
    assert not print_runs_on(crop_of(text, part))


def test_the_frame_around_a_number_is_no_print():
    assert not print_runs_on(crop_of("525.00", "525.00", is_ruled=True))


def test_a_number_whose_last_digit_lies_half_inside_is_read_whole_and_does_not_go_on():
    crop = crop_of("18,553.70", "18,553.70")
    print_end = crop.box.x1 - 2
    zero = write(paper(100, 100), "0", 10, 10).width
    half = Box(crop.box.x0, crop.box.y0, print_end - zero // 2, crop.box.y1)
    assert not print_runs_on(crop.page.crop(half))


def test_an_empty_box_and_blank_paper_have_no_print_that_goes_on():
    page = page_of(paper(100, 50))
    assert not print_runs_on(page.crop(Box(10, 10, 60, 40)))
    assert not print_runs_on(page.crop(Box(10, 10, 10, 40)))


def layered(text: str, part: str, kind: FieldKind = FieldKind.AMOUNT, *, words: str = "") -> bool:
    """Return whether `part` of a text in a text layer goes on beyond the box around it.

    words: the number of each character's word, as a digit; by default blanks part them.
    """
    numbers = words or "".join(str(text[:index].count(" ")) for index in range(len(text)))
    letters = tuple(
        Letter(char, Box(20 + 10 * index, 30, 28 + 10 * index, 50), int(number), "F", is_drawn=True)
        for index, (char, number) in enumerate(zip(text, numbers, strict=True))
        if char != " "
    )
    start = 19 + 10 * text.index(part)
    box = Box(start, 25, start + 10 * len(part), 55)
    return letters_run_on(replace(page_of(paper(300, 80)), letters=letters).crop(box), kind)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("18,553.71", "8,553.71"),
        ("18,553.71", "553.71"),
        ("18,553.71", "18,553"),
        ("18 553,71", "553,71"),
        ("1111", "11"),
        ("-45.00", "45.00"),
        ("45.00-", "45.00"),
    ],
)
def test_a_number_of_the_text_layer_is_noticed_that_goes_on(text, part):
    assert layered(text, part)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("18,553.71", "18,553.71"),
        ("AED525.00", "525.00"),
        ("Total:525.00", "525.00"),
        ("525.00 AED", "525.00"),
        ("INV-525", "525"),
    ],
)
def test_labels_and_currencies_glued_to_a_number_of_the_layer_are_not_of_it(text, part):
    assert not layered(text, part)


def test_a_number_is_one_though_the_layer_parts_its_letters():
    assert layered("-45.00", "45.00", words="012345")


def test_a_number_in_the_next_cell_is_another_one():
    assert not layered("12  250.00", "250.00")


def test_the_letters_of_an_identifier_are_of_it():
    assert layered("INV-2026-41", "2026-41", FieldKind.IDENTIFIER)
    assert not layered("No:2026-41", "2026-41", FieldKind.IDENTIFIER)
    assert not layered("INV-2026-41", "INV-2026-41", FieldKind.IDENTIFIER)
