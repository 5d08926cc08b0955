"""Google Drive as a source: what joins an account, a chosen folder, its listing and its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from invoice_desk.intake.drive.account import Accounts
from invoice_desk.intake.drive.choice import DriveChoice
from invoice_desk.intake.drive.client import TIMEOUT, Drive
from invoice_desk.intake.drive.credentials import credentials_of
from invoice_desk.intake.drive.endpoints import GOOGLE, Endpoints
from invoice_desk.intake.drive.fetching import fetch
from invoice_desk.intake.drive.files import found_of
from invoice_desk.intake.drive.listing import Lister, Now, utc_now
from invoice_desk.intake.drive.walking import get_file
from invoice_desk.intake.faults import Gone
from invoice_desk.intake.source import Fetched, Found, Listing, Report, State
from invoice_desk.progress import IsStopped, never_stopped


def open_drive(
    account: str,
    accounts: Accounts,
    endpoints: Endpoints = GOOGLE,
    *,
    timeout: float = TIMEOUT,
    is_stopped: IsStopped = never_stopped,
) -> Drive:
    """Return the Drive of an account by its key, to browse or to sync. Raises SignInNeeded, BadSetting."""
    known = accounts.find(account)
    credentials = credentials_of(known, accounts.secret_of(known), endpoints)
    return Drive(credentials, endpoints, timeout=timeout, is_stopped=is_stopped)


class DriveSource:
    """A folder of Google Drive. An id stays with its file through renames and moves."""

    has_own_ids = True

    def __init__(self, drive: Drive, choice: DriveChoice, now: Now = utc_now) -> None:
        self._drive, self._choice = drive, choice
        self._lister = Lister(drive, choice, now)

    def list_changes(self, state: State) -> Iterator[Listing]:
        """Give what has changed; a round in which nothing has is one request."""
        return self._lister.list_changes(state)

    def look_up(self, item: str) -> Found:
        """Return what a file is now. Raises Gone where it is in the bin, or no longer to be seen."""
        file = get_file(self._drive, item)
        if file.get("trashed"):
            raise Gone("lies in the bin of Google Drive", where=str(file.get("name", item)))
        return found_of(file, self._choice)

    def fetch(self, found: Found, target: Path, report: Report) -> Fetched:
        """Bring a file, or the PDF that Google makes of its own documents."""
        fetch(self._drive, self._choice, found, target, report)
        return Fetched(found.name)

    def settle(self, found: Found) -> None:
        """Do nothing: the Drive is only read."""

    def close(self) -> None:
        """Close the connections."""
        self._drive.close()
