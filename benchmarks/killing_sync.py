"""Kills the program at random moments of a sync, again and again, and looks what became of the files.

Half of them lie in a watched folder, half in a container that a server on loopback lists and serves.
In the end each must be on the desk once, byte for byte, and the database must pass its own check.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image

from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.secrets import FileVault
from invoice_desk.invoice.filed import State
from invoice_desk.store.documents import get_filed
from invoice_desk.store.searching import Filter, count_states, find
from invoice_desk.store.source_journal import count_items
from invoice_desk.store.sources import ItemState, all_sources
from invoice_desk.store.sqlite_copy import check_database
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings, read_settings
from invoice_desk.workflow.source_drafts import add_draft, container_draft, folder_draft
from invoice_desk.workflow.sync_rhythm import Rhythm
from invoice_desk.workflow.sync_running import Run, run_sources

ROUNDS, FILES = 60, 300
KEY = "sig=KILLED-SECRET"
_CONTAINER = "/account/invoices"

Watched = Callable[[Path, Mapping[str, bytes]], AbstractContextManager[object]]
"""Puts files, by their names, where the sources of the desk in a folder find them."""


@dataclass
class Outcome:
    """What was found in the end. lost, doubled, altered: names; kills: how many came while files came."""

    kills: int
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    open_items: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether each file is there once, byte for byte, and the journal knows of all of them."""
        return not (self.lost or self.doubled or self.altered or self.open_items)


def main() -> None:
    """Print what became of the files; end with 1 where anything was lost or doubled."""
    run_and_tell(arguments(__doc__))


