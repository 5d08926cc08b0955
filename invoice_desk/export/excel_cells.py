"""A value as Excel keeps it: a number, date or boolean where it can hold it, text where it cannot."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from invoice_desk.export.excel_styles import (
    DATE,
    GENERAL,
    PLAIN,
    TEXT,
    Look,
    Tint,
    money_format,
    number_format,
)
from invoice_desk.export.guarding import harmless
from invoice_desk.export.rows import Cell, value_words
from invoice_desk.invoice.fields import FieldKind

# https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
MAX_DIGITS = 15
MAX_EXPONENT = 307
MAX_TEXT = 32_767  # UTF-16 units in one cell
FIRST_DATE = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_LONGEST_AS_TEXT = 255  # older versions of Excel show ##### for a longer cell of number format @
_CUT = " … (cut: an Excel cell holds no more)"

_PERCENT_SIGN = re.compile("[%٪﹪％]")
_NUMBER = re.compile(r"\d[\d.,٫٬'’\s]*")
_ISO_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one cell of a sheet: a value that Excel can hold (None: nothing), its look, and a
    note "" or what has become of the value on its way into Excel.
    """

    value: str | float | date | bool | None
    look: Look = PLAIN
    note: str = ""

    @property
    def width(self) -> int:
        """About how many characters wide it is shown."""
        if isinstance(self.value, str):
            return max(len(line) for line in self.value.split("\n"))
        if isinstance(self.value, date):
            return len(DATE)
        return 0 if self.value is None else len(f"{self.value:,.0f}") + len(self.look.number_format) // 2


def slot_of_cell(cell: Cell | None) -> Slot:
    """Return what Excel shows for `cell`: its value, or its text where the value is not certain."""
    if cell is None:
        return Slot(None)
    slot = _slot_of_value(cell)
    return replace(slot, look=replace(slot.look, tint=Tint.DOUBT)) if cell.is_doubtful else slot


def slot_of_text(text: str, *, tint: Tint = Tint.NONE, is_wrapped: bool = False) -> Slot:
    """Return `text` as a text cell: never a formula, link or number, without what XML forbids."""
    kept = harmless(text)
    if kept.startswith("<r>") and kept.endswith("</r>"):
        kept += " "  # XlsxWriter would write it as ready XML
    cut = _cut(kept)
    look = Look(
        number_format=TEXT if len(cut) <= _LONGEST_AS_TEXT else GENERAL,
        tint=tint,
        is_arabic=is_right_to_left(cut),
        is_wrapped=is_wrapped or "\n" in cut,
    )
    note = "the text is longer than an Excel cell and is cut" if cut != kept else ""
    return Slot(cut or None, look, note)


def _slot_of_value(cell: Cell) -> Slot:
    match cell.value:
        case None:
            return slot_of_text(cell.text)
        case bool():
            return Slot(cell.value)
        case Decimal():
            return _slot_of_number(cell, cell.value)
        case date():
            return _slot_of_date(cell.value)
        case str():
            return slot_of_text(cell.value)


def _slot_of_date(value: date) -> Slot:
    if value < FIRST_DATE:
        return _as_text(value_words(value) or "", why="Excel has no dates before March 1900")
    return Slot(value, Look(DATE))


def _slot_of_number(cell: Cell, value: Decimal) -> Slot:
    why = _why_no_number(value)
    if why:
        return _as_text(value_words(value) or "", why=why)
    decimals = max(0, -_exponent(value))
    if _is_percentage(cell):
        look = Look(number_format(decimals=decimals, is_percent=True))
        return Slot(float(value.scaleb(-2)) + 0.0, look)  # + 0.0 makes -0 a 0
    if cell.kind is FieldKind.AMOUNT:
        currency = cell.currency if _ISO_CURRENCY.fullmatch(cell.currency or "") else None
        return Slot(float(value) + 0.0, Look(money_format(currency, decimals=decimals)))
    return Slot(float(value) + 0.0, Look(number_format(decimals=decimals)))


def _as_text(text: str, *, why: str) -> Slot:
    slot = slot_of_text(text)
    return Slot(slot.value, replace(slot.look, is_right=True), f"{why}, so it stands as text")


def _why_no_number(value: Decimal) -> str:
    if not value.is_finite():
        return "Excel has no such number"
    digits = "".join(map(str, value.as_tuple().digits)).strip("0")
    if len(digits) > MAX_DIGITS:
        return f"Excel keeps {MAX_DIGITS} digits of a number"
    if digits and abs(value.adjusted()) > MAX_EXPONENT:
        return "Excel has no number of this size"
    return ""


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _is_percentage(cell: Cell) -> bool:
    """Whether one number is printed, with a percent sign. The value of "15 %" is 15; Excel's is 0.15."""
    signs, numbers = _PERCENT_SIGN.findall(cell.text), _NUMBER.findall(cell.text)
    return len(signs) == 1 and len(numbers) == 1 and cell.currency is None


def _cut(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= MAX_TEXT:
        return text
    kept = text.encode("utf-16-le")[: 2 * (MAX_TEXT - len(_CUT))]
    return kept.decode("utf-16-le", errors="ignore") + _CUT  # half a character at the end is left out


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Unicode's rule P2)."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
