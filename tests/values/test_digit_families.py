"""Digits of three families, and text freed of what does not print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.values.digits import (
    MAX_DETAIL,
    DigitFamily,
    clean_text,
    plain_text,
    quoted,
    strip_direction,
    to_family,
    to_latin_digits,
)
from invoice_desk.values.words import fold


@pytest.mark.parametrize("printed", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0١2۳4٥6۷8٩"])
def test_each_family_and_a_mixture_become_latin_digits(printed: str) -> None:
    assert to_latin_digits(printed) == "0123456789"


@pytest.mark.parametrize("family", DigitFamily)
@given(number=st.from_regex(r"[0-9]{1,12}", fullmatch=True))
def test_digits_survive_the_way_into_a_family_and_back(family: DigitFamily, number: str) -> None:
    printed = to_family(number, family)
    assert set(printed) <= set(family.value)
    assert to_latin_digits(printed) == number


def test_a_text_in_another_family_is_carried_over() -> None:
    assert to_family("٢٠۲۱", DigitFamily.PERSIAN) == "۲۰۲۱"


@pytest.mark.parametrize("odd", ["²", "½", "①", "१२", "𝟏", "Ⅳ"])
def test_other_numbers_of_unicode_are_not_made_digits(odd: str) -> None:
    assert plain_text(odd) == odd
    assert not any(char in DigitFamily.LATIN for char in fold(odd))


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("\u200f١٢٣\u200e", "123"),
        ("\u202b12\u202c \u2066AED\u2069", "12 AED"),
        ("\ufeffمبلغ", "مبلغ"),
        ("هـ", "ه"),
        ("محـــمد", "محمد"),
        ("ﺭﻳﺎﻝ", "ريال"),
        ("１２．５０", "12.50"),
        ("﷼ 5", "﷼ 5"),
        ("12\u200b50", "1250"),
        ("a\u00ad b", "a b"),
    ],
)
def test_plain_text_keeps_only_what_prints(printed: str, plain: str) -> None:
    assert plain_text(printed) == plain


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("  Ali \u00a0 Hassan \r\n  Cairo\t\n\n", "Ali Hassan\nCairo"),
        ("\n\nx\u2028y", "x\ny"),
        ("a\x00b\x1bc", "a b c"),
        ("bad \ud800 half", "bad \ufffd half"),
        ("\u202egpj.exe", "gpj.exe"),
        ("x\n\ny", "x\n\ny"),
        ("محـمد ١٢", "محـمد ١٢"),
        ("", ""),
        ("\u200f \n", ""),
    ],
)
def test_clean_text_is_fit_for_a_cell_and_keeps_letters_and_digits(printed: str, cleaned: str) -> None:
    assert clean_text(printed) == cleaned


def test_direction_marks_alone_are_stripped() -> None:
    assert strip_direction("\u200f a\u061c ـ \u2067") == " a ـ "


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أبريل", "ابريل"),
        ("إبريل", "ابريل"),
        ("آب", "اب"),
        ("يونية", "يونيه"),
        ("جمادى", "جمادي"),
        ("Février", "fevrier"),
        ("AOÛT", "aout"),
        ("Sha‘bān", "shaban"),
        ("درهمًا", "درهما"),
        ("کتاب", "كتاب"),
    ],
)
def test_spellings_that_people_do_not_tell_apart_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) == other


@given(st.text())
def test_cleaning_twice_changes_nothing_and_the_result_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned


@given(st.text())
def test_a_quotation_is_one_short_safe_line(text: str) -> None:
    line = quoted(text * 20)
    line.encode("utf-8")
    assert len(line.splitlines()) <= 1
    assert "\u202e" not in line
    assert len(line) <= 12 * MAX_DETAIL  # each character at most one escape
