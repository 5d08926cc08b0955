"""Files on their way onto the desk: they come into a folder of their own, and from there in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from invoice_desk.imaging.opening import SUFFIXES
from invoice_desk.intake.kinds import suffix_by_content
from invoice_desk.intake.names import with_suffix
from invoice_desk.intake.source import Fetched
from invoice_desk.intake.unfinished import forget, mark_of, not_kept
from invoice_desk.invoice.filed import Arrival, Origin
from invoice_desk.store.change import Change
from invoice_desk.store.documents import find_arrival
from invoice_desk.store.source_journal import document_with_bytes, note_new_version
from invoice_desk.store.sources import Item, note_taken
from invoice_desk.store.sources import Source as Known
from invoice_desk.store.templates import template_stems
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.pairing import name_fitting
from invoice_desk.workflow.taking_in import Taken, take_in_one


class Arriving:
    """The files of one source that are on their way. No name from outside becomes a path here."""

    def __init__(self, desk: Desk, known: Known, *, has_own_ids: bool) -> None:
        self._desk, self._known, self._has_own_ids = desk, known, has_own_ids
        self._folder = desk.store.folder.arriving

    def part_of(self, item: Item) -> Path:
        """Return where an item's bytes come to; what an earlier try left there can be gone on with."""
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            raise not_kept(self._folder, error) from error
        return self._folder / f"{self._stem(item)}.part"

    def clean(self, waiting: Iterable[Item]) -> None:
        """Remove what lies there of this source and is waited for no longer."""
        wanted = {f"{self._stem(item)}.part" for item in waiting}
        wanted |= {mark_of(Path(name)).name for name in wanted}
        for path in self._folder.glob(f"{self._known.id}-*"):
            if path.name not in wanted:
                with suppress(OSError):
                    path.unlink()

    def take_in(self, item: Item, fetched: Fetched) -> Taken:
        """Take a file in that came whole; the journal says so in the same change.

        Raises BadItem for what is no invoice by its content, BadFile for a broken one, NotWritten.
        """
        part = self.part_of(item)
        try:
            suffix = suffix_by_content(part, where=fetched.name)
            ready = part.with_suffix(suffix)
            part.replace(ready)
        except OSError as error:
            raise not_kept(part, error) from error
        finally:
            with suppress(OSError):
                mark_of(part).unlink(missing_ok=True)
        try:
            return self._take_in(item, ready, with_suffix(fetched.name, suffix, SUFFIXES))
        finally:
            forget(ready)

    def _take_in(self, item: Item, ready: Path, name: str) -> Taken:
        origin = Origin(self._known.name, item.item, self._known.id, item.version)
        known = self._known_by_bytes(origin, ready)
        if known is not None:
            with self._desk.change() as change:
                note_taken(change, origin, name, known)
            return Taken(name, known, is_new=False)

        def link(change: Change, key: int) -> None:
            if self._has_own_ids:
                note_new_version(change, self._known.id, item.item, key)

        return take_in_one(self._desk, Arrival(name, origin, ready), self._template(name), also=link)

    def _known_by_bytes(self, origin: Origin, ready: Path) -> int | None:
        """Return the invoice that these bytes are already, as far as this source is concerned.

        Where paths are no ids, a file that was renamed is the same file by its bytes. One that a person
        deleted stays deleted.
        """
        with ready.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        item = origin.item if self._has_own_ids else None
        with self._desk.reading() as connection:
            known = document_with_bytes(connection, self._known.id, sha256, item=item)
            return known if known is not None else find_arrival(connection, origin, sha256)

    def _template(self, name: str) -> str:
        with self._desk.reading() as connection:
            stems = template_stems(connection)
        return stems.get(name_fitting(name, stems) or "", "")

    def _stem(self, item: Item) -> str:
        named = f"{item.item}\0{item.version}".encode("utf-8", "backslashreplace")
        return f"{self._known.id}-{hashlib.sha256(named).hexdigest()[:32]}"
