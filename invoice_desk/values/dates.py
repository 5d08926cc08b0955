"""Printed dates, Gregorian or Hijri, to `datetime.date`, with every reason to doubt them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.values.calendars import USUAL_YEARS, Calendar, calendar_of_year, full_year, to_date
from invoice_desk.values.date_parts import DateParts, compact_dates, loose_marks, printed_dates
from invoice_desk.values.date_text import MARCH, prepare_date, readable, without_harmless
from invoice_desk.values.digits import quoted

DateOrder = Literal["auto", "dmy", "mdy", "ymd"]
"""Which of day, month and year is printed first, as a template states it."""

MAX_DATE_TEXT = 300  # characters; longer text is a paragraph, not a date

_TUESDAY = 1


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """What a printed date means: the Gregorian day, the calendar it is printed in, and the doubts.

    value and calendar are None where no date can be understood.
    """

    value: date | None
    calendar: Calendar | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A date that some parts of the prepared text mean."""

    parts: DateParts
    value: date
    calendar: Calendar
    reasons: tuple[Reason, ...]


def read_date(text: str, *, order: DateOrder = "auto") -> PrintedDate:
    """Return the date that `text` means.

    order: as the template states it; "auto" takes the only possible order, and where day and
    month cannot be told apart the day first, with a reason. An order other than the stated one
    is taken, with a reason, where the stated one is impossible. Years 1343 to 1500, Hijri month
    names and marks such as هـ mean the Hijri calendar. Two digits of a year are 1990 to 2089,
    or 1400 to 1499, always with a reason. Times of day are dropped. Never raises.
    """
    prepared = prepare_date(text) if len(text) <= MAX_DATE_TEXT else ""
    found = list(_find_dates(prepared, order=order))
    if not found:
        return PrintedDate(None, reasons=(Reason(Doubt.NOT_A_DATE),))
    value, calendar, reasons = _agree(found, printed=readable(prepared))
    return PrintedDate(value, calendar, (*reasons, *_unread(prepared, found)))


def _find_dates(prepared: str, *, order: DateOrder) -> Iterator[_Found]:
    """Yield the dates in `prepared`, from the left; eight digits alone only where there is no other."""
    marked = loose_marks(prepared)
    any_found = False
    for readings in printed_dates(prepared):
        best = _best(readings, order=order, marked=marked)
        if best is not None:
            any_found = True
            yield best
    for readings in () if any_found else compact_dates(prepared):
        best = _best(readings, order=order, marked=marked)
        if best is not None and best.value.year in USUAL_YEARS:
            yield best


def _best(readings: Sequence[DateParts], *, order: DateOrder, marked: Calendar | None) -> _Found | None:
    """Return the date in the stated order where possible, else in the likeliest, with the doubts."""
    understood = (_understand(parts, marked=marked) for parts in readings)
    found = [each for each in understood if each is not None]
    for each in found:
        if each.parts.order == order:
            return each
    if not found:
        return None
    best = found[0]
    doubts = best.reasons
    if order != "auto" and not best.parts.is_named:
        doubts = (*doubts, Reason(Doubt.OTHER_ORDER, quoted(best.parts.printed)))
    if _has_rival(found):
        doubts = (*doubts, Reason(Doubt.AMBIGUOUS_ORDER, quoted(best.parts.printed)))
    return _Found(best.parts, best.value, best.calendar, doubts)


def _has_rival(found: Sequence[_Found]) -> bool:
    """Whether the first order is only one of several likely ones, or an unlikely one itself.

    Nobody prints year, day, month; and a two-digit year seldom comes first. Beside an order with
    the day or the month first the latter is no rival, as it would make most dates doubtful twice.
    """
    best = found[0]
    if best.parts.is_named:
        return False
    if best.parts.order == "ydm" or (best.parts.order == "ymd" and len(best.parts.year) == 2):
        return True
    return any(each.parts.order == "mdy" and each.value != best.value for each in found[1:])


def _understand(parts: DateParts, *, marked: Calendar | None) -> _Found | None:
    """Return the date of `parts`; marked: the calendar that a mark elsewhere in the text states."""
    stated = parts.marked or marked
    calendar = parts.of_name or stated
    year, doubts = _year_of(parts, calendar or Calendar.GREGORIAN)
    usual = calendar_of_year(year)
    if calendar is not usual and calendar is not None:
        if parts.of_name or usual is not Calendar.GREGORIAN:
            return None
        calendar = usual
    if calendar is not stated and stated is not None:
        doubts = (*doubts, Reason(Doubt.AMBIGUOUS_CALENDAR, quoted(parts.printed)))
    calendar = calendar or usual
    if calendar is None:
        return None
    value = to_date(year=year, month=parts.month, day=parts.day, calendar=calendar)
    if value is None:
        return None
    if value.year not in USUAL_YEARS:
        doubts = (*doubts, Reason(Doubt.UNLIKELY_YEAR, parts.year))
    return _Found(parts, value, calendar, doubts)


def _year_of(parts: DateParts, calendar: Calendar) -> tuple[int, tuple[Reason, ...]]:
    if len(parts.year) == 4:
        return int(parts.year), ()
    return full_year(int(parts.year), calendar), (Reason(Doubt.TWO_DIGIT_YEAR, parts.year),)


def _agree(found: Sequence[_Found], *, printed: str) -> tuple[date, Calendar, tuple[Reason, ...]]:
    """Return the one date that all found ones mean, else the first with a doubt.

    Two calendars that agree prove each other, as in "10/05/1443 هـ الموافق 14/12/2021 م".
    """
    first = found[0]
    if len({each.value for each in found}) > 1:
        several = Reason(Doubt.SEVERAL_VALUES, quoted(printed))
        return first.value, first.calendar, (*first.reasons, several)
    if len({each.calendar for each in found}) > 1:
        return first.value, first.calendar, ()
    surest = min(found, key=lambda each: len(each.reasons))
    return surest.value, surest.calendar, surest.reasons


def _unread(prepared: str, found: Sequence[_Found]) -> tuple[Reason, ...]:
    """Return a doubt for what stands beside the dates and is not known to say nothing."""
    rest = prepared
    for each in reversed(found):
        start, end = each.parts.span
        rest = f"{rest[:start]} {rest[end:]}"
    rest = without_harmless(rest)
    is_tuesday = rest == MARCH and found[0].value.weekday() == _TUESDAY  # "mar." is also mardi
    return (Reason(Doubt.UNREAD_PART, quoted(readable(rest))),) if rest and not is_tuesday else ()
