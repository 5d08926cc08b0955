"""What is taken from a PDF's text layer, and when it is not trusted."""

from dataclasses import replace

import numpy as np
import pytest
from drawn_pages import paper, region_of, write
from drawn_pdfs import Sheet, with_ones_as_nines, with_private_map, with_shifted_map, without_map

from invoice_desk.errors import MissingPart
from invoice_desk.imaging.page import Letter
from invoice_desk.invoice.fields import ReaderChoice
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.choosing import read_regions
from invoice_desk.reading.text_layer import CONFIDENCE, DISAGREED, TextLayerReader

SENTENCE = "Invoice number 40712"


class Prover:
    """Sees what it is told to, whatever is printed, and notes what it was asked."""

    name = "prover"

    def __init__(self, text, confidence=0.9):
        self.text, self.confidence = text, confidence
        self.asked = []

    def read(self, regions):
        for region in regions:
            self.asked.append(region)
            yield self.text and Reading(self.text, self.confidence, self.name, 0, region.crop.box)


class ProverWithoutLanguage:
    name = "prover"

    def read(self, regions):
        raise MissingPart("the language is not installed", remedy="install it")
        yield


def read(page, box, prover=None, languages=("eng",)):
    (reading,) = TextLayerReader(prover).read([region_of(page, box, languages=languages)])
    return reading


def text_in(page, box, **more):
    reading = read(page, box, **more)
    return reading and reading.text


@pytest.fixture
def sheet():
    return Sheet()


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 40712",
        "DK-1447",
        "1,234.50",
        "VAT 15% (5.00)",
        "Reçu à l'étage n° 12",
        "efficient office",
        "شركة النور للتجارة",
        "الإجمالي لا",
        "سلام الله",
        "١٬٢٣٤٫٥٠",
        "١٢/٠٥/٢٠٢٤",
        "١٥٪",
        "المبلغ ١٢٣٤ ريال",
        "المبلغ: 1,234.50 ريال",
        "فاتورة رقم INV-2024",
        "فاتورة مبسطة Simplified Tax Invoice",
        "التاريخ 12/05/2024",
        "الضريبة 15% من المبلغ",
        "ضريبة القيمة المضافة (١٥٪)",
        "الضريبة (15%)",
        "شركة (النور)",
        "رقم الهاتف: +966 50 123 4567",
    ],
)
def test_a_text_comes_back_exactly_as_it_was_written(sheet, tmp_path, text):
    box = sheet.write(text)

    assert text_in(sheet.page(tmp_path), box) == text


def test_a_reading_says_how_sure_it_is_and_where_its_glyphs_stand(sheet, tmp_path):
    box = sheet.write("DK-1447")

    reading = read(sheet.page(tmp_path), box)

    assert reading.reader == "text_layer"
    assert (reading.confidence, reading.page, reading.box) == (0.995, 0, box)
    assert "".join(glyph.char for glyph in reading.glyphs) == "DK-1447"
    assert all(glyph.box.share_inside(box) == 1 for glyph in reading.glyphs)
    assert [glyph.box.x0 for glyph in reading.glyphs] == sorted(glyph.box.x0 for glyph in reading.glyphs)
    assert {glyph.probability for glyph in reading.glyphs} == {CONFIDENCE}


def test_only_what_stands_in_the_box_is_read(sheet, tmp_path):
    box = sheet.write("Total 12", y=20)
    sheet.write("Paid 34", y=60)

    assert text_in(sheet.page(tmp_path), box) == "Total 12"


def test_lines_are_parted_by_newlines_from_the_top(sheet, tmp_path):
    lower = sheet.write("Harbour Road", y=60)
    upper = sheet.write("Desert Rose", y=20)

    assert text_in(sheet.page(tmp_path), lower.joined(upper)) == "Desert Rose\nHarbour Road"


def test_a_box_without_letters_is_no_reading(sheet, tmp_path):
    box = sheet.write("Total 12", y=20)

    assert read(sheet.page(tmp_path), box.moved(dx=0, dy=150)) is None


def test_white_print_on_a_dark_bar_is_used(sheet, tmp_path):
    sheet.fill(10, 15, 200, 30, tone=30)
    box = sheet.write("Total 1,234.50", tone=255)

    assert text_in(sheet.page(tmp_path), box) == "Total 1,234.50"


def test_print_in_a_ruled_cell_is_used(sheet, tmp_path):
    box = sheet.write("1,234.50", x=30, y=25)
    sheet.pdf.rect(10, 22, 200, 24)

    assert text_in(sheet.page(tmp_path), box) == "1,234.50"


def test_a_hidden_text_is_not_trusted_though_it_lies_on_print(sheet, tmp_path):
    box = sheet.write(SENTENCE)
    hiding = Sheet()
    hiding.write(SENTENCE, is_hidden=True)
    page = replace(sheet.page(tmp_path), letters=hiding.page(tmp_path).letters)

    assert len(page.letters) == 18
    assert read(page, box) is None


