"""A number's line parted: each glyph is among the proposals, however it is printed."""

import numpy as np
import pytest
from drawn_pages import letter_boxes, paper, write

from invoice_desk.imaging.cutting import cut_columns
from invoice_desk.imaging.glyph_windows import CHANNELS, COLUMNS, windows_of
from invoice_desk.imaging.splitting import DIGIT, MOST_ATOMS, ROWS, split, strip_to_split
from invoice_desk.imaging.strips import find_line
from invoice_desk.invoice.geometry import Box

TEXT = "5207٤٣٨٠"


def page(text=TEXT, size=32, tone=0, ground=255):
    pixels = paper(460, 120, ground)
    box = write(pixels, text, 60, 40, size=size, tone=tone)
    return pixels, box, letter_boxes(text, 60, 40, size=size)


def found(pixels, box, letters, slack=2.0):
    """Return for each letter whether a proposal has its left and right edge."""
    strip = strip_to_split(find_line(pixels, box.grown(3)))
    proposals = [one.box for one in split(strip.pixels).proposals]
    edges = [((one.x0 - strip.left) * strip.scale, (one.x1 - strip.left) * strip.scale) for one in letters]
    return [any(abs(p.x0 - x0) <= slack and abs(p.x1 - x1) <= slack for p in proposals) for x0, x1 in edges]


@pytest.mark.parametrize("size", [16, 32, 60])
@pytest.mark.parametrize(("tone", "ground"), [(0, 255), (255, 20), (110, 190)])
def test_each_glyph_is_proposed_at_any_size_also_light_on_dark(size, tone, ground):
    text = TEXT if size < 60 else TEXT[:6]
    assert all(found(*page(text, size, tone, ground)))


def test_proposals_come_from_left_to_right_and_hold_their_atoms():
    pixels, box, _ = page()
    parted = split(strip_to_split(find_line(pixels, box)).pixels)

    middles = [one.x0 + one.x1 for one in parted.atoms]
    assert middles == sorted(middles)
    for one in parted.proposals:
        for atom in parted.atoms[one.first : one.end]:
            assert atom.clipped(one.box) == atom
    for number, atom in enumerate(parted.atoms, start=1):
        rows, columns = np.nonzero(parted.labels == number)
        assert (columns.min(), columns.max() + 1, rows.min(), rows.max() + 1) == (
            atom.x0, atom.x1, atom.y0, atom.y1,
        )  # fmt: skip


@pytest.mark.parametrize("where", ["through", "below", "beside", "frame"])
def test_ruling_lines_are_no_glyphs_and_do_not_part_any(where):
    pixels, box, letters = page()
    if where == "through":
        pixels[box.y0 + 15, 20:440] = 0
    if where in {"below", "frame"}:
        pixels[box.y1 + 3 : box.y1 + 5, 20:440] = 0
    if where in {"beside", "frame"}:
        pixels[:, box.x0 - 8 : box.x0 - 6] = 0
        pixels[:, box.x1 + 6 : box.x1 + 8] = 0

    least = len(letters) if where != "through" else 0.75 * len(letters)
    assert sum(found(pixels, box, letters, slack=3)) >= least


def test_touching_glyphs_are_cut_apart():
    pixels, box, letters = page("28")
    pixels[box.y1 - 4 : box.y1 - 1, letters[0].x1 - 2 : letters[1].x0 + 3] = 0

    assert all(found(pixels, box, letters, slack=3))


def test_a_broken_glyph_is_proposed_whole():
    pixels, box, letters = page("585")
    pixels[box.y0 + 10 : box.y0 + 12] = 255
    middle = (letters[1].x0 + letters[1].x1) // 2
    pixels[:, middle : middle + 2] = 255

    assert all(found(pixels, box, letters))


def test_dots_of_a_matrix_printer_become_glyphs():
    strip = np.zeros((ROWS, 120), np.uint8)
    for x0 in (10, 40, 70):
        for row in range(7):
            for column in range(4):
                y, x = 8 + round(3.5 * row), x0 + round(3.5 * column)
                strip[y : y + 2, x : x + 2] = 255

    edges = [(one.box.x0, one.box.x1) for one in split(strip).proposals]

    assert {(10, 22), (40, 52), (70, 82)} <= set(edges)


def test_dirt_and_the_ink_of_other_lines_are_left_out():
    strip = np.zeros((ROWS, 80), np.uint8)
    strip[:5, 10:30] = 255  # the line above
    strip[-4:, 40:60] = 255  # the line below
    strip[20, 70] = 255
    strip[8:32, 33:37] = 255

    (atom,) = split(strip).atoms
    assert atom == Box(33, 8, 37, 32)


@pytest.mark.parametrize("width", [0, 1, 2, 9, 300])
@pytest.mark.parametrize("tone", [0, 90, 255])
def test_nothing_is_proposed_where_no_ink_stands_out(width, tone):
    assert split(np.full((ROWS, width), tone, np.uint8)).proposals == ()


def test_a_line_of_very_many_pieces_is_bounded():
    bars = np.zeros((ROWS, 900), np.uint8)
    for x in range(5, 895, 5):
        bars[10:30, x : x + 2] = 255
    parted = split(bars)

    assert len(parted.atoms) == MOST_ATOMS
    assert windows_of(parted.pixels, parted, parted.proposals).pixels.shape[0] == len(parted.proposals)


def test_a_narrow_piece_is_never_cut():
    assert cut_columns(np.array([9, 9, 1, 9, 9]), digit=DIGIT) == []
    assert cut_columns(np.array([20] * 10 + [3] * 3 + [20] * 10), digit=DIGIT) == [11]


def test_a_window_shows_the_line_and_the_glyph_s_own_ink_in_its_middle():
    strip = np.zeros((ROWS, 60), np.uint8)
    strip[8:32, 20:24] = 255
    strip[8:32, 27:31] = 200
    parted = split(strip)
    first = next(one for one in parted.proposals if one.box.x1 == 24)

    windows = windows_of(strip, parted, [first])

    shown, own, _ = windows.pixels[0]
    assert (shown[20] > 0).nonzero()[0].tolist() == [14, 15, 16, 17, 21, 22, 23, 24]
    assert (own[20] > 0).nonzero()[0].tolist() == [14, 15, 16, 17]
    assert windows.measures[0] == pytest.approx([4 / DIGIT, 1, -0.5, 0.5])


def test_a_window_shows_the_line_far_around_too():
    strip = np.zeros((ROWS, 200), np.uint8)
    strip[8:32, 100:104] = strip[8:32, 60:66] = 255
    parted = split(strip)

    first, second = windows_of(strip, parted, parted.proposals).pixels

    assert (first[2][20] > 60).nonzero()[0].tolist() == [15, 16, 28, 29]
    assert (second[2][20] > 60).nonzero()[0].tolist()[0] < 6


def test_what_is_wider_than_a_window_is_squeezed_into_it():
    strip = np.zeros((ROWS, 200), np.uint8)
    strip[12:28, 20:180] = 255
    strip[8:32, 22:40] = 255
    parted = split(strip)
    (widest,) = [
        one for one in parted.proposals if one.box.width == max(a.box.width for a in parted.proposals)
    ]

    pixels = windows_of(strip, parted, [widest]).pixels

    assert pixels.shape == (1, CHANNELS, ROWS, COLUMNS)
    assert (pixels[0, 1].max(axis=0) > 100).sum() >= COLUMNS - 6
