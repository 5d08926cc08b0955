"""Printed numbers and amounts to Decimal and currency, with every reason to doubt them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import regex

from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.values.amount_parts import Part, PartKind, split_amount
from invoice_desk.values.currencies import Codes, find_codes, has_thousandths
from invoice_desk.values.digits import plain_text, quoted
from invoice_desk.values.number import DecimalMark, Number, read_number

MAX_AMOUNT_TEXT = 500  # characters; longer text is a paragraph, not an amount

_BLANK = frozenset({PartKind.BLANK})
_MOST_DECIMALS = 4  # of a unit price; more are no money
_DECIMALS = regex.compile("([.,٫،])[0-9]+$")
_ENDS_IN_DECIMALS = regex.compile("[.,٫،](?:[0-9]{1,2}|[0-9]{4})$")
_COLUMN_GAPS = regex.compile(r"\t|\p{Zs}{2,}")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a printed number or amount means.

    value: with every printed decimal (12.50 stays 12.50), of a percentage the printed number
    (15 for "15 %"), None where no number can be understood; currency: ISO 4217 of the printed
    sign, None where none is printed or it stays open; has_sign: whether a currency is printed;
    has_percent: whether a percent sign belongs to the number; reasons: why a person should look.
    """

    value: Decimal | None
    currency: str | None = None
    has_sign: bool = False
    has_percent: bool = False
    reasons: tuple[Reason, ...] = ()


def read_amount(
    text: str, *, decimal: DecimalMark = "auto", currency: str | None = None, is_money: bool = True
) -> Amount:
    """Return what `text` means as a number with or without a currency.

    decimal: the stated decimal mark, "auto" infers it; currency: the template's ISO 4217 code,
    which decides what an ambiguous sign such as $ stands for and whether three decimals are
    likely. It is not put in where none is printed. is_money: decimals that the currency does not
    have are doubted; those of a weight or a rate are not. Never raises.
    """
    if len(text) > MAX_AMOUNT_TEXT:
        return _no_number()
    parts = split_amount(plain_text(_COLUMN_GAPS.sub("\n", text)), stated=currency)
    numbers = [index for index, part in enumerate(parts) if part.kind is PartKind.NUMBER]
    if not numbers or _has_glued_numbers(parts, numbers):
        return _no_number()
    chosen = _choose(parts, numbers)
    codes, doubts_of_currency = _settle_currency(parts, stated=currency)
    likely = codes or ((currency,) if currency else ())
    has_percent = _has_percent(parts, chosen)
    number = read_number(
        parts[chosen].text, decimal=decimal, has_three_decimals=has_percent or has_thousandths(likely)
    )
    if number.value is None:
        return Amount(None, reasons=number.reasons)
    odd = _odd_decimals(number, parts[chosen].text, likely) if is_money and not has_percent else ()
    several = (Reason(Doubt.SEVERAL_VALUES, quoted(text)),) if len(numbers) > 1 else ()
    return Amount(
        value=_signed(number.value, is_negative=_is_negative(parts, chosen, has_percent=has_percent)),
        currency=codes[0] if len(codes) == 1 else None,
        has_sign=any(part.kind is PartKind.CURRENCY for part in parts),
        has_percent=has_percent,
        reasons=(*number.reasons, *odd, *several, *doubts_of_currency, *_unread(parts, numbers)),
    )


def _no_number() -> Amount:
    return Amount(None, reasons=(Reason(Doubt.NOT_A_NUMBER),))


def _odd_decimals(number: Number, body: str, likely: Codes) -> tuple[Reason, ...]:
    """Return a doubt for decimals that money does not have: three of a currency of hundredths, or over four.

    likely: what the currency can be; () where it is not known. Nothing is said twice.
    """
    mark = _DECIMALS.search(body)
    if number.value is None or number.reasons or mark is None:
        return ()
    decimals = -int(number.value.as_tuple().exponent)
    has_odd_thousandths = decimals == 3 and bool(likely) and not has_thousandths(likely)
    is_odd = has_odd_thousandths or decimals > _MOST_DECIMALS
    return (Reason(Doubt.AMBIGUOUS_DECIMAL, mark[1]),) if is_odd else ()


def _has_glued_numbers(parts: Sequence[Part], numbers: Sequence[int]) -> bool:
    """Whether two numbers have no blank between them, as in a date, a time or a misread letter O."""
    between = (parts[a:b] for a, b in pairwise(numbers))
    return any(all(part.kind is not PartKind.BLANK for part in some) for some in between)


def _choose(parts: Sequence[Part], numbers: Sequence[int]) -> int:
    """Return the likeliest number: the only one beside a currency, else with decimals, else the first."""
    for is_likely in (_has_currency, _has_decimals):
        likely = [index for index in numbers if is_likely(parts, index)]
        if len(likely) == 1:
            return likely[0]
    return numbers[0]


def _has_currency(parts: Sequence[Part], index: int) -> bool:
    return any(_kind_beside(parts, index, step=step) is PartKind.CURRENCY for step in (-1, 1))


