"""The values of a record in the order in which a person walks through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from invoice_desk.desktop.words.filling import isolated
from invoice_desk.invoice.record import Check, Entry, Record
from invoice_desk.store.corrections import Spot

YES, NO = "yes", "no"  # what workflow.reviewing understands as a ticked and an empty box


class Mark(Enum):
    """How a value stands: certain, in doubt, a person's, or typed and not kept yet."""

    SURE = auto()
    DOUBT = auto()
    TYPED = auto()
    DRAFT = auto()


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of the list: where it is, its entry, and the heading it stands under, "" for none."""

    spot: Spot
    entry: Entry
    heading: str = ""

    @property
    def mark(self) -> Mark:
        """How the value stands."""
        if self.entry.is_settled:
            return Mark.TYPED if self.entry.correction is not None else Mark.SURE
        return Mark.DOUBT if self.entry.is_doubtful else Mark.SURE


def values_of(record: Record) -> tuple[Shown, ...]:
    """Return all values of a record: its fields, then the cells of its tables, line by line."""
    fields = (Shown(Spot(entry.field.name), entry) for entry in record.entries)
    return (*fields, *_cells_of(record))


def _cells_of(record: Record) -> Iterator[Shown]:
    titles = {field.name: field.title for field in record.template.fields}
    for name, rows in record.tables.items():
        for line, row in enumerate(rows, start=1):
            heading = f"{isolated(titles.get(name, name))} · {line}"  # so the number stays behind it
            for column, entry in row.items():
                yield Shown(Spot(name, line, column), entry, heading)


def index_of(values: Sequence[Shown], spot: Spot | None) -> int | None:
    """Return the place of a spot among the values, None where it is not there."""
    return next((at for at, one in enumerate(values) if one.spot == spot), None)


def next_open(values: Sequence[Shown], after: Spot | None) -> Spot | None:
    """Return the next value that a person has still to look at, begun anew at the end; None for none."""
    at = index_of(values, after)
    start = 0 if at is None else at + 1
    ring = (*values[start:], *values[:start])
    return next((one.spot for one in ring if one.entry.is_open), None)


def step(values: Sequence[Shown], spot: Spot | None, by: int) -> Spot | None:
    """Return the value `by` places further, None beyond either end."""
    at = index_of(values, spot)
    to = at + by if at is not None else 0
    return values[to].spot if 0 <= to < len(values) else None


def failed_checks(record: Record, spot: Spot) -> tuple[Check, ...]:
    """Return the checks that fail and are about this value's field."""
    return tuple(check for check in record.checks if not check.ok and spot.field in check.fields)
