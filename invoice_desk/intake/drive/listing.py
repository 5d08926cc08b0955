"""What is new in a watched folder: first all of it, then Drive's feed of changes, now and then all again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from invoice_desk.intake.drive.choice import SHARED, DriveChoice
from invoice_desk.intake.drive.client import Drive
from invoice_desk.intake.drive.files import CHANGE_FIELDS, is_folder
from invoice_desk.intake.drive.sorting import Place, Sorting, changes_in
from invoice_desk.intake.drive.walking import PAGE, Tree, Walk, get_file
from invoice_desk.intake.faults import BadItem, Gone, StateRefused, TryLater
from invoice_desk.intake.source import Listing, State

Now = Callable[[], datetime]

_TOKEN_HOLDS = timedelta(hours=1)  # of a listing; Drive's documents say several hours


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A state: up to where the feed is read, what belongs to the folder, and when all was listed last."""

    token: str
    place: Place
    tree: Tree
    listed_at: datetime


class Lister:
    """Lists one watched folder. Of one thread at a time."""

    def __init__(self, drive: Drive, choice: DriveChoice, now: Now = utc_now) -> None:
        self._drive, self._choice, self._now = drive, choice, now
        self._full: _Full | None = None

    def list_changes(self, state: State) -> Iterator[Listing]:
        """Give what has changed since `state`, page by page. Raises the kin of SourceFault, StateRefused."""
        kept = self._read(state)
        if kept is None or not timedelta() <= self._now() - kept.listed_at < self._full_every:
            yield from self._all(state)
        else:
            yield from self._since(kept, state)

    @property
    def _full_every(self) -> timedelta:
        return timedelta(seconds=self._choice.full_every)

    def _all(self, state: State) -> Iterator[Listing]:
        """Give all that is there. After a fault it goes on where it was: so a large folder has an end."""
        full = self._full_now()
        page = tuple(full.walk.found.values())
        while not full.walk.is_done:
            if page:
                yield Listing(page, state)
            page = full.walk.next_page()
        self._full = None
        kept = _Kept(full.token, full.place, full.walk.tree, full.begun)
        yield Listing(page, self._state(kept), is_complete=not full.walk.is_incomplete)

    def _full_now(self) -> _Full:
        """Return the listing that was broken off a moment ago, or begin one.

        The feed's token is taken before, so that what changes meanwhile is seen twice and not lost.
        """
        full = self._full
        if full is not None and timedelta() <= self._now() - full.begun < _TOKEN_HOLDS:
            return full
        place = self._place()
        of = {"driveId": place.drive} if place.drive else {}
        answer = self._drive.ask(
            lambda drive: drive.changes().getStartPageToken(
                supportsAllDrives=True, fields="startPageToken", **of
            ),
            where=self._choice.name,
        )
        token = str(answer.get("startPageToken") or "")
        if not token:
            raise TryLater("Google Drive gave no place to go on from", where=self._choice.name)
        walk = Walk(self._drive, self._choice, Tree({place.id}), [place.id])
        self._full = _Full(place, token, walk, self._now())
        return self._full

    def _place(self) -> Place:
        """Look at the watched folder itself: an empty listing proves nothing. Raises Gone.

        What others share is no folder that could be looked at; it is always there.
        """
        if self._choice.folder == SHARED:
            return Place(SHARED, "")
        folder = get_file(
            self._drive,
            self._choice.folder,
            where=self._choice.name or self._choice.folder,
            fields="id,mimeType,trashed,driveId",
        )
        if folder.get("trashed") or not is_folder(folder):
            raise Gone(
                "the watched folder lies in the bin" if folder.get("trashed") else "is no folder",
                where=self._choice.name or self._choice.folder,
                remedy="take it out of the bin in Google Drive, or choose another folder",
            )
        return Place(str(folder["id"]), str(folder.get("driveId") or ""))

    def _since(self, kept: _Kept, state: State) -> Iterator[Listing]:
        """Give what the feed says. Each page leads to one that was not yet there."""
        is_last, behind = False, {kept.token}
        while not is_last:
            answer = self._changes(kept)
            tree = Tree(set(kept.tree.folders), dict(kept.tree.links))
            sorting = Sorting(self._drive, self._choice, kept.place, tree)
            sorting.sort(changes_in(answer))
            if sorting.is_torn:
                yield from self._all(state)
                return
            is_last = not answer.get("nextPageToken")
            token = str(answer.get("nextPageToken") or answer.get("newStartPageToken") or "")
            if not token or (token in behind and not is_last):
                raise TryLater("Google's list of changes has no end", where=self._choice.name)
            behind.add(token)
            kept = _Kept(token, kept.place, tree, kept.listed_at)
            state = self._state(kept)
            yield Listing(tuple(sorting.found.values()), state, removed=sorting.removed)

    def _changes(self, kept: _Kept) -> Mapping[str, Any]:
        """Ask for one page of changes. Raises StateRefused where Drive does not take the token."""
        of = {"driveId": kept.place.drive} if kept.place.drive else {}
        try:
            return self._drive.ask(
                lambda drive: drive.changes().list(
                    pageToken=kept.token,
                    fields=CHANGE_FIELDS,
                    pageSize=PAGE,
                    spaces="drive",
                    includeRemoved=True,
                    supportsAllDrives=True,
                    includeItemsFromAllDrives=True,
                    **of,
                ),
                where=self._choice.name,
            )
        except (BadItem, Gone) as fault:
            raise StateRefused(
                "Google Drive does not take the place to go on from; all is listed again",
                where=self._choice.name,
            ) from fault

    def _state(self, kept: _Kept) -> State:
        return {
            "of": self._of,
            "token": kept.token,
            "folder": kept.place.id,
            "drive": kept.place.drive,
            "folders": sorted(kept.tree.folders),
            "links": dict(sorted(kept.tree.links.items())),
            "listed_at": kept.listed_at.isoformat(),
        }

    def _read(self, state: State) -> _Kept | None:
        """Return a state that `_state` made of this choice, None for any other."""
        try:
            if state["of"] != self._of:
                return None
            tree = Tree(set(state["folders"]), dict(state["links"]))
            place = Place(state["folder"], state["drive"])
            return _Kept(state["token"], place, tree, datetime.fromisoformat(state["listed_at"]))
        except (KeyError, ValueError, TypeError):
            return None

    @property
    def _of(self) -> list[Any]:
        """What a state must have been made for: another folder is another listing."""
        choice = self._choice
        return [
            choice.account,
            choice.folder,
            choice.with_subfolders,
            sorted(one.value for one in choice.kinds),
        ]


@dataclass
class _Full:
    """A full listing while it lasts."""

    place: Place
    token: str
    walk: Walk
    begun: datetime
