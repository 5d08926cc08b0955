"""A second reader is asked where the first is not sure: agreement raises confidence, the other lowers it."""

from dataclasses import replace

import pytest
from drawn_pages import page_of, paper, region_of, write
from small_invoices import field

pytest.importorskip("torch")

from invoice_desk.extraction.entries import entry_of_reading
from invoice_desk.invoice.doubts import Doubt
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.digits import reader as readers
from invoice_desk.reading.digits.confidence import seconded
from invoice_desk.reading.digits.decoding import Decoded, Spelling
from invoice_desk.reading.digits.model import Calibration, DigitModel
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.workflow.readers import MODELS


class Says:
    """Reads every number as one text, and keeps what it was asked."""

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, []

    def look(self, regions, lines):
        assert len(lines) == len(regions)
        self.asked += regions
        spelling = (Spelling(self.text, 1.0),)
        return [Decoded(spelling, ()) if self.text else None for _ in regions]


@pytest.fixture(scope="module")
def model():
    found = DigitModel(MODELS)
    both = Calibration(weights=(*found.card.calibration.weights, 2.0), bias=found.card.calibration.bias)
    found.card = found.card.model_copy(update={"seconded": both})
    return found


@pytest.fixture
def region():
    pixels = paper(300, 100)
    box = write(pixels, "5274", 60, 30).grown(4)
    return region_of(page_of(pixels), box, FieldKind.AMOUNT)


def read(model, region, second=None):
    return next(iter(DigitReader(model, second).read([region])))


def test_it_is_not_asked_where_the_first_is_sure(model, region, monkeypatch):
    monkeypatch.setattr(readers, "SURE", 0.0)
    second = Says("1")

    found = read(model, region, second)

    assert (second.asked, found.otherwise) == ([], "")


def test_agreement_raises_confidence_and_disagreement_lowers_it_and_says_so(model, region, monkeypatch):
    monkeypatch.setattr(readers, "SURE", 1.1)
    alone = read(model, region)

    agreed, other, nothing = (read(model, region, Says(text)) for text in (alone.text, "1", ""))

    assert agreed.confidence > alone.confidence > other.confidence
    assert nothing.confidence == pytest.approx(alone.confidence)
    assert [one.text for one in (agreed, other, nothing)] == [alone.text] * 3
    assert [one.otherwise for one in (agreed, other, nothing)] == ["", "1", ""]


def test_a_doubtful_number_that_was_read_otherwise_says_what_was_read(model, region):
    reading = replace(read(model, region), confidence=0.4, otherwise="5279")

    entry = entry_of_reading(field(region.crop.box, kind=FieldKind.AMOUNT), reading, region.crop.box)

    assert [one.doubt for one in entry.reasons] == [Doubt.LOW_CONFIDENCE, Doubt.READ_OTHERWISE]
    assert entry.reasons[1].words == "a second reader read 5279"


def test_another_spelling_of_the_same_number_is_no_other_number(model, region, monkeypatch):
    monkeypatch.setattr(readers, "SURE", 1.1)

    agreed, spelt = (read(model, region, Says(text)) for text in ("5274", "۵٢٧٤"))

    assert spelt.otherwise == ""
    assert spelt.confidence == agreed.confidence


def test_on_the_shipped_card_agreement_counts_more_than_nothing_and_that_more_than_another_number():
    card = DigitModel(MODELS).card
    *_, weight = card.seconded.weights

    assert weight > 0
    assert seconded("52", "52") > seconded("52", "") > seconded("52", "53")


def test_glyphs_lie_on_the_page():
    pixels = paper(200, 40)
    box = write(pixels, "888", 6, 2, size=46)

    found = next(
        iter(DigitReader(DigitModel(MODELS)).read([region_of(page_of(pixels), box, FieldKind.AMOUNT)]))
    )

    assert all(0 <= one.box.y0 < one.box.y1 <= 40 for one in found.glyphs)
