"""Numbers as they stand on invoices: amounts, dates, identifiers, quantities; and what stands beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.values.digits import DigitFamily

LATIN, ARABIC, PERSIAN = (family.value for family in DigitFamily)
ARABIC_WORDS = (
    "د.إ", "درهم", "ر.س", "ريال", "ج.م", "جنيه", "دينار", "د.ك", "فقط", "المجموع", "الإجمالي", "رقم",
    "بتاريخ", "ضريبة", "الكمية", "السعر", "خصم", "هـ", "م", "إماراتي", "سعودي", "مصري", "ر.ق", "ل.ل",
    "تومان", "ریال",
)  # fmt: skip
LATIN_WORDS = (
    "AED", "SAR", "EGP", "QAR", "KWD", "USD", "EUR", "DHS", "Total", "No", "VAT", "Qty", "TRN", "Date", "PCS",
    "$", "€", "£", "(", ")", "#", "=", "+", "*", "|", "N°", "DH", "MAD", "TND", "x",
)  # fmt: skip
ENDINGS_OF_WORDS = ("", ":", ".", "")
_LEADERS = ("....", "......", "..........", "_____", "-----", "=====", "*****", ". . . . .")


@dataclass(frozen=True, slots=True)
class NumberText:
    """What one line holds. text: the number as printed; before, after: words at its left and right;
    kind: of the field that it would stand in.
    """

    text: str
    before: str = ""
    after: str = ""
    kind: FieldKind = FieldKind.NUMBER


def number_text(random: Random, *, digits: str, marks: str, are_alike: bool = False) -> NumberText:
    """Return a number in `digits` (zero to nine). marks: those of ٫ ٬ ٪ that the font can draw;
    are_alike: whether its ٫ and its ٬ are one shape.
    """
    make, kind = random.choices(_MAKERS, _SHARES)[0]
    plain = make(random)
    text = _printed(plain, random, digits=digits, marks=marks, are_alike=are_alike)
    has_leading_zero = plain[0] == "0" and plain[1:2].isdecimal() and "D" not in plain
    own_kind = FieldKind.IDENTIFIER if has_leading_zero and kind is not FieldKind.DATE else kind
    return NumberText(text, *_beside(random), own_kind)


def with_leader(text: NumberText, random: Random) -> NumberText:
    """Return the number with a row of dots or dashes at its left or right, that leads to it."""
    leader = random.choice(_LEADERS)
    return replace(text, before=leader) if random.random() < 0.5 else replace(text, after=leader)


def is_arabic(word: str) -> bool:
    """Whether a word beside a number is written from right to left."""
    return word[0] > "\u0590"


def _amount(random: Random) -> str:
    """Canonical: D for the decimal mark, T for the thousands mark."""
    whole = _whole(random)
    if random.random() < 0.55 and len(whole) > 3:
        whole = _grouped(whole)
    decimals = random.choices((0, 2, 1, 3), (40, 45, 5, 10))[0]
    if decimals:
        whole += "D" + _digits(random, decimals, zeros=0.5)
    if random.random() < 0.06:
        whole = random.choice(("-" + whole, whole + "-"))
    return whole


def _whole(random: Random) -> str:
    length = random.choices(range(1, 10), (10, 14, 20, 20, 16, 10, 6, 3, 1))[0]
    if random.random() < 0.06:
        return "0"
    first = random.choice("123456789")
    rest = _digits(random, length - 1, zeros=random.choice((0.1, 0.1, 0.5, 0.9)))
    return first + rest


def _grouped(whole: str) -> str:
    head = len(whole) % 3 or 3
    return "T".join([whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))])


def _digits(random: Random, count: int, *, zeros: float = 0.1) -> str:
    if random.random() < 0.12:
        return random.choice(LATIN) * count  # repeats
    return "".join("0" if random.random() < zeros else random.choice(LATIN) for _ in range(count))


def _date(random: Random) -> str:
    day, month = random.randint(1, 31), random.randint(1, 12)
    first, last = random.choice(((1990, 2035), (1430, 1455), (1395, 1410)))  # also Hijri, also Persian
    year = random.randint(first, last)
    pad = random.random() < 0.7
    parts = [f"{day:02d}" if pad else str(day), f"{month:02d}" if pad else str(month), str(year)]
    if random.random() < 0.15:
        parts[2] = parts[2][2:]
    if random.random() < 0.35:
        parts.reverse()
    return random.choice(("/", "/", "/", "-", "-", ".")).join(parts)


def _identifier(random: Random) -> str:
    text = _digits(random, random.randint(3, 15), zeros=random.choice((0.1, 0.3)))
    if random.random() < 0.2:
        text = "0" * random.randint(1, 4) + text
    if random.random() < 0.25 and len(text) > 4:
        at = random.randint(1, len(text) - 2)
        text = text[:at] + random.choice("-/- .") + text[at:]
    return text


def _percent(random: Random) -> str:
    text = str(random.choice((5, 14, 15, 10, 0, 100, 7, 19, 20, random.randint(0, 100))))
    if random.random() < 0.25:
        text += "D" + _digits(random, random.randint(1, 2), zeros=0.4)
    return text + "P"


def _time(random: Random) -> str:
    text = f"{random.randint(0, 23):02d}:{random.randint(0, 59):02d}"
    return text + (f":{random.randint(0, 59):02d}" if random.random() < 0.3 else "")


_ZEROS = (
    "0", "00", "000", "0D0", "0D00", "0D000", "0000", "5000", "0005", "10", "100", "1000", "0050", "00D5",
    "0D05", "1T000T000", "10T000D00",
)  # fmt: skip


def _zeros(random: Random) -> str:
    """Return numbers of which most digits are zero: they hold few tall glyphs or none."""
    return random.choice(_ZEROS)


def _quantity(random: Random) -> str:
    return str(random.choice((random.randint(0, 9), random.randint(1, 99), random.randint(1, 999))))


_MAKERS: tuple[tuple[Callable[[Random], str], FieldKind], ...] = (
    (_amount, FieldKind.AMOUNT), (_date, FieldKind.DATE), (_identifier, FieldKind.IDENTIFIER),
    (_percent, FieldKind.NUMBER), (_time, FieldKind.IDENTIFIER), (_zeros, FieldKind.AMOUNT),
    (_quantity, FieldKind.NUMBER),
)  # fmt: skip
_SHARES = (44, 14, 16, 5, 2, 6, 13)

_MARK_SETS = ((".", ","), (",", "."), (".", " "), (",", " "), ("٫", "٬"), ("٫", ","), (".", "٬"))
_MARK_SHARES = (30, 6, 6, 4, 36, 10, 8)


def _marks(plain: str, random: Random, *, is_latin: bool, are_told: bool) -> tuple[str, str]:
    """Return the decimal mark and the thousands mark. Three decimals stand where their mark tells so.

    are_told: whether the font draws ٫ and ٬, and each in its own way: where it does not, nobody could
    tell ١٬٢٣٤٫٥٦٧ from a number without decimals.
    """
    if len(plain.partition("D")[2]) == 3:
        is_latins = is_latin or "T" not in plain or random.random() < 0.5 or not are_told
        return (".", ",") if is_latins else ("٫", "٬")
    count = 4 if is_latin else len(_MARK_SETS)
    return random.choices(_MARK_SETS[:count], _MARK_SHARES[:count])[0]


def _printed(plain: str, random: Random, *, digits: str, marks: str, are_alike: bool) -> str:
    """Return the canonical text with its marks and digits."""
    are_told = not are_alike and set("٫٬") <= set(marks)
    decimal, thousands = _marks(plain, random, is_latin=digits == LATIN, are_told=are_told)
    percent = "%" if digits == LATIN else random.choice("%٪")
    table = {"D": decimal, "T": thousands, "P": percent}
    drawable = {mark: other for mark, other in (("٫", ","), ("٬", ","), ("٪", "%")) if mark not in marks}
    text = "".join(table.get(char, char) for char in plain)
    text = "".join(drawable.get(char, char) for char in text)
    if "P" in plain and digits != LATIN and random.random() < 0.4:
        text = text[-1] + text[:-1]  # a percent sign on the left, as right-to-left layout puts it
    return "".join(digits[int(char)] if char in LATIN else char for char in text)


def _beside(random: Random) -> tuple[str, str]:
    """Return the words at the left and at the right; mostly none."""
    kind = random.random()
    if kind < 0.55:
        return "", ""
    words = random.choice((ARABIC_WORDS, LATIN_WORDS))
    word = random.choice(words) + random.choice(ENDINGS_OF_WORDS)
    return (word, "") if random.random() < 0.5 else ("", word)
