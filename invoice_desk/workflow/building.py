"""The sources of a desk made ready to be asked, each with its secret from the vault."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import cast

from invoice_desk.intake.blobs import Blobs, Container
from invoice_desk.intake.buckets import Bucket, Objects
from invoice_desk.intake.faults import SignInNeeded
from invoice_desk.intake.folders import Folder, Watched
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.pacing import Sleep
from invoice_desk.intake.secrets import Vault
from invoice_desk.intake.source import Source
from invoice_desk.intake.urls import Links
from invoice_desk.intake.web import Rules, Web
from invoice_desk.store.sources import Source as Known
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import (
    BlobChoice,
    BucketChoice,
    Choice,
    FolderChoice,
    Kind,
    UrlChoice,
    WebChoice,
    choice_of,
)

Builder = Callable[[Desk, Choice, Secret, Sleep | None], Source]
_MEGABYTE = 1024 * 1024


def build_source(desk: Desk, known: Known, vault: Vault, *, sleep: Sleep | None = None) -> Source:
    """Return a source that can be asked. Raises BadSetting, SignInNeeded, MissingPart."""
    choice = choice_of(known)
    return BUILDERS[known.kind](desk, choice, _secret_of(known, choice, vault), sleep)


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


def _folder(desk: Desk, choice: Choice, _secret: Secret, sleep: Sleep | None) -> Source:
    chosen = cast("FolderChoice", choice)
    root = desk.store.folder.root
    return Folder(Watched(chosen.path, chosen.is_deep, chosen.move_to, root), sleep=sleep)


def _links(_desk: Desk, choice: Choice, secret: Secret, _sleep: Sleep | None) -> Source:
    chosen = cast("UrlChoice", choice)
    links = [Secret(one) for one in json.loads(secret.reveal())] if secret else map(Secret, chosen.links)
    return Links(list(links), _web(chosen), most_bytes=chosen.most_megabytes * _MEGABYTE)


def _blobs(_desk: Desk, choice: Choice, secret: Secret, _sleep: Sleep | None) -> Source:
    chosen = cast("BlobChoice", choice)
    return Blobs(Container(chosen.url, secret, chosen.prefix, chosen.listing), _web(chosen))


def _bucket(_desk: Desk, choice: Choice, secret: Secret, _sleep: Sleep | None) -> Source:
    chosen = cast("BucketChoice", choice)
    pair = json.loads(secret.reveal()) if secret else {"key": "", "secret": ""}
    where = (chosen.bucket, chosen.prefix, chosen.endpoint, chosen.region)
    return Objects(Bucket(*where, pair["key"], Secret(pair["secret"])))


def _web(choice: WebChoice) -> Web:
    return Web(Rules(is_http_allowed=choice.is_http_allowed, is_private_allowed=choice.is_private_allowed))


BUILDERS: dict[str, Builder] = {
    Kind.FOLDER: _folder,
    Kind.URL: _links,
    Kind.BLOB: _blobs,
    Kind.S3: _bucket,
}
"""By kind, what makes a source that can be asked."""
