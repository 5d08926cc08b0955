"""Words made comparable: one spelling for letters that print, type or read alike in three languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import regex

_LETTERS = str.maketrans(
    {"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ٱ": "ا"}
)
# Dropped: apostrophes of all kinds, also those that stand for hamza and ain in Latin letters.
_APOSTROPHES = regex.compile("['`´’‘ʼʹʾʿ′]+")
# Left whole by folding, or one sign would become a digit: superscripts, fractions, circled numbers.
_ODD_NUMBERS = regex.compile(r"[\p{No}\p{Nl}]+|[^\P{Nd}0-9]+")
_LETTER = r"\p{L}"


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, hamzas, vowel signs, tatweel and apostrophes.

    Alef maksura is ya and ta marbuta ha, as many people type them. Numbers that are not digits,
    such as ², become U+FFFD, never a digit.
    """
    text = _ODD_NUMBERS.sub("\ufffd", text)
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in parts if not unicodedata.combining(char) and char != "\u0640")
    return _APOSTROPHES.sub("", bare.casefold().translate(_LETTERS))


def pattern_of(words: Iterable[str]) -> str:
    """Return a pattern for any of `words` standing alone: no letter directly before or after.

    Longer words are tried first. A digit may touch the word, as in 13MAR2018.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    either = "|".join(regex.escape(word) for word in ordered)
    return rf"(?<!{_LETTER})(?:{either})(?!{_LETTER})"
