"""What the review lane says of invoices and values, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from invoice_desk.desktop.review.values import Mark
from invoice_desk.errors import BadSetting
from invoice_desk.invoice.doubts import Doubt
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.filed import State
from invoice_desk.invoice.record import Check, Entry, Value
from invoice_desk.values.digits import DigitFamily, to_family
from invoice_desk.workflow.reviewing import value_of

_ISOLATE, _POP = "\u2068", "\u2069"  # what stands between keeps its own direction (Unicode annex 9)


def quote(text: str) -> str:
    """Return a text as a part of a sentence that keeps its own direction."""
    return f"{_ISOLATE}{text}{_POP}"


def in_family(text: str, family: DigitFamily | None) -> str:
    """Return a text with its digits in the family that the person chose, None for as they are printed."""
    return to_family(text, family) if family is not None else text


def say(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("review", text)


def count(number: int, one: str, many: str) -> str:
    """Return a number with its words, `many` holding {}. English; each form is translated by itself."""
    return say(one) if number == 1 else say(many).format(number)


def name_of_state(state: State) -> str:
    """Return what a state is called."""
    return {
        State.NEW: say("not read yet"),
        State.READING: say("being read"),
        State.REVIEW: say("to review"),
        State.ACCEPTED: say("accepted"),
        State.EXPORTED: say("exported"),
        State.FAILED: say("failed"),
        State.DUPLICATE: say("duplicate"),
        State.REJECTED: say("rejected"),
    }[state]


def name_of_mark(mark: Mark) -> str:
    """Return what a mark is called."""
    return {
        Mark.SURE: say("sure"),
        Mark.DOUBT: say("in doubt"),
        Mark.TYPED: say("yours"),
        Mark.DRAFT: say("not kept yet"),
    }[mark]


def left_words(left: int) -> str:
    """Say how many values are to be looked at."""
    if not left:
        return say("Nothing is in doubt")
    return count(left, "1 value to look at", "{} values to look at")


def reasons_of(entry: Entry) -> list[str]:
    """Say why a value is doubted, a sentence a reason; of one that is settled, nothing."""
    if entry.is_settled:
        return []
    reasons = [one for one in entry.reasons if one.doubt is not Doubt.READ_OTHERWISE]
    return [sentence(one.words) for one in reasons]


def check_words(check: Check) -> str:
    """Say what a failed check is about."""
    return sentence(check.message or check.name)


def sentence(words: str) -> str:
    """Return words with a capital in front."""
    return words[:1].upper() + words[1:]


def meaning_of(text: str, entry: Entry) -> str:
    """Say what a text means in an entry's field, "" where it means just itself or nothing."""
    try:
        value = value_of(text, entry.field)
    except BadSetting:
        return say("Not understood as {} yet").format(_name_of_kind(entry.field))
    if value is None or isinstance(value, (str, bool)):
        return ""
    words = _value_words(value, entry.currency)
    return "" if words == text else f"= {words}"


def _name_of_kind(field: Field) -> str:
    return {"amount": say("an amount"), "date": say("a date"), "number": say("a number")}.get(
        field.kind.value, say("a value")
    )


def _value_words(value: Value, currency: str | None) -> str:
    if isinstance(value, date):
        return str(QLocale().toString(value, QLocale.FormatType.LongFormat))  # type: ignore[call-overload]
    if isinstance(value, Decimal):
        return f"{value:f} {currency or ''}".strip()
    return str(value)
