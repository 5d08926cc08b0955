"""Where dates stand in a prepared text, and every order in which their numbers can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from invoice_desk.values.calendars import Calendar
from invoice_desk.values.date_text import GREGORIAN_MARK, HIJRI_MARK, MONTHS, month_of, readable

_MARK = f"(?: ?[{HIJRI_MARK}{GREGORIAN_MARK}])?"
_SIGNS = r"[-/.,،٫\\–—‐‑−]"
_BETWEEN = rf"(?: ?{_SIGNS} ?| )"  # between numbers
_BESIDE = rf"(?: ?{_SIGNS} ?| )?"  # beside a month's name, where nothing is enough
_START = r"(?<![\w$])(?<![0-9][-/.,])"
_END = r"(?![\w%])(?![-/.,][0-9])"
_FORMS = (
    rf"(?P<a>[0-9]{{1,4}}){_MARK}{_BETWEEN}(?P<b>[0-9]{{1,2}}){_BETWEEN}(?P<c>[0-9]{{1,4}})",
    rf"(?P<a>[0-9]{{1,4}}){_MARK}{_BESIDE}(?P<name>[{MONTHS}]){_BESIDE}(?P<c>[0-9]{{1,4}})",
    rf"(?P<name>[{MONTHS}]){_BESIDE}(?P<b>[0-9]{{1,2}}){_BETWEEN}(?P<c>[0-9]{{2}}|[0-9]{{4}})",
)
_DATE = regex.compile(f"{_START}(?:{'|'.join(_FORMS)}){_MARK}{_END}")
_COMPACT = regex.compile(f"{_START}(?P<digits>[0-9]{{8}}){_MARK}{_END}")
_MARKED = {HIJRI_MARK: Calendar.HIJRI, GREGORIAN_MARK: Calendar.GREGORIAN}


@dataclass(frozen=True, slots=True)
class DateParts:
    """The numbers of a date, read in one order.

    order: "dmy", "mdy", "ymd" or "ydm"; year: two or four digits; marked: the calendar that a mark
    beside it states; of_name: the calendar of the month's name, None where the month is a number;
    printed: the text; span: where it stands in the prepared text.
    """

    order: str
    day: int
    month: int
    year: str
    marked: Calendar | None
    of_name: Calendar | None
    printed: str
    span: tuple[int, int]

    @property
    def is_named(self) -> bool:
        """Whether the month is printed as a name."""
        return self.of_name is not None


def printed_dates(prepared: str) -> Iterator[tuple[DateParts, ...]]:
    """Yield, from the left, the readings of each place that looks like a date, the likelier ones first."""
    for match in _DATE.finditer(prepared):
        readings = _named_readings(match) if match["name"] else _numeric_readings(match)
        yield tuple(readings)


def compact_dates(prepared: str) -> Iterator[tuple[DateParts, ...]]:
    """Yield the readings of each eight digits on their own, such as 20181013."""
    for match in _COMPACT.finditer(prepared):
        digits = match["digits"]
        yield (
            _parts(match, "ymd", day=digits[6:], month=digits[4:6], year=digits[:4]),
            _parts(match, "dmy", day=digits[:2], month=digits[2:4], year=digits[4:]),
            _parts(match, "mdy", day=digits[2:4], month=digits[:2], year=digits[4:]),
        )


def loose_marks(prepared: str) -> Calendar | None:
    """Return the calendar that marks apart from any date state; None where they state none or both."""
    return _marked_in(_DATE.sub(" ", _COMPACT.sub(" ", prepared)))


def _numeric_readings(match: regex.Match[str]) -> Iterator[DateParts]:
    a, b, c = match["a"], match["b"], match["c"]
    if len(a) == 4 and len(c) <= 2:
        yield _parts(match, "ymd", day=c, month=b, year=a)
        yield _parts(match, "ydm", day=b, month=c, year=a)
    if len(a) <= 2 and len(c) in {2, 4}:
        yield _parts(match, "dmy", day=a, month=b, year=c)
        yield _parts(match, "mdy", day=b, month=a, year=c)
    if len(a) == 2 and len(c) <= 2:
        yield _parts(match, "ymd", day=c, month=b, year=a)


def _named_readings(match: regex.Match[str]) -> Iterator[DateParts]:
    a, b, c = match["a"], match["b"], match["c"]
    month, of_name = month_of(match["name"])
    if a is None:
        yield _parts(match, "mdy", day=b, month=month, year=c, of_name=of_name)
        return
    if len(a) <= 2 and len(c) in {2, 4}:
        yield _parts(match, "dmy", day=a, month=month, year=c, of_name=of_name)
    if len(a) in {2, 4} and len(c) <= 2:
        yield _parts(match, "ymd", day=c, month=month, year=a, of_name=of_name)


def _parts(
    match: regex.Match[str],
    order: str,
    *,
    day: str,
    month: str | int,
    year: str,
    of_name: Calendar | None = None,
) -> DateParts:
    return DateParts(
        order=order,
        day=int(day),
        month=int(month),
        year=year,
        marked=_marked_in(match[0]),
        of_name=of_name,
        printed=readable(match[0]),
        span=match.span(),
    )


def _marked_in(prepared: str) -> Calendar | None:
    marked = {_MARKED[char] for char in prepared if char in _MARKED}
    return marked.pop() if len(marked) == 1 else None
