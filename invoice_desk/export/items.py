"""What is exported: a record with what the desk knows of it, and what came of the export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from invoice_desk.invoice.record import Record


@dataclass(frozen=True, slots=True)
class Item:
    """One invoice of the desk.

    id: the desk's id of the document, never empty, one for each document: exports tell invoices
    apart by it; state: the desk's word for where it stands, such as accepted; original: the kept
    file, None where there is none; crops: field name to the PNG of what was read;
    duplicate_of: the id of the first of its kind, or "".
    """

    record: Record
    id: str
    state: str
    original: Path | None = None
    crops: Mapping[str, Path] = field(default_factory=dict)
    duplicate_of: str = ""

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ValueError("an item without an id could be exported twice")


@dataclass(frozen=True, slots=True)
class Written:
    """What an export came to.

    added: invoices written; already_there: invoices whose id stood there, or came a second time,
    and was left as it is; links_left_out: links that were more than Excel bears in one sheet, or longer.
    """

    added: int
    already_there: int = 0
    links_left_out: int = 0


class Known:
    """Counts invoices, and lets none through twice."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._twice = 0

    @property
    def written(self) -> Written:
        """What has come of it so far."""
        return Written(len(self._ids), self._twice)

    def new(self, items: Iterable[Item]) -> Iterator[Item]:
        """Give each of `items` once."""
        for item in items:
            if item.id in self._ids:
                self._twice += 1
            else:
                self._ids.add(item.id)
                yield item