def _has_decimals(parts: Sequence[Part], index: int) -> bool:
    is_percent = _has_percent(parts, index)
    return not is_percent and _ENDS_IN_DECIMALS.search(parts[index].text) is not None


def _lacks_decimals(parts: Sequence[Part], index: int) -> bool:
    """Whether a decimal mark ends the number, so that its decimals may not have been read."""
    ends_in_mark = index + 1 < len(parts) and parts[index + 1].text in {".", ",", "،"}
    return ends_in_mark and not regex.search("[.,٫،]", parts[index].text)


def _has_percent(parts: Sequence[Part], index: int) -> bool:
    """Whether a percent sign belongs to a number: one after it, or one before it that follows no number."""
    if _kind_beside(parts, index, step=1) is PartKind.PERCENT:
        return True
    before = _beside(parts, index, step=-1)
    if before is None or parts[before].kind is not PartKind.PERCENT:
        return False
    return _kind_beside(parts, before, step=-1) is not PartKind.NUMBER


def _is_negative(parts: Sequence[Part], index: int, *, has_percent: bool) -> bool:
    """Whether a minus stands before or after the number and its currency, or brackets around an amount."""
    before, after = _marks_around(parts, index)
    in_brackets = before is PartKind.OPEN and after is PartKind.CLOSE
    return PartKind.MINUS in (before, after) or (in_brackets and not has_percent)


def _marks_around(parts: Sequence[Part], index: int) -> tuple[PartKind | None, PartKind | None]:
    """Return the kinds of the first parts beside the number that are no blank, currency or percent sign.

    A minus after the number is a dash, and counts as none, where another number comes later or a word
    touches it, as in "1214-A".
    """
    passed = frozenset({PartKind.BLANK, PartKind.CURRENCY, PartKind.PERCENT})
    before = _kind_beside(parts, index, step=-1, passed=passed)
    after = _kind_beside(parts, index, step=1, passed=passed)
    later = [part.kind for part in parts[index + 1 :]]
    is_dash = PartKind.NUMBER in later or (PartKind.MINUS, PartKind.UNKNOWN) in pairwise(later)
    return before, None if after is PartKind.MINUS and is_dash else after


def _kind_beside(
    parts: Sequence[Part], index: int, *, step: int, passed: frozenset[PartKind] = _BLANK
) -> PartKind | None:
    beside = _beside(parts, index, step=step, passed=passed)
    return None if beside is None else parts[beside].kind


def _beside(
    parts: Sequence[Part], index: int, *, step: int, passed: frozenset[PartKind] = _BLANK
) -> int | None:
    """Return the index of the next part in the direction of `step` that is not of a kind in `passed`."""
    index += step
    while 0 <= index < len(parts) and parts[index].kind in passed:
        index += step
    return index if 0 <= index < len(parts) else None


def _signed(value: Decimal, *, is_negative: bool) -> Decimal:
    return value.copy_negate() if is_negative and value else value


def _settle_currency(parts: Sequence[Part], *, stated: str | None) -> tuple[Codes, tuple[Reason, ...]]:
    """Return what the printed signs can stand for, narrowed by the stated currency, and the doubts."""
    printed = list(dict.fromkeys(part.text for part in parts if part.kind is PartKind.CURRENCY))
    if not printed:
        return (), ()
    each = [find_codes(sign, stated=stated) for sign in printed]
    common = tuple(code for code in each[0] if all(code in codes for codes in each))
    signs = quoted(", ".join(printed))
    if stated is not None and stated in common:
        return (stated,), ()
    doubts = (Reason(Doubt.OTHER_CURRENCY, signs),) if stated else ()
    if len(common) == 1:
        return common, doubts
    possible = common or tuple(dict.fromkeys(code for codes in each for code in codes))
    listed = " ".join((*possible[:5], "…") if len(possible) > 5 else possible)
    return common, (*doubts, Reason(Doubt.AMBIGUOUS_CURRENCY, quoted(f"{signs} ({listed})")))


def _unread(parts: Sequence[Part], numbers: Sequence[int]) -> tuple[Reason, ...]:
    """Return a doubt for what is printed beside numbers, signs and harmless marks."""
    unread = [part.text for part in parts if part.kind is PartKind.UNKNOWN]
    unread += [parts[index + 1].text for index in numbers if _lacks_decimals(parts, index)]
    kinds = [part.kind for part in parts]
    if (kinds.count(PartKind.OPEN), kinds.count(PartKind.CLOSE)) not in {(0, 0), (1, 1)}:
        unread.append("( )")
    minuses = kinds.count(PartKind.MINUS)
    is_apart = len(numbers) == 1 and PartKind.MINUS not in _marks_around(parts, numbers[0])
    if minuses > 1 or (minuses == 1 and is_apart):
        unread.append("-")
    return (Reason(Doubt.UNREAD_PART, quoted(" ".join(unread))),) if unread else ()
