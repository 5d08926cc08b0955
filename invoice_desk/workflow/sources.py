"""The sources of a desk listed, renamed, paused, retried and removed, with their secrets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from invoice_desk.errors import BadSetting, Problem
from invoice_desk.intake.secrets import Vault, open_vault
from invoice_desk.store.database import Connection
from invoice_desk.store.source_journal import count_arrived, count_items
from invoice_desk.store.sources import (
    Item,
    ItemState,
    all_sources,
    find_source,
    items_of,
    remove_source,
    rename_source,
    set_active,
)
from invoice_desk.store.sources import Source as Known
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import settings_path
from invoice_desk.workflow.source_choices import (
    BlobChoice,
    BucketChoice,
    DriveFolderChoice,
    FolderChoice,
    UrlChoice,
    choice_of,
)
from invoice_desk.workflow.sync_state import state_from_json
from invoice_desk.workflow.syncing import try_again

_NO_COUNTS: Mapping[ItemState, int] = {}


@dataclass(frozen=True, slots=True)
class Status:
    """How a source stands. place: what is asked, as it may be shown; problem: of the last round.

    arrived: how many files came onto the desk, moved or deleted at the source since, or not.
    """

    id: int
    name: str
    kind: str
    place: str
    is_active: bool
    synced: datetime | None
    counts: Mapping[ItemState, int]
    problem: Problem | None
    set_aside: Sequence[Item] = ()
    arrived: int = 0


def user_vault() -> Vault:
    """Return where this user's secrets are kept."""
    return open_vault(settings_path().parent)


def remove(desk: Desk, vault: Vault, name: str) -> None:
    """Remove a source, its journal and its secret; its invoices stay. Raises BadSetting."""
    known = _find(desk, name)
    with desk.change() as change:
        remove_source(change, known.id)
    key = known.settings.get("secret", "")
    if key:
        vault.remove(str(key))


def rename(desk: Desk, name: str, new: str) -> None:
    """Give a source another name; its journal and its invoices go with it. Raises BadSetting."""
    known = _find(desk, name)
    with desk.change() as change:
        rename_source(change, known.id, new.strip())


def pause(desk: Desk, name: str) -> None:
    """Let a source rest until it is resumed. Raises BadSetting."""
    known = _find(desk, name)
    with desk.change() as change:
        set_active(change, known.id, is_active=False)


def resume(desk: Desk, name: str) -> None:
    """Let a source be synced again. Raises BadSetting."""
    known = _find(desk, name)
    with desk.change() as change:
        set_active(change, known.id, is_active=True)


def retry_source(desk: Desk, name: str) -> int:
    """Let what was set aside be fetched again; return how many files that are. Raises BadSetting."""
    return try_again(desk, _find(desk, name))


def statuses(desk: Desk, *, has_items: bool = True) -> list[Status]:
    """Return how all sources stand, by name. has_items: with what was set aside, file by file."""
    with desk.reading() as connection:
        return [
            _status(
                one,
                count_items(connection, one.id),
                _aside(connection, one) if has_items else (),
                count_arrived(connection, one.id),
            )
            for one in all_sources(connection)
        ]


def _aside(connection: Connection, known: Known) -> list[Item]:
    return [item for item in items_of(connection, known.id) if item.state is ItemState.SET_ASIDE]


def _status(known: Known, counts: Mapping[ItemState, int], aside: Sequence[Item], arrived: int) -> Status:
    return Status(
        known.id,
        known.name,
        known.kind,
        place_shown(known),
        known.is_active,
        known.synced,
        counts,
        state_from_json(known.state).problem,
        aside,
        arrived,
    )


def place_shown(known: Known) -> str:
    """Return what a source asks, as it may be shown: a folder, a link without its query, a container."""
    try:
        choice = choice_of(known)
    except BadSetting:
        return ""
    match choice:
        case FolderChoice():
            return str(choice.path)
        case UrlChoice():
            more = f" (+{len(choice.links) - 1})" if len(choice.links) > 1 else ""
            return f"{choice.links[0]}{more}"
        case BlobChoice():
            return choice.url if choice.listing is None else f"{choice.listing} ({choice.url})"
        case BucketChoice():
            return f"s3://{choice.bucket}/{choice.prefix}"
        case DriveFolderChoice():
            return f"{choice.email}: {choice.name or choice.folder}"
    return ""


def _find(desk: Desk, name: str) -> Known:
    with desk.reading() as connection:
        return find_source(connection, name)
