"""Values in the places %1, %2, … of a text, each in its own direction; numbers and moments in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale

_PLACE = re.compile("%([1-9])")
_FIRST_STRONG, _POP = "\u2068", "\u2069"  # isolate what stands between (Unicode annex 9)


def fill(text: str, *values: object) -> str:
    """Return a text with %1, %2, … replaced, all at once: a value that holds %2 itself stays as it is."""

    def value_at(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        return str(values[at]) if at < len(values) else place[0]

    return _PLACE.sub(value_at, text)


def isolated(text: str) -> str:
    """Return a text that neither takes its direction from what stands around it nor gives it one."""
    return f"{_FIRST_STRONG}{text}{_POP}" if text else ""


def number_words(number: int) -> str:
    """Return a count as the person's language writes it, its thousands in groups."""
    return str(QLocale().toString(number))


def percent_words(share: float) -> str:
    """Return a share, 1.0 for all of it, in whole percent."""
    locale = QLocale()
    return f"{locale.toString(round(share * 100))}{_no_break(locale)}{locale.percent()}"


def fine_percent_words(share: float, places: int = 1) -> str:
    """Return a share in percent with as many places behind the mark."""
    locale = QLocale()
    return f"{locale.toString(share * 100, 'f', places)}{_no_break(locale)}{locale.percent()}"


def joined(parts: Sequence[str]) -> str:
    """Return parts one behind the other, parted as the language parts them."""
    return QCoreApplication.translate("filling", ", ").join(parts)


def moment_words(moment: datetime) -> str:
    """Return a date and time of this machine's zone, short."""
    return str(QLocale().toString(moment.astimezone(), QLocale.FormatType.ShortFormat))  # type: ignore[call-overload]


def day_words(day: date) -> str:
    """Return a date in full, with the name of its month."""
    return str(QLocale().toString(day, QLocale.FormatType.LongFormat))  # type: ignore[call-overload]


def _no_break(locale: QLocale) -> str:
    """Return what stands between a number and its percent sign: French parts them."""
    return "\u202f" if locale.language() is QLocale.Language.French else ""
