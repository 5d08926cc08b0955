"""Codes: every symbology that invoices carry, what they say to the letter, and where they stand."""

import numpy as np
import pytest
import segno
from drawn_codes import code, lay, on_paper, strike
from drawn_pages import page_of, paper, printed, region_of
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.codes import MAX_TEXT, CodeReader, find_codes, find_page_codes

EACH = [
    ("QRCode", "INV-40712"),
    ("DataMatrix", "DM-20871"),
    ("Code128", "BK-20871"),
    ("EAN13", "5901234123457"),
    ("EAN8", "96385074"),
    ("PDF417", "Desert Rose 1,093.05"),
]


def read(page, box=None):
    (reading,) = CodeReader().read([region_of(page, box)])
    return reading


def texts(pixels, *, is_thorough=False):
    return [found.text for found in find_page_codes(page_of(pixels), is_thorough=is_thorough)]


def quarter_turned(pixels):
    return np.rot90(pixels, -1)


@pytest.mark.parametrize(("symbology", "text"), EACH)
def test_each_symbology_is_decoded_with_the_box_around_all_its_ink(symbology, text):
    pixels = paper(600, 320)
    box = lay(pixels, code(symbology, text), 70, 50)

    (found,) = find_page_codes(page_of(pixels))

    assert (found.format, found.text) == (symbology, text)
    assert box.share_inside(found.box) == 1
    assert found.box.share_inside(box.grown(1)) == 1


