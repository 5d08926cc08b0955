"""Which way a text runs."""

from __future__ import annotations

import unicodedata


def is_rtl(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (Unicode rule P2)."""
    for char in text:
        way = unicodedata.bidirectional(char)
        if way in {"L", "R", "AL"}:
            return way != "L"
    return False
