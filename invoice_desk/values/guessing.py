"""What kind of field a printed text most likely is, for a region that nobody has named yet."""

from __future__ import annotations

import regex

from invoice_desk.invoice.doubts import Doubt
from invoice_desk.invoice.fields import FieldKind, Options
from invoice_desk.values.digits import clean_text, to_latin_digits
from invoice_desk.values.meaning import understand

_DECIMALS = regex.compile(r"\d[.,٫]\d{2,3}(?!\d)")
_CODE = regex.compile(r"[\p{L}\p{N}]+(?:[-/. ][\p{L}\p{N}]+){0,4}")
_MORE = {Doubt.UNREAD_PART, Doubt.SEVERAL_VALUES, Doubt.MIXED_SEPARATORS}  # there is more in the text
_MAX_NUMBER = 3  # digits; longer ones that are no amount are identifiers


def guess_kind(text: str) -> FieldKind:
    """Return date, amount, number or identifier where a text can be nothing else, and text where it can."""
    cleaned = to_latin_digits(clean_text(text))
    if not any(char.isdigit() for char in cleaned):
        return FieldKind.TEXT
    if _is_meant(text, FieldKind.DATE):
        return FieldKind.DATE
    if _is_meant(text, FieldKind.AMOUNT) and (_DECIMALS.search(cleaned) or _has_currency(text)):
        return FieldKind.AMOUNT
    if cleaned.isdigit():
        return FieldKind.NUMBER if len(cleaned) <= _MAX_NUMBER else FieldKind.IDENTIFIER
    digits = sum(char.isdigit() for char in cleaned)
    is_code = _CODE.fullmatch(cleaned) and 2 * digits >= sum(char.isalpha() for char in cleaned)
    return FieldKind.IDENTIFIER if is_code else FieldKind.TEXT


def _is_meant(text: str, kind: FieldKind) -> bool:
    meaning = understand(text, kind, Options())
    return meaning.value is not None and not any(one.doubt in _MORE for one in meaning.reasons)


def _has_currency(text: str) -> bool:
    return understand(text, FieldKind.AMOUNT, Options()).currency is not None
