"""The lines of the list of values: headings of table lines, and every value as it stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from invoice_desk.desktop.review.lane import Lane
from invoice_desk.desktop.review.value_model import Line
from invoice_desk.desktop.review.values import Shown
from invoice_desk.desktop.review.words import in_family
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.record import Entry
from invoice_desk.values.digits import DigitFamily

translate = QCoreApplication.translate  # lupdate finds texts by this name


def lines_of(lane: Lane, family: DigitFamily | None) -> list[Line]:
    """Return the lines to show, digits in a family or as they are printed."""
    lines: list[Line] = []
    heading = ""
    for value in lane.values:
        if value.heading != heading:
            heading = value.heading
            lines.append(Line(heading))
        lines.append(line_of(lane, value, family))
    return lines


def line_of(lane: Lane, value: Shown, family: DigitFamily | None) -> Line:
    """Return the line of one value, as it stands or as it is being typed."""
    draft = lane.draft_of(value.spot)
    text = draft if draft is not None else _text_of(value.entry, family)
    return Line(value.entry.field.title, text, lane.mark_of(value), value.spot)


def _text_of(entry: Entry, family: DigitFamily | None) -> str:
    if entry.field.kind is FieldKind.CHECKBOX and entry.shown_value is not None:
        return (
            translate("review", "ticked") if entry.shown_value is True else translate("review", "not ticked")
        )
    return in_family(entry.shown_text, family)
