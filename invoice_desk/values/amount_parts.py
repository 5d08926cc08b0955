"""The parts of a printed amount: numbers, currencies, signs and what is neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from invoice_desk.values.currencies import MAX_WORDS, SIGN_PATTERN, first_currency


class PartKind(StrEnum):
    """What a part of an amount is."""

    NUMBER = "number"
    CURRENCY = "currency"
    MINUS = "minus"
    PERCENT = "percent"
    OPEN = "open"
    CLOSE = "close"
    BLANK = "blank"
    HARMLESS = "harmless"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a printed amount: its kind and the text as printed."""

    kind: PartKind
    text: str


# Grouped by blanks, "1 234 567,89", or not. Marks inside a number may have a blank beside them, which
# readers put there. A dot or comma before the digits belongs to them; after a letter it is the word's.
_NUMBER = r"""
    [0-9]{1,3}(?:\ [0-9]{3})+(?![0-9])(?:[.,٫٬،'’][0-9]+)*
  | [.,٫،]?[0-9]+(?:(?:[٬'’‘´`′]|\ ?[.,٫،]\ ?)[0-9]+)*
"""
_WORD = r"[\p{L}\p{M}]+(?:[.'’-][\p{L}\p{M}]+)*\.?"
_SCANNER = regex.compile(
    rf"""
    (?P<number>{_NUMBER})
  | (?P<harmless>/[-–]|(?<=[0-9])[.,][-–—]{{1,2}}|[:=*/.,،;+])
  | (?P<sign>{SIGN_PATTERN})
  | (?P<word>{_WORD})
  | (?P<minus>[-−–‐‑﹣])
  | (?P<percent>[%٪])
  | (?P<open>\()
  | (?P<close>\))
  | (?P<blank>\s+)
  | (?P<other>.)
    """,
    regex.VERBOSE | regex.DOTALL,
)


def split_amount(text: str, *, stated: str | None = None) -> tuple[Part, ...]:
    """Return the parts of `text` (plain text, digits 0 to 9) in order; together they are the text.

    stated: the template's currency. Adjoining words that name a currency are one part.
    """
    return tuple(_name_currencies(list(_scan(text)), stated=stated))


def _scan(text: str) -> Iterator[tuple[str, str]]:
    for found in _SCANNER.finditer(text):
        yield found.lastgroup or "other", found[0]


def _name_currencies(scanned: list[tuple[str, str]], *, stated: str | None) -> Iterator[Part]:
    """Yield the parts, with words and signs told apart into currencies and unknown ones."""
    index = 0
    while index < len(scanned):
        name, text = scanned[index]
        if name not in {"word", "sign"}:
            yield Part(PartKind.UNKNOWN if name == "other" else PartKind(name), text)
            index += 1
            continue
        words = _words_from(scanned, index)
        count, _codes = first_currency(words, stated=stated)
        taken = scanned[index : index + max(1, 2 * count - 1)]
        yield Part(PartKind.CURRENCY if count else PartKind.UNKNOWN, "".join(part for _, part in taken))
        index += len(taken)


def _words_from(scanned: list[tuple[str, str]], index: int) -> list[str]:
    """Return the word or sign at `index` and those that follow it, each after one blank, up to MAX_WORDS."""
    words = [scanned[index][1]]
    for blank, (name, text) in zip(scanned[index + 1 :: 2], scanned[index + 2 :: 2], strict=False):
        if blank != ("blank", " ") or name not in {"word", "sign"} or len(words) == MAX_WORDS:
            break
        words.append(text)
    return words
