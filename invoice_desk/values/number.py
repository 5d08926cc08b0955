"""One printed number, digits and separators alone, to Decimal by a stated or an inferred convention."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import regex

from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.values.digits import quoted

DecimalMark = Literal["auto", ".", ",", "٫"]
"""The decimal mark a template states; "," also stands for ٫, and ٫ is one under "." too."""

MAX_DIGITS = 20  # more digits are no amount, but a barcode or rubbish

_STATED = {"auto": ".,٫", ".": ".٫", ",": ",٫", "٫": "٫"}
_GROUP_MARKS = ".,٬' "
_ALIASES = str.maketrans({"،": ",", "’": "'", "‘": "'", "´": "'", "`": "'", "′": "'"})
_MARK = regex.compile("[.,٫٬' ]")
_GAPPED = regex.compile(" ?([.,٫]) ?")
# Groups of three; or as in India three, then twos. A number in groups does not begin with 0.
_WESTERN = regex.compile(r"[1-9][0-9]{0,2}(?:([.,٬' ])[0-9]{3})(?:\1[0-9]{3})*")
_INDIAN = regex.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number understood: its value with every printed decimal, and the reasons to doubt it."""

    value: Decimal | None
    reasons: tuple[Reason, ...] = ()


def read_number(
    body: str, *, decimal: DecimalMark = "auto", has_three_decimals: bool | None = None
) -> Number:
    """Return what `body` means: digits 0 to 9 and separators, without sign or currency.

    decimal: the stated decimal mark; "auto" takes the only possible reading. A single dot or
    comma before three digits has two: then the value is the one that takes it for a thousands
    mark, or for a decimal mark where `has_three_decimals` (the currency is one of thousandths,
    or it is a percentage), with a reason. Separators that contradict each other give a reason,
    and a value where the last one can only be the decimal mark. Never raises.
    """
    tidy = _GAPPED.sub(r"\1", body.translate(_ALIASES))
    if sum(char.isdigit() for char in tidy) > MAX_DIGITS:
        return Number(None, (Reason(Doubt.NOT_A_NUMBER),))
    found = _understand(tidy, decimal=decimal, has_three_decimals=has_three_decimals)
    if tidy != body.translate(_ALIASES):
        return Number(found.value, (*found.reasons, Reason(Doubt.SEVERAL_VALUES, quoted(body))))
    return found


def _understand(body: str, *, decimal: DecimalMark, has_three_decimals: bool | None) -> Number:
    readings = _readings(body, marks=_STATED[decimal])
    if len(readings) == 2:
        value = readings[1] if has_three_decimals else readings[0]
        return Number(value, (Reason(Doubt.AMBIGUOUS_DECIMAL, _marks_in(body)),))
    if readings:
        return Number(readings[0], _odd_arabic_mark(body, decimal, has_three_decimals=has_three_decimals))
    against = _readings(body, marks=_STATED["auto"]) if decimal != "auto" else []
    likely = against[0] if against else _by_last_mark(body)
    return Number(likely, (Reason(Doubt.MIXED_SEPARATORS, quoted(body)),))


def _readings(body: str, *, marks: str) -> list[Decimal]:
    """Return what `body` can be: first a whole number, then one with one of `marks` as decimal mark."""
    whole = _without_groups(body, forbidden=marks if len(marks) < 3 else "")
    return [value for value in (whole, _with_decimals(body, marks=marks)) if value is not None]


def _without_groups(body: str, *, forbidden: str) -> Decimal | None:
    if body.isascii() and body.isdigit():
        return Decimal(body)
    used = set(_marks_in(body))
    if used & set(forbidden) or not used <= set(_GROUP_MARKS):
        return None
    if _WESTERN.fullmatch(body) or _INDIAN.fullmatch(body):
        return Decimal(_MARK.sub("", body))
    return None


def _with_decimals(body: str, *, marks: str) -> Decimal | None:
    last = _last_mark(body)
    if last not in marks or body.count(last) != 1:
        return None
    whole, _, cents = body.partition(last)
    if not cents:
        return None
    units = _without_groups(whole, forbidden=last) if whole else Decimal(0)
    return Decimal(f"{units}.{cents}") if units is not None else None


def _by_last_mark(body: str) -> Decimal | None:
    """Return the value of contradictory `body` where one or two digits follow the last mark, else None.

    Readers take a comma for a dot: 1.234.56 is 1234.56, and a person is asked.
    """
    last = _last_mark(body)
    whole, _, cents = body.rpartition(last)
    if last not in ".,٫٬" or not 1 <= len(cents) <= 2:
        return None
    units = _without_groups(_MARK.sub(".", whole), forbidden="")
    return Decimal(f"{units}.{cents}") if units is not None else None


def _odd_arabic_mark(
    body: str, decimal: DecimalMark, *, has_three_decimals: bool | None
) -> tuple[Reason, ...]:
    """Return a doubt for ٫ before three digits, which readers and typists confuse with ٬."""
    is_odd = decimal == "auto" and regex.fullmatch(r"[1-9][0-9]{0,2}٫[0-9]{3}", body) is not None
    return (Reason(Doubt.AMBIGUOUS_DECIMAL, "٫"),) if is_odd and not has_three_decimals else ()


def _marks_in(body: str) -> str:
    return "".join(dict.fromkeys(_MARK.findall(body)))


def _last_mark(body: str) -> str:
    """Return the last separator in `body`, or a character that is none where it has none."""
    found = _MARK.findall(body)
    return found[-1] if found else "\0"
