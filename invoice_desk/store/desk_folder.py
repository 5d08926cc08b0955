"""A desk's folder: what lies where in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from invoice_desk.errors import BadDesk, NotWritten


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """The places in the folder of a desk; none is made by asking for it."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite database; not there where the desk's database is a server's."""
        return self.root / "desk.sqlite3"

    @property
    def originals(self) -> Path:
        """The invoices as they came."""
        return self.root / "originals"

    @property
    def templates(self) -> Path:
        """The newest version of each template as a file, for people and other desks; the database counts."""
        return self.root / "templates"

    @property
    def exports(self) -> Path:
        """Where exports go that were given no other place."""
        return self.root / "exports"

    @property
    def crops(self) -> Path:
        """Pictures of boxes, to which exports link."""
        return self.exports / "crops"

    @property
    def thumbnails(self) -> Path:
        """Small pictures of first pages; may be deleted at any time."""
        return self.root / "thumbnails"

    @property
    def backups(self) -> Path:
        """Copies of the database from before each change of its schema."""
        return self.root / "backups"

    @property
    def models(self) -> Path:
        """The digit models that learnt from this desk's people, and which one reads."""
        return self.root / "models"

    @property
    def crashes(self) -> Path:
        """Reports of what the program did not expect; not there where all went well."""
        return self.root / "crashes"

    @property
    def reading_lock(self) -> Path:
        """Locked by the program that reads, and says which one."""
        return self.root / "reading.lock"

    @property
    def sync_lock(self) -> Path:
        """Locked by the program that syncs the sources."""
        return self.root / "sync.lock"

    @property
    def sync_log(self) -> Path:
        """What the syncing did, for people."""
        return self.root / "sync.log"

    @property
    def arriving(self) -> Path:
        """Files of sources while they come, in part or whole; nothing here is the only copy of anything."""
        return self.root / "arriving"

    def make(self) -> None:
        """Make the folder where it is missing. Raises BadDesk where a file stands there, NotWritten."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise BadDesk("is no folder", where=self.root, remedy="choose a folder with --desk") from error
        except (OSError, ValueError) as error:  # ValueError: no file can have this name
            raise NotWritten(
                f"the desk's folder cannot be made: {getattr(error, 'strerror', None) or error}",
                where=self.root,
                remedy="choose a folder where you may write, with --desk",
            ) from error
