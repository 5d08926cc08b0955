"""A source as a person chose it, checked, before it is on the desk: looked into, added, or put in place."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from invoice_desk.errors import BadSetting, DeskError, Stopped
from invoice_desk.intake.blobs import base_in, split_url
from invoice_desk.intake.hiding import Secret, redacted
from invoice_desk.intake.secrets import Place, Vault, new_key, open_vault
from invoice_desk.intake.urls import links_in
from invoice_desk.progress import IsStopped, never_stopped
from invoice_desk.store.sources import add_source, find_source, keep_state, rename_source, set_settings
from invoice_desk.workflow.building import BUILDERS, Given
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import settings_path
from invoice_desk.workflow.source_choices import (
    BlobChoice,
    BucketChoice,
    Choice,
    FolderChoice,
    Kind,
    UrlChoice,
)
from invoice_desk.workflow.sync_rhythm import Rhythm

MOST_SHOWN = 200
"""So many files are named when a source is tried; more are not asked for."""


@dataclass(frozen=True, slots=True)
class Added:
    """A source that was added. place: where its secret is kept, None where it has none."""

    id: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen of a source. secret: what only the vault may hold, None for nothing."""

    kind: Kind
    choice: Choice
    secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a source has, as far as it was looked at. wanted: names; passed_over: how many are no invoices;
    has_more: it has more than were looked at; is_growing: a file is not ready yet.
    """

    wanted: tuple[str, ...]
    passed_over: int
    has_more: bool = False
    is_growing: bool = False


def folder_draft(
    desk: Desk, path: Path, rhythm: Rhythm, *, is_deep: bool = True, move_to: Path | None = None
) -> Draft:
    """Return a watched folder. Raises BadSetting where it is none, or the desk's own."""
    place = path.expanduser().absolute()
    if not place.is_dir():
        raise BadSetting("is no folder", where=place, remedy="name a folder that is there")
    own = desk.store.folder.root.resolve()
    if place.resolve().is_relative_to(own):
        raise BadSetting("is the desk's own folder", where=place, remedy="watch another folder")
    target = move_to.expanduser().absolute() if move_to is not None else None
    if target is not None and target.resolve() == place.resolve():
        raise BadSetting("is the watched folder itself", where=target, remedy="move files to another folder")
    return Draft(Kind.FOLDER, FolderChoice(rhythm=rhythm, path=place, is_deep=is_deep, move_to=target))


def links_draft(
    text: str,
    rhythm: Rhythm,
    *,
    is_http_allowed: bool = False,
    is_private_allowed: bool = False,
    most_megabytes: int = 200,
) -> Draft:
    """Return links to pictures and PDFs; where one has a query, all are a secret. Raises BadSetting."""
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
    return Draft(Kind.URL, choice, secret)


def container_draft(
    url: str,
    rhythm: Rhythm,
    *,
    sas: Secret | None = None,
    prefix: str = "",
    listing: Path | None = None,
    is_http_allowed: bool = False,
    is_private_allowed: bool = False,
) -> Draft:
    """Return an Azure container. url: its SAS may stand in it; "" takes a saved listing's own.

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
    return Draft(Kind.BLOB, choice, key or None)


def bucket_draft(choice: BucketChoice, *, key: str = "", secret: Secret | None = None) -> Draft:
    """Return an S3 bucket. key, secret: its access key, "" and None for the one that boto3 finds itself.

    Raises BadSetting, MissingPart where boto3 is not installed.
    """
    from invoice_desk.intake.buckets import Bucket, Objects

    if bool(key) != (secret is not None):
        raise BadSetting("an access key has two parts", remedy="give both, or neither")
    Objects(Bucket(choice.bucket, choice.prefix, choice.endpoint, choice.region)).close()
    pair = Secret(json.dumps({"key": key, "secret": secret.reveal()})) if secret is not None else None
    return Draft(Kind.S3, choice, pair)


def add_draft(desk: Desk, vault: Vault, name: str, draft: Draft) -> Added:
    """Keep a source, its secret first: a source without its secret could not be asked. Raises BadSetting."""
    if not name.strip():
        raise BadSetting("a source needs a name", remedy="give one with --name")

    def keep(choice: Choice) -> int:
        with desk.change() as change:
            return add_source(change, name, draft.kind.value, _kept(choice))

    place, key = _with_secret(vault, draft, keep)
    return Added(key, place)


def change_source(desk: Desk, vault: Vault, name: str, draft: Draft, *, called: str = "") -> Added:
    """Put other choices, and another secret where the draft has one, in place of a source's.

    called: another name for it, "" for the same.

    Its journal stays. The next round asks at once, whatever trouble there was. Raises BadSetting.
    """
    with desk.reading() as connection:
        known = find_source(connection, name)
    before = str(known.settings.get("secret", ""))

    def keep(choice: Choice) -> int:
        with desk.change() as change:
            if called:
                rename_source(change, known.id, called)
            set_settings(change, known.id, _kept(choice))
            keep_state(change, known.id, {"listing": known.state.get("listing", {})})
        return known.id

    place, key = _with_secret(vault, draft, keep, before=before)
    if before and draft.secret is not None:
        vault.remove(before)
    return Added(key, place)


def look_into(
    desk: Desk, draft: Draft, *, is_stopped: IsStopped = never_stopped, most: int = MOST_SHOWN
) -> Generator[Seen, None, None]:
    """List what a source would bring, and fetch nothing; yield what was seen, growing.

    Raises what a round would: SignInNeeded, RightsRefused, TryLater, MissingPart.
    """
    vault = open_vault(settings_path().parent)  # for a kind that lies there under another key than its own
    given = Given(desk, draft.secret or Secret(""), vault, is_stopped)
    source = BUILDERS[draft.kind](draft.choice, given)
    with closing(source):
        names: list[str] = []
        passed = 0
        for page in source.list_changes({}):
            if is_stopped():
                raise Stopped("stopped while a source was listed")
            wanted = [one.name for one in page.found if one.refusal is None]
            passed += len(page.found) - len(wanted)
            has_more = len(names) + len(wanted) > most
            names += islice(wanted, most - len(names))
            yield Seen(tuple(names), passed, has_more, page.has_more_soon)
            if has_more:
                return


def _kept(choice: Choice) -> dict[str, object]:
    return choice.model_dump(mode="json", exclude_defaults=True)


def _with_secret(
    vault: Vault, draft: Draft, keep: Callable[[Choice], int], *, before: str = ""
) -> tuple[Place | None, int]:
    """Keep a draft's secret, then the rest; where that fails, the secret is forgotten again."""
    choice, place = draft.choice.model_copy(update={"secret": before}), None
    if draft.secret is not None:
        choice = choice.model_copy(update={"secret": new_key()})
        place = vault.put(choice.secret, draft.secret)
    try:
        return place, keep(choice)
    except BaseException:
        if place is not None:
            with suppress(DeskError):
                vault.remove(choice.secret)
        raise
