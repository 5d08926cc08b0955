"""The classes that the digit network tells apart, and their order in its output."""

from __future__ import annotations

from invoice_desk.values.digits import DigitFamily

ARABIC = DigitFamily.ARABIC.value
PERSIAN = "۴۵۶"  # the other Persian digits look like the Arabic-Indic ones, and are given as those
LATIN = DigitFamily.LATIN.value
MARKS = "/-.,٫٬:%٪"
OTHER = "\N{REPLACEMENT CHARACTER}"  # print that is not part of the number
BLANK = ""  # paper

CLASSES: tuple[str, ...] = (BLANK, *ARABIC, *PERSIAN, *LATIN, *MARKS, OTHER)
"""The character of each class by its index: paper first, print that is no part of a number last."""

INDEX = {char: index for index, char in enumerate(CLASSES)}
_SAME = str.maketrans("۰۱۲۳۷۸۹", "٠١٢٣٧٨٩")


def class_of(char: str) -> int:
    """Return the class of a printed character; OTHER's for all that is no part of a number."""
    return INDEX.get(char.translate(_SAME), INDEX[OTHER])
