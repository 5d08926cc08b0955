"""What a person chose of a Drive: which folder, with its subfolders or not, and which kinds of files."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class FileKind(StrEnum):
    """Kinds of files that can be chosen."""

    PDF = "pdf"
    IMAGE = "image"
    GOOGLE = "google"  # its documents and sheets, as PDF


ROOT = "root"
"""What Drive calls the top of My Drive."""


SHARED = "shared-with-me"
"""What stands for all that others share with the account; Drive has no folder for it."""


class DriveChoice(BaseModel):
    """The settings of a source of this kind; nothing of it is secret.

    account: the key of an account; folder: its id; name: what it is called, for messages; full_every:
    seconds after which all is listed again, as a net under the changes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    account: str
    folder: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[\w-]+$")] = ROOT
    name: str = ""
    with_subfolders: bool = True
    kinds: frozenset[FileKind] = frozenset(FileKind)
    full_every: Annotated[int, Field(ge=60, le=30 * 24 * 3600)] = 24 * 3600
