"""A page of Drive's feed of changes, sorted: what is in the folder, what left it, what reshapes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from invoice_desk.intake.drive.choice import SHARED, DriveChoice
from invoice_desk.intake.drive.client import Drive
from invoice_desk.intake.drive.files import File, found_of, is_folder, is_shortcut
from invoice_desk.intake.drive.walking import Tree, Walk
from invoice_desk.intake.faults import TryLater
from invoice_desk.intake.source import Found


@dataclass(frozen=True, slots=True)
class Place:
    """The watched folder. drive: the shared drive that it is in, "" for none: each has a feed of its own."""

    id: str
    drive: str


class Sorting:
    """Sorts one page of changes. is_torn: the folder itself changed its shape, so all is to be listed."""

    def __init__(self, drive: Drive, choice: DriveChoice, place: Place, tree: Tree) -> None:
        self._choice, self._place, self._tree = choice, place, tree
        self._walk = Walk(drive, choice, tree, [])
        self._gone: set[str] = set()
        self._elsewhere: set[str] = set()
        self.found: dict[str, Found] = {}
        self.is_torn = False

    @property
    def removed(self) -> tuple[str, ...]:
        """The ids of what is no longer in the folder, or never was."""
        return tuple(sorted((self._gone | self._elsewhere) - set(self.found)))

    def sort(self, changes: Iterable[tuple[str, File | None]]) -> None:
        """Sort the changes of a page, then walk through the folders that are new in it."""
        for key, file in dict(changes).items():
            self._sort_one(key, file)
            if self.is_torn:
                return
        while not self._walk.is_done:
            self._walk.next_page()
        self.found |= self._walk.found
        for key in self._gone:
            self.found.pop(key, None)

    def _sort_one(self, key: str, file: File | None) -> None:
        if key == self._place.id:
            self.is_torn |= file is None
            return
        linked = key in self._tree.links.values()
        parents = file.get("parents") if file else None
        inside = linked or self._is_inside(file, parents or ())
        if self._shapes(key, file, inside=inside, has_parents=bool(parents)):
            self.is_torn = True
        elif file is None:
            self._gone.add(key)
        elif not inside:
            if parents:
                self._elsewhere.add(key)
        elif is_folder(file):
            self._walk.add_folder(key)
        elif is_shortcut(file):
            found = self._walk.follow(file)
            self.found |= {found.id: found} if found else {}
        else:
            self.found[key] = found_of(file, self._choice)

    def _is_inside(self, file: File | None, parents: Iterable[str]) -> bool:
        """Whether a file lies in a folder of ours, or is shared, where all that is shared is watched."""
        is_shared = bool(file and file.get("sharedWithMeTime")) and self._place.id == SHARED
        return is_shared or bool(self._tree.folders.intersection(parents))

    def _shapes(self, key: str, file: File | None, *, inside: bool, has_parents: bool) -> bool:
        """Whether a folder or shortcut of ours is gone, and with it files that no change names."""
        if key not in self._tree.folders and key not in self._tree.links:
            return False
        return file is None or (has_parents and not inside)


def changes_in(answer: Mapping[str, Any]) -> Iterator[tuple[str, File | None]]:
    """Give the id and the file of each change, None for one that is deleted, hidden or in the bin."""
    changes = answer.get("changes")
    if not isinstance(changes, list):
        raise TryLater("Google Drive answered without a list of changes")
    for change in changes:
        key, file = change.get("fileId"), change.get("file")
        if key:  # a change of a shared drive itself names no file
            is_gone = change.get("removed") or not isinstance(file, dict) or file.get("trashed")
            yield str(key), None if is_gone else file
