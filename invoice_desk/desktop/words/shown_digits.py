"""In which digits each part of the window shows values, as the settings say."""

from __future__ import annotations

from invoice_desk.values.digits import DigitFamily
from invoice_desk.workflow.settings import ShownDigits

_FAMILIES = {
    ShownDigits.LATIN: DigitFamily.LATIN,
    ShownDigits.ARABIC: DigitFamily.ARABIC,
    ShownDigits.PERSIAN: DigitFamily.PERSIAN,
}


def family_in_review(digits: ShownDigits) -> DigitFamily | None:
    """Return the digits of the lane and the list; None for as they are printed."""
    return _FAMILIES.get(digits)


def family_in_table(digits: ShownDigits) -> DigitFamily | None:
    """Return the digits of the table; None shows values as they are printed."""
    return DigitFamily.LATIN if digits is ShownDigits.USUAL else _FAMILIES.get(digits)
