"""A folder as it is picked in a tree, and what stands at the top; nothing of Google is loaded for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Top(StrEnum):
    """What stands at the top of the tree."""

    MY_DRIVE = "my drive"
    SHARED_WITH_ME = "shared with me"
    SHARED_DRIVES = "shared drives"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that can be opened and picked. A shared drive is one, too."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FolderPage:
    """Some folders by name. more: what to ask the next page with, "" where there is none."""

    folders: tuple[Folder, ...]
    more: str = ""
