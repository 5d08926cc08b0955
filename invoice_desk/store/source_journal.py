"""The journal of a source while it is synced: what was seen, waits, is gone, and is tried again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, insert, select, update

from invoice_desk.errors import Problem
from invoice_desk.invoice.filed import SETTLED, Duplicate, Sameness, State
from invoice_desk.store.change import Change, What
from invoice_desk.store.coding import problem_to_text
from invoice_desk.store.database import Connection
from invoice_desk.store.documents import is_untouched, set_aside, state_of
from invoice_desk.store.schema import documents, source_items
from invoice_desk.store.sources import Item, ItemState, item_of

_T = TypeVar("_T")
_AT_ONCE = 400
_OPEN = (ItemState.WAITING.value, ItemState.SET_ASIDE.value)
_LEFT_BEHIND = frozenset({State.NEW, State.FAILED})


@dataclass(frozen=True, slots=True)
class Seen:
    """One version of an item as a listing names it. refusal: why it is passed over, None if it is wanted."""

    item: str
    version: str
    name: str
    refusal: Problem | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """What a page of a listing brought. waiting: how many are new to the journal and to be fetched;
    taken: the ids of those that are on the desk already.
    """

    waiting: int
    taken: frozenset[str]


def note_seen(change: Change, source: int, seen: Sequence[Seen]) -> Noted:
    """Write what a listing names into the journal; what stands there already stays as it is.

    Earlier versions that still wait are given up for the newer one; what was gone and is there again
    is as it was before. What was passed over and is wanted now, because a person chose other kinds,
    waits; what waits and is no longer wanted is passed over.
    """
    waiting, taken = 0, set()
    for part in _parts(list({(one.item, one.version): one for one in seen}.values())):
        known = _known(change.connection, source, {one.item for one in part})
        new = [one for one in part if (one.item, one.version) not in known]
        _insert(change, source, new)
        waiting += sum(one.refusal is None for one in new)
        _give_up_older(change, source, [one for one in new if any(key[0] == one.item for key in known)])
        for one in part:
            row = known.get((one.item, one.version))
            if row is not None and _is_otherwise(row, one):
                waiting += _bring_back(change, row, one)
            if row is not None and row.document_id is not None:
                taken.add(one.item)
    return Noted(waiting, frozenset(taken))


def note_gone(change: Change, source: int, items: Iterable[str]) -> int:
    """Write down that items are no longer at the source; nothing of the desk is removed. Returns how many."""
    many = 0
    for part in _parts(list(items)):
        many += _set_gone(change, source, source_items.c.item.in_(part))
    return many


def note_all_gone_but(change: Change, source: int, seen: Collection[str]) -> int:
    """Write down that all items are gone that a complete listing did not name. Returns how many."""
    asked = select(source_items.c.item).where(
        source_items.c.source_id == source, source_items.c.state != ItemState.GONE.value
    )
    missing = {row.item for row in change.connection.execute(asked)} - set(seen)
    return note_gone(change, source, sorted(missing))


def waiting_items(connection: Connection, source: int) -> list[Item]:
    """Return what is to be fetched: those that failed least first, and of those the longest untouched."""
    columns = source_items.c
    asked = (
        select(source_items)
        .where(columns.source_id == source, columns.state == ItemState.WAITING.value)
        .order_by(columns.tries, columns.changed_at, columns.id)
    )
    return [item_of(row) for row in connection.execute(asked)]


def count_items(connection: Connection, source: int) -> dict[ItemState, int]:
    """Return how many items of a source stand where."""
    asked = (
        select(source_items.c.state, func.count().label("many"))
        .where(source_items.c.source_id == source)
        .group_by(source_items.c.state)
    )
    return {ItemState(row.state): row.many for row in connection.execute(asked)}


def count_arrived(connection: Connection, source: int) -> int:
    """Return how many files of a source came onto the desk, whether they are still at the source or not."""
    asked = select(func.count()).where(
        source_items.c.source_id == source, source_items.c.document_id.is_not(None)
    )
    return int(connection.execute(asked).scalar_one())


def retry(change: Change, source: int, items: Collection[str] = ()) -> int:
    """Let those be fetched again that were set aside, all or those of these ids. Returns how many."""
    columns = source_items.c
    which = [columns.source_id == source, columns.state == ItemState.SET_ASIDE.value]
    if items:
        which.append(columns.item.in_(list(items)))
    done = change.connection.execute(
        update(source_items)
        .where(*which)
        .values(state=ItemState.WAITING.value, tries=0, changed_at=change.at)
    )
    return done.rowcount


def touch(change: Change, source: int, item: str, version: str) -> None:
    """Put an item behind all others that wait, without a word against it."""
    columns = source_items.c
    change.connection.execute(
        update(source_items)
        .where(columns.source_id == source, columns.item == item, columns.version == version)
        .values(changed_at=change.at)
    )


def document_with_bytes(
    connection: Connection, source: int, sha256: str, *, item: str | None = None
) -> int | None:
    """Return the invoice that came from a source with these bytes, deleted or not; of one item, or of any."""
    which = [source_items.c.source_id == source, documents.c.sha256 == sha256]
    if item is not None:
        which.append(source_items.c.item == item)
    asked = (
        select(documents.c.id)
        .join(source_items, source_items.c.document_id == documents.c.id)
        .where(*which)
        .order_by(documents.c.id)
        .limit(1)
    )
    found = connection.execute(asked).scalar()
    return int(found) if found is not None else None


def note_new_version(change: Change, source: int, item: str, document: int) -> int | None:
    """Say of an invoice that it is a newer version of the item's last one; return which, None for none.

    The older one is set aside with a link to the newer, unless a person has said anything of it: then
    both stand, and the history of both says so.
    """
    columns = source_items.c
    asked = (
        select(columns.document_id)
        .join(documents, documents.c.id == columns.document_id)
        .where(columns.source_id == source, columns.item == item, columns.document_id < document)
        .where(~documents.c.is_deleted)
        .order_by(columns.document_id.desc())
        .limit(1)
    )
    older = change.connection.execute(asked).scalar()
    if older is None:
        return None
    change.tell(document, What.NEW_VERSION, old=str(older), new=str(document))
    change.tell(older, What.NEW_VERSION, old=str(older), new=str(document))
    if _is_left_behind(change.connection, older):
        set_aside(change, older, Duplicate(document, Sameness.VERSION))
    return int(older)


def _is_left_behind(connection: Connection, document: int) -> bool:
    state = state_of(connection, document)
    return state not in SETTLED and (state in _LEFT_BEHIND or is_untouched(connection, document))


def _known(connection: Connection, source: int, items: Collection[str]) -> dict[tuple[str, str], Any]:
    asked = select(source_items).where(source_items.c.source_id == source, source_items.c.item.in_(items))
    return {(row.item, row.version): row for row in connection.execute(asked)}


def _insert(change: Change, source: int, new: Sequence[Seen]) -> None:
    rows = [
        {
            "source_id": source,
            "item": one.item,
            "version": one.version,
            "name": one.name,
            "state": _state_of(one).value,
            "problem": problem_to_text(one.refusal) if one.refusal else None,
            "changed_at": change.at,
        }
        for one in new
    ]
    if rows:
        change.connection.execute(insert(source_items), rows)


def _give_up_older(change: Change, source: int, newer: Sequence[Seen]) -> None:
    columns = source_items.c
    for one in newer:
        change.connection.execute(
            update(source_items)
            .where(columns.source_id == source, columns.item == one.item, columns.version != one.version)
            .where(columns.state.in_(_OPEN))
            .values(state=ItemState.GONE.value, changed_at=change.at)
        )


def _is_otherwise(row: Any, seen: Seen) -> bool:  # noqa: ANN401 - a Row
    """Whether a version that the journal knows is there again, or wanted otherwise than before."""
    match ItemState(row.state):
        case ItemState.GONE:
            return True
        case ItemState.PASSED_OVER:
            return seen.refusal is None
        case ItemState.WAITING:
            return seen.refusal is not None
    return False


def _bring_back(change: Change, row: Any, seen: Seen) -> int:  # noqa: ANN401 - a Row
    """Let an item that is there again stand where it stood; return 1 for one that waits."""
    state = _state_of(seen) if row.document_id is None else ItemState.TAKEN
    refusal = seen.refusal if state is ItemState.PASSED_OVER else None
    change.connection.execute(
        update(source_items)
        .where(source_items.c.id == row.id)
        .values(
            state=state.value,
            tries=0,
            problem=problem_to_text(refusal) if refusal else None,
            changed_at=change.at,
        )
    )
    return int(state is ItemState.WAITING)


def _state_of(seen: Seen) -> ItemState:
    """Return where an item stands of which nothing is on the desk yet."""
    return ItemState.PASSED_OVER if seen.refusal else ItemState.WAITING


def _set_gone(change: Change, source: int, which: ColumnElement[bool]) -> int:
    done = change.connection.execute(
        update(source_items)
        .where(source_items.c.source_id == source, which, source_items.c.state != ItemState.GONE.value)
        .values(state=ItemState.GONE.value, changed_at=change.at)
    )
    return done.rowcount


def _parts(items: Sequence[_T]) -> Iterable[Sequence[_T]]:
    for at in range(0, len(items), _AT_ONCE):
        yield items[at : at + _AT_ONCE]
