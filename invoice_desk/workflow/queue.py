"""The queue of invoices that wait to be read: it survives a crash, and reads each of them once."""

from __future__ import annotations

import importlib.metadata
import logging
import queue
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from invoice_desk.errors import BadTemplate, DeskError, MissingPart, Problem, about, unexpected
from invoice_desk.extraction.checking import recheck
from invoice_desk.extraction.threads import default_threads
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.filed import Duplicate
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.change import Change
from invoice_desk.store.corrections import corrected, corrections_of
from invoice_desk.store.documents import (
    Claim,
    claim_next,
    fail,
    is_own,
    is_untouched,
    is_waiting,
    note_death,
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
from invoice_desk.workflow.done import Done, InvoiceProgress
from invoice_desk.workflow.languages import check_templates
from invoice_desk.workflow.reading_crew import ReadingCrew, processes
from invoice_desk.workflow.reading_process import ReaderDied, ReadingProcess, died_twice, reading_process

if TYPE_CHECKING:  # what reads is loaded where it reads: in this process, or in others
    from invoice_desk.reading.choosing import Readers

_LOG = logging.getLogger(__name__)


Report = Callable[[Progress], None]
Read = Callable[[Document, Template, Report], Record | None]
"""Reads one document and reports each field; None where a person stopped it."""
Lend = Callable[[IsStopped], "AbstractContextManager[Read]"]
"""Gives a thread what it reads with, for as long as it reads."""

_Events = queue.SimpleQueue[Progress | Done | BaseException | None]


def read_waiting(
    desk: Desk,
    *,
    threads: int | None = None,
    is_stopped: IsStopped = never_stopped,
    is_held: IsStopped = never_stopped,
    crew: ReadingCrew | None = None,
) -> Generator[Progress | Done, None, None]:
    """Read all invoices that wait and have a template; yield how far each is, and a Done each.

    What is yielded as Done is kept already. Those that were being read when the program last ended
    are read again, last and each alone in a process of its own. Stops between two fields when
    `is_stopped` says so, and when the generator is closed: what is unfinished waits again. Once
    `is_held` says so, what is being read is finished and nothing else is begun. crew: the processes
    that read; without one this process does it on threads.
    Raises DeskBusy where another program reads on this desk, MissingPart where a language is missing.
    """
    with reading_lock(desk.store.folder.reading_lock):
        with desk.change() as change:
            recover(change)
        yield from _read_on_threads(desk, _threads(threads, crew), is_stopped, is_held, crew)
        yield from _read_suspects(desk, lambda: is_stopped() or is_held())


def _threads(asked: int | None, crew: ReadingCrew | None) -> int:
    return processes(asked) if crew is not None else max(1, asked or default_threads())


def _read_on_threads(
    desk: Desk, threads: int, is_stopped: IsStopped, is_held: IsStopped, crew: ReadingCrew | None
) -> Iterator[Progress | Done]:
    with desk.reading() as connection:
        if not is_waiting(connection, is_suspect=False):
            return
    lend = _in_processes(desk, crew) if crew is not None else _in_this_process(desk)
    closing = threading.Event()
    events: _Events = queue.SimpleQueue()

    def is_over() -> bool:
        return closing.is_set() or is_stopped()

    def work() -> None:
        try:
            with lend(is_over) as read:
                while not (is_over() or is_held()):
                    claim = _claim(desk, is_suspect=False)
                    if claim is None:
                        return
                    done = _read_one(desk, claim, read, events.put)
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
        while not is_stopped():
            claim = _claim(desk, is_suspect=True)
            if claim is None:
                return
            yield InvoiceProgress(claim.filed.document.name, 0, 1, claim.filed.id)
            done = _read_one(desk, claim, _asking(process, is_stopped), lambda _progress: None)
            if done is not None:
                yield done


def _in_this_process(desk: Desk) -> Lend:
    """Let all threads read with one set of readers."""
    readers = _build_readers(desk)

    def lend(is_over: IsStopped) -> AbstractContextManager[Read]:
        return nullcontext(_reader(readers, desk.settings.threshold, is_over))

    return lend


def _in_processes(desk: Desk, crew: ReadingCrew) -> Lend:
    """Let each thread ask a process of its own. Raises MissingPart where a language is missing."""
    check_templates(desk.settings, _templates_wanted(desk))

    @contextmanager
    def lend(is_over: IsStopped) -> Iterator[Read]:
        with crew.borrowed() as process:
            yield _asking(process, is_over)

    return lend


def _asking(process: ReadingProcess, is_over: IsStopped) -> Read:
    def read(document: Document, template: Template, report: Report) -> Record | None:
        return process.read(document, template, is_stopped=is_over, report=report)

    return read


def _reader(readers: Readers, threshold: float, is_over: IsStopped) -> Read:
    from invoice_desk.extraction.extract import extracting, told

    def read(document: Document, template: Template, report: Report) -> Record | None:
        steps = extracting(document, [template], readers, threshold=threshold, has_fingerprint=True)
        return told(steps, report, is_over)

    return read


def _read_one(desk: Desk, claim: Claim, read: Read, report: Report) -> Done | None:
    """Read an invoice and keep what comes of it; None where it waits again: stopped, or its reader died."""
    filed = claim.filed

    def tell(progress: Progress) -> None:
        report(InvoiceProgress(progress.subject, progress.done, progress.total, filed.id))

    tell(Progress(filed.document.name, 0, 1))
    try:
        saved = _template_of(desk, filed.template)
        record = read(filed.document, saved.template, tell)
    except MissingPart:
        _release(desk, claim)
        raise
    except ReaderDied as error:
        if not filed.deaths:  # it is tried once more, alone
            _note_death(desk, claim)
            return None
        return _failed(desk, claim, died_twice(filed.document, error), died=True)
    except DeskError as error:
        return _failed(desk, claim, _named(error.problem, filed.document))
    except Exception as error:  # noqa: BLE001 - a bug on one invoice is a red row, never the end of the batch
        _LOG.exception("unexpected error while reading invoice %d", filed.id)
        return _failed(desk, claim, unexpected(error, filed.document.name))
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


def _note_death(desk: Desk, claim: Claim) -> None:
    with desk.change() as change:
        note_death(change, claim)


def _template_of(desk: Desk, name: str) -> Saved:
    with desk.reading() as connection:
        saved = newest_template(connection, name)
    if saved is None:
        raise BadTemplate(f"the template {name!r} is no longer there", remedy="choose another one")
    return saved


def _build_readers(desk: Desk) -> Readers:
    from invoice_desk.workflow.readers import build_readers

    return build_readers(desk.settings, _templates_wanted(desk), models=desk.store.folder.models)


def _templates_wanted(desk: Desk) -> list[Template]:
    with desk.reading() as connection:
        found = [newest_template(connection, name) for name in waiting_templates(connection)]
    return [saved.template for saved in found if saved is not None]


def _named(problem: Problem, document: Document) -> Problem:
    """Return a problem that names the invoice as the person knows it, not its original's hash."""
    if problem.where == str(document.path):
        return replace(problem, where=document.name)
    return about(problem, document.name)


@cache
def program_name() -> str:
    """Return which program reads, for the record."""
    return f"invoice-desk {importlib.metadata.version('invoice-desk')}"
