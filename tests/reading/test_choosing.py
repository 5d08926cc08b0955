"""Which reader reads which region, and what comes of it where that reader is missing."""

from dataclasses import replace

import pytest
from drawn_pages import page_of, paper, region_of

from invoice_desk.errors import BadFile, MissingPart
from invoice_desk.imaging.page import Letter, Page
from invoice_desk.invoice.fields import FieldKind, ReaderChoice
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.choosing import LAYERED, Readers, read_regions

AUTO = ReaderChoice.AUTO
LAYER, CODES, OCR = ReaderChoice.TEXT_LAYER, ReaderChoice.CODES, ReaderChoice.TESSERACT


class NotingReader:
    """Reads its name and the left edge of each box; notes what it was asked for."""

    def __init__(self, name, *, is_blind=False):
        self.name = name
        self._is_blind = is_blind
        self.batches = []
        self.read_so_far = 0

    def read(self, regions):
        self.batches.append(list(regions))
        return self._readings(regions)

    def _readings(self, regions):
        for region in regions:
            self.read_so_far += 1
            box = region.crop.box
            yield None if self._is_blind else Reading(f"{self.name} {box.x0}", 0.9, self.name, 0, box)


def desk(*, layer_is_blind=False, has_ocr=True):
    ocr = NotingReader("ocr") if has_ocr else None
    layer = NotingReader("layer", is_blind=layer_is_blind)
    return Readers(layer, NotingReader("codes"), NotingReader("marks"), ocr)


def page(*, has_letters=True):
    bare = page_of(paper(400, 40))
    letters = (Letter("A", Box(2, 2, 8, 8), 0, "F", True),) if has_letters else ()
    return Page(replace(bare.info, has_text_layer=has_letters), bare.pixels, letters)


def regions_of(*kinds, on=None):
    on = on or page()
    return [region_of(on, Box(10 * at, 0, 10 * at + 10, 40), kind) for at, kind in enumerate(kinds)]


def texts(regions, choices, readers):
    return [one.reading and one.reading.text for one in read_regions(regions, choices, readers)]


def who_reads(kind, choice, readers, *, has_letters=True):
    (outcome,) = read_regions(regions_of(kind, on=page(has_letters=has_letters)), [choice], readers)
    assert outcome.error is None
    return outcome.reading and outcome.reading.reader


WITHOUT_LAYER = dict.fromkeys(FieldKind, "ocr") | {FieldKind.CODE: "codes", FieldKind.CHECKBOX: "marks"}


@pytest.mark.parametrize("kind", FieldKind)
def test_auto_takes_the_text_layer_first_for_all_that_is_text(kind):
    wanted = "layer" if kind in LAYERED else WITHOUT_LAYER[kind]

    assert who_reads(kind, AUTO, desk()) == wanted


def test_codes_boxes_to_tick_and_tables_are_no_text():
    assert set(FieldKind) - LAYERED == {FieldKind.CODE, FieldKind.CHECKBOX, FieldKind.TABLE}


@pytest.mark.parametrize("kind", FieldKind)
def test_auto_falls_from_a_layer_that_does_not_cover_the_box_to_the_reader_of_the_kind(kind):
    assert who_reads(kind, AUTO, desk(layer_is_blind=True)) == WITHOUT_LAYER[kind]


@pytest.mark.parametrize("kind", FieldKind)
def test_on_a_page_without_a_layer_none_is_asked_for(kind):
    readers = desk()

    assert who_reads(kind, AUTO, readers, has_letters=False) == WITHOUT_LAYER[kind]
    assert readers.text_layer.read_so_far == 0


@pytest.mark.parametrize("kind", FieldKind)
@pytest.mark.parametrize(("choice", "wanted"), [(LAYER, "layer"), (CODES, "codes")])
def test_a_forced_reader_reads_every_kind(kind, choice, wanted):
    assert who_reads(kind, choice, desk()) == wanted


@pytest.mark.parametrize("kind", FieldKind)
def test_forced_ocr_leaves_codes_and_ticks_to_those_who_can_read_them(kind):
    assert who_reads(kind, OCR, desk()) == WITHOUT_LAYER[kind]


