"""Printed identifiers - invoice numbers, tax numbers - kept as they are, with their leading zeros."""

from __future__ import annotations

from invoice_desk.values.digits import clean_text, to_latin_digits

_NEVER_AT_ENDS = " :;,،؛|"


def read_identifier(text: str) -> str:
    """Return `text` on one line with digits 0 to 9: nothing else is changed, no zero or letter dropped.

    Direction marks are gone, and at both ends blanks and the colons, commas and bars of a label or
    frame, with which no identifier begins or ends; a run of blanks inside is one; "" where nothing
    is left. Never raises.
    """
    return " ".join(to_latin_digits(clean_text(text)).split()).strip(_NEVER_AT_ENDS)
