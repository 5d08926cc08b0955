"""How a CSV file is written, so that the program that opens it splits it into columns.

Excel splits a .csv that is double-clicked at the list separator of the system's region, and takes
for a number only what has the region's decimal mark. The two are set apart from each other; the
Unicode CLDR, which Windows takes its regions from, has for Latin digits:

| region | list separator | decimal mark |
|---|---|---|
| English | , | . |
| Arabic of the Gulf, Saudi Arabia, Egypt, the Levant | ; | . |
| Arabic of Morocco, Algeria, Tunisia; French | ; | , |

(`babel.Locale("ar", "SA").number_symbols["latn"]` prints it.) A first line `sep=;` would make
Excel split anywhere, but then it no longer heeds the signature and shows Arabic as rubbish, and
every other program takes that line for data. So no such line is written, and a person says where
the file is going.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Dialect:
    """separator: between cells; decimal: the mark in numbers; has_signature: UTF-8's, as Excel wants it."""

    separator: str
    decimal: str
    has_signature: bool

    @property
    def encoding(self) -> str:
        """Python's name of the encoding."""
        return "utf-8-sig" if self.has_signature else "utf-8"


class CsvStyle(StrEnum):
    """Where a CSV file is going: Excel in English, Arabic or French regions, or another program."""

    EXCEL = "excel"
    EXCEL_ARABIC = "excel-arabic"
    EXCEL_FRENCH = "excel-french"
    PLAIN = "plain"

    @property
    def dialect(self) -> Dialect:
        """The marks of this style. EXCEL_FRENCH is right for Arabic in the Maghreb too."""
        return _DIALECTS[self]


_DIALECTS = {
    CsvStyle.EXCEL: Dialect(",", ".", has_signature=True),
    CsvStyle.EXCEL_ARABIC: Dialect(";", ".", has_signature=True),
    CsvStyle.EXCEL_FRENCH: Dialect(";", ",", has_signature=True),
    CsvStyle.PLAIN: Dialect(",", ".", has_signature=False),
}
