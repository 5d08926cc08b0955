"""What the review lane says of invoices and values, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from invoice_desk.desktop.review.values import Mark
from invoice_desk.desktop.words.counting import Counts
from invoice_desk.desktop.words.filling import day_words
from invoice_desk.desktop.words.floor_words import doubt_words, failed_check_words
from invoice_desk.errors import BadSetting
from invoice_desk.invoice.doubts import Doubt
from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.filed import State
from invoice_desk.invoice.record import Check, Entry, Value
from invoice_desk.values.digits import DigitFamily, to_family
from invoice_desk.workflow.reviewing import value_of


def in_family(text: str, family: DigitFamily | None) -> str:
    """Return a text with its digits in the family that the person chose, None for as they are printed."""
    return to_family(text, family) if family is not None else text


def name_of_state(state: State) -> str:
    """Return what a state is called."""
    return {
        State.NEW: QCoreApplication.translate("review", "not read yet"),
        State.READING: QCoreApplication.translate("review", "being read"),
        State.REVIEW: QCoreApplication.translate("review", "to review"),
        State.ACCEPTED: QCoreApplication.translate("review", "accepted"),
        State.EXPORTED: QCoreApplication.translate("review", "exported"),
        State.FAILED: QCoreApplication.translate("review", "failed"),
        State.DUPLICATE: QCoreApplication.translate("review", "duplicate"),
        State.REJECTED: QCoreApplication.translate("review", "rejected"),
    }[state]


def name_of_mark(mark: Mark) -> str:
    """Return what a mark is called."""
    return {
        Mark.SURE: QCoreApplication.translate("review", "sure"),
        Mark.DOUBT: QCoreApplication.translate("review", "in doubt"),
        Mark.TYPED: QCoreApplication.translate("review", "yours"),
        Mark.DRAFT: QCoreApplication.translate("review", "not kept yet"),
    }[mark]


def left_words(left: int) -> str:
    """Say how many values are to be looked at."""
    if not left:
        return QCoreApplication.translate("review", "Nothing is in doubt")
    return Counts().values_to_look_at(left)


def reasons_of(entry: Entry) -> list[str]:
    """Say why a value is doubted, a sentence a reason; of one that is settled, nothing."""
    if entry.is_settled:
        return []
    reasons = [one for one in entry.reasons if one.doubt is not Doubt.READ_OTHERWISE]
    return [sentence(doubt_words(one)) for one in reasons]


def check_words(check: Check) -> str:
    """Say what a failed check is about."""
    return sentence(failed_check_words(check))


def sentence(words: str) -> str:
    """Return words with a capital in front."""
    return words[:1].upper() + words[1:]


def meaning_of(text: str, entry: Entry) -> str:
    """Say what a text means in an entry's field, "" where it means just itself or nothing."""
    try:
        value = value_of(text, entry.field)
    except BadSetting:
        return _not_understood(entry.field)
    if value is None or isinstance(value, (str, bool)):
        return ""
    words = _value_words(value, entry.currency)
    return "" if words == text else f"= {words}"


def _not_understood(field: Field) -> str:
    match field.kind:
        case FieldKind.AMOUNT:
            return QCoreApplication.translate("review", "Not understood as an amount yet")
        case FieldKind.DATE:
            return QCoreApplication.translate("review", "Not understood as a date yet")
        case FieldKind.NUMBER:
            return QCoreApplication.translate("review", "Not understood as a number yet")
    return QCoreApplication.translate("review", "Not understood as a value yet")


def _value_words(value: Value, currency: str | None) -> str:
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, Decimal):
        return f"{value:f} {currency or ''}".strip()
    return str(value)