def test_a_forced_text_layer_that_has_nothing_is_not_replaced():
    readers = desk(layer_is_blind=True)

    assert who_reads(FieldKind.TEXT, LAYER, readers) is None
    assert readers.ocr.batches == []


def test_without_the_digits_reader_what_asks_for_it_is_an_error_that_names_the_remedy():
    (outcome,) = read_regions(regions_of(FieldKind.NUMBER), [ReaderChoice.DIGITS], desk())

    assert outcome.reading is None
    assert isinstance(outcome.error, MissingPart)
    assert "invoice-desk doctor" in str(outcome.error)


@pytest.mark.parametrize("choice", [OCR, AUTO])
def test_without_ocr_what_needs_it_is_an_error_that_names_the_remedy(choice):
    readers = desk(layer_is_blind=True, has_ocr=False)

    (outcome,) = read_regions(regions_of(FieldKind.TEXT), [choice], readers)

    assert outcome.reading is None
    assert isinstance(outcome.error, MissingPart)
    assert "invoice-desk doctor" in str(outcome.error)


def test_without_ocr_all_else_is_read():
    regions = regions_of(FieldKind.TEXT, FieldKind.CODE, FieldKind.CHECKBOX, FieldKind.TEXT)

    outcomes = list(read_regions(regions, [AUTO, AUTO, AUTO, OCR], desk(has_ocr=False)))

    assert [one.reading and one.reading.text for one in outcomes] == ["layer 0", "codes 10", "marks 20", None]
    assert [one.error is None for one in outcomes] == [True, True, True, False]


def test_outcomes_come_in_the_order_of_the_regions():
    kinds = [
        FieldKind.TEXT,
        FieldKind.CODE,
        FieldKind.TEXT,
        FieldKind.CHECKBOX,
        FieldKind.TEXT,
        FieldKind.CODE,
    ]
    choices = [OCR, AUTO, AUTO, AUTO, OCR, LAYER]

    assert texts(regions_of(*kinds), choices, desk()) == [
        "ocr 0",
        "codes 10",
        "layer 20",
        "marks 30",
        "ocr 40",
        "layer 50",
    ]


def test_each_reader_gets_all_of_its_regions_at_once():
    kinds = [FieldKind.TEXT, FieldKind.CODE, FieldKind.AMOUNT, FieldKind.CODE, FieldKind.CHECKBOX]
    regions, readers = regions_of(*kinds), desk(layer_is_blind=True)

    list(read_regions(regions, [AUTO] * 5, readers))

    assert readers.ocr.batches == [[regions[0], regions[2]]]
    assert readers.codes.batches == [[regions[1], regions[3]]]
    assert readers.marks.batches == [[regions[4]]]
    assert readers.text_layer.batches == [[regions[0], regions[2]]]


def test_reading_goes_on_only_while_it_is_asked_for():
    readers = desk()
    outcomes = read_regions(regions_of(*[FieldKind.TEXT] * 5), [OCR] * 5, readers)

    assert readers.ocr.batches == []
    next(outcomes)
    next(outcomes)
    outcomes.close()

    assert readers.ocr.read_so_far == 2


def test_no_regions_are_no_outcomes():
    assert list(read_regions([], [], desk())) == []


def test_fewer_choices_than_regions_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        list(read_regions(regions_of(FieldKind.TEXT, FieldKind.TEXT), [AUTO], desk()))


class BrokenReader(NotingReader):
    """Has a model file that was changed."""

    def _readings(self, regions):
        raise BadFile("is not the model that its card describes", where="arabic_digits.pt2")
        yield


def test_a_reader_whose_model_is_broken_leaves_its_fields_to_a_person_and_the_others_read_on():
    readers = Readers(
        NotingReader("layer"), NotingReader("codes"), NotingReader("marks"), BrokenReader("ocr")
    )
    regions = regions_of(FieldKind.TEXT, FieldKind.CODE, FieldKind.TEXT, on=page(has_letters=False))

    first, code, second = read_regions(regions, [OCR, AUTO, OCR], readers)

    assert code.reading is not None
    for one in (first, second):
        assert one.reading is None
        assert "its card" in str(one.error)
