"""Rows of a long list: all numbers are known, and of the rows only those around what is looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
_AT_ONCE = 16  # rows that are loaded together, in some 10 ms: a window shows two or three such blocks
_KEPT = 64  # blocks of so many rows that stay in memory
_IN_SIGHT = 4  # blocks that a window shows at once, at most


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What the desk gave: the numbers of all rows, and what belongs to those in sight, by their block."""

    ids: array[int]
    blocks: Mapping[int, dict[int, T]]


def found(
    ids: array[int], load: Callable[[Sequence[int]], Mapping[int, T]], blocks: Iterable[int]
) -> Found[T]:
    """Load these blocks of rows, beside the window, so that nothing is to be loaded when they are shown.

    All with one question: what several take is taken from the window, which waits for the interpreter.
    """
    wanted = {one: _of_block(ids, one) for one in blocks}
    loaded = load([key for keys in wanted.values() for key in keys])
    return Found(
        ids, {one: {key: loaded[key] for key in keys if key in loaded} for one, keys in wanted.items()}
    )


def _of_block(ids: array[int], number: int) -> list[int]:
    return ids[number * _AT_ONCE : (number + 1) * _AT_ONCE].tolist()


class RowWindow(Generic[T]):
    """The rows of a list by their place; blocks of them are loaded when one is asked for.

    load: gives what belongs to some invoices, by their numbers; one it does not give is None.
    """

    def __init__(self, load: Callable[[Sequence[int]], Mapping[int, T]]) -> None:
        self._load = load
        self._ids = array("q")
        self._blocks: OrderedDict[int, dict[int, T]] = OrderedDict()
        self._sight: OrderedDict[int, None] = OrderedDict()  # blocks asked for since the last reset
        self._earlier = tuple(range(_IN_SIGHT))  # those before it; at first what a window begins with

    def __len__(self) -> int:
        return len(self._ids)

    def reset(self, rows: Found[T]) -> None:
        """Take other rows; nothing that was loaded before is kept."""
        self._earlier = self.in_sight()
        self._sight.clear()
        self._ids = rows.ids
        self._blocks = OrderedDict(rows.blocks)

    def is_same(self, rows: Found[T]) -> bool:
        """Whether these are the same invoices in the same order."""
        return self._ids == rows.ids

    def in_sight(self) -> tuple[int, ...]:
        """Return the blocks that are looked at: those asked for since the last reset, or before it."""
        return tuple(self._sight) or self._earlier

    def block_of(self, row: int) -> int:
        """Return in which block a row is."""
        return row // _AT_ONCE

    def missing(self, row: int) -> int | None:
        """Return the block of a row where it is not at hand."""
        number = self.block_of(row)
        self._see(number)
        return number if number not in self._blocks else None

    def loading(self, blocks: Iterable[int]) -> Callable[[], Found[T]]:
        """Return what loads blocks of these rows, for another thread."""
        ids, load, wanted = self._ids, self._load, tuple(blocks)
        return lambda: found(ids, load, wanted)

    def take(self, rows: Found[T]) -> list[tuple[int, int]]:
        """Keep blocks that were loaded; return their first and last rows. Those of other rows are void."""
        if rows.ids is not self._ids:
            return []
        for number, block in rows.blocks.items():
            self._keep(number, block)
        last = len(self._ids) - 1
        return [(one * _AT_ONCE, min(last, (one + 1) * _AT_ONCE - 1)) for one in rows.blocks]

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

    def rows_of(self, keys: Iterable[int]) -> list[int]:
        """Return in which rows invoices stand; those that are in none are left out."""
        wanted = set(keys)
        return [row for row, key in enumerate(self._ids) if key in wanted] if wanted else []

    def at(self, row: int) -> T | None:
        """Return what is known of a row; loads the rows around it where they are not at hand."""
        number = row // _AT_ONCE
        self._see(number)
        block = self._blocks.get(number)
        if block is None:
            block = dict(self._load(_of_block(self._ids, number)))
            self._keep(number, block)
        else:
            self._blocks.move_to_end(number)
        return block.get(self._ids[row])

    def _see(self, number: int) -> None:
        self._sight[number] = None
        self._sight.move_to_end(number)
        if len(self._sight) > _IN_SIGHT:
            self._sight.popitem(last=False)

    def _keep(self, number: int, block: dict[int, T]) -> None:
        self._blocks[number] = block
        self._blocks.move_to_end(number)
        if len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)

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