def arguments(about: str | None) -> argparse.Namespace:
    """Return how often is killed, and of how many files."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def run_and_tell(given: argparse.Namespace, watched: Watched | None = None) -> None:
    """Do it, print what became of the files, and end the program."""
    asked = {"rounds": given.rounds, "files": given.files, "seed": given.seed}
    with tempfile.TemporaryDirectory() as name:
        outcome = kill_and_look(Path(name), **asked, watched=watched)
    print(f"killed {given.rounds} times, {outcome.kills} times before all {given.files} files had come")
    print(f"  {len(outcome.lost)} lost, {len(outcome.doubled)} doubled, {len(outcome.altered)} altered")
    print(f"  {outcome.open_items} left open in the journal; the database passes its check")
    sys.exit(0 if outcome.is_clean else 1)


def kill_and_look(
    folder: Path, *, rounds: int, files: int, seed: int, watched: Watched | None = None
) -> Outcome:
    """Sync in `folder`, kill it `rounds` times, let it end, and return what became of the files.

    watched: puts the files where they are fetched from, for the body, and adds the sources to the desk.
    """
    chance = random.Random(seed)
    root, there = folder / "desk", {f"f-{number:05d}.png": _picture(number) for number in range(files)}
    with (watched or half_and_half)(folder, there):
        outcome = Outcome(0)
        for number in range(rounds):
            outcome.kills += _kill_once(root, folder, chance, goal=files * (number + 1) // (rounds + 1))
            check_database(root / "desk.sqlite3")
        subprocess.run(_command(root, folder), check=True, env=_environment(folder))
    check_database(root / "desk.sqlite3")
    return _look(root, there, outcome)


@contextmanager
def half_and_half(folder: Path, there: Mapping[str, bytes]) -> Iterator[None]:
    """Put every other file into a watched folder, and serve the rest as a container."""
    names, local = sorted(there), folder / "in"
    local.mkdir()
    for name in names[::2]:
        (local / name).write_bytes(there[name])
    with _serving({name: there[name] for name in names[1::2]}) as url:
        with closing(Desk.open(folder / "desk", Settings(), who="person")) as desk:
            vault = vault_in(folder)
            container = container_draft(
                url, Rhythm(), sas=Secret(KEY), is_http_allowed=True, is_private_allowed=True
            )
            add_draft(desk, vault, "folder", folder_draft(desk, local, Rhythm()))
            add_draft(desk, vault, "container", container)
        yield


def config_in(folder: Path) -> Path:
    """Return where the killed program finds its settings."""
    return folder / "config" / "invoice-desk"


def vault_in(folder: Path) -> FileVault:
    """Return where the secrets of the killed program lie."""
    return FileVault(config_in(folder) / "secrets.json")


def run_sync(root: Path, folder: Path) -> None:
    """Do what is killed: one round of each source, without reading."""
    settings = read_settings(config_in(folder) / "settings.json")
    with closing(Desk.open(root, settings, who="sync")) as desk:
        for _ in run_sources(desk, vault_in(folder), Run(is_reading=False)):
            pass


def _command(root: Path, folder: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.killing_sync_batch", str(root), str(folder)]


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CONFIG_HOME": str(folder / "config")}


def _kill_once(root: Path, folder: Path, chance: random.Random, *, goal: int) -> bool:
    """Start the sync and kill it up to 100 ms after so many files came; return whether some were to come."""
    with closing(Desk.open(root, Settings(), who="person")) as desk:
        child = subprocess.Popen(_command(root, folder), env=_environment(folder))
        early = time.monotonic() + chance.uniform(0.2, 3.0) if chance.random() < 0.2 else float("inf")
        while child.poll() is None and _count(desk) < goal and time.monotonic() < early:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.1))
        child.kill()
        if child.wait() > 0:
            raise RuntimeError("the sync failed by itself, which no kill made it do")
        with desk.reading() as connection:
            counted = [count_items(connection, one.id) for one in all_sources(connection)]
        return any(one.get(ItemState.WAITING, 0) for one in counted) or not all(counted)


def _count(desk: Desk) -> int:
    with desk.reading() as connection:
        return sum(count_states(connection).values())


def _look(root: Path, there: dict[str, bytes], outcome: Outcome) -> Outcome:
    found: dict[str, list[bytes]] = {}
    with closing(Desk.open(root, Settings(), who="person")) as desk, desk.reading() as connection:
        for asked in (Filter(), Filter(states=frozenset({State.DUPLICATE, State.REJECTED}))):
            for one in find(connection, asked, limit=None):
                path = get_filed(connection, desk.store.originals, one.id).document.path
                found.setdefault(one.name, []).append(path.read_bytes())
        for source in all_sources(connection):
            counted = count_items(connection, source.id)
            outcome.open_items += sum(counted.values()) - counted.get(ItemState.TAKEN, 0)
    outcome.lost = [name for name in there if name not in found]
    outcome.doubled = [name for name, contents in found.items() if len(contents) > 1]
    outcome.altered = [name for name, contents in found.items() if contents[0] != there.get(name)]
    return outcome


def _picture(number: int) -> bytes:
    page = Image.new("L", (120, 80), 255)
    page.putpixel((number % 120, number // 120 % 80), 0)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue() + number.to_bytes(4, "big")


@contextmanager
def _serving(blobs: dict[str, bytes]) -> Iterator[str]:
    """Serve a container on loopback for the body; give its address."""
    listing = _listing(blobs)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            name = self.path.split("?", maxsplit=1)[0].rpartition("/")[2]
            body = listing if "comp=list" in self.path else blobs[name]
            self.send_response(200 if KEY in self.path else 403)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{_CONTAINER}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _listing(blobs: dict[str, bytes]) -> bytes:
    rows = "".join(
        f"<Blob><Name>{name}</Name><Properties><Etag>{hashlib.sha256(content).hexdigest()[:12]}</Etag>"
        f"<Content-Length>{len(content)}</Content-Length><Content-MD5>"
        f"{base64.b64encode(hashlib.md5(content).digest()).decode()}</Content-MD5></Properties></Blob>"
        for name, content in blobs.items()
    )
    return f"<EnumerationResults><Blobs>{rows}</Blobs><NextMarker/></EnumerationResults>".encode()


if __name__ == "__main__":
    main()
