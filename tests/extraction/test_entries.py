"""A reading becomes an entry: its value and every reason to look at it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from drawn_pages import page_of, paper, printed
from small_invoices import field

from invoice_desk.errors import MissingPart
from invoice_desk.extraction.entries import entry_of_nowhere, entry_of_reading
from invoice_desk.extraction.locating import Place
from invoice_desk.invoice.doubts import REVIEW_BELOW, Doubt, Reason
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.record import Value

BOX = Box(0, 0, 100, 20)


def reading(text: str, confidence: float = 0.99) -> Reading:
    return Reading(text, confidence, "tesseract", 0, BOX)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.TEXT, "Coral  Line", "Coral Line"),
        (FieldKind.AMOUNT, "AED 1,234.50", Decimal("1234.50")),
        (FieldKind.NUMBER, "12", Decimal(12)),
        (FieldKind.DATE, "14 March 2026", date(2026, 3, 14)),
        (FieldKind.IDENTIFIER, "INV-2045", "INV-2045"),
        (FieldKind.CODE, "a\nb", "a\nb"),
        (FieldKind.CHECKBOX, "☑", True),
        (FieldKind.CHECKBOX, "☐", False),
    ],
)
def test_a_sure_reading_becomes_the_value_of_its_kind(kind: FieldKind, text: str, value: Value) -> None:
    entry = entry_of_reading(field(BOX, kind=kind), reading(text), BOX)
    assert (entry.value, entry.reasons, entry.box) == (value, (), BOX)
    assert entry.reading is not None
    assert entry.reading.text == text  # what is printed stays as it is


def test_an_amount_has_its_currency() -> None:
    assert entry_of_reading(field(BOX, kind=FieldKind.AMOUNT), reading("AED 5.00"), BOX).currency == "AED"


def test_a_reading_that_is_not_sure_says_how_sure() -> None:
    entry = entry_of_reading(field(BOX), reading("x", REVIEW_BELOW - 0.05), BOX)
    assert [one.words for one in entry.reasons] == ["the reader is only 75% sure"]
    assert entry_of_reading(field(BOX), reading("x", REVIEW_BELOW), BOX).reasons == ()


def test_an_unsure_checkbox_is_doubted_too() -> None:
    entry = entry_of_reading(field(BOX, kind=FieldKind.CHECKBOX), reading("☑", 0.5), BOX)
    assert (entry.value, entry.reasons) == (True, (Reason(Doubt.LOW_CONFIDENCE, "50%"),))


def test_doubts_of_the_reader_and_of_the_meaning_are_both_kept() -> None:
    entry = entry_of_reading(field(BOX, kind=FieldKind.DATE), reading("soon", 0.4), BOX)
    assert [one.doubt for one in entry.reasons] == [Doubt.LOW_CONFIDENCE, Doubt.NOT_A_DATE]
    assert entry.value is None


def test_a_blank_box_is_said() -> None:
    entry = entry_of_reading(field(BOX), None, BOX)
    assert entry.reasons == (Reason(Doubt.NOTHING_FOUND),)
    assert (entry.value, entry.shown_text, entry.confidence, entry.box) == (None, "", 0.0, BOX)


def test_print_that_was_not_read_is_no_blank_box() -> None:
    page = printed("Total 12")
    entry = entry_of_reading(field(BOX), None, page.size.box, crop=page.crop(page.size.box))
    assert entry.reasons == (Reason(Doubt.NOT_READ),)
    assert entry.is_doubtful

    blank = page_of(paper(100, 20))
    entry = entry_of_reading(field(BOX), None, BOX, crop=blank.crop(BOX))
    assert entry.reasons == (Reason(Doubt.NOTHING_FOUND),)


CUT = [FieldKind.AMOUNT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.IDENTIFIER]


@pytest.mark.parametrize("kind", [*CUT, FieldKind.TEXT])
def test_a_number_that_goes_on_beyond_its_box_is_doubted(kind: FieldKind) -> None:
    page = printed("12/03/2026")
    whole, part = page.size.box, Box(40, 0, page.size.width, page.size.height)
    cut = entry_of_reading(field(part, kind=kind), reading("2/03/2026"), part, crop=page.crop(part))
    assert (Reason(Doubt.PRINT_GOES_ON) in cut.reasons) is (kind in CUT)
    entry = entry_of_reading(field(whole, kind=kind), reading("12/03/2026"), whole, crop=page.crop(whole))
    assert Reason(Doubt.PRINT_GOES_ON) not in entry.reasons


def test_an_identifier_of_two_lines_is_doubted() -> None:
    entry = entry_of_reading(field(BOX, kind=FieldKind.IDENTIFIER), reading("INV-2026-\n0047"), BOX)
    assert entry.reasons == (Reason(Doubt.SEVERAL_VALUES, "INV-2026- 0047"),)


def test_a_missing_reader_is_said_with_what_to_do() -> None:
    error = MissingPart("Tesseract is not installed", remedy="invoice-desk doctor tells how")
    entry = entry_of_reading(field(BOX), None, BOX, error)
    (reason,) = entry.reasons
    assert reason.words == (
        "no reader for this field: Tesseract is not installed (invoice-desk doctor tells how)"
    )


def test_a_field_that_lies_nowhere_has_no_box_and_the_reason() -> None:
    reason = Reason(Doubt.NO_PAGE, "3")
    entry = entry_of_nowhere(Place(field(BOX), None, None, reason))
    assert (entry.box, entry.reading, entry.reasons) == (None, None, (reason,))
