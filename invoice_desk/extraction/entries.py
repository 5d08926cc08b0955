"""What was read becomes an entry: its typed value and every reason to doubt it."""

from __future__ import annotations

from invoice_desk.errors import DeskError
from invoice_desk.extraction.locating import Place
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.record import Entry
from invoice_desk.reading.marks import TICKED
from invoice_desk.values.meaning import understand

REVIEW_BELOW = 0.80
"""Confidence under which a person should look: of the receipt lines read surer, 92 in 100 are right."""


def entry_of_reading(
    field: Field, reading: Reading | None, box: Box, error: DeskError | None = None
) -> Entry:
    """Return the entry of a field whose box was read. error: why no reader could."""
    if error is not None:
        return Entry(field, box=box, reasons=(Reason(Doubt.NO_READER, str(error)),))
    if reading is None:
        return Entry(field, box=box, reasons=(Reason(Doubt.NOTHING_FOUND),))
    doubts = _doubts_of_reading(reading)
    if field.kind is FieldKind.CHECKBOX:
        return Entry(field, reading, reading.text == TICKED, None, box, doubts)
    meaning = understand(reading.text, field.kind, field.options)
    return Entry(field, reading, meaning.value, meaning.currency, box, doubts + meaning.reasons)


def entry_of_nowhere(place: Place) -> Entry:
    """Return the entry of a field that lies on no page of the document."""
    return Entry(place.field, reasons=(place.reason,) if place.reason else ())


def _doubts_of_reading(reading: Reading) -> tuple[Reason, ...]:
    if reading.confidence >= REVIEW_BELOW:
        return ()
    return (Reason(Doubt.LOW_CONFIDENCE, f"{reading.confidence:.0%}"),)
