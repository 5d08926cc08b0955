"""Rows of a long list: all numbers are known, and of the rows only those around what is looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
_AT_ONCE = 16  # rows that are loaded together, in some 10 ms: a window shows two or three such blocks
_KEPT = 64  # blocks of so many rows that stay in memory


class RowWindow(Generic[T]):
    """The rows of a list by their place; blocks of them are loaded when one is asked for.

    load: gives what belongs to some invoices, by their numbers; one it does not give is None.
    """

    def __init__(self, load: Callable[[Sequence[int]], Mapping[int, T]]) -> None:
        self._load = load
        self._ids = array("q")
        self._blocks: OrderedDict[int, dict[int, T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._ids)

    def reset(self, ids: Sequence[int]) -> None:
        """Take other numbers; nothing that was loaded is kept."""
        self._ids = array("q", ids)
        self._blocks.clear()

    def id_at(self, row: int) -> int:
        """Return the number of the invoice in a row."""
        return self._ids[row]

    def ids_between(self, first: int, last: int) -> list[int]:
        """Return the numbers of the rows from first to last, both included."""
        return self._ids[first : last + 1].tolist()

    def row_of(self, key: int) -> int | None:
        """Return in which row an invoice stands."""
        try:
            return self._ids.index(key)
        except ValueError:
            return None

    def at(self, row: int) -> T | None:
        """Return what is known of a row; loads the rows around it where they are not at hand."""
        number = row // _AT_ONCE
        block = self._blocks.get(number)
        if block is None:
            block = dict(self._load(self.ids_between(number * _AT_ONCE, (number + 1) * _AT_ONCE - 1)))
            self._blocks[number] = block
            if len(self._blocks) > _KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block.get(self._ids[row])

    def loaded(self) -> Iterator[T]:
        """Give what is at hand, without loading anything."""
        for block in self._blocks.values():
            yield from block.values()

    def forget(self, key: int) -> int | None:
        """Load an invoice anew when it is asked for the next time; return its row."""
        row = self.row_of(key)
        if row is not None:
            self._blocks.pop(row // _AT_ONCE, None)
        return row

    def put(self, key: int, one: T) -> int | None:
        """Keep what has become of an invoice; return its row."""
        row = self.row_of(key)
        block = self._blocks.get(row // _AT_ONCE) if row is not None else None
        if block is not None:
            block[key] = one
        return row
