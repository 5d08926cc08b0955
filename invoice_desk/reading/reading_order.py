"""The order in which the words of one line are read, where the line runs from the right too."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Protocol, TypeVar

from invoice_desk.invoice.geometry import Box

_RIGHT_TO_LEFT = {"R", "AL"}


class Placed(Protocol):
    """Anything with a text in logical order and a place."""

    @property
    def text(self) -> str:
        """Its letters in the order in which they are read."""

    @property
    def box(self) -> Box:
        """Its place, in pixels that all words of the line share."""


PlacedWord = TypeVar("PlacedWord", bound=Placed)


def in_reading_order(line: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Return the words of one line in the order in which they are read.

    From the left; from the right on a line that holds Arabic letters, where words of Latin letters
    and the numbers among them still run from the left (Unicode Annex 9, rules W7 and N1).
    """
    from_left = sorted(line, key=lambda one: one.box.x0)
    if not any(is_right_to_left(word.text) for word in line):
        return from_left
    runs: list[list[PlacedWord]] = []
    for word in from_left:  # a number joins the Latin word on its left
        if runs and _is_latin(runs[-1][0].text) and not is_right_to_left(word.text):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [word for run in reversed(runs) for word in run]


def is_right_to_left(text: str) -> bool:
    """Whether a text holds letters that run from the right."""
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def _is_latin(text: str) -> bool:
    return any(unicodedata.bidirectional(char) == "L" for char in text)
