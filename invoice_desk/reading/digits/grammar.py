"""What a number of each kind looks like: a spelling that none has is less likely to be what is printed."""

from __future__ import annotations

import regex

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.values.digits import to_latin_digits

UNLIKELY = 0.02
"""How much a spelling is worth that no number of its kind has, beside one that some have."""

MIXED = 1e-4
"""How much a spelling in two families of digits is worth: no printer mixes them in a number."""

RARE = 0.2
"""How much a lone decimal mark before three digits is worth: it looks like a comma that parts thousands."""

_DECIMAL = r"(?:[.,٫]\d{1,4})?"
_GROUPED = r"\d{1,3}(?:([,٬.])\d{3}(?:\1\d{3})*)(?:(?!\1)[.,٫]\d{1,4})?"
_NUMBER = regex.compile(rf"(?!.*٬.*,)-?[%٪]?(?:{_GROUPED}|(?:0|[1-9]\d*){_DECIMAL})[%٪]?-?")
_DATE = regex.compile(
    r"(?:(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})|(\d{4})([/.\-])(\d{1,2})\6(\d{1,2})|(\d{8}))"
)
_IDENTIFIER = regex.compile(r"[\p{Nd}/.\-:]*\p{Nd}[\p{Nd}/.\-:]*")
_LONE_DECIMAL = regex.compile(r"-?\d+٫\d{3}-?")
_FAMILIES = ("0123456789", "٠١٢٣٤٥٦٧٨٩۴۵۶")


def likelihood(text: str, kind: FieldKind) -> float:
    """Return how well a spelling fits numbers of a kind: 1, or a share of it for each law it breaks."""
    families = sum(any(char in family for char in text) for family in _FAMILIES)
    found = (UNLIKELY, 1.0, MIXED)[families]
    plain = to_latin_digits(text)
    if kind in {FieldKind.NUMBER, FieldKind.AMOUNT} and _LONE_DECIMAL.fullmatch(plain):
        found *= RARE
    return found if _fits(plain, kind) else found * UNLIKELY


def settled(text: str, kind: FieldKind) -> str:
    """Return an amount's or a number's text with ٬ and ٫ set right where their places tell them apart.

    In many fonts they look alike: the last one before other than three digits parts decimals, those
    before another mark part thousands. Where places tell nothing, what was seen stands.
    """
    marks = [at for at, char in enumerate(text) if char in ",٬٫."]
    if not marks or kind not in {FieldKind.NUMBER, FieldKind.AMOUNT}:
        return text
    chars = list(text)
    for at, following in zip(marks, [*marks[1:], len(text)], strict=True):
        is_last = at == marks[-1]
        after = sum(char.isdecimal() for char in text[at + 1 : following])
        if not is_last and chars[at] == "٫":
            chars[at] = "٬"
        elif is_last and after != 3 and chars[at] == "٬":
            chars[at] = "٫"
    return "".join(chars)


def same_number(one: str, other: str, kind: FieldKind) -> bool:
    """Whether two texts mean the same number."""
    return meant(one, kind) == meant(other, kind)


def meant(text: str, kind: FieldKind) -> str:
    """Return what a text means: digits of all families as 0 to 9; in a number each mark by its place.

    In many fonts , ٫ and ٬ are one shape: one that only a decimal mark can be is D, one that only a
    thousands mark can be is T; where the place tells nothing, ٬ is taken for the comma it looks like.
    """
    plain = list(to_latin_digits(text))
    marks = [at for at, char in enumerate(plain) if char in ",٬٫."]
    first = plain[marks[0]] if marks else ""
    if kind in {FieldKind.NUMBER, FieldKind.AMOUNT}:
        for at, following in zip(marks, [*marks[1:], len(plain)], strict=bool(marks)):
            if at != marks[-1]:
                plain[at] = "T"
            elif following - at - 1 != 3 or _parts_decimals(first, plain[at]):
                plain[at] = "D"
    return "".join(plain).replace("٬", ",").replace("٪", "%")


def _parts_decimals(first: str, last: str) -> bool:
    """Whether the last mark, three digits behind it, parts decimals: it is not like the first."""
    return last != first and last != "٬"


def _fits(text: str, kind: FieldKind) -> bool:
    if kind is FieldKind.DATE:
        return _is_date(text)
    if kind in {FieldKind.NUMBER, FieldKind.AMOUNT}:
        return _NUMBER.fullmatch(text) is not None
    return _IDENTIFIER.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    if found[9]:
        return True
    one, other = (int(found[3]), int(found[1])) if found[1] else (int(found[7]), int(found[8]))
    return 1 <= one <= 31 and 1 <= other <= 31 and min(one, other) <= 12
