"""A desk that is open: its store, settings, readers and who works at it. Everything is built once, here."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path

from invoice_desk.store.change import Change
from invoice_desk.store.database import Connection
from invoice_desk.store.store import Store
from invoice_desk.workflow.settings import Settings, database_url


def default_folder() -> Path:
    """Return where this user's desk lies when no other folder is named."""
    return user_data_path("invoice-desk", appauthor=False) / "desk"


def user_name() -> str:
    """Return the name under which the system knows this person, for the history."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this number, as in some containers
        return "somebody"


class Desk:
    """An open desk. who: the person whose changes the history tells of.

    settings: replaced by `take_settings`; whoever works for long takes the new ones at its next job.
    """

    def __init__(self, store: Store, settings: Settings, *, who: str) -> None:
        self.store = store
        self.settings = settings
        self.who = who

    @classmethod
    def open(cls, folder: Path, settings: Settings, *, who: str | None = None) -> Desk:
        """Open the desk in a folder, made where it is missing. Raises BadDesk, BadSetting, NotWritten."""
        store = Store.open(folder, url=database_url(settings))
        return cls(store, settings, who=who or user_name())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the desk. Raises DeskError."""
        with self.store.reading() as connection:
            yield connection

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Give a change in this person's name, kept whole or not at all. Raises DeskError."""
        with self.store.change(self.who) as change:
            yield change

    def take_settings(self, settings: Settings) -> None:
        """Work by other settings from the next job on; the database stays the one that is open."""
        self.settings = settings

    def close(self) -> None:
        """Close the desk; what was changed is on the disk."""
        self.store.close()
