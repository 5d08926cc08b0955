"""The sources of a desk added, listed, paused, retried and removed, with their secrets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from invoice_desk.errors import BadSetting, DeskError, Problem
from invoice_desk.intake.blobs import base_in, split_url
from invoice_desk.intake.hiding import Secret, redacted
from invoice_desk.intake.secrets import Place, Vault, new_key, open_vault
from invoice_desk.intake.urls import links_in
from invoice_desk.store.source_journal import count_items
from invoice_desk.store.sources import (
    Item,
    ItemState,
    add_source,
    all_sources,
    find_source,
    items_of,
    remove_source,
    set_active,
)
from invoice_desk.store.sources import Source as Known
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import settings_path
from invoice_desk.workflow.source_choices import (
    BlobChoice,
    BucketChoice,
    Choice,
    DriveFolderChoice,
    FolderChoice,
    Kind,
    UrlChoice,
    choice_of,
)
from invoice_desk.workflow.sync_rhythm import Rhythm
from invoice_desk.workflow.sync_state import state_from_json
from invoice_desk.workflow.syncing import try_again

_NO_COUNTS: Mapping[ItemState, int] = {}


@dataclass(frozen=True, slots=True)
class Added:
    """A source that was added. place: where its secret is kept, None where it has none."""

    id: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class Status:
    """How a source stands. place: what is asked, as it may be shown; problem: of the last round."""

    id: int
    name: str
    kind: str
    place: str
    is_active: bool
    synced: datetime | None
    counts: Mapping[ItemState, int]
    problem: Problem | None
    set_aside: Sequence[Item] = ()


def user_vault() -> Vault:
    """Return where this user's secrets are kept."""
    return open_vault(settings_path().parent)


def add_folder(
    desk: Desk, name: str, path: Path, rhythm: Rhythm, *, is_deep: bool = True, move_to: Path | None = None
) -> Added:
    """Watch a folder. Raises BadSetting where it is none, or the desk's own."""
    place = path.expanduser().absolute()
    if not place.is_dir():
        raise BadSetting("is no folder", where=place, remedy="name a folder that is there")
    own = desk.store.folder.root.resolve()
    if place.resolve().is_relative_to(own):
        raise BadSetting("is the desk's own folder", where=place, remedy="watch another folder")
    target = move_to.expanduser().absolute() if move_to is not None else None
    if target is not None and target.resolve() == place.resolve():
        raise BadSetting("is the watched folder itself", where=target, remedy="move files to another folder")
    choice = FolderChoice(rhythm=rhythm, path=place, is_deep=is_deep, move_to=target)
    return _add(desk, name, Kind.FOLDER, choice, None, None)


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
    links = links_in(text)
    shown = tuple(redacted(link.reveal()) for link in links)
    is_secret = any(seen != link.reveal() or "?" in seen for seen, link in zip(shown, links, strict=True))
    choice = UrlChoice(
        rhythm=rhythm,
        links=shown,
        is_http_allowed=is_http_allowed,
        is_private_allowed=is_private_allowed,
        most_megabytes=most_megabytes,
    )
    secret = Secret(json.dumps([link.reveal() for link in links])) if is_secret else None
    return _add(desk, name, Kind.URL, choice, secret, vault)


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
    saved = listing.expanduser().absolute() if listing is not None else None
    if not url and saved is not None:
        url = base_in(saved)
    place, in_url = split_url(url)
    key = Secret(sas.reveal().strip().lstrip("?")) if sas else in_url
    choice = BlobChoice(
        rhythm=rhythm,
        url=place,
        prefix=prefix,
        listing=saved,
        is_http_allowed=is_http_allowed,
        is_private_allowed=is_private_allowed,
    )
    return _add(desk, name, Kind.BLOB, choice, key or None, vault)


def add_bucket(
    desk: Desk, vault: Vault, name: str, choice: BucketChoice, *, key: str = "", secret: Secret | None = None
) -> Added:
    """Add an S3 bucket. key, secret: its access key, "" and None for the one that boto3 finds itself.

    Raises BadSetting, MissingPart where boto3 is not installed.
    """
    from invoice_desk.intake.buckets import Bucket, Objects

    if bool(key) != (secret is not None):
        raise BadSetting("an access key has two parts", remedy="give both, or neither")
    Objects(Bucket(choice.bucket, choice.prefix, choice.endpoint, choice.region)).close()
    pair = Secret(json.dumps({"key": key, "secret": secret.reveal()})) if secret is not None else None
    return _add(desk, name, Kind.S3, choice, pair, vault)


def _add(
    desk: Desk, name: str, kind: Kind, choice: Choice, secret: Secret | None, vault: Vault | None
) -> Added:
    """Keep a source, its secret first: a source without its secret could not be asked."""
    if not name.strip():
        raise BadSetting("a source needs a name", remedy="give one with --name")
    place = None
    if secret is not None and vault is not None:
        choice = choice.model_copy(update={"secret": new_key()})
        place = vault.put(choice.secret, secret)
    try:
        with desk.change() as change:
            key = add_source(change, name, kind.value, choice.model_dump(mode="json", exclude_defaults=True))
    except BaseException:
        if place is not None and vault is not None:
            with suppress(DeskError):
                vault.remove(choice.secret)
        raise
    return Added(key, place)


def remove(desk: Desk, vault: Vault, name: str) -> None:
    """Remove a source, its journal and its secret; its invoices stay. Raises BadSetting."""
    known = _find(desk, name)
    with desk.change() as change:
        remove_source(change, known.id)
    key = known.settings.get("secret", "")
    if key:
        vault.remove(str(key))


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


def statuses(desk: Desk) -> list[Status]:
    """Return how all sources stand, by name."""
    with desk.reading() as connection:
        return [
            _status(
                one,
                count_items(connection, one.id),
                [item for item in items_of(connection, one.id) if item.state is ItemState.SET_ASIDE],
            )
            for one in all_sources(connection)
        ]


def _status(known: Known, counts: Mapping[ItemState, int], aside: Sequence[Item]) -> Status:
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
