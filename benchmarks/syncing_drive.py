"""What a sync of Google Drive costs: a folder of 10,000 files, 500 of them new, and a poll when nothing is.

The Drive is one on loopback, in the same process, that Google's own client libraries talk to; it checks
each of its answers against Google's description of the API, which takes longer than making it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from sqlalchemy import update

from benchmarks.drive_desk import drive_watched
from benchmarks.killing import draw_invoices
from benchmarks.syncing import LISTED, NEW, megabytes
from invoice_desk.intake.secrets import FileVault
from invoice_desk.store.schema import source_items
from invoice_desk.store.source_journal import Seen, note_seen
from invoice_desk.store.sources import ItemState, all_sources
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.sync_running import Run, run_sources
from invoice_desk.workflow.syncing import Round
from invoice_desk.workflow.templates import import_templates
from tests.intake.drive.server import DriveServer

_TOGETHER = {"list": "listings", "media": "files", "changes": "changes"}


def main() -> None:
    """Print requests, time and memory of a sync with new files, and of a poll without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listed", type=int, default=LISTED)
    parser.add_argument("--new", type=int, default=NEW)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CONFIG_HOME"] = f"{name}/config"  # where the sync looks for who is signed in
        measure(Path(name), listed=given.listed, new=given.new)


def measure(folder: Path, *, listed: int, new: int) -> None:
    """Sync a folder of a Drive on loopback, and print what it cost."""
    invoices = draw_invoices(folder / "in", new)
    config = folder / "config" / "invoice-desk"
    vault = FileVault(config / "secrets.json")
    with (
        drive_watched(folder / "desk", config, vault) as (server, watched, settings),
        closing(Desk.open(folder / "desk", settings, who="sync")) as desk,
    ):
        import_templates(desk, [folder / "in"])
        for number in range(listed - new):
            server.shelf.put(f"old-{number:05d}.png", number.to_bytes(8, "big"), watched, "image/png")
        _know(desk, server)
        for file in invoices:
            server.shelf.put(file.name, file.read_bytes(), watched, "image/png")
        print(f"a folder of Google Drive with {listed:,} files, {new:,} of them new:")
        _sync(desk, vault, server, "listed and fetched", is_reading=False)
        _sync(desk, vault, server, "read", is_reading=True)
        _sync(desk, vault, server, "a poll with nothing new", is_reading=False)
        print(f"  at most {megabytes():.0f} MB of memory, with the Drive")


def _sync(desk: Desk, vault: FileVault, server: DriveServer, what: str, *, is_reading: bool) -> None:
    server.asked.clear()
    begun = time.perf_counter()
    for event in run_sources(desk, vault, Run(is_reading=is_reading)):
        if isinstance(event, Round) and event.problem is not None:
            raise RuntimeError(str(event.problem))
    took = time.perf_counter() - begun
    many = Counter(_TOGETHER.get(one, "others") for one in server.steps())
    words = ", ".join(f"{count} for {kind}" for kind, count in many.items())
    print(f"  {what}: {took:.1f} s, {many.total()} requests of the Drive ({words})")


def _know(desk: Desk, server: DriveServer) -> None:
    """Let the journal know files as taken, as after an earlier sync."""
    there = [one for one in server.shelf.files.values() if "md5Checksum" in one]
    with desk.reading() as connection:
        key = all_sources(connection)[0].id
    with desk.change() as change:
        note_seen(change, key, [Seen(one["id"], one["md5Checksum"], one["name"]) for one in there])
        change.connection.execute(update(source_items).values(state=ItemState.TAKEN.value))


if __name__ == "__main__":
    main()
