"""What a person chose of each kind of source, as the desk keeps it; no secret is ever among it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from invoice_desk.errors import BadSetting
from invoice_desk.intake.drive.choice import DriveChoice
from invoice_desk.store.sources import Source as Known
from invoice_desk.workflow.sync_rhythm import Rhythm


class Kind(StrEnum):
    """The kinds of sources."""

    FOLDER = "folder"
    URL = "url"
    BLOB = "blob"
    S3 = "s3"
    DRIVE = "drive"


class Choice(BaseModel):
    """What all kinds have. secret: under which key the vault keeps what must not be seen, "" for nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rhythm: Rhythm = Rhythm()
    secret: str = ""


class FolderChoice(Choice):
    """A watched folder. is_deep: subfolders too; move_to: where taken files go, None leaves them there."""

    path: Path
    is_deep: bool = True
    move_to: Path | None = None


class WebChoice(Choice):
    """What sources over HTTP may do."""

    is_http_allowed: bool = False
    is_private_allowed: bool = False


class UrlChoice(WebChoice):
    """Links. links: as they may be shown, without queries; the whole ones are in the vault."""

    links: tuple[str, ...]
    most_megabytes: Annotated[int, Field(ge=1, le=2048)] = 200


class BlobChoice(WebChoice):
    """An Azure container. url: without the SAS; listing: a saved XML file in place of the server's."""

    url: str
    prefix: str = ""
    listing: Path | None = None


class BucketChoice(Choice):
    """An S3 bucket; the access key is in the vault, or boto3 finds one."""

    bucket: Annotated[str, Field(min_length=1)]
    prefix: str = ""
    endpoint: str = ""
    region: str = ""


class DriveFolderChoice(DriveChoice, Choice):
    """A folder of Google Drive. What opens its account is in the vault, under the account's key.

    email: whose account it is, as a person knows it.
    """

    email: str = ""


CHOICES: dict[str, type[Choice]] = {
    Kind.FOLDER: FolderChoice,
    Kind.URL: UrlChoice,
    Kind.BLOB: BlobChoice,
    Kind.S3: BucketChoice,
    Kind.DRIVE: DriveFolderChoice,
}
"""By kind, what is chosen of a source; a new kind is added here and to `building.BUILDERS`."""


def choice_of(known: Known) -> Choice:
    """Return what was chosen of a source. Raises BadSetting for a kind or settings of another version."""
    kind = CHOICES.get(known.kind)
    if kind is None:
        raise BadSetting(
            f"this version knows no source of the kind {known.kind!r}", where=known.name, remedy="update it"
        )
    try:
        return kind.model_validate(known.settings)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise BadSetting(
            f"its settings are not right: {place}: {first['msg']}",
            where=known.name,
            remedy="remove the source and add it again",
        ) from None
