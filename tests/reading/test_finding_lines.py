"""Where the lines of a page's numbers stand: by their ink, and as a network corrects it."""

import pytest
from drawn_pages import page_of, paper, region_of, write

from invoice_desk.imaging.band_views import Shift
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.digits.lines import lines_of


class Told:
    """Says of all looks the same; keeps what was known of the page at each."""

    def __init__(self, *shifts):
        self._shifts = list(shifts)
        self.hints = []

    def shifts(self, views):
        self.hints.append([one.hint[1] for one in views])
        return [self._shifts.pop(0) if len(self._shifts) > 1 else self._shifts[0]] * len(views)


def regions(count):
    pixels = paper(400, 80 * count + 20)
    boxes = [write(pixels, "1234", 120, 30 + 80 * at, size=30).grown(4) for at in range(count)]
    page = page_of(pixels)
    return [region_of(page, box, FieldKind.AMOUNT, ("ara",)) for box in boxes]


def test_a_network_moves_the_band_that_the_ink_tells():
    (region,) = regions(1)
    (by_ink,) = lines_of([region])

    (moved,) = lines_of([region], Told(Shift(0.5, 0.0, -3.0), Shift(0.0, 0.0, -1.0), Shift(0.0, 0.0)))

    assert moved.band.middle == pytest.approx(by_ink.band.middle + 0.5 * by_ink.band.height)
    assert moved.band.height == by_ink.band.height


def test_of_the_two_guesses_the_surer_is_believed():
    (region,) = regions(1)
    (by_ink,) = lines_of([region])

    (moved,) = lines_of([region], Told(Shift(0.5, 0.0, -1.0), Shift(0.0, 0.0, -3.0), Shift(0.0, 0.0)))

    assert moved.band.height == pytest.approx(0.7 * region.crop.box.height)  # what the box alone tells
    assert moved.band.height != pytest.approx(by_ink.band.height, abs=0.5)


@pytest.mark.parametrize(("count", "known"), [(3, 0.0), (4, 1.0)])
def test_the_second_look_knows_the_page_where_enough_numbers_tell_it(count, known):
    told = Told(Shift(0.0, 0.0))

    assert all(lines_of(regions(count), told))
    assert told.hints == [[0.0] * count, [0.0] * count, [known] * count]


def test_where_nothing_is_printed_nothing_is_found():
    told = Told(Shift(0.0, 0.0))
    blank = region_of(page_of(paper(200, 100)), Box(20, 20, 120, 60), FieldKind.AMOUNT, ("ara",))

    assert lines_of([], told) == []
    assert lines_of([blank], told) == [None]


@pytest.mark.parametrize("dots", [1, 3])
def test_dots_that_are_too_low_to_tell_a_line_are_looked_at_where_their_box_stands(dots):
    pixels = paper(200, 100)
    for at in range(dots):
        pixels[59:62, 40 + 12 * at : 43 + 12 * at] = 40
    region = region_of(page_of(pixels), Box(39, 58, 80, 62), FieldKind.AMOUNT, ("ara",))

    assert lines_of([region]) == [None]
    (found,) = lines_of([region], Told(Shift(0.0, 0.0)))
    assert found.top + found.band.middle == pytest.approx(60, abs=1)
