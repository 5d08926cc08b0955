"""A reading becomes an entry: its value and every reason to look at it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from small_invoices import field

from invoice_desk.errors import MissingPart
from invoice_desk.extraction.entries import REVIEW_BELOW, entry_of_nowhere, entry_of_reading
from invoice_desk.extraction.locating import Place
from invoice_desk.invoice.doubts import Doubt, Reason
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
