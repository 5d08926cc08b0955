"""Kills the program at random moments of a sync of Google Drive, and looks what became of the files.

The Drive is one on loopback that Google's own client libraries talk to (tests/intake/drive/server.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.drive_desk import drive_watched
from benchmarks.killing_sync import arguments, config_in, run_and_tell, vault_in
from tests.intake.drive.server import DriveServer


@contextmanager
def in_drive(folder: Path, there: Mapping[str, bytes]) -> Iterator[DriveServer]:
    """Put all files into a watched folder of a Drive, a third of them into a folder in it."""
    with drive_watched(folder / "desk", config_in(folder), vault_in(folder)) as (server, watched, _):
        inner = server.shelf.folder("inner", watched)
        for number, (name, content) in enumerate(there.items()):
            server.shelf.put(name, content, inner if number % 3 == 0 else watched, "image/png")
        server.most = 50  # files on a page, so that it is killed between two as well
        yield server


if __name__ == "__main__":
    run_and_tell(arguments(__doc__), in_drive)
