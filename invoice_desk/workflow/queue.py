"""The queue of invoices that wait to be read: it survives a crash, and reads each of them once."""

from __future__ import annotations

import importlib.metadata
import logging
import queue
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from invoice_desk.errors import BadTemplate, DeskError, MissingPart, Problem
from invoice_desk.extraction.batch import about, default_threads
from invoice_desk.extraction.checking import recheck
from invoice_desk.extraction.extract import extracting
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.filed import Duplicate
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.choosing import Readers
from invoice_desk.store.change import Change
from invoice_desk.store.corrections import corrected, corrections_of
from invoice_desk.store.documents import (
    Claim,
    claim_next,
    fail,
    is_own,
    is_untouched,
    is_waiting,
    recover,
    release,
    set_aside,
    waiting_templates,
)
from invoice_desk.store.duplicates import find_same_invoice, find_same_page
from invoice_desk.store.reading_lock import reading_lock
from invoice_desk.store.records import keep_record
from invoice_desk.store.templates import Saved, newest_template
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.readers import build_readers
from invoice_desk.workflow.reading_process import ReaderDied, died_twice, reading_process

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one invoice that was read.

    record: None where it failed; duplicate: why it was set aside after it was read.
    """

    id: int
    name: str
    record: Record | None = None
    duplicate: Duplicate | None = None
    problem: Problem | None = None


Read = Callable[[Document, Template], Record | None]
"""Reads one document; None where a person stopped it."""

_Events = queue.SimpleQueue[Progress | Done | BaseException | None]


def read_waiting(
    desk: Desk, *, threads: int | None = None, is_stopped: IsStopped = never_stopped
) -> Generator[Progress | Done, None, None]:
    """Read all invoices that wait and have a template; yield Progress after each field, and one Done each.

    What is yielded as Done is kept already. Those that were being read when the program last ended
    are read again, last and each alone in a process of its own. Stops between two fields when
    `is_stopped` says so, and when the generator is closed: what is unfinished waits again.
    Raises DeskBusy where another program reads on this desk, MissingPart where a language is missing.
    """
    with reading_lock(desk.store.folder.reading_lock):
        with desk.change() as change:
            recover(change)
        yield from _read_on_threads(desk, max(1, threads or default_threads()), is_stopped)
        yield from _read_suspects(desk, is_stopped)


def _read_on_threads(desk: Desk, threads: int, is_stopped: IsStopped) -> Iterator[Progress | Done]:
    with desk.reading() as connection:
        if not is_waiting(connection, is_suspect=False):
            return
    readers = _build_readers(desk)
    closing = threading.Event()
    events: _Events = queue.SimpleQueue()

    def is_over() -> bool:
        return closing.is_set() or is_stopped()

    read = _reader(readers, desk.settings.threshold, events.put, is_over)

    def work() -> None:
        try:
            while not is_over():
                claim = _claim(desk, is_suspect=False)
                if claim is None:
                    return
                done = _read_one(desk, claim, read)
                if done is not None:
                    events.put(done)
        except BaseException as error:  # the desk itself fails: whoever waits must not wait for ever
            events.put(error)
            raise
        finally:
            events.put(None)

    with ThreadPoolExecutor(threads, thread_name_prefix="reading") as pool:
        try:
            for _ in range(threads):
                pool.submit(work)
            yield from _said(events, threads)
        finally:
            closing.set()


def _said(events: _Events, threads: int) -> Iterator[Progress | Done]:
    """Give what the threads say until all of them have ended. Raises what ended one of them."""
    while threads:
        event = events.get()
        if isinstance(event, BaseException):
            raise event
        if event is None:
            threads -= 1
            continue
        yield event


def _read_suspects(desk: Desk, is_stopped: IsStopped) -> Iterator[Progress | Done]:
    with reading_process(desk.settings, desk.store.folder.models) as process:

        def read(document: Document, template: Template) -> Record | None:
            return process.read(document, template, is_stopped=is_stopped)

        while not is_stopped():
            claim = _claim(desk, is_suspect=True)
            if claim is None:
                return
            yield Progress(claim.filed.document.name, 0, 1)
            done = _read_one(desk, claim, read)
            if done is not None:
                yield done


def _reader(
    readers: Readers, threshold: float, report: Callable[[Progress], None], is_over: IsStopped
) -> Read:
    def read(document: Document, template: Template) -> Record | None:
        steps = extracting(document, [template], readers, threshold=threshold, has_fingerprint=True)
        try:
            while True:
                report(next(steps))
                if is_over():
                    steps.close()
                    return None
        except StopIteration as end:
            record: Record = end.value
            return record

    return read


def _read_one(desk: Desk, claim: Claim, read: Read) -> Done | None:
    """Read an invoice and keep what comes of it; None where a person stopped it, and it waits again."""
    filed = claim.filed
    try:
        saved = _template_of(desk, filed.template)
        record = read(filed.document, saved.template)
    except MissingPart:
        _release(desk, claim)
        raise
    except ReaderDied as error:
        return _failed(desk, claim, died_twice(filed.document, error), died=True)
    except DeskError as error:
        return _failed(desk, claim, _named(error.problem, filed.document))
    except Exception as error:  # noqa: BLE001 - a bug on one invoice is a red row, never the end of the batch
        _LOG.exception("unexpected error while reading invoice %d", filed.id)
        what = f"cannot be read for an unexpected reason: {type(error).__name__}"
        problem = Problem("Unexpected", what, filed.document.name, "please report it with this file")
        return _failed(desk, claim, problem)
    if record is None:
        _release(desk, claim)
        return None
    return _keep(desk, claim, record, saved)


def _keep(desk: Desk, claim: Claim, record: Record, saved: Saved) -> Done:
    """Keep a record with the person's corrections laid over it; set it aside where it is a duplicate."""
    key, name = claim.filed.id, claim.filed.document.name
    with desk.change() as change:
        said = corrections_of(change.connection, [key]).get(key, {})
        whole = recheck(corrected(record, said)) if said else record
        is_kept = keep_record(change, claim, whole, template_id=saved.id, program=program_name())
        duplicate = _set_aside_duplicate(change, key) if is_kept else None
    return Done(key, name, replace(whole, file=name), duplicate)


