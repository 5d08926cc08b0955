"""Sources for the tests of syncing: a container on loopback, a folder, and one that does as it is told."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from http_server import Server
from PIL import Image

from invoice_desk.errors import DeskError
from invoice_desk.intake.blobs import Blobs, Container
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.pacing import Patience
from invoice_desk.intake.source import Fetched, Found, Listing, Report
from invoice_desk.intake.source import State as Feed
from invoice_desk.intake.web import Rules, Web
from invoice_desk.invoice.filed import State
from invoice_desk.store.searching import Filter, find
from invoice_desk.store.source_journal import count_items
from invoice_desk.store.sources import Item, add_source, all_sources, items_of
from invoice_desk.store.sources import Source as Known
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.syncing import Round, SyncEvent, Ways, sync

EVERYTHING = [
    Filter(),
    Filter(states=frozenset({State.DUPLICATE, State.REJECTED})),
]


def picture(number: int) -> bytes:
    """Return a small picture of its own for each number, which opens."""
    page = Image.new("L", (120, 80), 255)
    page.putpixel((number % 120, number // 120 % 80), 0)
    page.putpixel((119 - number % 120, 79 - number // 7 % 80), 100)
    out = io.BytesIO()
    page.save(out, "PNG", pnginfo=None)
    return out.getvalue() + number.to_bytes(4, "big")


def known(desk: Desk, name: str = "src", kind: str = "blob") -> Known:
    """Return a source of the desk as it stands, added where it is not there."""
    with desk.reading() as connection:
        found = {one.name: one for one in all_sources(connection)}
    if name not in found:
        with desk.change() as change:
            add_source(change, name, kind, {})
        return known(desk, name, kind)
    return found[name]


def container(server: Server) -> Blobs:
    """Return the server's container as a source."""
    rules = Rules(is_http_allowed=True, is_private_allowed=True, connecting=2.0, reading=0.4)
    return Blobs(Container(server.container, Secret(server.served.sas)), Web(rules))


def ways(waits: list[float] | None = None, **more: object) -> Ways:
    """Return ways that wait for nothing. waits: takes down for how long they would have."""
    noted = waits if waits is not None else []
    chance = random.Random(7)
    return Ways(patience=Patience(chance=chance), sleep=noted.append, chance=chance, **more)  # type: ignore[arg-type]


def synced(desk: Desk, source: object, how: Ways | None = None, name: str = "src") -> list[SyncEvent]:
    """Do one round; return what happened."""
    return list(sync(desk, known(desk, name), source, how or ways()))  # type: ignore[arg-type]


def end_of(events: list[SyncEvent]) -> Round:
    """Return how a round ended."""
    assert isinstance(events[-1], Round)
    return events[-1]


def journal(desk: Desk, name: str = "src") -> list[Item]:
    """Return the journal of a source."""
    with desk.reading() as connection:
        return items_of(connection, known(desk, name).id)


def counts(desk: Desk, name: str = "src") -> dict[str, int]:
    """Return how many items stand where."""
    with desk.reading() as connection:
        return {state.value: many for state, many in count_items(connection, known(desk, name).id).items()}


def on_desk(desk: Desk) -> dict[str, list[bytes]]:
    """Return by name the bytes of all invoices of the desk, set aside or not."""
    from invoice_desk.store.documents import get_filed

    found: dict[str, list[bytes]] = {}
    with desk.reading() as connection:
        for asked in EVERYTHING:
            for one in find(connection, asked, limit=None):
                path = get_filed(connection, desk.store.originals, one.id).document.path
                found.setdefault(one.name, []).append(path.read_bytes())
    return found


@dataclass
class Told:
    """A source that does as it is told. errors: by id, what its next fetches raise, one after the other."""

    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[DeskError]] = field(default_factory=dict)
    listing_errors: list[DeskError] = field(default_factory=list)
    has_own_ids: bool = True
    fetched: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    states: list[Feed] = field(default_factory=list)
    page_size: int = 100

    def version(self, key: str) -> str:
        return hashlib.md5(self.files[key]).hexdigest()

    def look_up(self, item: str) -> Found:
        from invoice_desk.intake.faults import Gone

        if item not in self.files:
            raise Gone("is gone", where=item)
        return Found(item, self.version(item), self.names.get(item, item), len(self.files[item]))

    def list_changes(self, state: Feed) -> Iterator[Listing]:
        """Give a change feed: what is new since the last page token."""
        self.states.append(dict(state))
        keys = sorted(self.files)
        done: Mapping[str, str] = state.get("done", {})
        fresh = [key for key in keys if done.get(key) != self.version(key)]
        gone = tuple(key for key in done if key not in self.files)
        kept = {key: one for key, one in done.items() if key in self.files}
        for at in range(0, max(len(fresh), 1), self.page_size):
            if self.listing_errors:
                raise self.listing_errors.pop(0)
            page = fresh[at : at + self.page_size]
            kept = kept | {key: self.version(key) for key in page}
            yield Listing(tuple(map(self.look_up, page)), {"done": kept}, removed=gone if not at else ())

    def fetch(self, found: Found, target: Path, report: Report) -> Fetched:
        self.fetched.append(found.id)
        if self.errors.get(found.id):
            raise self.errors[found.id].pop(0)
        content = self.files[found.id]
        target.write_bytes(content)
        report(len(content))
        return Fetched(found.name)

    def settle(self, found: Found) -> None:
        self.settled.append(found.id)

    def close(self) -> None:
        """Nothing is held."""
