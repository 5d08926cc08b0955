"""What the floors below say, in the person's language: doubts, checks, duplicates, problems and remedies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QGuiApplication

from invoice_desk.desktop.words.filling import fill, isolated, percent_words
from invoice_desk.desktop.words.floor_phrases import DETAILS, IN_THE_WINDOW, SENTENCES
from invoice_desk.errors import Problem, shown
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.filed import Duplicate
from invoice_desk.invoice.record import Check

_CONTEXT = "floor"

_DOUBTS: Mapping[Doubt, object] = {
    Doubt.NOTHING_FOUND: QT_TRANSLATE_NOOP("doubt", "nothing is printed in the box"),
    Doubt.NOT_READ: QT_TRANSLATE_NOOP("doubt", "something is printed, but it could not be read"),
    Doubt.PRINT_GOES_ON: QT_TRANSLATE_NOOP("doubt", "the print goes on outside the box"),
    Doubt.NO_PAGE: QT_TRANSLATE_NOOP("doubt", "the document has no page %1"),
    Doubt.OUTSIDE_PAGE: QT_TRANSLATE_NOOP("doubt", "the box lies outside the page"),
    Doubt.OTHER_SHAPE: QT_TRANSLATE_NOOP("doubt", "the page has not the shape of the template's: %1"),
    Doubt.LOW_CONFIDENCE: QT_TRANSLATE_NOOP("doubt", "the reader is only %1 sure"),
    Doubt.READ_OTHERWISE: QT_TRANSLATE_NOOP("doubt", "a second reader read %1"),
    Doubt.NO_READER: QT_TRANSLATE_NOOP("doubt", "no reader for this field: %1"),
    Doubt.NOT_A_NUMBER: QT_TRANSLATE_NOOP("doubt", "no number can be understood in it"),
    Doubt.NOT_A_DATE: QT_TRANSLATE_NOOP("doubt", "no date can be understood in it"),
    Doubt.AMBIGUOUS_DECIMAL: QT_TRANSLATE_NOOP("doubt", "%1 may be a decimal or a thousands mark"),
    Doubt.MIXED_SEPARATORS: QT_TRANSLATE_NOOP("doubt", "the separators contradict each other: %1"),
    Doubt.AMBIGUOUS_ORDER: QT_TRANSLATE_NOOP("doubt", "day and month cannot be told apart: %1"),
    Doubt.OTHER_ORDER: QT_TRANSLATE_NOOP("doubt", "the date is not in the template's order: %1"),
    Doubt.TWO_DIGIT_YEAR: QT_TRANSLATE_NOOP("doubt", "the year has two digits: %1"),
    Doubt.UNLIKELY_YEAR: QT_TRANSLATE_NOOP("doubt", "no invoice is likely to bear this year: %1"),
    Doubt.AMBIGUOUS_CALENDAR: QT_TRANSLATE_NOOP("doubt", "the calendar is not certain: %1"),
    Doubt.AMBIGUOUS_CURRENCY: QT_TRANSLATE_NOOP("doubt", "the sign stands for several currencies: %1"),
    Doubt.OTHER_CURRENCY: QT_TRANSLATE_NOOP("doubt", "the printed currency %1 is not the template's"),
    Doubt.SEVERAL_VALUES: QT_TRANSLATE_NOOP("doubt", "more than one value is printed: %1"),
    Doubt.UNREAD_PART: QT_TRANSLATE_NOOP("doubt", "a part is not understood: %1"),
    Doubt.PATTERN: QT_TRANSLATE_NOOP("doubt", "the text does not match the pattern %1"),
    Doubt.REQUIRED: QT_TRANSLATE_NOOP("doubt", "the field is required"),
}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A pattern of what a floor says, and the text in whose translation it is said here."""

    pattern: re.Pattern[str]
    said: str
    text: str


def doubt_words(reason: Reason) -> str:
    """Say why a value is doubted."""
    said = str(_DOUBTS[reason.doubt])
    words = QCoreApplication.translate("doubt", said)
    detail = _doubt_detail(reason)
    return fill(words, isolated(detail) if words != said else detail)


def _doubt_detail(reason: Reason) -> str:
    """Return what a doubt is about; a share of certainty is written as the language does."""
    if reason.doubt is Doubt.NO_READER:
        return told(reason.detail)
    if reason.doubt is Doubt.LOW_CONFIDENCE and reason.detail.removesuffix("%").isdecimal():
        return percent_words(int(reason.detail.removesuffix("%")) / 100)
    return shown(reason.detail)


def failed_check_words(check: Check) -> str:
    """Say what a failed check is about."""
    return told(check.message or check.name)


def duplicate_words(duplicate: Duplicate) -> str:
    """Say of which invoice this is a duplicate, and why."""
    return told(duplicate.words)


def what_words(problem: Problem) -> str:
    """Say what went wrong, without where."""
    return told(problem.what)


def remedy_words(problem: Problem) -> str:
    """Say what to do about it, "" where nobody knows."""
    return told(problem.remedy)


def problem_words(problem: Problem) -> str:
    """Say where something went wrong, and what."""
    if not problem.where:
        return what_words(problem)
    where = shown(problem.where)
    place = isolated(where) if QGuiApplication.isRightToLeft() else where  # else the path leads the line
    return fill(QCoreApplication.translate("problem", "%1: %2"), place, what_words(problem))


def problem_line(problem: Problem) -> str:
    """Say where something went wrong, what, and what to do, in one line."""
    remedy = remedy_words(problem)
    return f"{problem_words(problem)} ({remedy})" if remedy else problem_words(problem)


def told(english: str) -> str:
    """Return what a floor says in the person's language, in English where nobody translated it."""
    safe = shown(english)
    return _translated(safe, _sentences()) or _translated(safe, _details()) or safe


def _translated(english: str, phrases: tuple[_Phrase, ...]) -> str:
    """Return the translation of the first phrase that fits; "" where none does."""
    for phrase in phrases:
        found = phrase.pattern.fullmatch(english)
        if found is not None:
            words = QCoreApplication.translate(_CONTEXT, phrase.text)
            if words == phrase.said:
                return english
            return fill(words, *(isolated(_detail(one)) for one in found.groups()))
    return ""


def _detail(english: str) -> str:
    return _translated(english, _details()) or english


@cache
def _sentences() -> tuple[_Phrase, ...]:
    said = {str(text): str(text) for text in SENTENCES}
    return _phrases(said | {str(text): str(here) for text, here in IN_THE_WINDOW.items()})


@cache
def _details() -> tuple[_Phrase, ...]:
    return _phrases({str(text): str(text) for text in DETAILS})


def _phrases(said: Mapping[str, str]) -> tuple[_Phrase, ...]:
    """Return the patterns, those with the most words of their own first: they say the most."""
    longest_first = sorted(said, key=lambda text: -len(re.sub("%[1-9]", "", text)))
    return tuple(_Phrase(_pattern(text), text, said[text]) for text in longest_first)


def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern that takes anything for %1, %2 …, which stand in their order."""
    parts = re.split("%[1-9]", text)
    return re.compile("(.+?)".join(re.escape(part) for part in parts), re.DOTALL)
