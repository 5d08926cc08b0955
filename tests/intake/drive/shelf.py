"""What lies in the stand-in Drive: files, folders, shortcuts, shared drives, and their feed of changes."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
ROOT = "0AROOTofMyDrive"


@dataclass
class Shelf:
    """The files by id. Each act of a person goes into the feed, as in Drive."""

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    drives: dict[str, str] = field(default_factory=dict)
    feed: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._clock = datetime(2026, 1, 1, tzinfo=UTC)
        self.files[ROOT] = {"id": ROOT, "name": "My Drive", "mimeType": FOLDER, "trashed": False}

    def put(self, name: str, content: bytes, parent: str, kind: str = "application/pdf", **more: Any) -> str:
        """Put a file into a folder."""
        key = self._add(name, parent, kind, **more)
        self._fill(key, content)
        return key

    def folder(self, name: str, parent: str = ROOT, **more: Any) -> str:
        """Make a folder."""
        return self._add(name, parent, FOLDER, **more)

    def shortcut(self, name: str, target: str, parent: str) -> str:
        """Make a shortcut."""
        details = {"targetId": target, "targetMimeType": self.files[target]["mimeType"]}
        return self._add(name, parent, SHORTCUT, shortcutDetails=details)

    def document(self, name: str, pdf: bytes, parent: str, kind: str = "document") -> str:
        """Make a document of Google's; `pdf` is what its export gives."""
        key = self._add(name, parent, f"application/vnd.google-apps.{kind}")
        self.contents[key] = pdf
        return key

    def share(self, key: str) -> None:
        """Let another person share what is theirs with this account: it has no parents to be seen here."""
        self.files[key].pop("parents", None)
        self._touch(key)
        self.files[key]["sharedWithMeTime"] = self.files[key]["modifiedTime"]
        self.feed.append(key)

    def shared_drive(self, name: str) -> str:
        """Make a shared drive."""
        key = f"0ADRIVE{next(self._numbers):09d}"
        self.drives[key] = name
        self.files[key] = {"id": key, "name": name, "mimeType": FOLDER, "trashed": False, "driveId": key}
        return key

    def write(self, key: str, content: bytes) -> None:
        """Give a file new content."""
        if self.files[key]["mimeType"].startswith("application/vnd.google-apps."):
            self.contents[key] = content
            self._touch(key)
        else:
            self._fill(key, content)
        self.feed.append(key)

    def rename(self, key: str, name: str) -> None:
        """Give a file another name."""
        self.files[key]["name"] = name
        self.feed.append(key)

    def move(self, key: str, parent: str) -> None:
        """Move a file to another folder."""
        self.files[key]["parents"] = [parent]
        self.feed.append(key)

    def trash(self, key: str, *, is_trashed: bool = True) -> None:
        """Put a file into the bin, or take it out; what lies in a folder goes with it."""
        self.files[key]["trashed"] = is_trashed
        self.feed.append(key)
        for one in [one for one, file in self.files.items() if key in file.get("parents", ())]:
            self.trash(one, is_trashed=is_trashed)

    def delete(self, key: str) -> None:
        """Delete a file for ever."""
        del self.files[key]
        self.feed.append(key)

    def hide(self, key: str) -> None:
        """No longer share a file."""
        self.hidden.add(key)
        self.feed.append(key)

    def seen(self, key: str) -> dict[str, Any] | None:
        """Return what this account sees of a file."""
        return None if key in self.hidden else self.files.get(ROOT if key == "root" else key)

    def _add(self, name: str, parent: str, kind: str, **more: Any) -> str:
        key = f"1file-{next(self._numbers):06d}"
        parents = {"parents": [parent]} if parent else {}
        drive = self.files.get(parent, {}).get("driveId")
        of = {"driveId": drive} if drive else {}
        self.files[key] = {
            "id": key,
            "name": name,
            "mimeType": kind,
            "trashed": False,
            **parents,
            **of,
            **more,
        }
        self._touch(key)
        self.feed.append(key)
        return key

    def _touch(self, key: str) -> None:
        self._clock += timedelta(seconds=1)
        self.files[key]["modifiedTime"] = self._clock.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def _fill(self, key: str, content: bytes) -> None:
        self.contents[key] = content
        self._touch(key)
        self.files[key] |= {
            "size": str(len(content)),
            "md5Checksum": hashlib.md5(content).hexdigest(),
            "headRevisionId": f"rev-{next(self._numbers)}",
        }
