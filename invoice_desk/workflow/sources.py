"""The sources of a desk added, listed, paused, retried and removed, with their secrets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from invoice_desk.errors import BadSetting, Problem
from invoice_desk.intake.hiding import Secret
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
from invoice_desk.workflow.source_drafts import (
    Added,
    add_draft,
    bucket_draft,
    container_draft,
    folder_draft,
    links_draft,
)
from invoice_desk.workflow.sync_rhythm import Rhythm
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


def add_folder(
    desk: Desk, name: str, path: Path, rhythm: Rhythm, *, is_deep: bool = True, move_to: Path | None = None
) -> Added:
    """Watch a folder. Raises BadSetting where it is none, or the desk's own."""
    draft = folder_draft(desk, path, rhythm, is_deep=is_deep, move_to=move_to)
    return add_draft(desk, user_vault(), name, draft)


def add_links(
    desk: Desk,
    vault: Vault,
    name: str,
    text: str,
    rhythm: Rhythm,
    *,
    is_http_allowed: bool = False,
    is_private_allowed: bool = False,
    most_megabytes: int = 200,
) -> Added:
    """Add links to pictures and PDFs; where one has a query, all go to the vault. Raises BadSetting."""
    draft = links_draft(
        text,
        rhythm,
        is_http_allowed=is_http_allowed,
        is_private_allowed=is_private_allowed,
        most_megabytes=most_megabytes,
    )
    return add_draft(desk, vault, name, draft)


def add_container(
    desk: Desk,
    vault: Vault,
    name: str,
    url: str,
    rhythm: Rhythm,
    *,
    sas: Secret | None = None,
    prefix: str = "",
    listing: Path | None = None,
    is_http_allowed: bool = False,
    is_private_allowed: bool = False,
) -> Added:
    """Add an Azure container. url: of the container, its SAS may stand in it; "" takes a saved listing's own.

    Raises BadSetting, BadItem.
    """
    draft = container_draft(
        url,
        rhythm,
        sas=sas,
        prefix=prefix,
        listing=listing,
        is_http_allowed=is_http_allowed,
        is_private_allowed=is_private_allowed,
    )
    return add_draft(desk, vault, name, draft)


def add_bucket(
    desk: Desk, vault: Vault, name: str, choice: BucketChoice, *, key: str = "", secret: Secret | None = None
) -> Added:
    """Add an S3 bucket. key, secret: its access key, "" and None for the one that boto3 finds itself.

    Raises BadSetting, MissingPart where boto3 is not installed.
    """
    return add_draft(desk, vault, name, bucket_draft(choice, key=key, secret=secret))


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
