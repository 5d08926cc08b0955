"""Letters of a text layer become words and lines by their places."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.imaging.page import Letter
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.reading_order import is_right_to_left
from invoice_desk.reading.text_order import text_of

HEIGHT, ADVANCE = 20, 10


class Layer:
    """Collects words as PDFium gives them: letters in reading order, each word with its number."""

    def __init__(self) -> None:
        self.words: list[list[Letter]] = []
        self._numbers = count()

    def put(self, text: str, x: int, y: int = 0, *, height: int = HEIGHT) -> int:
        """Put a word with its left edge at x; return its right edge."""
        number, length = next(self._numbers), len(text)
        places = range(length)[::-1] if is_right_to_left(text) else range(length)
        lefts = [x + place * ADVANCE for place in places]
        boxes = [Box(left, y, left + ADVANCE, y + height) for left in lefts]
        self.words.append(
            [Letter(char, box, number, "F", True) for char, box in zip(text, boxes, strict=True)]
        )
        return x + length * ADVANCE

    def text(self) -> str:
        return text_of([letter for word in self.words for letter in word])


def line(*texts: str, gap: int = 8) -> str:
    """Return what is read of words that stand so from the left."""
    layer, x = Layer(), 0
    for text in texts:
        x = layer.put(text, x) + gap
    return layer.text()


def test_nothing_is_an_empty_text():
    assert text_of([]) == ""


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        (["Total", "12"], "Total 12"),
        (["للتجارة", "النور", "شركة"], "شركة النور للتجارة"),
        (["ريال", "1,234.50", "المبلغ"], "المبلغ 1,234.50 ريال"),
        (["Tax", "Invoice", "فاتورة"], "فاتورة Tax Invoice"),
    ],
)
def test_words_are_parted_by_blanks_in_the_order_of_reading(seen, wanted):
    assert line(*seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        (["٪١٥"], "١٥٪"),
        (["٪١٥", "ضريبة"], "ضريبة ١٥٪"),
        (["%15", "ضريبة"], "ضريبة 15%"),
        (["%7.5", "خصم"], "خصم 7.5%"),
        (["(%15)", "ضريبة"], "ضريبة (15%)"),
        (["15%", "ضريبة"], "ضريبة 15%"),
        (["%1,234", "ضريبة"], "ضريبة 1,234%"),
        (["%1,234x", "ضريبة"], "ضريبة %1,234x"),
        (["%15"], "%15"),
        (["VAT", "15%"], "VAT 15%"),
    ],
)
def test_a_percent_sign_follows_its_number_on_an_arabic_line(seen, wanted):
    assert line(*seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        (["50", "966+", "هاتف"], "هاتف +966 50"),
        (["50.00-", "خصم"], "خصم 50.00-"),
        (["18+"], "18+"),
    ],
)
def test_a_plus_sign_leads_its_number_on_an_arabic_line_and_a_minus_stays(seen, wanted):
    assert line(*seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ([")النور(", "شركة"], "شركة (النور)"),
        (["(النور)", "شركة"], "شركة (النور)"),
        (["]النور[", "شركة"], "شركة [النور]"),
        (["(أ", "شركة"], "شركة (أ"),
        ([")A("], ")A("),
    ],
)
def test_brackets_that_face_outwards_are_turned_on_an_arabic_line_alone(seen, wanted):
    assert line(*seen) == wanted


@pytest.mark.parametrize(("gap", "wanted"), [(0, "DK-1447"), (1, "DK-1447"), (4, "DK -1447")])
def test_words_without_room_for_a_blank_are_glued(gap, wanted):
    assert line("DK", "-1447", gap=gap) == wanted


def test_arabic_words_are_never_glued():
    assert line("النور", "شركة", gap=0) == "شركة النور"


@pytest.mark.parametrize(("char", "wanted"), [("ﻻ", "لا"), ("ﬁ", "fi"), ("\u00a0", " "), ("ﺵ", "ش")])
def test_forms_of_letters_become_letters(char, wanted):
    assert line(char) == wanted


def test_a_ligature_that_came_back_to_front_is_turned():
    box = Box(0, 0, 20, 20)

    assert text_of([Letter(char, box, 0, "F", True) for char in "ال"]) == "لا"
    assert text_of([Letter(char, box, 0, "F", True) for char in "fi"]) == "fi"


def test_lines_come_from_the_top_whatever_the_order_of_the_file():
    layer = Layer()
    layer.put("below", 0, 60)
    layer.put("top", 0, 0)
    layer.put("middle", 0, 30)

    assert layer.text() == "top\nmiddle\nbelow"


def test_larger_and_smaller_print_on_one_base_line_is_one_line():
    layer = Layer()
    layer.put("Total", 0, 0, height=40)
    layer.put("12", 100, 22, height=14)

    assert layer.text() == "Total 12"


def test_each_line_runs_from_its_own_side():
    layer = Layer()
    layer.put("Tax", 0)
    layer.put("Invoice", 40)
    layer.put("ضريبية", 0, 40)
    layer.put("فاتورة", 80, 40)

    assert layer.text() == "Tax Invoice\nفاتورة ضريبية"


PLACED = st.tuples(
    st.sampled_from(["Total", "x", "1,234.50", "12", "شركة", "لا", "٣٤", "15%", "(a)"]),
    st.integers(0, 400),
    st.integers(0, 200),
    st.integers(5, 60),
)


def signs(text: str) -> list[str]:
    return sorted(text.replace(" ", "").replace("\n", ""))


@given(st.lists(PLACED, max_size=10))
def test_no_letter_is_lost_or_doubled_wherever_words_stand(placed):
    layer = Layer()
    for text, x, y, height in placed:
        layer.put(text, x, y, height=height)

    assert signs(layer.text()) == signs("".join(text for text, *_ in placed))


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
    st.sampled_from(["Total", "12", "شركة", "لا", "٣٤"]),
    max_size=10,
)


@given(CELLS, st.randoms(use_true_random=False))
def test_the_order_of_words_in_the_file_does_not_matter(cells, random):
    layer = Layer()
    for (column, row), text in cells.items():
        layer.put(text, column * 100, row * 40)
    before = layer.text()

    random.shuffle(layer.words)

    assert layer.text() == before


@given(CELLS)
def test_each_row_of_words_is_a_line(cells):
    layer = Layer()
    for (column, row), text in cells.items():
        layer.put(text, column * 100, row * 40)

    rows = sorted({row for _, row in cells})
    wanted = [sorted(text for (_, at), text in cells.items() if at == row) for row in rows]
    assert [sorted(one.split()) for one in layer.text().splitlines()] == wanted
