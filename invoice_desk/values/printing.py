"""Values to printed text, in the ways invoices print them; it reads back as the same value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from invoice_desk.values.calendars import Calendar, to_hijri
from invoice_desk.values.digits import DigitFamily, to_family
from invoice_desk.values.months import MonthStyle, month_name

DecimalPoint = Literal[".", ",", "٫"]
"""The mark before the decimals."""

Group = Literal["", ",", ".", "'", "’", "٬", " ", "\u00a0", "\u2009", "\u202f"]
"""The mark between thousands."""


class Negative(StrEnum):
    """How a negative number is marked; the value is its pattern."""

    BEFORE = "-{}"
    TYPOGRAPHIC = "−{}"  # U+2212
    AFTER = "{}-"
    BRACKETS = "({})"


class Placement(StrEnum):
    """Where the currency stands; the value is its pattern."""

    BEFORE = "{sign}{number}"
    BEFORE_SPACED = "{sign} {number}"
    AFTER = "{number}{sign}"
    AFTER_SPACED = "{number} {sign}"


@dataclass(frozen=True, slots=True)
class Convention:
    """How numbers are printed.

    decimal: ".", "," or "٫"; group: the mark between thousands, "" for none, and another one than
    `decimal`; is_indian: groups of two above the first thousand; digits: their family.
    """

    decimal: DecimalPoint = "."
    group: Group = ","
    digits: DigitFamily = DigitFamily.LATIN
    negative: Negative = Negative.BEFORE
    is_indian: bool = False

    def __post_init__(self) -> None:
        if self.group == self.decimal:
            raise ValueError(f"{self.group!r} cannot be both the decimal mark and the one between thousands")


ENGLISH = Convention()
FRENCH = Convention(decimal=",", group="\u202f")
ARABIC = Convention(decimal="٫", group="٬", digits=DigitFamily.ARABIC)
SWISS = Convention(group="’")
GERMAN = Convention(decimal=",", group=".")
INDIAN = Convention(is_indian=True)


def print_number(value: Decimal, convention: Convention = ENGLISH) -> str:
    """Return `value` with all its decimals, as `convention` prints it. Raises ValueError if not finite."""
    if not value.is_finite():
        raise ValueError(f"{value} cannot be printed as a number")
    whole, _, cents = f"{value.copy_abs():f}".partition(".")
    step = 2 if convention.is_indian else 3
    number = _grouped(whole, mark=convention.group, step=step) + (convention.decimal + cents if cents else "")
    if value < 0:
        number = convention.negative.format(number)
    return to_family(number, convention.digits)


def print_amount(
    value: Decimal,
    sign: str,
    convention: Convention = ENGLISH,
    placement: Placement = Placement.AFTER_SPACED,
) -> str:
    """Return `value` with a currency sign, code or name. Raises ValueError if it is not finite."""
    return placement.format(sign=sign, number=print_number(value, convention))


def print_date(
    day: date,
    order: Literal["dmy", "mdy", "ymd"] = "ymd",
    *,
    separator: str = "-",
    digits: DigitFamily = DigitFamily.LATIN,
    calendar: Calendar = Calendar.GREGORIAN,
    is_padded: bool = True,
) -> str:
    """Return a date in numbers; by default ISO 8601.

    is_padded: 05 for the fifth; calendar: in which it is printed, without a mark. Raises
    ValueError for a Hijri date outside August 1924 to November 2077.
    """
    year, month, number = _in_calendar(day, calendar)
    width = 2 if is_padded else 1
    parts = {"d": f"{number:0{width}}", "m": f"{month:0{width}}", "y": f"{year:04}"}
    return to_family(separator.join(parts[letter] for letter in order), digits)


def print_date_in_words(
    day: date, style: MonthStyle = MonthStyle.ENGLISH, *, digits: DigitFamily = DigitFamily.LATIN
) -> str:
    """Return a date such as "5 March 2021", "1er mars 2021" or "٥ رمضان ١٤٤٣", in the calendar of `style`.

    Raises ValueError for a Hijri date outside August 1924 to November 2077.
    """
    year, month, number = _in_calendar(day, style.calendar)
    ordinal = "er" if style is MonthStyle.FRENCH and number == 1 else ""
    return to_family(f"{number}{ordinal} {month_name(month, style)} {year}", digits)


def _in_calendar(day: date, calendar: Calendar) -> tuple[int, int, int]:
    return to_hijri(day) if calendar is Calendar.HIJRI else (day.year, day.month, day.day)


def _grouped(whole: str, *, mark: str, step: int) -> str:
    """Return digits with `mark` before the last three and then before each `step` further ones."""
    if not mark or len(whole) <= 3:
        return whole
    head, groups = whole[:-3], [whole[-3:]]
    while head:
        head, groups = head[:-step], [head[-step:], *groups]
    return mark.join(groups)
