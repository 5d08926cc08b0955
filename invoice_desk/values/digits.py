"""Digits of three families, and text freed of what does not print."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

import regex

from invoice_desk.errors import shown

MAX_DETAIL = 60  # characters of a text that are quoted in a reason


class DigitFamily(StrEnum):
    """A set of ten digits; the value is the digits from zero to nine."""

    LATIN = "0123456789"
    ARABIC = "٠١٢٣٤٥٦٧٨٩"  # U+0660 to U+0669, Egypt and eastwards
    PERSIAN = "۰۱۲۳۴۵۶۷۸۹"  # U+06F0 to U+06F9, Iran, Urdu


_TO_LATIN = str.maketrans(DigitFamily.ARABIC + DigitFamily.PERSIAN, DigitFamily.LATIN * 2)
_FROM_LATIN = {family: str.maketrans(DigitFamily.LATIN, family) for family in DigitFamily}

# Marks that only steer the direction of writing (Unicode annex 9), and the byte order mark.
_DIRECTION = regex.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
# What joins or parts letters without printing: zero width space, joiners, soft hyphen, tatweel.
_JOINING = regex.compile("[\u00ad\u0640\u200b-\u200d\u2060]+")
# Arabic presentation forms and full-width ASCII, which NFKC turns into plain letters. Not U+FDFC, the
# rial sign, and not superscripts or fractions, where NFKC would make 12 out of 1².
_FORMS = regex.compile("[\ufb50-\ufdfb\ufe70-\ufefc\uff01-\uff5e]+")
_CONTROL = regex.compile(r"[^\P{Cc}\n]+")
_BLANKS = regex.compile(r"[\p{Zs}]+")
_LINE_ENDS = regex.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = regex.compile("[\ud800-\udfff]")


def to_latin_digits(text: str) -> str:
    """Return `text` with the digits of all three families as 0 to 9; all else stays."""
    return text.translate(_TO_LATIN)


def to_family(text: str, family: DigitFamily) -> str:
    """Return `text` with its digits, of whichever of the three families, in `family`."""
    return text.translate(_TO_LATIN).translate(_FROM_LATIN[family])


def strip_direction(text: str) -> str:
    """Return `text` without the marks that steer the direction of writing."""
    return _DIRECTION.sub("", text)


def clean_text(text: str) -> str:
    r"""Return `text` fit for a cell or a database, its letters and digits as printed.

    Direction marks and control characters are gone, broken (surrogate) characters are U+FFFD, a
    run of blanks is one blank, lines end with \n, and no line or text begins or ends empty.
    """
    text = _LINE_ENDS.sub("\n", strip_direction(text))
    text = _SURROGATES.sub("\ufffd", _CONTROL.sub(" ", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip("\n")


def plain_text(text: str) -> str:
    """Return `text` for understanding: as `clean_text`, with plain letter forms and digits 0 to 9.

    Tatweel and zero width characters are gone; presentation forms and full-width characters
    are plain ones.
    """
    text = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return to_latin_digits(_JOINING.sub("", clean_text(text)))


def quoted(text: str) -> str:
    """Return `text` as one safe line of at most MAX_DETAIL characters, for the detail of a reason."""
    line = " ".join(text[: 4 * MAX_DETAIL].split())
    return shown(line if len(line) <= MAX_DETAIL else line[: MAX_DETAIL - 1] + "…")
