"""The one protocol of all sources: list what has changed since a state, and fetch one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from invoice_desk.errors import Problem

State = Mapping[str, Any]
"""How far a source is listed, as JSON that only the source understands; {} is the very beginning."""

Report = Callable[[int], None]
"""Told after each piece of a file how many bytes came. It may wait (bandwidth), and raises Stopped to end."""


@dataclass(frozen=True, slots=True)
class Found:
    """One version of one file of a source.

    id: by which the source knows it for ever; version: another one for other bytes, "" where there
    is none (ETag, MD5, size and time); name: what people call it there, never to be trusted nor made
    a path; size in bytes, None where the listing does not say; kind: its media type or ending, "";
    details: what else `fetch` needs, no secret among it; refusal: why it is passed over, None for
    one that is to be fetched.
    """

    id: str
    version: str
    name: str
    size: int | None = None
    kind: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    refusal: Problem | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of what has changed. state: to go on from, once what the page says is in the journal.

    removed: the ids of files that are no longer there; is_complete: said on the last page where the
    pages of this call together named all that is there, so what none of them named is gone.
    has_more_soon: something is not ready yet, such as a file that still grows: look again soon.
    """

    found: tuple[Found, ...]
    state: State
    removed: tuple[str, ...] = ()
    is_complete: bool = False
    has_more_soon: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that came. name: a better one than the listing's, where the answer says one."""

    name: str


class Source(Protocol):
    """A place that invoices come from. Of one thread at a time; every method raises the kin of SourceFault.

    has_own_ids: an id stays with its file through renames, so other bytes under it are a new version
    of the same invoice. Where it is false, as for paths of a folder, the bytes tell a file from another:
    what came once does not come again under another name.
    """

    @property
    def has_own_ids(self) -> bool:
        """Whether an id stays with its file whatever it is called."""
        ...

    def list_changes(self, state: State) -> Iterator[Listing]:
        """Give what has changed since `state`, page by page; a repeated change does no harm.

        Raises StateRefused where the state cannot be used; then {} lists all again.
        """
        ...

    def look_up(self, item: str) -> Found:
        """Return what a file of an earlier round is now. Raises Gone."""
        ...

    def fetch(self, found: Found, target: Path, report: Report) -> Fetched:
        """Bring a file's bytes into `target`, whole and checked by size and hash where they are known.

        What an earlier call left in `target` may be gone on with, where the source can prove that it
        is of the same version. Raises TryLater, Gone, BadItem, NotWritten, or what `report` raises.
        """
        ...

    def settle(self, found: Found) -> None:
        """Do at the source what is to be done once a file is safe on the desk, such as moving it away."""
        ...

    def close(self) -> None:
        """Give back what the source holds, such as connections."""
        ...