@pytest.mark.parametrize(("symbology", "text"), EACH)
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_each_symbology_is_decoded_whichever_way_up_it_stands(symbology, text, degrees):
    pixels = np.rot90(on_paper(code(symbology, text)), -degrees // 90)

    reading = read(page_of(pixels))

    assert reading.text == text
    height, width = pixels.shape
    assert Box(40, 40, width - 40, height - 40).share_inside(reading.box) == 1


@pytest.mark.parametrize(("symbology", "text"), EACH[:2])
def test_a_code_white_on_black_is_decoded_on_a_thorough_look(symbology, text):
    pixels = 255 - on_paper(code(symbology, text))

    assert texts(pixels, is_thorough=True) == [text]
    assert texts(pixels) == []


@pytest.mark.parametrize(
    "text", ["فاتورة ضريبية ٢٠٢٤", "شركة النور\nللتجارة", "first\nsecond\n\nfourth", "a\tb", " "]
)
@pytest.mark.parametrize("symbology", ["QRCode", "DataMatrix", "PDF417"])
def test_what_a_code_says_is_given_to_the_letter(symbology, text):
    assert texts(on_paper(code(symbology, text))) == [text]


def test_arabic_that_does_not_name_its_encoding_is_taken_as_utf8():
    modules = np.array([list(row) for row in segno.make("شركة النور للتجارة", encoding="utf-8").matrix])

    assert texts(on_paper(np.where(modules, 0, 255).astype(np.uint8).repeat(4, 0).repeat(4, 1))) == [
        "شركة النور للتجارة"
    ]


def test_the_largest_qr_code_is_read_to_its_last_digit():
    digits = ("0123456789" * 709)[:7089]

    assert texts(on_paper(code("QRCode", digits, scale=2))) == [digits]
    assert len(digits) < MAX_TEXT


def several():
    """Return a page with a small code, a large one further right and lower, and a bar code below."""
    pixels = paper(520, 340)
    small = lay(pixels, code("QRCode", "small"), 30, 30)
    large = lay(pixels, code("QRCode", "large", scale=6), 330, 60)
    lowest = lay(pixels, code("DataMatrix", "lowest", scale=5), 40, 250)
    return page_of(pixels), small, large, lowest


def test_all_codes_of_a_page_are_listed_from_top_to_bottom():
    page, *boxes = several()

    found = find_page_codes(page)

    assert [one.text for one in found] == ["small", "large", "lowest"]
    for one, box in zip(found, boxes, strict=True):
        assert box.share_inside(one.box) == 1


def test_the_largest_code_of_a_region_is_its_reading():
    page, _, large, _ = several()

    reading = read(page)

    assert (reading.text, reading.confidence, reading.reader, reading.page) == ("large", 1.0, "codes", 0)
    assert large.share_inside(reading.box) == 1
    assert reading.box.share_inside(large.grown(2)) == 1


def test_a_region_gives_only_the_code_inside_it_with_its_place_on_the_page():
    page, _, _, lowest = several()

    reading = read(page, lowest.grown(15))

    assert reading.text == "lowest"
    assert lowest.share_inside(reading.box) == 1


def test_two_codes_that_say_the_same_are_both_listed():
    pixels = paper(400, 150)
    for x in (30, 250):
        lay(pixels, code("QRCode", "twin"), x, 40)

    assert texts(pixels) == ["twin", "twin"]


@pytest.mark.parametrize("box", [Box(40, 40, 40, 90), Box(9000, 9000, 9100, 9100)])
def test_an_empty_region_holds_no_code(box):
    page = page_of(on_paper(code("QRCode", "INV-40712")))

    assert find_codes(page.crop(box), is_thorough=True) == ()
    assert read(page, box) is None


@pytest.mark.parametrize("page", [printed("INV-40712"), page_of(paper(1, 1)), page_of(paper(200, 90, 0))])
def test_where_no_code_stands_there_is_no_reading(page):
    assert read(page) is None


def test_a_bar_code_of_a_wrong_check_digit_is_no_reading():
    one, other = code("EAN13", "5901234123457"), code("EAN13", "9783161484100")
    half = one.shape[1] // 2

    assert read(page_of(on_paper(np.hstack([one[:, :half], other[:, half:]])))) is None


def test_each_region_gets_its_own_answer_in_order():
    page, small, large, _ = several()
    boxes = [large.grown(20), Box(100, 100, 300, 200), small.grown(20)]

    readings = CodeReader().read([region_of(page, box) for box in boxes])

    assert [one and one.text for one in readings] == ["large", None, "small"]


def test_a_qr_code_with_a_line_drawn_through_it_is_read_where_it_stands():
    pixels, text = paper(360, 260), "Desert Rose Trading, INV-40712"
    box = lay(pixels, code("QRCode", text, scale=6), 150, 70)
    strike(pixels, box)

    (found,) = find_page_codes(page_of(pixels))

    assert (found.format, found.text) == ("QRCode", text)
    assert box.share_inside(found.box.grown(3)) == 1
    assert found.box.share_inside(box.grown(3)) == 1


def crumpled():
    """Return a QR code with spots over it, which zxing-cpp does not even see as one."""
    drawn, spots = code("QRCode", "BK-20871", scale=6), np.random.default_rng(3)
    side = len(drawn)
    rows, columns = spots.integers(0, side - 6, 40), spots.integers(0, side - 6, 40)
    for y, x in zip(rows, columns, strict=True):
        drawn[y : y + 6, x : x + 6] = spots.choice([0, 255])
    return on_paper(drawn)


def test_a_spotted_qr_code_is_read_on_a_thorough_look():
    assert texts(crumpled(), is_thorough=True) == ["BK-20871"]
    assert texts(crumpled()) == []


def test_a_damaged_code_of_bytes_that_are_no_text_stops_nothing():
    pixels = on_paper(code("QRCode", b"caf\xe9 \xff\xfe", scale=6))
    strike(pixels, page_of(pixels).size.box)

    assert texts(pixels, is_thorough=True) == []


def is_well_formed(found, page):
    return found.text and len(found.text) <= MAX_TEXT and found.box.clipped(page.size.box) == found.box


@settings(max_examples=40, deadline=None)
@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=90)))
def test_noise_never_stops_the_reading(pixels):
    page = page_of(pixels)

    assert all(is_well_formed(one, page) for one in find_page_codes(page, is_thorough=True))


@settings(max_examples=40, deadline=None)
@given(
    which=st.sampled_from(EACH),
    spots=st.lists(
        st.tuples(*[st.integers(0, 500)] * 2, st.integers(1, 60), st.sampled_from([0, 255])), max_size=6
    ),
    cut=st.integers(0, 120),
)
def test_a_code_with_any_damage_never_stops_the_reading(which, spots, cut):
    pixels = on_paper(code(*which, scale=5))[:, cut:]
    for y, x, side, tone in spots:
        pixels[y : y + side, x : x + side] = tone
    page = page_of(pixels)

    assert all(is_well_formed(one, page) for one in find_page_codes(page, is_thorough=True))