def test_white_text_on_white_is_not_trusted(sheet, tmp_path):
    box = sheet.write(SENTENCE, tone=255)

    assert read(sheet.page(tmp_path), box) is None


def test_one_white_digit_at_the_end_of_a_number_is_not_trusted(sheet, tmp_path):
    shown = sheet.write("Total 1,234,567")
    hidden = sheet.write("9", x=130, tone=255)

    assert read(sheet.page(tmp_path), shown.joined(hidden)) is None


def test_a_blackened_word_never_comes_to_light(sheet, tmp_path):
    shown = sheet.write("Paid in full by the client")
    hidden = sheet.write("42", x=220)
    sheet.fill(215, 18, 30, 22, tone=0)

    assert read(sheet.page(tmp_path), shown.joined(hidden)) is None


def test_text_under_an_opaque_picture_is_not_trusted(sheet, tmp_path):
    box = sheet.write(SENTENCE)
    picture = paper(800, 100)
    write(picture, "Invoice number 99999", 20, 30, size=40)
    sheet.show(picture, 10, 10, 280, 35)

    assert read(sheet.page(tmp_path), box) is None


def test_a_picture_over_the_number_alone_hides_it(sheet, tmp_path):
    box = sheet.write("Total of all items: 100")
    picture = paper(100, 60)
    write(picture, "9", 20, 10, size=40)
    sheet.show(picture, 145, 18, 60, 22)

    assert read(sheet.page(tmp_path), box) is None


@pytest.mark.parametrize("strips", [1, 24])
def test_text_over_a_scanned_picture_is_not_trusted(sheet, tmp_path, strips):
    for strip in range(strips):
        sheet.show(paper(300, 40, 240), 0, strip * 120 / strips, 300, 120 / strips)
    box = sheet.write(SENTENCE)

    assert read(sheet.page(tmp_path), box) is None


def test_text_of_which_most_stands_on_a_picture_is_not_trusted(sheet, tmp_path):
    box = sheet.write(SENTENCE)
    page = sheet.page(tmp_path)
    most = Box(box.x0, box.y0, box.x0 + round(0.7 * box.width), box.y1)

    assert read(replace(page, pictures=(most,)), box) is None


def test_a_logo_beside_the_text_does_no_harm(sheet, tmp_path):
    sheet.show(paper(100, 100, 90), 240, 10, 50, 50)
    box = sheet.write(SENTENCE)

    assert text_in(sheet.page(tmp_path), box) == SENTENCE


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("Total 100.00", "Total 900.00"),
        ("12", "34"),
        ("18", "1,234.50"),
        ("1,234.50", "1,284.50"),
        ("Alpha Trading", "Omega Company"),
        ("١٠٠", "٩٠٠"),
    ],
)
def test_text_stacked_on_another_text_is_not_trusted(sheet, tmp_path, lower, upper):
    box = sheet.write(lower).joined(sheet.write(upper))

    assert read(sheet.page(tmp_path), box) is None


def test_a_letter_beyond_the_edge_of_the_page_is_not_trusted(sheet, tmp_path):
    box = sheet.write("12", x=8)
    page = sheet.page(tmp_path)
    beyond = Letter("7", Box(0, box.y0 + 15, 0, box.y1 - 15), 9, "F", is_drawn=True)

    assert text_in(page, Box(0, box.y0, box.x1, box.y1)) == "12"
    assert read(replace(page, letters=(*page.letters, beyond)), Box(0, box.y0, box.x1, box.y1)) is None


def test_bold_print_made_by_writing_twice_is_one_text(sheet, tmp_path):
    box = sheet.write("Total 100.00").joined(sheet.write("Total 100.00", x=20.3))

    assert text_in(sheet.page(tmp_path), box) == "Total 100.00"


def test_a_layer_that_covers_only_part_of_the_ink_is_not_trusted(sheet, tmp_path):
    whole = sheet.write("Total 1,234.50")
    page = sheet.page(tmp_path)
    partial = replace(page, letters=page.letters[:5])

    assert text_in(page, whole) == "Total 1,234.50"
    assert read(partial, whole) is None


@pytest.mark.parametrize("change", [with_private_map, without_map])
def test_a_font_that_names_no_letters_is_not_trusted(sheet, tmp_path, change):
    box = sheet.write(SENTENCE)

    assert read(sheet.page(tmp_path, change), box) is None


def test_a_map_that_gives_other_letters_is_noticed_by_ocr_which_takes_over(sheet, tmp_path, readers):
    box = sheet.write(SENTENCE)
    page = sheet.page(tmp_path, with_shifted_map)

    (outcome,) = read_regions([region_of(page, box)], [ReaderChoice.AUTO], readers)

    assert text_in(page, box) == "Lqyrlfh qxpehu 73:45"
    assert (outcome.reading.text, outcome.reading.reader) == (SENTENCE, "tesseract")


def test_a_number_of_the_same_false_font_is_not_trusted_either(sheet, tmp_path, readers):
    boxes = [sheet.write(SENTENCE), sheet.write("12", y=60)]
    page = sheet.page(tmp_path, with_shifted_map)

    readings = readers.text_layer.read([region_of(page, box) for box in boxes])

    assert list(readings) == [None, None]


