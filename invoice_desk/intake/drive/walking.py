"""A walk through a folder and those below it, page by page, which goes on where it was after a fault."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from invoice_desk.intake.drive.choice import SHARED, DriveChoice
from invoice_desk.intake.drive.client import Drive
from invoice_desk.intake.drive.files import (
    FOLDER,
    GET_FIELDS,
    LIST_FIELDS,
    SHORTCUT,
    File,
    found_of,
    is_folder,
    is_shortcut,
    refused,
)
from invoice_desk.intake.faults import BadItem, Gone, TryLater
from invoice_desk.intake.source import Found

PAGE = 1000
"""How many files one request names at most; Drive's own limit."""

_FOLDERS_AT_ONCE = 25
_MOST_RESTARTS = 3


@dataclass
class Tree:
    """What belongs to the watched folder: ids of folders, and where shortcuts in them lead, by their id."""

    folders: set[str]
    links: dict[str, str] = field(default_factory=dict)


class Walk:
    """One walk while it lasts. A request that fails changes nothing: `next_page` asks the same again.

    found: all files so far by id, so a file that is reached twice is there once; is_incomplete: Drive says
    that it did not look everywhere, so what is missing may be there.
    """

    def __init__(self, drive: Drive, choice: DriveChoice, tree: Tree, begin: Iterable[str]) -> None:
        self._drive, self._choice, self.tree = drive, choice, tree
        self._waiting = deque(begin)
        self._first = frozenset(self._waiting)
        self._asked: list[str] = []
        self._token = ""
        self._behind: set[str] = set()
        self._restarts = 0
        self.found: dict[str, Found] = {}
        self.is_incomplete = False

    @property
    def is_done(self) -> bool:
        """Whether there is no page left."""
        return not self._waiting and not self._asked

    def next_page(self) -> tuple[Found, ...]:
        """Return the files of the next page that were not named before. Raises the kin of SourceFault."""
        if not self._asked:
            self._asked = self._next_folders()
        answer = self._ask()
        if answer is None:
            return ()
        new = self._sort(_files(answer))
        self.is_incomplete |= bool(answer.get("incompleteSearch"))
        token = str(answer.get("nextPageToken") or "")
        if token and token in self._behind:
            raise TryLater("Google's listing has no end", where=self._choice.name)
        self._behind = self._behind | {token} if token else set()
        self._token = token
        self._asked = self._asked if token else []
        self.found |= {one.id: one for one in new}
        return tuple(new)

    def _next_folders(self) -> list[str]:
        """Take the folders that are asked for next; what is shared is no folder, so it is asked alone."""
        if self._waiting[0] == SHARED:
            return [self._waiting.popleft()]
        many = min(_FOLDERS_AT_ONCE, len(self._waiting))
        return [self._waiting.popleft() for _ in range(many)]

    def _query(self) -> str:
        if self._asked == [SHARED]:
            return "sharedWithMe = true"
        parents = " or ".join(f"'{_quoted(one)}' in parents" for one in self._asked)
        return f"({parents})" if len(self._asked) > 1 else parents

    def _ask(self) -> Mapping[str, Any] | None:
        """Return a page; None where its token holds no longer, then these folders are listed anew."""
        query = self._query()
        token = {"pageToken": self._token} if self._token else {}
        try:
            return self._drive.ask(
                lambda drive: drive.files().list(
                    q=f"{query} and trashed = false",
                    fields=LIST_FIELDS,
                    pageSize=PAGE,
                    spaces="drive",
                    supportsAllDrives=True,
                    includeItemsFromAllDrives=True,
                    **token,
                ),
                where=self._choice.name,
            )
        except (BadItem, Gone) as fault:
            if not self._is_past(fault):
                raise
            return None

    def _is_past(self, fault: BadItem | Gone) -> bool:
        """Get over a page that was refused: begin its folders anew, or leave out one that is gone.

        Which of several folders is gone Drive does not say, so they are asked one by one.
        """
        if self._token:
            self._restarts, self._token, self._behind = self._restarts + 1, "", set()
            return self._restarts <= _MOST_RESTARTS
        if not isinstance(fault, Gone) or (len(self._asked) == 1 and self._asked[0] in self._first):
            return False
        self._waiting.extendleft(reversed(self._asked[1:]))
        self._asked = self._asked[:1] if len(self._asked) > 1 else []
        return True

    def _sort(self, files: list[File]) -> list[Found]:
        """Return the new files of a page, and remember its folders. Shortcuts are followed."""
        new: dict[str, Found] = {}
        for file in files:
            if is_folder(file):
                self.add_folder(str(file["id"]))
            elif is_shortcut(file):
                found = self.follow(file)
                new |= {found.id: found} if found else {}
            else:
                new[str(file["id"])] = found_of(file, self._choice)
        return [one for one in new.values() if one.id not in self.found]

    def follow(self, shortcut: File) -> Found | None:
        """Return the file that a shortcut leads to, under the file's own id; a folder is walked as well.

        A shortcut that leads nowhere, or to another one, is passed over with a reason.
        """
        target = shortcut.get("shortcutDetails") or {}
        key, kind = str(target.get("targetId", "")), target.get("targetMimeType")
        if kind == FOLDER:
            if self._choice.with_subfolders and key:
                self.tree.links[str(shortcut["id"])] = key
                self.add_folder(key)
            return None
        file = self._target(key) if key and kind != SHORTCUT else None
        if file is None or file.get("trashed") or is_folder(file) or is_shortcut(file):
            return refused(shortcut, "is a shortcut that leads to no file", "make it anew, or delete it")
        self.tree.links[str(shortcut["id"])] = key
        return found_of(file, self._choice)

    def _target(self, key: str) -> File | None:
        try:
            return get_file(self._drive, key)
        except Gone:
            return None

    def add_folder(self, key: str) -> None:
        """Let a folder be walked through, once, where subfolders are wanted."""
        if self._choice.with_subfolders and key not in self.tree.folders:
            self.tree.folders.add(key)
            self._waiting.append(key)


def get_file(drive: Drive, key: str, *, where: str = "", fields: str = GET_FIELDS) -> dict[str, Any]:
    """Return what Drive says of one file. Raises the kin of SourceFault."""
    return drive.ask(
        lambda drive: drive.files().get(fileId=key, fields=fields, supportsAllDrives=True), where=where or key
    )


def _files(answer: Mapping[str, Any]) -> list[File]:
    files = answer.get("files")
    if not isinstance(files, list) or not all(isinstance(one, dict) and "id" in one for one in files):
        raise TryLater("Google Drive answered without a list of files")
    return files


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
