"""What is known of a sheet before rows are added: its headings, its last row, the ids that stand in it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import BinaryIO

from invoice_desk.export.workbook.outline import Element, Walker
from invoice_desk.export.workbook.places import cell_at
from invoice_desk.export.workbook.strings import meant

Text = str | int
"""A cell's text, or the number of a shared text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it lies in its part.

    root: with its children, without what is in them, but for the tables; data: the
    element of the rows; heading: its first row, None where there is none; headings: column to text
    of that row; heading_end: the last column of which the first row has a cell; last_row,
    last_column: of cells with a value, 0 where there is none; texts: those of the watched column,
    below the first row; tail: number and first byte of each row without a value behind the last
    row, in turns; links: how many cells lead somewhere.
    """

    root: Element
    data: Element
    heading: Element | None
    headings: Mapping[int, Text]
    heading_end: int
    last_row: int
    last_column: int
    texts: frozenset[Text]
    tail: array[int]
    links: int

    def part(self, name: str) -> Element | None:
        """Return the child of the root with this name, if there is one."""
        return self.root.child(name)


def headings_at(part: BinaryIO, *, name: str) -> Mapping[int, Text]:
    """Return the texts of the first row, by column, of the sheet in `part`."""
    scan = _Scan(part, name=name, is_first_row_only=True)
    with suppress(_Enough):
        scan.walk()
    return scan.headings


def sheet_at(part: BinaryIO, *, name: str, watched: int | None = None) -> Sheet:
    """Return what is in the sheet in `part`; watched: the column whose texts are kept."""
    scan = _Scan(part, name=name, watched=watched)
    scan.walk()
    return scan.sheet()


class _Enough(Exception):
    """The first row has been seen."""


class _Scan(Walker):
    """Goes through a sheet once, whatever its size, and keeps a few facts."""

    def __init__(
        self, part: BinaryIO, *, name: str, watched: int | None = None, is_first_row_only: bool = False
    ) -> None:
        super().__init__(part, name=name)
        self._watched, self._is_first_row_only = watched, is_first_row_only
        self._root: Element | None = None
        self._data: Element | None = None
        self._row: Element | None = None
        self._cell: Element | None = None
        self._number = self._column = 0
        self._has_cell_value = self._has_row_value = False
        self._words = ""
        self._heading: Element | None = None
        self._heading_end = self._last_row = self._last_column = self._links = 0
        self._texts: set[Text] = set()
        self._tail = array("Q")
        self.headings: dict[int, Text] = {}

    def sheet(self) -> Sheet:
        """Return what was found. Raises Refused for a part that is no sheet of cells."""
        if self._root is None or self._data is None or self._root.name != "worksheet":
            raise self._refused("is no sheet of cells")
        return Sheet(
            self._root,
            self._data,
            self._heading,
            self.headings,
            self._heading_end,
            self._last_row,
            self._last_column,
            frozenset(self._texts),
            self._tail,
            self._links,
        )

    def is_asked(self, element: Element) -> bool:
        return element.parent is self._root or (element.parent is self._data and self._number == 1)

    def opened(self, element: Element) -> None:
        parent = element.parent
        if parent is None:
            self._root = element
        elif parent is self._root:
            parent.children.append(element)
            if element.name == "sheetData" and self._data is None:
                self._data = element
        elif parent is self._data:
            self._begin_row(element)
        elif parent is self._row:
            self._begin_cell(element)
        elif parent.name == "hyperlinks" and parent.parent is self._root:
            self._links += 1
        elif parent.name == "tableParts" and parent.parent is self._root:
            parent.children.append(element)

    def closed(self, element: Element) -> None:
        if element is self._row:
            self._end_row(element)
        elif element is self._cell:
            self._end_cell(element)
        elif self._cell is not None:
            self._inside_cell(element)

    def _begin_row(self, row: Element) -> None:
        number = row.get("r")
        self._number = int(number) if number is not None and number.isdecimal() else self._number + 1
        self._row, self._column, self._has_row_value = row, 0, False

    def _end_row(self, row: Element) -> None:
        self._row = None
        if self._number == 1:
            self._heading = row
        if self._has_row_value:
            self._last_row = max(self._last_row, self._number)
            del self._tail[:]
        elif self._number > 1:
            self._tail.extend((self._number, row.start))
        if self._is_first_row_only:
            raise _Enough

    def _begin_cell(self, cell: Element) -> None:
        place = cell_at(cell.get("r") or "")
        self._column = place[0] if place is not None else self._column + 1
        self._cell, self._has_cell_value, self._words = cell, False, ""
        if self._number == 1:
            self._heading_end = max(self._heading_end, self._column)

    def _inside_cell(self, element: Element) -> None:
        name, parent = element.name, element.parent
        if name == "v" and parent is self._cell:
            self._has_cell_value = self._has_cell_value or bool(element.text)
            self._words = element.text
        elif name == "f":
            self._has_cell_value = True
        elif name == "t" and parent is not None and parent.name in {"is", "r"}:
            self._has_cell_value = True
            self._words += meant(element.text)

    def _end_cell(self, cell: Element) -> None:
        self._cell = None
        if not self._has_cell_value:
            return
        self._has_row_value = True
        self._last_column = max(self._last_column, self._column)
        if self._number == 1:
            self.headings.setdefault(self._column, self._shown(cell))
        elif self._column == self._watched:
            self._texts.add(self._shown(cell))

    def _shown(self, cell: Element) -> Text:
        kind = cell.get("t") or "n"
        if kind == "s" and self._words.strip().isdecimal():
            return int(self._words)
        return _whole(self._words) if kind == "n" else meant(self._words)


def _whole(text: str) -> str:
    """Return a number that a person or Excel made of an id without its decimals: 142 for 142.0."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    is_whole = number.is_finite() and abs(number.adjusted()) < 20 and number == number.to_integral_value()
    return str(int(number)) if is_whole else text
