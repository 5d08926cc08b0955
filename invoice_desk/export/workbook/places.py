"""Places in a sheet: A1 and A1:C5, as Excel writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Range:
    """Cells from left to right and top to bottom, both inside, counted from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        first, last = cell_name(self.left, self.top), cell_name(self.right, self.bottom)
        return first if first == last else f"{first}:{last}"


@cache
def column_name(number: int) -> str:
    """Return A for 1, Z for 26, AA for 27."""
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_name(column: int, row: int) -> str:
    """Return A1 for 1, 1."""
    return f"{column_name(column)}{row}"


def cell_at(name: str) -> tuple[int, int] | None:
    """Return column and row of a cell's name, None for another text."""
    match = _CELL.fullmatch(name.upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match[2])


def range_at(name: str) -> Range | None:
    """Return the cells of A1:C5 or of A1, None for another text."""
    first, _, last = name.partition(":")
    start, end = cell_at(first), cell_at(last or first)
    if start is None or end is None:
        return None
    return Range(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
