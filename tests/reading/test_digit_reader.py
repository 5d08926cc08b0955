"""Printed numbers read digit by digit, and who reads what."""

from collections.abc import Iterator

import cv2
import pytest
from drawn_pages import page_of, paper, region_of
from PIL import Image, ImageDraw, ImageFont

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.digits.lazy import LazyDigitReader
from invoice_desk.reading.digits.mixed import MixedReader
from invoice_desk.reading.digits.model import DigitModel
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.workflow.readers import MODELS

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


@pytest.fixture(scope="module")
def reader() -> DigitReader:
    pytest.importorskip("torch")
    return DigitReader(DigitModel(MODELS))


def numbers_on_a_page(texts, size=30, tone=0, ground=255):
    """Return a page with a number a line and the box around each."""
    import numpy as np

    image = Image.new("L", (520, 40 + 70 * len(texts)), ground)
    draw, boxes = ImageDraw.Draw(image), []
    font = ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
    for line, text in enumerate(texts):
        at = (40, 30 + 70 * line)
        draw.text(at, text, font=font, fill=tone)
        boxes.append(Box(*(round(edge) for edge in draw.textbbox(at, text, font=font))).grown(3))
    return page_of(np.asarray(image)), boxes


def read(reader, texts, kind=FieldKind.AMOUNT, **more):
    page, boxes = numbers_on_a_page(texts, **more)
    return list(reader.read([region_of(page, box, kind, ("ara",)) for box in boxes]))


def test_clear_numbers_are_read_with_a_box_for_each_glyph(reader):
    texts = ["٥٢٥٠٠", "١٬٢٣٤٫٥٠", "٧٨٩", "٤٦٠٣"]

    found = read(reader, texts)

    assert [one.text for one in found] == texts
    for one in found:
        assert one.reader == "digits"
        assert "".join(glyph.char for glyph in one.glyphs) == one.text
        assert [glyph.box.x0 for glyph in one.glyphs] == sorted(glyph.box.x0 for glyph in one.glyphs)
        assert all(0 < glyph.probability <= 1 and glyph.runner_up for glyph in one.glyphs)


def test_a_number_is_read_from_a_box_that_is_moved_and_from_a_large_one(reader):
    page, (box,) = numbers_on_a_page(["٥٢٧٤٨"])

    for drawn in (box.moved(dx=4, dy=3), box.moved(dx=-4, dy=-3), box.grown(12)):
        (found,) = reader.read([region_of(page, drawn, FieldKind.AMOUNT, ("ara",))])
        assert found.text == "٥٢٧٤٨"


def test_condensed_print_is_looked_at_widened_and_its_glyphs_stand_where_they_are_printed(reader):
    texts = ["٥٢٧٤٨", "٩٦٣٢٤", "٧٨٢٠٣", "٤٨٥٩٢", "٣٩٦٤٨", "٦٢٨٤٥"]
    page, boxes = numbers_on_a_page(texts, size=44)
    narrow = cv2.resize(page.pixels, None, fx=0.42, fy=1, interpolation=cv2.INTER_AREA)
    page = page_of(narrow[:, :, 0])
    boxes = [Box(round(box.x0 * 0.42), box.y0, round(box.x1 * 0.42), box.y1) for box in boxes]
    regions = [region_of(page, box, FieldKind.IDENTIFIER, ("ara",)) for box in boxes]

    found = reader.judge(regions)
    read = list(reader.read(regions))

    widened = [at for at, one in enumerate(found) if one.strip.stretch > 1]
    assert widened
    for at in widened:
        edges = [edge for glyph in read[at].glyphs for edge in (glyph.box.x0, glyph.box.x1)]
        assert boxes[at].x0 - 3 <= min(edges) < max(edges) <= boxes[at].x1 + 3
        assert max(edges) - min(edges) > 0.7 * boxes[at].width
    right = sum(one is not None and one.text == text for one, text in zip(read, texts, strict=True))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("invoice_desk.reading.digits.reader._CONDENSED", 0.0)
        before = [
            one is not None and one.text == text
            for one, text in zip(reader.read(regions), texts, strict=True)
        ]
    assert right > sum(before)


def test_white_print_on_a_dark_page_is_read_too(reader):
    (found,) = read(reader, ["٣٢٨٤"], tone=255, ground=20)

    assert found.text == "٣٢٨٤"


def test_blank_paper_is_no_number(reader):
    page = page_of(paper(200, 80))

    assert list(reader.read([region_of(page, Box(20, 20, 120, 60), FieldKind.AMOUNT, ("ara",))])) == [None]


def test_an_empty_crop_is_no_number(reader):
    page = page_of(paper(200, 80))

    assert list(reader.read([region_of(page, Box(300, 20, 320, 60), FieldKind.AMOUNT)])) == [None]


class Says:
    """Reads each region as the text it was given."""

    def __init__(self, name: str, text: str | None, confidence: float = 0.9) -> None:
        self.name, self._text, self._confidence = name, text, confidence
        self.asked = 0

    def read(self, regions) -> Iterator[Reading | None]:
        for region in regions:
            self.asked += 1
            yield self._text and Reading(self._text, self._confidence, self.name, 0, region.crop.box)


def mixed(digits, ocr):
    region = region_of(page_of(paper(60, 30)), kind=FieldKind.AMOUNT)
    return next(iter(MixedReader(digits, ocr).read([region])))


def test_arabic_digits_are_believed_and_ocr_is_not_asked():
    ocr = Says("tesseract", "orove")

    assert mixed(Says("digits", "٥٢٥٠٠"), ocr).text == "٥٢٥٠٠"
    assert ocr.asked == 0


@pytest.mark.parametrize("seen", ["525", None])
def test_latin_digits_and_what_was_not_seen_are_left_to_ocr(seen):
    assert mixed(Says("digits", seen), Says("tesseract", "AE12DE123456")).text == "AE12DE123456"


def test_a_number_that_both_read_alike_is_as_sure_as_the_surer():
    found = mixed(Says("digits", "12/27/2021", 0.99), Says("tesseract", "12/27/2021", 0.5))

    assert (found.confidence, found.reader) == (0.99, "tesseract")


def test_a_number_that_both_read_otherwise_is_no_surer():
    assert mixed(Says("digits", "1250", 0.99), Says("tesseract", "1260", 0.5)).confidence == 0.5


def test_without_ocr_the_digits_reader_serves_for_all():
    assert mixed(Says("digits", "525"), None).text == "525"


def test_the_model_is_loaded_when_the_first_number_is_read(tmp_path):
    lazy = LazyDigitReader(MODELS)
    LazyDigitReader(tmp_path)  # nothing is looked for yet
    page, (box,) = numbers_on_a_page(["٦٧"])

    pytest.importorskip("torch")
    (found,) = lazy.read([region_of(page, box, FieldKind.AMOUNT, ("ara",))])

    assert found.text == "٦٧"
