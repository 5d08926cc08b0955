"""Why a value is doubted: a closed set, so that every reason can be said in every language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

REVIEW_BELOW = 0.80
"""Confidence under which a person should look, where the settings say no other: of the receipt lines read
surer, 92 in 100 are right."""


class Doubt(StrEnum):
    """A reason to have a person look at a value. The value is its English sentence, {} the detail."""

    NOTHING_FOUND = "nothing is printed in the box"
    NOT_READ = "something is printed, but it could not be read"
    PRINT_GOES_ON = "the print goes on outside the box"
    NO_PAGE = "the document has no page {}"
    OUTSIDE_PAGE = "the box lies outside the page"
    OTHER_SHAPE = "the page has not the shape of the template's: {}"
    LOW_CONFIDENCE = "the reader is only {} sure"
    READ_OTHERWISE = "a second reader read {}"
    NO_READER = "no reader for this field: {}"
    NOT_A_NUMBER = "no number can be understood in it"
    NOT_A_DATE = "no date can be understood in it"
    AMBIGUOUS_DECIMAL = "{} may be a decimal or a thousands mark"
    MIXED_SEPARATORS = "the separators contradict each other: {}"
    AMBIGUOUS_ORDER = "day and month cannot be told apart: {}"
    OTHER_ORDER = "the date is not in the template's order: {}"
    TWO_DIGIT_YEAR = "the year has two digits: {}"
    UNLIKELY_YEAR = "no invoice is likely to bear this year: {}"
    AMBIGUOUS_CALENDAR = "the calendar is not certain: {}"
    AMBIGUOUS_CURRENCY = "the sign stands for several currencies: {}"
    OTHER_CURRENCY = "the printed currency {} is not the template's"
    SEVERAL_VALUES = "more than one value is printed: {}"
    UNREAD_PART = "a part is not understood: {}"
    PATTERN = "the text does not match the pattern {}"
    REQUIRED = "the field is required"


@dataclass(frozen=True, slots=True)
class Reason:
    """One doubt with its detail, such as the mark or the text that it is about."""

    doubt: Doubt
    detail: str = ""

    @property
    def words(self) -> str:
        """The reason as an English sentence."""
        return self.doubt.value.format(self.detail)