@pytest.mark.parametrize(
    ("text", "languages"),
    [("شركة النور للتجارة", ("eng",)), (SENTENCE, ("ara",)), (SENTENCE, ("eng",)), ("شركة النور", ("ara",))],
)
def test_a_sane_text_is_kept_whatever_language_its_field_was_given(sheet, tmp_path, readers, text, languages):
    box = sheet.write(text)

    assert text_in(sheet.page(tmp_path), box, prover=readers.ocr, languages=languages) == text


def test_a_missing_language_of_the_prover_does_not_refuse_an_exact_text(sheet, tmp_path):
    box = sheet.write(SENTENCE)

    assert text_in(sheet.page(tmp_path), box, prover=ProverWithoutLanguage()) == SENTENCE


def test_a_prover_that_sees_nothing_proves_nothing(sheet, tmp_path):
    box = sheet.write(SENTENCE)

    assert text_in(sheet.page(tmp_path), box, prover=Prover(None)) == SENTENCE


def test_each_font_is_proved_once_a_page_on_its_longest_text(sheet, tmp_path):
    boxes = [sheet.write(text, y=y) for text, y in [("Total", 10), (SENTENCE, 30), ("Amount", 50)]]
    boxes.append(sheet.write("شركة النور للتجارة", y=75))
    page, prover = sheet.page(tmp_path), Prover(None)

    readings = list(TextLayerReader(prover).read([region_of(page, box) for box in boxes]))

    assert [reading.text for reading in readings] == ["Total", SENTENCE, "Amount", "شركة النور للتجارة"]
    assert [region.crop.box for region in prover.asked] == [boxes[1], boxes[3]]


def test_one_false_font_does_not_refuse_another(sheet, tmp_path):
    latin, arabic = sheet.write(SENTENCE), sheet.write("شركة النور للتجارة", y=60)
    page = sheet.page(tmp_path)

    readings = TextLayerReader(Prover(SENTENCE)).read([region_of(page, latin), region_of(page, arabic)])

    assert [reading and reading.text for reading in readings] == [SENTENCE, None]


def test_a_text_too_short_to_prove_a_font_is_not_asked_about(sheet, tmp_path):
    box = sheet.write("No.")
    prover = Prover("quite different")

    assert text_in(sheet.page(tmp_path), box, prover=prover) == "No."
    assert prover.asked == []


def test_a_font_of_latin_digits_alone_is_proved_too(sheet, tmp_path):
    box = sheet.write("40712")

    assert text_in(sheet.page(tmp_path), box, prover=Prover("40772")) == "40712"
    assert read(sheet.page(tmp_path), box, prover=Prover("98863")) is None


def test_a_font_that_gives_one_digit_for_another_is_noticed_and_what_is_printed_is_read_unsure(
    sheet, tmp_path, readers
):
    texts = ["Northgate Marine Supplies", "AED 1,250.00", "Berth 58"]
    boxes = [sheet.write(text, y=y) for text, y in zip(texts, (10, 40, 70), strict=True)]
    page = sheet.page(tmp_path, with_ones_as_nines)

    readings = list(readers.text_layer.read([region_of(page, box) for box in boxes]))

    assert text_in(page, boxes[1]) == "AED 9,250.00"
    assert [reading.text for reading in readings] == texts
    assert [reading.confidence for reading in readings] == [CONFIDENCE, DISAGREED, CONFIDENCE]


@pytest.mark.parametrize(("seen", "confidence"), [("AED 1,250.08", 0.9), ("1,250.00 AED", 0.99)])
def test_digits_are_not_refused_by_an_unsure_prover_nor_by_another_order_of_words(
    sheet, tmp_path, seen, confidence
):
    box = sheet.write("AED 1,250.00")

    assert text_in(sheet.page(tmp_path), box, prover=Prover(seen, confidence)) == "AED 1,250.00"


def test_the_digits_of_a_font_are_proved_on_one_region_with_most_of_them(sheet, tmp_path):
    texts = ["Northgate Marine Supplies", "Berth 58", "17/03/2026"]
    boxes = [sheet.write(text, y=y) for text, y in zip(texts, (10, 40, 70), strict=True)]
    page, prover = sheet.page(tmp_path), Prover(None)

    list(TextLayerReader(prover).read([region_of(page, box) for box in boxes]))

    assert [region.crop.box for region in prover.asked] == [boxes[0], boxes[2]]


def test_arabic_indic_digits_prove_nothing_because_ocr_misreads_them(sheet, tmp_path):
    box = sheet.write("١٢٣٤٥٦٧٨")
    prover = Prover("quite different")

    assert text_in(sheet.page(tmp_path), box, prover=prover) == "١٢٣٤٥٦٧٨"
    assert prover.asked == []


def test_a_page_is_left_as_it_was(sheet, tmp_path):
    box = sheet.write(SENTENCE)
    page = sheet.page(tmp_path)
    before = np.array(page.pixels)

    read(page, box)

    assert np.array_equal(page.pixels, before)
