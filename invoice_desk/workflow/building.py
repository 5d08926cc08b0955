"""The sources of a desk made ready to be asked, each with its secret from the vault."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from invoice_desk.intake.blobs import Blobs, Container
from invoice_desk.intake.buckets import Bucket, Objects
from invoice_desk.intake.faults import SignInNeeded
from invoice_desk.intake.folders import Folder, Watched
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.pacing import Sleep, sleeping
from invoice_desk.intake.secrets import Vault
from invoice_desk.intake.source import Source
from invoice_desk.intake.urls import Links
from invoice_desk.intake.web import Rules, Web
from invoice_desk.progress import IsStopped, never_stopped
from invoice_desk.store.sources import Source as Known
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.drive_accounts import open_account
from invoice_desk.workflow.source_choices import (
    BlobChoice,
    BucketChoice,
    Choice,
    DriveFolderChoice,
    FolderChoice,
    Kind,
    UrlChoice,
    WebChoice,
    choice_of,
)

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Given:
    """What a source is made with, besides what was chosen of it. secret: its own, empty where it has none;
    is_stopped: ends what it waits for.
    """

    desk: Desk
    secret: Secret
    vault: Vault
    is_stopped: IsStopped = never_stopped

    @property
    def sleep(self) -> Sleep:
        """Waits, until one stops."""
        return sleeping(self.is_stopped)


Builder = Callable[[Choice, Given], Source]


def build_source(desk: Desk, known: Known, vault: Vault, *, is_stopped: IsStopped = never_stopped) -> Source:
    """Return a source that can be asked. Raises BadSetting, SignInNeeded, MissingPart."""
    choice = choice_of(known)
    return BUILDERS[known.kind](choice, Given(desk, _secret_of(known, choice, vault), vault, is_stopped))


def _secret_of(known: Known, choice: Choice, vault: Vault) -> Secret:
    """Return what the vault keeps for a source, an empty secret where it needs none. Raises SignInNeeded."""
    if not choice.secret:
        return Secret("")
    found = vault.get(choice.secret)
    if found is None:
        raise SignInNeeded(
            "its key is no longer kept on this machine",
            where=known.name,
            remedy="remove the source and add it again with its key",
        )
    return found


def _folder(choice: Choice, given: Given) -> Source:
    chosen = cast("FolderChoice", choice)
    root = given.desk.store.folder.root
    return Folder(Watched(chosen.path, chosen.is_deep, chosen.move_to, root), sleep=given.sleep)


def _links(choice: Choice, given: Given) -> Source:
    chosen, secret = cast("UrlChoice", choice), given.secret
    links = [Secret(one) for one in json.loads(secret.reveal())] if secret else map(Secret, chosen.links)
    return Links(list(links), _web(chosen, given), most_bytes=chosen.most_megabytes * _MEGABYTE)


def _blobs(choice: Choice, given: Given) -> Source:
    chosen = cast("BlobChoice", choice)
    return Blobs(Container(chosen.url, given.secret, chosen.prefix, chosen.listing), _web(chosen, given))


def _bucket(choice: Choice, given: Given) -> Source:
    chosen, secret = cast("BucketChoice", choice), given.secret
    pair = json.loads(secret.reveal()) if secret else {"key": "", "secret": ""}
    where = (chosen.bucket, chosen.prefix, chosen.endpoint, chosen.region)
    return Objects(Bucket(*where, pair["key"], Secret(pair["secret"])), is_stopped=given.is_stopped)


def _drive(choice: Choice, given: Given) -> Source:
    chosen = cast("DriveFolderChoice", choice)
    drive = open_account(chosen.account, given.desk.settings, given.vault, is_stopped=given.is_stopped)
    from invoice_desk.intake.drive.source import DriveSource  # loads Google's libraries, which are there now

    return DriveSource(drive, chosen)


def _web(choice: WebChoice, given: Given) -> Web:
    rules = Rules(is_http_allowed=choice.is_http_allowed, is_private_allowed=choice.is_private_allowed)
    return Web(rules, is_stopped=given.is_stopped)


BUILDERS: dict[str, Builder] = {
    Kind.FOLDER: _folder,
    Kind.URL: _links,
    Kind.BLOB: _blobs,
    Kind.S3: _bucket,
    Kind.DRIVE: _drive,
}
"""By kind, what makes a source that can be asked."""
