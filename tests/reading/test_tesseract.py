"""What the Tesseract reader makes of a region: one look, more where it is not sure, places on the page."""

from collections import Counter

import numpy as np
import pytest
from drawn_pages import letter_boxes, page_of, paper, printed, region_of, write
from drawn_pdfs import Sheet
from fake_engines import FakeEngine, word

from invoice_desk.imaging.cleaning import ink_mask
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.looks import FORBIDDEN, FURTHER_RECIPES, count_lines
from invoice_desk.reading.tesseract import DISAGREED, TesseractReader


@pytest.fixture(scope="session")
def reader(linked):
    return TesseractReader(linked)


def read(reader, region):
    (reading,) = reader.read([region])
    return reading


def region_to_vote_on(kind=FieldKind.TEXT, languages=("eng",)):
    return region_of(printed("Total 12"), kind=kind, languages=languages)


@pytest.mark.parametrize("tone", [0, 255])
def test_nothing_printed_is_no_reading(reader, tone):
    assert read(reader, region_of(page_of(paper(200, 50, tone)))) is None


@pytest.mark.parametrize("box", [Box(50, 50, 50, 50), Box(900, 900, 950, 950), Box(60, 5, 60, 40)])
def test_an_empty_box_is_no_reading_though_print_is_near(reader, box):
    assert read(reader, region_of(printed("Total 12"), box)) is None


def test_one_line_is_read_with_its_box_and_confidence(reader):
    page = printed("Invoice 40712")

    reading = read(reader, region_of(page))

    assert reading.text == "Invoice 40712"
    assert reading.confidence > 0.9
    assert (reading.reader, reading.page, reading.box) == ("tesseract", 0, page.size.box)


def test_several_lines_are_parted_by_newlines(reader):
    reading = read(reader, region_of(printed("Desert Rose Trading\n14 Harbour Road\nDubai")))

    assert reading.text == "Desert Rose Trading\n14 Harbour Road\nDubai"


def test_a_number_field_is_read_as_one_line(reader):
    assert read(reader, region_of(printed("1,234.50"), kind=FieldKind.AMOUNT)).text == "1,234.50"


@pytest.mark.parametrize("kind", [FieldKind.AMOUNT, FieldKind.DATE, FieldKind.IDENTIFIER])
def test_no_line_of_a_field_of_one_value_is_dropped(reader, kind):
    assert read(reader, region_of(printed("1,250.00\n62.50"), kind=kind)).text == "1,250.00\n62.50"


def test_dirt_beside_a_lone_dash_is_no_line():
    pixels = paper(200, 60)
    pixels[28:31, 40:60] = 0
    pixels[10:13, 90:92] = 0
    assert count_lines(pixels) == 1


@pytest.mark.parametrize("text", ["Invoice 40712", "1,234.50"])
def test_print_of_nine_pixels_is_enlarged_and_read(reader, text):
    assert read(reader, region_of(printed(text, size=12, margin=6))).text == text


def test_white_print_on_a_dark_bar_is_read(reader):
    reading = read(reader, region_of(printed("Total 1,234.50", tone=255, ground=40)))

    assert reading.text == "Total 1,234.50"
    assert reading.confidence > 0.8


def test_faint_grey_print_is_read(reader):
    assert read(reader, region_of(printed("Total 1,234.50", tone=190, ground=245))).text == "Total 1,234.50"


@pytest.mark.parametrize("size", [20, 28, 60])
def test_each_glyph_lies_on_its_printed_letter(reader, size):
    pixels = paper(40 + 8 * size, 160)
    text = "A40712-X"
    ink = write(pixels, text, 37, 41, size=size)
    wanted = letter_boxes(text, 37, 41, size=size)

    reading = read(reader, region_of(page_of(pixels), ink.grown(7), FieldKind.IDENTIFIER))

    assert reading.text == text
    assert "".join(glyph.char for glyph in reading.glyphs) == text
    for glyph, letter in zip(reading.glyphs, wanted, strict=True):
        assert letter.share_inside(glyph.box.grown(2)) > 0.8
        assert glyph.box.share_inside(letter.grown(round(size / 6))) > 0.8
        assert 0 <= glyph.probability <= 1


def test_forbidden_characters_go_to_the_engine_by_kind():
    for kind, forbidden in FORBIDDEN.items():
        engine = FakeEngine((word("12", 0.99),))
        read(TesseractReader(engine), region_to_vote_on(kind))
        assert engine.looks[0].forbidden == forbidden
    assert "¥" not in FORBIDDEN[FieldKind.AMOUNT]
    assert not set(FORBIDDEN[FieldKind.DATE]) & set("0123456789/-.: ")


def test_a_sure_first_look_is_the_only_one():
    engine = FakeEngine((word("12", 0.95),))

    reading = read(TesseractReader(engine), region_to_vote_on())

    assert (reading.text, reading.confidence) == ("12", 0.95)
    assert len(engine.looks) == 1


def test_the_text_that_most_looks_give_wins_and_disagreement_lowers_the_confidence():
    answers = [(word(text, 0.6),) for text in ("17", "12", "12", "12")]
    engine = FakeEngine(*answers)

    reading = read(TesseractReader(engine), region_to_vote_on())

    assert reading.text == "12"
    assert reading.confidence == pytest.approx(0.6 * (0.5 + 0.5 * 0.75))
    assert len(engine.looks) == 1 + len(FURTHER_RECIPES)