def _set_aside_duplicate(change: Change, key: int) -> Duplicate | None:
    """Set an invoice aside that is the same as another; return why, None where it stands.

    Threads may read the later of the two first: then that one is set aside, if nobody touched it yet.
    """
    connection = change.connection
    found = find_same_invoice(connection, key) or find_same_page(connection, key)
    if found is None or is_own(connection, key):
        return None
    if found.of > key and is_untouched(connection, found.of):
        set_aside(change, found.of, Duplicate(key, found.sameness))
        return None
    set_aside(change, key, found)
    return found


def _failed(desk: Desk, claim: Claim, problem: Problem, *, died: bool = False) -> Done:
    with desk.change() as change:
        fail(change, claim, problem, died=died)
    return Done(claim.filed.id, claim.filed.document.name, problem=problem)


def _claim(desk: Desk, *, is_suspect: bool) -> Claim | None:
    with desk.change() as change:
        return claim_next(change, desk.store.originals, is_suspect=is_suspect)


def _release(desk: Desk, claim: Claim) -> None:
    with desk.change() as change:
        release(change, claim)


def _template_of(desk: Desk, name: str) -> Saved:
    with desk.reading() as connection:
        saved = newest_template(connection, name)
    if saved is None:
        raise BadTemplate(f"the template {name!r} is no longer there", remedy="choose another one")
    return saved


def _build_readers(desk: Desk) -> Readers:
    with desk.reading() as connection:
        found = [newest_template(connection, name) for name in waiting_templates(connection)]
    templates = [saved.template for saved in found if saved is not None]
    return build_readers(desk.settings, templates, models=desk.store.folder.models)


def _named(problem: Problem, document: Document) -> Problem:
    """Return a problem that names the invoice as the person knows it, not its original's hash."""
    if problem.where == str(document.path):
        return replace(problem, where=document.name)
    return about(problem, Path(document.name))


def program_name() -> str:
    """Return which program reads, for the record."""
    return f"invoice-desk {importlib.metadata.version('invoice-desk')}"
