"""A printed date made ready for patterns: months, calendar marks and times known, harmless words gone."""

from __future__ import annotations

from functools import cache

import regex

from invoice_desk.values.calendars import Calendar
from invoice_desk.values.digits import plain_text
from invoice_desk.values.months import MonthStyle, month_name, month_spellings
from invoice_desk.values.words import fold, pattern_of

# Characters for private use stand for what was recognised; they are taken out of the text first.
_FIRST_MONTH = {Calendar.GREGORIAN: 0xE101, Calendar.HIJRI: 0xE201}
HIJRI_MARK, GREGORIAN_MARK = "\ue301", "\ue302"
MONTHS = "\ue101-\ue10c\ue201-\ue20c"
"""The stand-ins of all months, for a character class."""
MARCH = "\ue103"
"""The stand-in of March, and of "mar.", which may be a Tuesday in French."""

_HIJRI_MARKS = (
    "ه",
    "هج",
    "هجري",
    "هجريه",
    "الهجري",
    "h",
    "ah",
    "a.h",
    "hijri",
    "hijriah",
    "hegire",
    "hegirien",
)
_GREGORIAN_MARKS = ("م", "ميلادي", "ميلاديه", "الميلادي", "g", "ad", "a.d", "ce", "gregorian", "gregorien")
# What may stand beside a date and says nothing about it. Folded: no accents, hamza or apostrophe.
_SAYS_NOTHING = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
    الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت احد اثنين ثلاثاء اربعاء خميس جمعه سبت
    date dated the on of at le du de en a التاريخ تاريخ بتاريخ يوم في من الموافق الساعه سنه عام
"""

_PRIVATE = regex.compile(r"\p{Co}")
_HYPHEN = regex.compile(r"(?<=\p{L})[-‐‑](?=\p{L})")
_ORDINAL = regex.compile(r"(?<=[0-9])(?:er|ere|e|eme|st|nd|rd|th)(?!\p{L})")
_TWICE = regex.compile(rf"([{MONTHS}]) ?[/(-] ?\1 ?\)?")  # آذار/مارس
_HARMLESS = regex.compile(rf"[^\w\s\ufffd|!?~$%&+<>{MONTHS}]|_")  # | ! ~ may be misread digits
_BLANKS = regex.compile(r"\s+")
_HALF_OF_DAY = r"(?:a\.?m|p\.?m|ص|م|صباحا|مساء)"
_ZONE = r"(?:\ ?(?:z|utc|gmt)(?!\p{L})|[+-][0-9]{2}:?[0-9]{2}(?![0-9]))"
_TIME = regex.compile(
    rf"""
    (?:(?<=[0-9])t|(?<![\d:.,/\p{{L}}-]))
    (?:[01]?[0-9]|2[0-4])\ ?:\ ?[0-5][0-9](?:\ ?:\ ?[0-6][0-9](?:[.,][0-9]{{1,9}})?)?
    (?![0-9]|\ ?:|[/.-][0-9])(?:\ ?{_HALF_OF_DAY}(?!\p{{L}})\.?)?{_ZONE}?
  | (?<![\d/.-])(?:[01]?[0-9]|2[0-4])\ ?h\ ?[0-5][0-9](?![0-9])(?:\ ?mi?n?(?!\p{{L}}))?
    """,
    regex.VERBOSE,
)


def prepare_date(text: str) -> str:
    """Return `text` folded on one line, digits 0 to 9, each month name as one stand-in (see `month_of`).

    Marks of a calendar are HIJRI_MARK or GREGORIAN_MARK. Times of day, weekdays, ordinal endings
    and words such as "date" or "le" are gone. Never raises.
    """
    text = fold(_PRIVATE.sub("\ufffd", plain_text(text)))
    text = _TIME.sub(" ", _HYPHEN.sub(" ", _BLANKS.sub(" ", text)))
    text = _words().sub(_stand_in, _ORDINAL.sub("", text))
    return _TWICE.sub(r"\1", _BLANKS.sub(" ", text)).strip()


def month_of(stand_in: str) -> tuple[int, Calendar]:
    """Return the month 1 to 12 and the calendar of a stand-in, one character of MONTHS."""
    code = ord(stand_in)
    calendar = max(_FIRST_MONTH, key=lambda each: (_FIRST_MONTH[each] <= code, _FIRST_MONTH[each]))
    return code - _FIRST_MONTH[calendar] + 1, calendar


def readable(prepared: str) -> str:
    """Return prepared text with month names for their stand-ins and without marks, for a message."""
    named = regex.sub(f"[{MONTHS}]", lambda found: _name_of(found[0]), prepared)
    return regex.sub(f" ?[{HIJRI_MARK}{GREGORIAN_MARK}]", "", named)


def without_harmless(prepared: str) -> str:
    """Return what is left of prepared text without punctuation and marks of a calendar."""
    return _BLANKS.sub(" ", _HARMLESS.sub(" ", prepared)).strip()


def _name_of(stand_in: str) -> str:
    month, calendar = month_of(stand_in)
    styles = {Calendar.GREGORIAN: MonthStyle.ENGLISH, Calendar.HIJRI: MonthStyle.HIJRI_LATIN}
    return month_name(month, styles[calendar])


def _stand_in(found: regex.Match[str]) -> str:
    return _meanings()[found["word"]]


@cache
def _words() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<word>{pattern_of(_meanings())})\.?")


@cache
def _meanings() -> dict[str, str]:
    """Return all known words, folded, to what stands for them; a blank for those that say nothing."""
    meanings = dict.fromkeys(_SAYS_NOTHING.split(), " ")
    meanings |= dict.fromkeys(_HIJRI_MARKS, HIJRI_MARK) | dict.fromkeys(_GREGORIAN_MARKS, GREGORIAN_MARK)
    for calendar, first in _FIRST_MONTH.items():
        for spelling, month in month_spellings(calendar).items():
            meanings[spelling] = chr(first + month - 1)
    return meanings
