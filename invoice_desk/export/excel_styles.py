"""How a cell of the workbook looks: number format, tint and alignment, one Format for each look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

GENERAL = "General"
TEXT = "@"
DATE = "yyyy-mm-dd"
CONFIDENCE = "0.0%"
LINK = "#0563C1"  # as Excel's own style "Hyperlink"

_USUAL_DECIMALS = 2
_MAX_DECIMALS = 30  # of an Excel number format
# ISO 4217, list one: the currencies whose minor unit is not a hundredth.
_DECIMALS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}


class Tint(StrEnum):
    """The colour behind a cell, as Excel's own styles "Good", "Neutral" and "Bad" have them."""

    NONE = ""
    HEAD = "#D9E1F2"
    GOOD = "#E2F0D9"
    DOUBT = "#FFF2CC"
    BAD = "#F8CBAD"


@dataclass(frozen=True, slots=True)
class Look:
    """A cell's look. is_arabic: the text runs from right to left, whichever way the sheet runs."""

    number_format: str = GENERAL
    tint: Tint = Tint.NONE
    is_arabic: bool = False
    is_wrapped: bool = False
    is_right: bool = False
    is_bold: bool = False
    is_link: bool = False


PLAIN = Look()


class Styles:
    """The formats of one workbook; each look is made once, because Excel bears 64,000."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[Look, Format] = {}

    def format_of(self, look: Look) -> Format:
        """Return the workbook's format for `look`."""
        if look not in self._formats:
            self._formats[look] = self._workbook.add_format(_properties(look))
        return self._formats[look]


def money_format(currency: str | None, *, decimals: int) -> str:
    """Return the number format of an amount, with its ISO 4217 code where it has one.

    It shows as many decimals as the currency has, and never fewer than the value.
    """
    usual = _DECIMALS.get(currency or "", _USUAL_DECIMALS)
    shown = f"#,##0{_fraction(max(usual, decimals))}"
    return f"{shown} [${currency}]" if currency else shown


def number_format(*, decimals: int, is_percent: bool = False) -> str:
    """Return the format of a plain number with its printed decimals, ungrouped as 2026 and 12.50."""
    return f"0{_fraction(decimals)}{'%' if is_percent else ''}"


def _fraction(decimals: int) -> str:
    return "." + "0" * min(decimals, _MAX_DECIMALS) if decimals > 0 else ""


def _properties(look: Look) -> dict[str, object]:
    properties: dict[str, object] = {"num_format": look.number_format, "valign": "top"}
    if look.tint:
        properties["bg_color"] = look.tint.value
    if look.is_arabic:
        properties["reading_order"] = 2
    if look.is_arabic or look.is_right:
        properties["align"] = "right"
    if look.is_wrapped:
        properties["text_wrap"] = True
    if look.is_link:
        properties |= {"font_color": LINK, "underline": 1}
    if look.is_bold:
        properties |= {"bold": True, "bottom": 1}
    return properties
