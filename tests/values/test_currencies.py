"""Signs, codes and words of currencies in three languages."""

from __future__ import annotations

import pytest

from invoice_desk.invoice.doubts import Doubt
from invoice_desk.values.amounts import read_amount
from invoice_desk.values.currencies import find_codes

CERTAIN = {
    "EUR": ["€", "EUR", "Euro", "euros", "EUROS", "eur", "يورو", "أورو"],
    "USD": ["USD", "US$", "$US", "US $", "usd", "US dollars", "دولار أمريكي", "dollars des États-Unis"],
    "GBP": ["GBP", "livres sterling", "pounds sterling", "جنيه إسترليني"],
    "CHF": ["CHF", "francs suisses"],
    "AED": ["AED", "د.إ", "د.إ.", "د. إ", "د.إ.\u200f", "درهم إماراتي", "UAE dirhams", "دراهم إماراتية"],
    "MAD": ["MAD", "د.م.", "dirhams marocains", "درهم مغربي", "dirham marocain"],
    "SAR": ["SAR", "SR", "S.R.", "ر.س", "ر.س.", "ريال سعودي", "Saudi Riyals", "\u20c1"],
    "QAR": ["QAR", "QR", "ر.ق", "ريال قطري"],
    "OMR": ["OMR", "R.O.", "ر.ع.", "ريال عماني"],
    "YER": ["YER", "ر.ي", "ريال يمني"],
    "EGP": [
        "EGP",
        "LE",
        "L.E.",
        "L.E",
        "E£",
        "ج.م",
        "ج.م.",
        "جنيه مصري",
        "Egyptian pounds",
        "livre égyptienne",
    ],
    "KWD": ["KWD", "KD", "K.D.", "د.ك", "دينار كويتي"],
    "BHD": ["BHD", "BD", "د.ب"],
    "JOD": ["JOD", "JD", "د.أ", "دينار أردني"],
    "TND": ["TND", "DT", "د.ت", "dinars tunisiens", "دينار تونسي"],
    "DZD": ["DZD", "DA", "د.ج", "dinar algérien", "دينار جزائري"],
    "LYD": ["LYD", "د.ل"],
    "IQD": ["IQD", "د.ع", "دينار عراقي"],
    "LBP": ["LBP", "ل.ل", "L.L.", "ليرة لبنانية"],
    "SYP": ["SYP", "ل.س"],
    "SDG": ["SDG", "ج.س", "جنيه سوداني"],
    "TRY": ["₺", "TL", "ليرة تركية"],
    "INR": ["₹", "INR"],
    "MYR": ["RM", "MYR"],
    "XAF": ["XAF"],
    "ILS": ["₪"],
}
OPEN = [
    "$",
    "£",
    "¥",
    "﷼",
    "ريال",
    "درهم",
    "دينار",
    "ليرة",
    "DH",
    "Dhs",
    "dhs.",
    "dinars",
    "livres",
    "dollar",
]
OPEN += ["دولار", "riyals", "Rs.", "kr", "F CFA", "د.ا", "جنيه"]


@pytest.mark.parametrize(
    ("code", "sign"), [(code, sign) for code, signs in CERTAIN.items() for sign in signs]
)
@pytest.mark.parametrize(
    "pattern", ["{sign} 12.50", "12.50 {sign}", "{sign}12.50", "12.50{sign}", "12.50\u00a0{sign}"]
)
def test_a_sign_with_one_meaning_gives_its_code(code: str, sign: str, pattern: str) -> None:
    amount = read_amount(pattern.format(sign=sign))
    assert str(amount.value) == "12.50"
    assert amount.currency == code
    assert amount.has_sign
    assert not amount.reasons


@pytest.mark.parametrize("sign", OPEN)
def test_a_sign_of_several_currencies_is_left_open_and_said(sign: str) -> None:
    amount = read_amount(f"12.50 {sign}")
    assert str(amount.value) == "12.50"
    assert amount.currency is None
    assert [reason.doubt for reason in amount.reasons] == [Doubt.AMBIGUOUS_CURRENCY]
    assert sign in amount.reasons[0].detail


@pytest.mark.parametrize(
    ("sign", "stated"),
    [
        ("$", "USD"),
        ("$", "CAD"),
        ("£", "EGP"),
        ("ريال", "QAR"),
        ("﷼", "SAR"),
        ("درهم", "MAD"),
        ("DH", "AED"),
        ("Dhs.", "AED"),
        ("دينار", "KWD"),
        ("dinars", "TND"),
        ("livres", "LBP"),
        ("د.ا", "AED"),
        ("TRY", "TRY"),
        ("ALL", "ALL"),
        ("F CFA", "XOF"),
        ("EUR", "EUR"),
    ],
)
def test_the_stated_currency_settles_a_sign_that_can_mean_it(sign: str, stated: str) -> None:
    amount = read_amount(f"12.50 {sign}", currency=stated)
    assert amount.currency == stated
    assert not amount.reasons


def test_a_printed_currency_wins_over_the_stated_one_and_is_said() -> None:
    amount = read_amount("12.50 EUR", currency="AED")
    assert amount.currency == "EUR"
    assert [reason.words for reason in amount.reasons] == ["the printed currency EUR is not the template's"]


def test_an_open_sign_that_cannot_be_the_stated_currency_gives_both_doubts() -> None:
    amount = read_amount("$12.50", currency="AED")
    assert amount.currency is None
    assert [reason.doubt for reason in amount.reasons] == [Doubt.OTHER_CURRENCY, Doubt.AMBIGUOUS_CURRENCY]


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("SAR 5 / ريال", "SAR"),
        ("$ 5 CAD", "CAD"),
        ("AED 5 د.إ", "AED"),
        ("درهم 5 AED", "AED"),
        ("US$ 5 dollars", "USD"),
    ],
)
def test_two_signs_narrow_each_other(printed: str, code: str) -> None:
    amount = read_amount(printed)
    assert amount.currency == code
    assert not amount.reasons


def test_two_signs_that_exclude_each_other_are_doubted() -> None:
    amount = read_amount("EUR 5 USD")
    assert amount.currency is None
    assert [reason.doubt for reason in amount.reasons] == [Doubt.AMBIGUOUS_CURRENCY]


@pytest.mark.parametrize(
    "word", ["le", "Le", "جم", "ALL", "TOP", "TRY", "PEN", "CUP", "TTC", "XYZ", "kg", "fils", "ZZZ", ""]
)
def test_words_that_are_no_currency_are_none(word: str) -> None:
    assert find_codes(word) == ()


@pytest.mark.parametrize("word", ["TTC", "le", "جم", "fils", "kg"])
def test_words_beside_an_amount_are_doubted(word: str) -> None:
    amount = read_amount(f"12.50 {word}", currency="EUR")
    assert amount.currency is None
    assert [reason.doubt for reason in amount.reasons] == [Doubt.UNREAD_PART]
