"""The text of a value on the screen, in an editor and on the clipboard."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from invoice_desk.desktop.words.filling import isolated
from invoice_desk.errors import shown
from invoice_desk.invoice.fields import DIGITED, Field, FieldKind
from invoice_desk.invoice.record import Entry, Value
from invoice_desk.values.digits import DigitFamily, to_family
from invoice_desk.values.meaning import understand
from invoice_desk.values.printing import Convention, DecimalPoint, print_number

_MAX_SHOWN = 500  # characters of a value that a cell shows
_NUMBERS = frozenset({FieldKind.NUMBER, FieldKind.AMOUNT})


def cell_text(entry: Entry, family: DigitFamily | None) -> str:
    """Return what a cell shows, on one line. family: None shows values as they are printed.

    A date is ISO 8601, an amount grouped and with its currency; where the text means nothing
    certain it is shown as it is printed.
    """
    text, value = entry.shown_text, entry.shown_value
    if entry.field.kind is FieldKind.CHECKBOX:
        return yes_or_no(value) if isinstance(value, bool) else _line(text)
    if family is None or value is None or entry.field.kind not in DIGITED:
        return _line(text)
    if isinstance(value, Decimal) and value.is_finite():
        currency = entry.currency or "" if entry.field.kind is FieldKind.AMOUNT else ""
        return to_family(amount_words(value, currency), family)
    return to_family(_line(value.isoformat() if isinstance(value, date) else str(value)), family)


def edited_text(entry: Entry) -> str:
    """Return the text with which an editor begins: what a person would type, else what is printed."""
    return text_for(entry.shown_value, entry.shown_text, entry.field)


def text_for(value: Value | None, text: str, field: Field) -> str:
    """Return a text that a field understands as this value; `text` where none does."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.kind not in _NUMBERS | {FieldKind.DATE}:
        return text
    for typed in _ways_to_type(value, field):
        if understand(typed, field.kind, field.options).value == value:
            return typed
    return text


def amount_words(value: Decimal, currency: str) -> str:
    """Return an amount with its thousands in groups and its currency's code, if it has one."""
    return f"{print_number(value)} {currency}".rstrip() if value.is_finite() else str(value)


def yes_or_no(value: bool) -> str:  # noqa: FBT001 - the value itself
    """Return what a ticked or empty box is called on the screen."""
    if value:
        return QCoreApplication.translate("Cell", "Yes")
    return QCoreApplication.translate("Cell", "No")


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from the right."""
    for char in text:
        way = unicodedata.bidirectional(char)
        if way in {"L", "R", "AL"}:
            return way != "L"
    return False


def name_shown(text: str) -> str:
    """Return a name as it is shown: in a window from the right, a dot at its end stays at its own end."""
    return isolated(shown(text)) if QGuiApplication.isRightToLeft() else shown(text)


def _ways_to_type(value: Value | None, field: Field) -> list[str]:
    if isinstance(value, date):
        return [value.isoformat()]
    if not isinstance(value, Decimal) or not value.is_finite():
        return []
    marks: dict[str, DecimalPoint] = {",": ",", "٫": ","}
    mark = marks.get(field.options.decimal, ".")
    return [
        print_number(value, Convention(decimal=mark, group="")),
        print_number(value, Convention(decimal=mark, group="." if mark == "," else ",")),
    ]


def _line(text: str) -> str:
    """Return a text as one safe line."""
    return shown(" ".join(text[:_MAX_SHOWN].split()))
