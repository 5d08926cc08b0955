"""What a printed sign, code or word says about the currency: the ISO 4217 codes it can stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from invoice_desk.values.digits import plain_text
from invoice_desk.values.words import fold

Codes = tuple[str, ...]
"""ISO 4217 codes, most likely first."""

MAX_WORDS = 6  # of the longest name, "dirhams des Émirats arabes unis"

# ISO 4217: the currencies of thousandths.
_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})

_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "NAD", "JMD", "TTD", "BBD", "BSD", "XCD")
_POUNDS = ("GBP", "EGP", "LBP", "SYP", "SDG")
_LIRAS = ("LBP", "SYP", "TRY")
_RIYALS = ("SAR", "QAR", "OMR", "YER", "IRR")
_DIRHAMS = ("AED", "MAD")
_DINARS = ("KWD", "BHD", "JOD", "TND", "DZD", "LYD", "IQD")
_RUPEES = ("INR", "PKR", "LKR", "NPR", "MUR", "SCR")
_CFA = ("XOF", "XAF")

# As they are printed, with _ for a blank; compared after _key. Full names, such as "Saudi Riyals" or
# "dirham marocain", come from the CLDR.
_PRINTED: dict[str, Codes] = {
    "€ eur euro euros يورو أورو": ("EUR",),
    "$ dollar dollars دولار دولارا دولارات": _DOLLARS,
    "us$ us_$ $us usd": ("USD",),
    "ca$ c$ $ca cad": ("CAD",),
    "a$ au$": ("AUD",),
    "nz$": ("NZD",),
    "hk$": ("HKD",),
    "s$": ("SGD",),
    "mx$": ("MXN",),
    "r$": ("BRL",),
    "£ pound pounds livre livres": _POUNDS,
    "uk£ £gb gbp sterling pound_sterling pounds_sterling إسترليني": ("GBP",),
    "e£ £e le£ le l.e l.e. egp ج.م": ("EGP",),
    "جنيه جنيها جنيهات": ("EGP", "GBP", "SDG"),
    "ج.س": ("SDG",),
    "l£ £lb ll l.l lbp ل.ل": ("LBP",),
    "ل.س £sy": ("SYP",),
    "ليرة ليرات lira liras": _LIRAS,
    "₺ tl": ("TRY",),
    "﷼ ريال ريالا ريالات riyal riyals rial rials": _RIYALS,
    "\u20c1 sr s.r s.r. srs sar ر.س": ("SAR",),
    "qr q.r qar ر.ق": ("QAR",),
    "ro r.o omr ر.ع": ("OMR",),
    "yer ر.ي": ("YER",),
    "درهم درهما دراهم dirham dirhams dh dhs dhm": _DIRHAMS,
    "aed د.إ": ("AED",),
    "mad د.م": ("MAD",),
    "د.ا": ("AED", "JOD"),
    "دينار دينارا دنانير dinar dinars": _DINARS,
    "dt d.t tnd د.ت": ("TND",),
    "da d.a dzd د.ج": ("DZD",),
    "kd k.d kwd د.ك": ("KWD",),
    "bd b.d bhd د.ب": ("BHD",),
    "jd j.d jod د.أ": ("JOD",),
    "ld l.d lyd د.ل": ("LYD",),
    "iqd د.ع": ("IQD",),
    "fcfa cfa f_cfa": _CFA,
    "franc francs": ("CHF", *_CFA, "DJF", "KMF"),
    "chf sfr": ("CHF",),
    "₹": ("INR",),
    "rs ₨ rupee rupees": _RUPEES,
    "rm ringgit": ("MYR",),
    "¥": ("JPY", "CNY"),
    "₪": ("ILS",),
    "₩": ("KRW",),
    "₽": ("RUB",),
    "₦": ("NGN",),
    "₫": ("VND",),
    "₱": ("PHP",),
    "kr": ("SEK", "NOK", "DKK"),
    # The country beside the word: in "دراهم إماراتية" it tells which dirhams.
    "إماراتي إماراتية": ("AED",),
    "سعودي سعودية": ("SAR",),
    "مصري مصرية": ("EGP",),
    "كويتي كويتية": ("KWD",),
    "قطري قطرية": ("QAR",),
    "عماني عمانية": ("OMR",),
    "بحريني بحرينية": ("BHD",),
    "أردني أردنية": ("JOD",),
    "تونسي تونسية": ("TND",),
    "جزائري جزائرية": ("DZD",),
    "مغربي مغربية": ("MAD",),
    "لبناني لبنانية": ("LBP",),
    "سوري سورية": ("SYP",),
    "عراقي عراقية": ("IQD",),
    "يمني يمنية": ("YER",),
}
# Codes that are also words on an invoice: they count only where the template states them.
_ALSO_WORDS = frozenset({"ALL", "CUP", "PEN", "TOP", "TRY"})
_ARTICLES = frozenset({"le", "Le"})  # in French no Egyptian pounds, which are printed LE

_SIGN_WITH_LETTERS = "|".join(
    regex.escape(sign)
    for sign in sorted({word for words in _PRINTED for word in words.split()}, key=len, reverse=True)
    if len(sign) > 1 and "_" not in sign and regex.search(r"\p{Sc}", sign)
)
SIGN_PATTERN = rf"(?i:(?<!\p{{L}})(?:{_SIGN_WITH_LETTERS})(?!\p{{L}}))|\p{{Sc}}"
"""Matches a currency sign such as € or US$; words are left to `find_codes`."""


def find_codes(printed: str, *, stated: str | None = None) -> Codes:
    """Return the ISO 4217 codes that `printed`, one sign, code or name, can stand for; () for none.

    stated: the template's currency, which is recognised by its code even where that is a word.
    """
    if printed == stated:
        return (printed,)
    if printed in _ARTICLES:
        return ()
    curated = _curated()
    for key in _keys(printed):
        if key in curated:
            return curated[key]
    if regex.fullmatch("[A-Z]{3}", printed):
        return (printed,) if printed in _current_codes() - _ALSO_WORDS else ()
    return _names().get(_key(printed), ()) if len(printed) > 3 else ()


def first_currency(words: Sequence[str], *, stated: str | None = None) -> tuple[int, Codes]:
    """Return how many of the first `words`, at most, name a currency, and its codes; (0, ()) for none."""
    for count in range(min(MAX_WORDS, len(words)), 0, -1):
        codes = find_codes(" ".join(words[:count]), stated=stated)
        if codes:
            return count, codes
    return 0, ()


def has_thousandths(codes: Codes) -> bool:
    """Return whether the currency, or one of those it can be, is divided into 1000 parts."""
    return not _THOUSANDTHS.isdisjoint(codes)


def _keys(printed: str) -> Iterator[str]:
    """Yield the keys under which `printed` may be listed, first with its hamzas, which part د.إ from د.أ."""
    exact = regex.sub(r"\. ", ".", printed).casefold().rstrip(".")
    yield exact
    yield _key(exact)


def _key(printed: str) -> str:
    return fold(printed).rstrip(".")


@cache
def _curated() -> dict[str, Codes]:
    listed = {word.replace("_", " "): codes for words, codes in _PRINTED.items() for word in words.split()}
    exact = {word.casefold().rstrip("."): codes for word, codes in listed.items()}
    folded = {_key(word): codes for word, codes in listed.items() if "." not in word}
    without_dots = {key.replace(".", ""): codes for key, codes in exact.items() if key.isascii()}
    return folded | without_dots | exact


@cache
def _current_codes() -> frozenset[str]:
    """Return the codes that are legal tender somewhere today, as the CLDR says."""
    from babel.core import get_global

    uses = (use for of_land in get_global("territory_currencies").values() for use in of_land)
    return frozenset(code for code, _start, end, is_tender in uses if end is None and is_tender)


@cache
def _names() -> dict[str, Codes]:
    """Return the CLDR names of all current currencies in Arabic, English and French, folded."""
    from babel.core import Locale
    from babel.numbers import get_currency_name

    names: dict[str, list[str]] = {}
    for locale in (Locale("ar"), Locale("en"), Locale("fr")):
        for code in sorted(_current_codes()):
            forms = {get_currency_name(code, count, locale) for count in (None, 1, 2, 5, 50)}
            for name in sorted(forms):
                codes = names.setdefault(_key(plain_text(name)), [])
                if code not in codes:
                    codes.append(code)
    return {name: tuple(codes) for name, codes in names.items()}
