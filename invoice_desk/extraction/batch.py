"""Many files on several threads: progress and records as they come, one bad file never the end."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from invoice_desk.errors import DeskError, Problem, about, unexpected
from invoice_desk.extraction.extract import extracting, failed_record, told
from invoice_desk.extraction.threads import default_threads
from invoice_desk.imaging.opening import inspect
from invoice_desk.invoice.doubts import REVIEW_BELOW
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.choosing import Readers

_LOG = logging.getLogger(__name__)
_AHEAD = 2  # files a thread may be ahead of the one whose record is waited for

Job = tuple[Path, Template | Problem]
"""A file and the template chosen for it, or why there is none."""

NO_TEMPLATE = Template.model_construct(name="", page=PageSize(width=1, height=1))
"""What a record of a file has for which no template was there. No template file can have this name."""


@dataclass(frozen=True, slots=True)
class _Done:
    number: int
    record: Record | None  # None where the person stopped in the middle


_Events = queue.SimpleQueue[Progress | _Done | BaseException]


def extract_all(
    jobs: Sequence[Job],
    readers: Readers,
    *,
    threads: int | None = None,
    threshold: float = REVIEW_BELOW,
    is_stopped: IsStopped = never_stopped,
) -> Generator[Progress | Record, None, None]:
    """Yield Progress after each field and one Record a file, in the order of `jobs`.

    threads: at least 1, default one a core; threshold: the confidence below which a value is in
    doubt. A file that cannot be read, or has no template, gives a failed record. Stops between two
    fields when `is_stopped` says so: then the files that are finished are still yielded, without
    failed ones, which the stop itself may have broken off, as Ctrl+C does with the processes that
    open PDFs. Stops too when the generator is closed; records yielded before stay good.
    """
    workers = max(1, threads or default_threads())
    closing = threading.Event()
    events: _Events = queue.SimpleQueue()

    def work(number: int) -> None:
        is_over = lambda: closing.is_set() or is_stopped()  # noqa: E731
        try:
            events.put(_Done(number, _read(jobs[number], readers, threshold, events.put, is_over)))
        except BaseException as error:  # no error of one file: whoever waits must not wait for ever
            events.put(error)
            raise

    with ThreadPoolExecutor(workers, thread_name_prefix="reading") as pool:
        try:
            for event in _in_order(len(jobs), partial(_submit, pool, work), events, workers * _AHEAD):
                if not (is_stopped() and isinstance(event, Record) and event.problem is not None):
                    yield event
        finally:
            closing.set()


def _submit(pool: ThreadPoolExecutor, work: Callable[[int], None], number: int) -> None:
    pool.submit(work, number)


def _in_order(
    jobs: int, submit: Callable[[int], object], events: _Events, ahead: int
) -> Iterator[Progress | Record]:
    """Keep `ahead` files submitted; pass progress on at once and records in their order."""
    done: dict[int, Record | None] = {}
    submitted = awaited = 0
    while awaited < jobs:
        while submitted < min(jobs, awaited + ahead):
            submit(submitted)
            submitted += 1
        event = events.get()
        if isinstance(event, BaseException):
            raise event
        if isinstance(event, Progress):
            yield event
            continue
        done[event.number] = event.record
        while awaited in done:
            record = done.pop(awaited)
            awaited += 1
            if record is not None:
                yield record


def _read(
    job: Job, readers: Readers, threshold: float, report: Callable[[Progress], None], is_over: IsStopped
) -> Record | None:
    """Return the record of one file, a failed one where it cannot be read, None where it was stopped."""
    path, template = job
    if is_over():
        return None
    if isinstance(template, Problem):
        return failed_record(path, NO_TEMPLATE, about(template, path))
    try:
        return told(extracting(inspect(path), [template], readers, threshold=threshold), report, is_over)
    except DeskError as error:
        return failed_record(path, template, about(error.problem, path))
    except Exception as error:  # noqa: BLE001 - a bug on one invoice is a red row, never the end of the batch
        _LOG.exception("unexpected error while reading %r", str(path))
        return failed_record(path, template, unexpected(error, path))
