"""The desks that were opened last, the newest first: one small file beside the settings."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from invoice_desk.errors import NotWritten
from invoice_desk.files import write_text_whole
from invoice_desk.store.desk_folder import DeskFolder
from invoice_desk.workflow.settings import Settings, database_url, settings_path

MOST = 8
"""Desks that are remembered."""


class RecentDesks:
    """The folders of desks. A broken file is as good as none; a full disk is no reason to stop."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or settings_path().with_name("recent-desks.json")

    def folders(self) -> tuple[Path, ...]:
        """Return the folders, the one that was opened last first, whether they are there or not."""
        try:
            listed = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ()
        names = listed if isinstance(listed, list) else []
        return tuple(Path(name) for name in names if isinstance(name, str) and name)[:MOST]

    def note(self, folder: Path) -> None:
        """Put a desk first."""
        others = [one for one in self.folders() if one != folder]
        self._write([folder, *others][:MOST])

    def clear(self) -> None:
        """Forget all of them; the desks themselves stay."""
        self._write([])

    def _write(self, folders: list[Path]) -> None:
        with suppress(NotWritten, UnicodeEncodeError):
            write_text_whole(self._path, json.dumps([str(one) for one in folders], ensure_ascii=False) + "\n")


def is_desk(folder: Path, settings: Settings) -> bool:
    """Whether a desk is in a folder; a server's database makes one of any folder that is there."""
    with suppress(OSError):
        return folder.is_dir() if database_url(settings) else DeskFolder(folder).database.is_file()
    return False


def is_free(folder: Path) -> bool:
    """Whether a new desk may be made in a folder: it is empty, or not there yet."""
    with suppress(OSError):
        return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    return False
