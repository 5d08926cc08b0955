"""The print that a person's text stands for: what is typed is often the value, not what is on the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import regex

from invoice_desk.invoice.fields import FieldKind, Options
from invoice_desk.values.digits import DigitFamily, strip_direction, to_family, to_latin_digits
from invoice_desk.values.meaning import understand

_MARKS = "/-.,٫٬:%٪"
_NUMBER = regex.compile(rf"[\p{{Nd}}{regex.escape(_MARKS)}]*\p{{Nd}}[\p{{Nd}}{regex.escape(_MARKS)}]*")
_BLANKS = regex.compile(r"[\p{Z}\s]+")
_GROUPS = regex.compile(r"\p{Nd}+")
_MOST_DECIMALS = 4
_KNOWN = frozenset("".join(DigitFamily))


def print_of(typed: str, value: object, read: str, kind: FieldKind, options: Options) -> str | None:
    """Return the number as it is printed for which a person typed `typed`; None where that is not certain.

    value: what the typed text means; read: what a machine read there, "" for nothing. What was typed fills
    the shape of what was read (its family of digits, its marks, as many digits) where it then means the
    same value in one way only. What was typed in Arabic-Indic or Persian digits is otherwise taken as it
    stands, for who types those copies the page. Of several ways the one counts that is nearest to what was
    read; that itself is none, for a person who changed a value saw another print.
    """
    number, shape = number_in(typed), number_in(read)
    if number is None and not isinstance(value, date):
        return None
    if shape is not None and family_of(shape) is not None:
        ways = [way for way in _fillings(number or "", value, shape) if _means(way, value, kind, options)]
        nearest = _nearest([way for way in ways if way != shape], shape)
        if nearest is not None:
            return nearest
    is_copied = number is not None and family_of(number) in {DigitFamily.ARABIC, DigitFamily.PERSIAN}
    return number if is_copied else None


def number_in(text: str) -> str | None:
    """Return the one number of a text without blanks, words beside it left out; None for none or several."""
    found = [one.strip(".,:") for one in _NUMBER.findall(_BLANKS.sub("", strip_direction(text)))]
    return found[0] if len(found) == 1 and set(filter(str.isdecimal, found[0])) <= _KNOWN else None


def family_of(text: str) -> DigitFamily | None:
    """Return the family of all digits of a text; None where there are several families or no digits."""
    digits = {char for char in text if char.isdecimal()}
    families = [family for family in DigitFamily if digits and digits <= set(family.value)]
    return families[0] if families else None


def _fillings(number: str, value: object, shape: str) -> list[str]:
    """Return the shape filled with each row of digits that the value may be printed with."""
    rows = {"".join(filter(str.isdecimal, to_latin_digits(number)))}
    if isinstance(value, Decimal):
        rows |= {_row(value, decimals) for decimals in range(_MOST_DECIMALS + 1)}
    if isinstance(value, date):
        rows |= set(_date_rows(value, [len(group) for group in _GROUPS.findall(shape)]))
    wanted = sum(map(str.isdecimal, shape))
    return [_filled(shape, row) for row in rows if len(row) == wanted]


def _nearest(ways: list[str], shape: str) -> str | None:
    """Return the way in which fewest characters differ from the shape; None for a tie, or where most do."""
    counted = sorted((sum(map(str.__ne__, way, shape)), way) for way in set(ways))
    is_clear = len(counted) == 1 or (len(counted) > 1 and counted[0][0] < counted[1][0])
    return counted[0][1] if is_clear and 2 * counted[0][0] <= len(shape) else None


def _row(value: Decimal, decimals: int) -> str:
    """Return the digits of a value with so many decimals; none where it has more."""
    shown = f"{abs(value):.{decimals}f}"
    return shown.replace(".", "") if Decimal(shown) == abs(value) else ""


def _date_rows(day: date, groups: list[int]) -> list[str]:
    """Return the digits of a date in each order that has groups of these lengths."""
    parts = {"d": str(day.day), "m": str(day.month), "y": f"{day.year:04}"}
    rows = []
    for order in ("dmy", "mdy", "ymd"):
        if len(groups) != len(order):
            continue
        fitted = [_fitted(parts[part], wide, part) for part, wide in zip(order, groups, strict=True)]
        if all(fitted):
            rows.append("".join(fitted))
    return rows


def _fitted(part: str, wide: int, name: str) -> str:
    if name == "y":
        return part[-wide:] if wide in {2, 4} else ""
    return part.zfill(wide) if len(part) <= wide <= 2 else ""


def _filled(shape: str, row: str) -> str:
    family = family_of(shape) or DigitFamily.LATIN
    digits = iter(to_family(row, family))
    return "".join(next(digits) if char.isdecimal() else char for char in shape)


def _means(text: str, value: object, kind: FieldKind, options: Options) -> bool:
    found = understand(text, kind, options).value
    if isinstance(value, str) and isinstance(found, str):
        return to_latin_digits(found) == to_latin_digits(value)
    return found is not None and found == value
