"""What a sync costs: a container of 10,000 files of which 500 are new, and a poll when nothing is."""

from __future__ import annotations

import argparse
import base64
import hashlib
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import update

from benchmarks.killing import draw_invoices
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.secrets import FileVault
from invoice_desk.store.schema import source_items
from invoice_desk.store.source_journal import Seen, note_seen
from invoice_desk.store.sources import ItemState, all_sources
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.source_drafts import add_draft, container_draft
from invoice_desk.workflow.sync_rhythm import Rhythm
from invoice_desk.workflow.sync_running import Run, run_sources
from invoice_desk.workflow.templates import import_templates

LISTED, NEW, _ON_A_PAGE = 10_000, 500, 5_000


def main() -> None:
    """Print requests, time and memory of a sync with new files, and of a poll without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listed", type=int, default=LISTED)
    parser.add_argument("--new", type=int, default=NEW)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), listed=given.listed, new=given.new)


def measure(folder: Path, *, listed: int, new: int) -> None:
    """Sync a container that a server on loopback serves, and print what it cost."""
    blobs = {file.name: file.read_bytes() for file in draw_invoices(folder / "in", new)}
    old = [f"old-{number:05d}.png" for number in range(listed - new)]
    asked: list[str] = []
    with (
        _serving(blobs, old, asked) as url,
        closing(Desk.open(folder / "desk", Settings(), who="sync")) as desk,
    ):
        import_templates(desk, [folder / "in"])
        vault = FileVault(folder / "secrets.json")
        container = container_draft(
            url, Rhythm(), sas=Secret("sig=x"), is_http_allowed=True, is_private_allowed=True
        )
        add_draft(desk, vault, "container", container)
        _know(desk, old)
        print(f"a container of {listed:,} files, {new:,} of them new, with pages of {_ON_A_PAGE:,}:")
        _sync(desk, vault, asked, "listed and fetched", is_reading=False)
        _sync(desk, vault, asked, "read", is_reading=True)
        _sync(desk, vault, asked, "a poll with nothing new", is_reading=False)
        print(f"  at most {megabytes():.0f} MB of memory")


def _sync(desk: Desk, vault: FileVault, asked: list[str], what: str, *, is_reading: bool) -> None:
    asked.clear()
    begun = time.perf_counter()
    events = sum(1 for _ in run_sources(desk, vault, Run(is_reading=is_reading)))
    took = time.perf_counter() - begun
    lists = sum("comp=list" in one for one in asked)
    files = len(asked) - lists
    print(f"  {what}: {took:.1f} s, {lists} requests for listings, {files} for files; {events} events")


def _know(desk: Desk, names: list[str]) -> None:
    """Let the journal know files as taken, as after an earlier sync."""
    with desk.reading() as connection:
        key = all_sources(connection)[0].id
    with desk.change() as change:
        note_seen(change, key, [Seen(name, "0xOLD", name) for name in names])
        change.connection.execute(update(source_items).values(state=ItemState.TAKEN.value))


@contextmanager
def _serving(blobs: dict[str, bytes], old: list[str], asked: list[str]) -> Iterator[str]:
    rows = [_row(name, "0xOLD", b"x" * 1000) for name in old]
    rows += [_row(name, f"0x{number:X}", content) for number, (name, content) in enumerate(blobs.items())]
    pages = [rows[at : at + _ON_A_PAGE] for at in range(0, len(rows), _ON_A_PAGE)]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            asked.append(self.path)
            parts = urlsplit(self.path)
            number = int(parse_qs(parts.query).get("marker", ["0"])[0])
            is_list = "comp=list" in parts.query
            body = _page(pages, number) if is_list else blobs[parts.path.rpartition("/")[2]]
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/account/invoices"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _page(pages: list[list[str]], number: int) -> bytes:
    marker = str(number + 1) if number + 1 < len(pages) else ""
    rows = f"<Blobs>{''.join(pages[number])}</Blobs><NextMarker>{marker}</NextMarker>"
    return f"<EnumerationResults>{rows}</EnumerationResults>".encode()


def _row(name: str, etag: str, content: bytes) -> str:
    md5 = base64.b64encode(hashlib.md5(content).digest()).decode()
    return (
        f"<Blob><Name>{name}</Name><Properties><Etag>{etag}</Etag>"
        f"<Content-Length>{len(content)}</Content-Length><Content-MD5>{md5}</Content-MD5></Properties></Blob>"
    )


def megabytes() -> float:
    """Return the most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
