"""Files taken in: the original is kept first, then the invoice stands on the desk, once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from invoice_desk.errors import BadTemplate, DeskError, NotWritten, Problem
from invoice_desk.imaging.opening import inspect
from invoice_desk.invoice.filed import Arrival, Duplicate, Origin, State
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.change import Change
from invoice_desk.store.documents import (
    add_document,
    choose_template,
    find_arrival,
    get_filed,
    restore,
)
from invoice_desk.store.duplicates import find_same_bytes
from invoice_desk.store.originals import suffix_of
from invoice_desk.store.sources import note_taken
from invoice_desk.store.templates import template_stems
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.pairing import name_fitting

FILE = "file"
"""The origin of what a person opened or dropped."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file. id: of the invoice, None where it could not be taken in.

    is_new: whether it was added now; duplicate: why it was set aside; template: the one chosen,
    "" for none; problem: why it could not be taken in.
    """

    name: str
    id: int | None = None
    is_new: bool = False
    duplicate: Duplicate | None = None
    template: str = ""
    problem: Problem | None = None


def arrival_of(path: Path) -> Arrival:
    """Return a file that a person opened as an arrival. The same file from the same place comes in once."""
    return Arrival(path.name, Origin(FILE, str(path.absolute())), path)


def take_in(
    desk: Desk,
    arrivals: Sequence[Arrival],
    *,
    template: str | None = None,
    is_stopped: IsStopped = never_stopped,
) -> Generator[Progress | Taken, None, None]:
    """Yield one Taken a file, in order, and Progress after each.

    template: for all of them, else the one whose name or stem a file's name begins with. A file that
    cannot be opened is not added, and the others are. Raises BadTemplate for an unknown template, and
    whatever keeps the desk itself from being written, such as a full disk: what was taken in stays.
    """
    with desk.reading() as connection:
        stems = template_stems(connection)
    if template is not None and template not in stems.values():
        raise BadTemplate(f"the desk has no template {template!r}", remedy="invoice-desk templates list")
    for done, arrival in enumerate(arrivals, start=1):
        if is_stopped():
            return
        chosen = template or stems.get(name_fitting(arrival.name, stems) or "", "")
        yield _taken(desk, arrival, chosen)
        yield Progress(arrival.name, done, len(arrivals))


def _taken(desk: Desk, arrival: Arrival, template: str) -> Taken:
    try:
        return take_in_one(desk, arrival, template)
    except NotWritten:
        raise
    except DeskError as error:
        return Taken(arrival.name, problem=replace(error.problem, where=str(arrival.path or arrival.name)))


def take_in_one(
    desk: Desk, arrival: Arrival, template: str, *, also: Callable[[Change, int], object] | None = None
) -> Taken:
    """Keep a file's original and add it to the desk, or find it there. Raises BadFile, NotWritten.

    also: done with the new invoice's number in the same change, so that both are kept or neither.
    """
    with _as_file(desk, arrival) as path:
        document = replace(inspect(path, origin=arrival.origin.kind), name=arrival.name)
        suffix = suffix_of(arrival.name)
        desk.store.originals.keep(path, sha256=document.sha256, suffix=suffix, is_proved=True)
    with desk.change() as change:
        known = find_arrival(change.connection, arrival.origin, document.sha256)
        if known is not None:
            return _taken_again(desk, change, arrival.name, known, template)
        duplicate = find_same_bytes(change.connection, document.sha256)
        key = add_document(change, document, arrival.origin, template=template, duplicate=duplicate)
        if arrival.origin.source_id is not None:
            note_taken(change, arrival.origin, arrival.name, key)
        if also is not None:
            also(change, key)
    return Taken(arrival.name, key, is_new=True, duplicate=duplicate, template=template)


def _taken_again(desk: Desk, change: Change, name: str, known: int, template: str) -> Taken:
    """Bring an invoice back that was deleted; one that waits for a template takes the one chosen now."""
    filed = get_filed(change.connection, desk.store.originals, known)
    if filed.is_deleted:
        restore(change, known)
    chosen = filed.template
    if filed.state is State.NEW and not chosen and template:
        choose_template(change, known, template)
        chosen = template
    return Taken(name, known, is_new=False, template=chosen)


@contextmanager
def _as_file(desk: Desk, arrival: Arrival) -> Iterator[Path]:
    """Give the path of an arrival; one that came as bytes is a file for as long as the body takes."""
    if arrival.path is not None:
        yield arrival.path
        return
    folder = desk.store.folder.root
    try:
        with tempfile.TemporaryDirectory(prefix=".arrival-", dir=folder) as name:
            path = Path(name) / f"file{suffix_of(arrival.name)}"
            path.write_bytes(arrival.content or b"")
            yield path
    except OSError as error:
        raise NotWritten(
            f"cannot be written: {error.strerror or error}", where=folder, remedy="make room on the disk"
        ) from error
