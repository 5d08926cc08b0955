"""The two calendars of invoices: Gregorian, and Hijri as Umm al-Qura fixes it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

HIJRI_YEARS = range(1343, 1501)  # what hijridate's Umm al-Qura tables hold: August 1924 to November 2077
GREGORIAN_YEARS = range(1900, 2200)  # outside, a year is misread rather than odd
USUAL_YEARS = range(1990, 2101)  # of invoices, Gregorian; outside, a person is asked
_LAST_CENTURY = 90  # two digits from here on are 1990 to 1999, below 2000 to 2089
_HIJRI_CENTURY = 1400  # two digits of a Hijri year are 1400 to 1499 (1979 to 2076)


class Calendar(StrEnum):
    """The calendar in which a date is printed."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


def to_date(*, year: int, month: int, day: int, calendar: Calendar) -> date | None:
    """Return the Gregorian date of a day in `calendar`; None for no such day or one out of range."""
    try:
        if calendar is Calendar.GREGORIAN:
            return date(year, month, day) if year in GREGORIAN_YEARS else None
        return _from_hijri(year, month, day)
    except (ValueError, OverflowError):
        return None


def to_hijri(day: date) -> tuple[int, int, int]:
    """Return year, month and day of `day` in the Hijri calendar (Umm al-Qura).

    Raises ValueError outside 1 August 1924 to 16 November 2077.
    """
    from hijridate import Gregorian

    try:
        year, month, number = Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    except OverflowError as error:
        raise ValueError(f"{day} lies outside the tables of Umm al-Qura") from error
    return int(year), int(month), int(number)


def calendar_of_year(year: int) -> Calendar | None:
    """Return the calendar in which invoices bear `year`, which never overlap; None for a year of neither."""
    if year in HIJRI_YEARS:
        return Calendar.HIJRI
    return Calendar.GREGORIAN if year in GREGORIAN_YEARS else None


def full_year(two_digits: int, calendar: Calendar) -> int:
    """Return the year that 0 to 99 stands for: 1990 to 2089, in the Hijri calendar 1400 to 1499."""
    if calendar is Calendar.HIJRI:
        return _HIJRI_CENTURY + two_digits
    return two_digits + (1900 if two_digits >= _LAST_CENTURY else 2000)


def _from_hijri(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    gregorian: tuple[int, int, int] = Hijri(year, month, day).to_gregorian().datetuple()
    return date(*gregorian)
