"""Desks on which invoices are read already: each is made once, and every test opens a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import arrival_of, take_in

Fill = Callable[[Desk, Path], None]
"""Puts templates and invoices on a desk; the folder is for what it draws."""


class ReadDesks:
    """Makes desks in a folder, one for each way to fill one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[Fill, Path] = {}

    def copy(self, fill: Fill, folder: Path) -> Path:
        """Put a desk that was filled so into a folder, which is new; return the folder."""
        if fill not in self._made:
            self._made[fill] = self._make(fill)
        shutil.copytree(self._made[fill], folder)
        return folder

    def _make(self, fill: Fill) -> Path:
        place = self._folder / str(len(self._made))
        place.mkdir()
        desk = Desk.open(place / "desk", Settings(), who="Amal")
        try:
            fill(desk, place)
        finally:
            desk.close()
        return place / "desk"


def read(desk: Desk, *files: Path) -> None:
    """Take files in one after the other, and read what has a template, as the window does."""
    list(take_in(desk, [arrival_of(path) for path in files]))
    list(read_waiting(desk, threads=1))
