"""The sources that invoices come from, how far each is synced, and the journal of what came in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from invoice_desk.errors import BadSetting, Problem
from invoice_desk.invoice.filed import Origin
from invoice_desk.store.change import Change, What
from invoice_desk.store.coding import dump, problem_from_text, problem_to_text
from invoice_desk.store.database import Connection, key_of
from invoice_desk.store.schema import documents, source_items, sources

_MAX_NAME = 200


class ItemState(StrEnum):
    """What became of an item of a source.

    WAITING is to be fetched; TAKEN is on the desk; SET_ASIDE was given up after its tries, and can be
    retried; PASSED_OVER is nothing for the desk, and the problem says why; GONE is no longer there, or
    not in this version: what of it is on the desk stays.
    """

    WAITING = "waiting"
    TAKEN = "taken"
    SET_ASIDE = "set aside"
    PASSED_OVER = "passed over"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Source:
    """A source. settings: what a person chose, no secret among it; state: how far it is synced."""

    id: int
    name: str
    kind: str
    settings: Mapping[str, Any]
    state: Mapping[str, Any]
    is_active: bool
    synced: datetime | None


@dataclass(frozen=True, slots=True)
class Item:
    """One version of one file of a source, as the journal knows it. tries: how often it failed."""

    item: str
    version: str
    name: str
    state: ItemState
    tries: int
    problem: Problem | None
    document: int | None


def add_source(change: Change, name: str, kind: str, settings: Mapping[str, Any]) -> int:
    """Add a source; return its key. Raises BadSetting where one has the name, or it is too long."""
    _check_name(change, name)
    values = {"name": name, "kind": kind, "settings": dump(dict(settings)), "state": "{}"}
    key = key_of(change.connection.execute(insert(sources).values(**values)))
    change.tell(None, What.SOURCE_CHANGED, subject=name, new=values["settings"])
    return key


def _check_name(change: Change, name: str) -> None:
    """Raise BadSetting for a name that no source may have now."""
    if not name.strip():
        raise BadSetting("a source needs a name", remedy="give one")
    if len(name) > _MAX_NAME:
        raise BadSetting(f"the name of a source has at most {_MAX_NAME} characters", remedy="shorten it")
    if change.connection.execute(select(sources.c.id).where(sources.c.name == name)).first() is not None:
        raise BadSetting(f"there is a source {name!r} already", remedy="choose another name")


def find_source(connection: Connection, name: str) -> Source:
    """Return a source by its name. Raises BadSetting where there is none."""
    found = next((one for one in all_sources(connection) if one.name == name), None)
    if found is None:
        raise BadSetting(f"there is no source {name!r}", remedy="invoice-desk sources list shows them")
    return found


def rename_source(change: Change, source: int, name: str) -> None:
    """Give a source another name, and its invoices with it. Raises BadSetting where one has the name."""
    row = change.connection.execute(select(sources.c.name).where(sources.c.id == source)).one()
    if row.name == name:
        return
    _check_name(change, name)
    change.connection.execute(update(sources).where(sources.c.id == source).values(name=name))
    change.connection.execute(
        update(documents)
        .where(documents.c.source_id == source, documents.c.origin == row.name)
        .values(origin=name)
    )
    change.tell(None, What.SOURCE_CHANGED, subject=name, old=row.name, new="renamed")


def set_active(change: Change, source: int, *, is_active: bool) -> None:
    """Let a source rest, or be synced again."""
    row = change.connection.execute(select(sources.c.name).where(sources.c.id == source)).one()
    change.connection.execute(update(sources).where(sources.c.id == source).values(is_active=is_active))
    new = "resumed" if is_active else "paused"
    change.tell(None, What.SOURCE_CHANGED, subject=row.name, new=new)


def set_settings(change: Change, source: int, settings: Mapping[str, Any]) -> None:
    """Change what a person chose for a source; no secret may stand among it."""
    row = change.connection.execute(select(sources).where(sources.c.id == source)).one()
    new = dump(dict(settings))
    change.connection.execute(update(sources).where(sources.c.id == source).values(settings=new))
    change.tell(None, What.SOURCE_CHANGED, subject=row.name, old=row.settings, new=new)


def remove_source(change: Change, source: int) -> None:
    """Remove a source and its journal. Its invoices stay, and still know its name."""
    row = change.connection.execute(select(sources).where(sources.c.id == source)).one()
    change.connection.execute(update(documents).where(documents.c.source_id == source).values(source_id=None))
    change.connection.execute(delete(source_items).where(source_items.c.source_id == source))
    change.connection.execute(delete(sources).where(sources.c.id == source))
    change.tell(None, What.SOURCE_CHANGED, subject=row.name, old=row.settings, new="removed")


def all_sources(connection: Connection) -> list[Source]:
    """Return all sources by name."""
    return [
        Source(
            row.id,
            row.name,
            row.kind,
            json.loads(row.settings),
            json.loads(row.state),
            row.is_active,
            row.synced_at,
        )
        for row in connection.execute(select(sources).order_by(sources.c.name))
    ]


def keep_sync_state(change: Change, source: int, state: Mapping[str, Any]) -> None:
    """Keep how far a source is synced, such as its page token, in the change that took the items in."""
    change.connection.execute(
        update(sources).where(sources.c.id == source).values(state=dump(dict(state)), synced_at=change.at)
    )


def keep_state(change: Change, source: int, state: Mapping[str, Any]) -> None:
    """Keep the state of a round that is not at its end: the time stays that of the last good one."""
    change.connection.execute(update(sources).where(sources.c.id == source).values(state=dump(dict(state))))


def note_taken(change: Change, origin: Origin, name: str, document: int) -> None:
    """Write into the journal that an item is on the desk. For origins of a source only."""
    _note(change, origin, name, state=ItemState.TAKEN, document_id=document, problem=None)


def note_failure(
    change: Change, origin: Origin, name: str, problem: Problem, *, most_tries: int
) -> ItemState:
    """Write down that an item could not be had; after `most_tries` it is set aside. Returns its state."""
    known = _find(change.connection, origin)
    tries = (known.tries if known is not None else 0) + 1
    state = ItemState.SET_ASIDE if tries >= most_tries else ItemState.WAITING
    _note(change, origin, name, state=state, tries=tries, problem=problem_to_text(problem))
    if state is ItemState.SET_ASIDE:
        change.tell(None, What.ITEM_SET_ASIDE, subject=origin.kind, new=f"{name}: {problem}")
    return state


def items_of(connection: Connection, source: int) -> list[Item]:
    """Return the journal of a source, in the order in which its items were first seen."""
    asked = select(source_items).where(source_items.c.source_id == source).order_by(source_items.c.id)
    return [item_of(row) for row in connection.execute(asked)]


def item_of(row: Row[Any]) -> Item:
    """Return the item of a row of the journal."""
    return Item(
        row.item,
        row.version,
        row.name,
        ItemState(row.state),
        row.tries,
        problem_from_text(row.problem),
        row.document_id,
    )


def _find(connection: Connection, origin: Origin) -> Any:  # noqa: ANN401 - a Row or None
    return connection.execute(select(source_items).where(*_key(origin))).first()


def _note(change: Change, origin: Origin, name: str, **values: Any) -> None:  # noqa: ANN401 - columns
    values |= {"name": name, "changed_at": change.at}
    values["state"] = values["state"].value
    if _find(change.connection, origin) is None:
        key = {"source_id": origin.source_id, "item": origin.item, "version": origin.version}
        change.connection.execute(insert(source_items).values(**key, **values))
    else:
        change.connection.execute(update(source_items).where(*_key(origin)).values(**values))


def _key(origin: Origin) -> tuple[Any, ...]:
    columns = source_items.c
    return (
        columns.source_id == origin.source_id,
        columns.item == origin.item,
        columns.version == origin.version,
    )
