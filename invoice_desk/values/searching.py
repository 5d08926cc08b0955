"""Text as it is searched: the same whichever digits, diacritics or forms of letters it is written with."""

from __future__ import annotations

import unicodedata

import regex

from invoice_desk.values.digits import plain_text

# Letters that writers of Arabic and Persian use for each other: hamza seats, final ya, ta marbuta, kaf.
_LIKE = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
    }
)
_ARTICLE = "ال"
_SHORTEST = 3  # letters of a word without its article: a shorter one is more often no article at all
_MARKS = regex.compile(r"\p{Mn}+")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


def search_words(text: str) -> list[str]:
    """Return the words of `text` in the form in which they are indexed and looked for, in order.

    Digits are 0 to 9, letters small, without diacritics and tatweel; forms of an Arabic letter that
    are written for each other are one. All that is no letter or digit parts words: INV-2045 is two.
    """
    small = unicodedata.normalize("NFKD", plain_text(text)).casefold()  # № is No before it is no
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", small)).translate(_LIKE))


def search_form(text: str) -> str:
    """Return the words of `text`, each in its searched form, with one blank between two."""
    return " ".join(search_words(text))


def index_form(text: str) -> str:
    """Return the words of `text` as they are indexed: in their searched form, in order, and behind them
    those that begin with the Arabic article once more without it, so that نخيل finds النخيل.
    """
    words = search_words(text)
    bare = [word.removeprefix(_ARTICLE) for word in words if word.startswith(_ARTICLE)]
    return " ".join([*words, *(word for word in dict.fromkeys(bare) if len(word) >= _SHORTEST)])