def test_looking_stops_as_soon_as_two_looks_agree_well():
    engine = FakeEngine((word("12", 0.88),), (word("12", 0.9),), (word("13", 0.99),))

    reading = read(TesseractReader(engine), region_to_vote_on())

    assert (reading.text, len(engine.looks)) == ("12", 2)
    assert reading.confidence == pytest.approx(0.89)


def test_each_further_look_is_cleaned_in_another_way():
    engine = FakeEngine((word("12", 0.5),), (word("13", 0.5),), (word("14", 0.5),), (word("15", 0.5),))

    read(TesseractReader(engine), region_to_vote_on())

    shown = [look.pixels.tobytes() for look in engine.looks]
    assert len(set(shown)) == 1 + len(FURTHER_RECIPES)


def test_a_look_that_sees_nothing_does_not_vote():
    engine = FakeEngine((), (), (word("12", 0.7),), ())

    reading = read(TesseractReader(engine), region_to_vote_on())

    assert (reading.text, reading.confidence) == ("12", pytest.approx(0.7))


def test_where_no_look_sees_anything_there_is_no_reading():
    engine = FakeEngine(())

    assert read(TesseractReader(engine), region_to_vote_on()) is None
    assert len(engine.looks) == 1 + len(FURTHER_RECIPES)


@pytest.mark.parametrize(
    ("arabic", "latin", "is_agreed"),
    [("12", "12", True), ("١٢", "12", True), ("15", "10", False), ("12", "AB", False), ("٢", "", False)],
)
def test_a_number_that_may_be_arabic_is_sure_only_where_both_models_see_the_same_digits(
    arabic, latin, is_agreed
):
    def answer(look):
        text = latin if look.languages == ("eng",) else arabic
        return (word(text, 0.97),) if text else ()

    reading = read(TesseractReader(FakeEngine(answer)), region_to_vote_on(FieldKind.NUMBER, ("ara", "eng")))

    assert (reading.confidence > DISAGREED) == is_agreed


@pytest.mark.parametrize("number", ["١٢٣٤", "٥٦٧٨٩", "٢٠٢٤", "١٠٧٫٥٠", "٩٩"])
@pytest.mark.parametrize("kind", [FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE, FieldKind.IDENTIFIER])
def test_arabic_indic_digits_are_never_sure(reader, number, kind, tmp_path):
    sheet = Sheet(120, 40)
    box = sheet.write(number, 20, 5, size=20)

    reading = read(reader, region_of(sheet.page(tmp_path), box, kind, ("ara", "eng")))

    assert reading is None or reading.confidence <= DISAGREED


def test_latin_digits_in_an_arabic_field_stay_sure(reader):
    reading = read(reader, region_of(printed("1,234.50"), kind=FieldKind.AMOUNT, languages=("ara", "eng")))

    assert reading.text == "1,234.50"
    assert reading.confidence > 0.8


def test_arabic_words_are_read_from_the_right(reader, tmp_path):
    sheet = Sheet(260, 50)
    box = sheet.write("شركة النور للتجارة", 20, 6, size=22)

    assert read(reader, region_of(sheet.page(tmp_path), box, languages=("ara",))).text == "شركة النور للتجارة"


def test_reading_stops_when_nobody_asks_for_the_next_region():
    engine = FakeEngine((word("12", 0.99),))
    readings = TesseractReader(engine).read([region_to_vote_on() for _ in range(5)])

    assert len(engine.looks) == 0
    next(readings)
    next(readings)
    readings.close()

    assert len(engine.looks) == 2


def ink_extent(grey):
    rows, columns = np.nonzero(ink_mask(grey))
    return Box(*(int(edge) for edge in (columns.min(), rows.min(), columns.max(), rows.max())))


def test_a_box_of_the_enlarged_pixels_comes_back_to_the_print():
    page = printed("Total 12", size=16)
    wanted = ink_extent(page.crop(page.size.box).grey)
    engine = FakeEngine(())

    read(TesseractReader(engine), region_of(page))

    assert len(engine.looks) == 1 + len(FURTHER_RECIPES)
    for look in engine.looks:
        back = look.box_before(ink_extent(look.pixels))
        assert max(abs(one - other) for one, other in zip(back, wanted, strict=True)) <= 2


@pytest.mark.parametrize(("text", "lines"), [("one", 1), ("one\ntwo", 2), ("a\nb\nc\nd", 4)])
def test_lines_are_counted_by_the_gaps_between_them(text, lines):
    page = printed(text)

    assert count_lines(page.crop(page.size.box).grey) == lines


def test_an_accent_or_a_dot_is_no_line_of_its_own():
    page = printed("Reçu à l'étage îlot")

    assert count_lines(page.crop(page.size.box).grey) == 1
    assert count_lines(paper(30, 30)) == 1


def test_what_is_shown_to_the_engine_is_dark_on_light():
    engine = FakeEngine((word("12", 0.99),))

    read(TesseractReader(engine), region_of(printed("Total 12", tone=255, ground=40)))

    tones = Counter(engine.looks[0].pixels.ravel().tolist())
    assert tones.most_common(1)[0][0] > 180
