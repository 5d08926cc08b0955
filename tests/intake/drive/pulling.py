"""A sync in small: lists, writes a journal, fetches with a few tries, and keeps each file once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from invoice_desk.errors import DeskError, Problem
from invoice_desk.intake.drive.choice import DriveChoice
from invoice_desk.intake.drive.client import Drive
from invoice_desk.intake.drive.listing import Now, utc_now
from invoice_desk.intake.drive.source import DriveSource
from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, StateRefused, TryLater
from invoice_desk.intake.source import Found

TRIES = 3


class Pulling:
    """A source and what came from it. heard: every fault that a person could be shown."""

    def __init__(self, drive: Drive, choice: DriveChoice, folder: Path, now: Now = utc_now) -> None:
        self.drive, self.choice = drive, choice
        self.source = DriveSource(drive, choice, now)
        self._folder = folder
        self.state: dict[str, Any] = {}
        self.waiting: dict[str, Found] = {}
        self.known: set[tuple[str, str]] = set()
        self.came: list[tuple[Found, bytes]] = []
        self.removed: set[str] = set()
        self.passed_over: dict[str, Problem] = {}
        self.heard: list[Problem] = []

    @property
    def files(self) -> dict[str, bytes]:
        """The newest bytes of each file by id, of those that are still there."""
        return {found.id: data for found, data in self.came if found.id not in self.removed}

    def again(self, now: Now = utc_now) -> None:
        """Start the program anew: what is in memory is lost."""
        self.source = DriveSource(self.drive, self.choice, now)
        self.waiting = {key: self.source.look_up(key) for key in self.waiting}

    def round(self) -> None:
        """List and fetch. Raises what ends a round."""
        self.list()
        self.fetch()

    def list(self) -> None:
        """Bring the journal up to date."""
        failures = 0
        while True:
            try:
                self._list_once()
            except StateRefused as fault:
                self.heard.append(fault.problem)
                self.state = {}
            except TryLater as fault:
                self.heard.append(fault.problem)
                failures += 1
                if failures > TRIES:
                    raise
            else:
                return

    def fetch(self) -> None:
        """Fetch what waits."""
        self._folder.mkdir(exist_ok=True)
        for found in list(self.waiting.values()):
            try:
                self._fetch_one(found)
            except (BadItem, Gone, RightsRefused, TryLater) as fault:
                self.heard.append(fault.problem)
                if getattr(fault, "is_everywhere", False):
                    raise
            except DeskError as fault:
                self.heard.append(fault.problem)
                raise

    def _list_once(self) -> None:
        seen: set[str] = set()
        for page in self.source.list_changes(self.state):
            assert not {one.id for one in page.found} & set(page.removed)
            self.state = json.loads(json.dumps(page.state))
            seen |= {one.id for one in page.found}
            for found in page.found:
                self._note(found)
            self.removed |= set(page.removed)
            if page.is_complete:
                self.removed |= {key for key, _ in self.known} - seen
            for key in page.removed:
                self.waiting.pop(key, None)

    def _note(self, found: Found) -> None:
        self.removed.discard(found.id)
        if (found.id, found.version) in self.known:
            if found.id in self.waiting:
                self.waiting[found.id] = found
            return
        self.known.add((found.id, found.version))
        if found.refusal is not None:
            self.passed_over[found.name] = found.refusal
        else:
            self.waiting[found.id] = found

    def _fetch_one(self, found: Found) -> None:
        target = self._folder / f"{found.id}.part"
        for left in range(TRIES, -1, -1):
            try:
                fetched = self.source.fetch(found, target, lambda _many: None)
            except TryLater as fault:
                if not left or (fault.after or 0) > 30:
                    raise
                self.heard.append(fault.problem)
            else:
                self.came.append((found, target.read_bytes()))
                assert fetched.name == found.name
                del self.waiting[found.id]
                target.unlink()
                return
