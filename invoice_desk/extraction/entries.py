"""What was read becomes an entry: its typed value and every reason to doubt it."""

from __future__ import annotations

from invoice_desk.errors import DeskError
from invoice_desk.extraction.locating import Place
from invoice_desk.imaging.overrun import letters_run_on, print_runs_on
from invoice_desk.imaging.page import Crop
from invoice_desk.imaging.snapping import has_print
from invoice_desk.invoice.doubts import REVIEW_BELOW, Doubt, Reason
from invoice_desk.invoice.fields import DIGITED, Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.record import Entry
from invoice_desk.reading.codes import CodeReader
from invoice_desk.reading.marks import TICKED
from invoice_desk.reading.text_layer import TextLayerReader
from invoice_desk.values.digits import quoted
from invoice_desk.values.meaning import understand


def entry_of_reading(
    field: Field,
    reading: Reading | None,
    box: Box,
    error: DeskError | None = None,
    *,
    crop: Crop | None = None,
    threshold: float = REVIEW_BELOW,
) -> Entry:
    """Return the entry of a field whose box was read.

    error: why no reader could; crop: the box on its page, for what is printed there but was not
    read; None where only the reading is to be judged. threshold: the confidence, 0..1, below which
    a value is in doubt.
    """
    if error is not None:
        return Entry(field, box=box, reasons=(Reason(Doubt.NO_READER, str(error)),))
    if reading is None:
        doubt = Doubt.NOT_READ if crop is not None and has_print(crop) else Doubt.NOTHING_FOUND
        return Entry(field, box=box, reasons=(Reason(doubt),))
    doubts = _doubts_of_reading(reading, threshold) + _doubts_of_extent(field.kind, reading, crop)
    if field.kind is FieldKind.CHECKBOX:
        return Entry(field, reading, reading.text == TICKED, None, box, doubts)
    meaning = understand(reading.text, field.kind, field.options)
    return Entry(field, reading, meaning.value, meaning.currency, box, doubts + meaning.reasons)


def entry_of_nowhere(place: Place) -> Entry:
    """Return the entry of a field that lies on no page of the document."""
    return Entry(place.field, reasons=(place.reason,) if place.reason else ())


def _doubts_of_reading(reading: Reading, threshold: float) -> tuple[Reason, ...]:
    is_low = reading.confidence < threshold
    low = (Reason(Doubt.LOW_CONFIDENCE, f"{reading.confidence:.0%}"),) if is_low else ()
    return (*low, Reason(Doubt.READ_OTHERWISE, reading.otherwise)) if reading.otherwise else low


def _doubts_of_extent(kind: FieldKind, reading: Reading, crop: Crop | None) -> tuple[Reason, ...]:
    """Return the doubts of a text that has more, or less, than its kind takes."""
    doubts = []
    if kind in DIGITED and crop is not None and _is_cut(kind, reading, crop):
        doubts.append(Reason(Doubt.PRINT_GOES_ON))
    if kind is FieldKind.IDENTIFIER and "\n" in reading.text:
        doubts.append(Reason(Doubt.SEVERAL_VALUES, quoted(reading.text)))
    return tuple(doubts)


def _is_cut(kind: FieldKind, reading: Reading, crop: Crop) -> bool:
    """Whether what was read goes on beyond the sides of its box; a code is always read as a whole."""
    if reading.reader == CodeReader.name:
        return False
    is_layer = reading.reader == TextLayerReader.name
    return letters_run_on(crop, kind) if is_layer else print_runs_on(crop)
