"""The folders of a Google Drive, opened one by one until one is picked."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from invoice_desk.intake.drive.account import Account
from invoice_desk.intake.drive.choice import ROOT, SHARED
from invoice_desk.intake.drive.folders import Folder, FolderPage, Top
from invoice_desk.intake.secrets import Vault
from invoice_desk.progress import IsStopped, never_stopped
from invoice_desk.workflow.drive_accounts import open_account
from invoice_desk.workflow.settings import Settings

if TYPE_CHECKING:
    from invoice_desk.intake.drive.client import Drive

MY_DRIVE, SHARED_WITH_ME = "My Drive", "Shared with me"
"""What the tops of an account's Drive are called where a name is needed."""


class Browsing:
    """One account's Drive while a person looks for a folder. Any thread may ask, one at a time; the
    connections are closed after each question, and the token is kept in memory for the next.
    """

    def __init__(self, account: Account, settings: Settings, vault: Vault) -> None:
        self.account, self._settings, self._vault = account, settings, vault
        self._lock = threading.Lock()
        self._drive: Drive | None = None
        self._is_stopped: IsStopped = never_stopped

    def folders(
        self, what: Top | Folder, *, is_stopped: IsStopped = never_stopped
    ) -> Generator[FolderPage, None, None]:
        """Yield the folders that lie in one, page by page. Raises BadSetting and the kin of SourceFault."""
        with self._asked(is_stopped) as drive:
            from invoice_desk.intake.drive.browsing import open_folder

            more, is_first = "", True
            while (more or is_first) and not is_stopped():
                page = open_folder(drive, what, more)
                more, is_first = page.more, False
                yield page

    def find(self, link: str, *, is_stopped: IsStopped = never_stopped) -> Folder:
        """Return the folder of a link or id that a person gave; `root` is My Drive, `shared-with-me` is all
        that others share with the account.

        Raises BadSetting where it is none, and the kin of SourceFault.
        """
        if link.strip() == ROOT:
            return Folder(ROOT, MY_DRIVE)
        if link.strip() == SHARED:
            return Folder(SHARED, SHARED_WITH_ME)
        with self._asked(is_stopped) as drive:
            from invoice_desk.intake.drive.browsing import find_folder

            return find_folder(drive, link)

    @contextmanager
    def _asked(self, is_stopped: IsStopped) -> Iterator[Drive]:
        """Give the Drive for one question, which `is_stopped` ends. Raises Stopped."""
        with self._lock:
            self._is_stopped = is_stopped
            if self._drive is None:
                self._drive = open_account(
                    self.account.key, self._settings, self._vault, is_stopped=self._is_over
                )
            try:
                yield self._drive
            finally:
                self._drive.close()

    def _is_over(self) -> bool:
        """Whether who asks now no longer wants the answer."""
        return self._is_stopped()
