"""Printed identifiers - invoice numbers, tax numbers - kept as they are, with their leading zeros."""

from __future__ import annotations

from invoice_desk.values.digits import clean_text, to_latin_digits


def read_identifier(text: str) -> str:
    """Return `text` on one line with digits 0 to 9: nothing else is changed, no zero or letter dropped.

    Direction marks and the blanks at both ends are gone, a run of blanks inside is one; "" where
    nothing is left. Never raises.
    """
    return " ".join(to_latin_digits(clean_text(text)).split())
