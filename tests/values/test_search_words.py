"""Text as it is searched: one form for all ways to write the same."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.values.digits import DigitFamily, to_family
from invoice_desk.values.searching import index_form, search_form, search_words

_ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", max_size=30)
_HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("INV-2045", ["inv", "2045"]),
        ("٢٠٤٥/INV", ["2045", "inv"]),
        ("شركة النُّور", ["شركه", "النور"]),
        ("إلى آخره", ["الي", "اخره"]),
        ("مسؤولية", ["مسووليه"]),
        ("Crème brûlée", ["creme", "brulee"]),
        ("Straße №5", ["strasse", "no5"]),
        ("1,234.50 AED", ["1", "234", "50", "aed"]),
        ("ﻻ", ["لا"]),
        ("a\u200bb", ["ab"]),
        ("--- ,", []),
        ("", []),
    ],
)
def test_words_are_in_the_form_in_which_they_are_looked_for(text: str, words: list[str]) -> None:
    assert search_words(text) == words


@given(st.text(max_size=60))
def test_words_are_letters_and_digits_and_stay_as_they_are(text: str) -> None:
    words = search_words(text)
    assert all(regex.fullmatch(r"[\p{L}\p{N}]+", word) for word in words)
    assert search_words(" ".join(words)) == words
    assert search_form(text) == " ".join(words)


@given(st.text("0123456789-", max_size=20), st.sampled_from(DigitFamily))
def test_digits_of_all_families_are_the_same(text: str, family: DigitFamily) -> None:
    assert search_words(to_family(text, family)) == search_words(text)


@given(_ARABIC, st.data())
def test_diacritics_and_tatweel_change_nothing(text: str, data: st.DataObject) -> None:
    marks = data.draw(st.lists(st.sampled_from(_HARAKAT), min_size=len(text), max_size=len(text)))
    marked = "".join(char + (mark if char != " " else "") for char, mark in zip(text, marks, strict=True))
    assert search_words(marked) == search_words(text)


@given(st.text(max_size=40))
def test_small_and_large_letters_are_the_same(text: str) -> None:
    assert search_words(text.lower().casefold()) == search_words(text.casefold())


@given(st.text(st.characters(codec=None), max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    search_form(text).encode("utf-8")


def test_a_word_is_indexed_with_and_without_the_article() -> None:
    assert index_form("شركة واحة النخيل") == "شركه واحه النخيل نخيل"
    assert index_form("الى") == "الي", "two letters are more often no word with an article"
