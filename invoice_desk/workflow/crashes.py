"""The crash reports of a desk: written when something unexpected happens, found again at the next start.

Errors come by the log, in which everything unexpected is noted anyway, from whatever thread. A fault that
ends the process is dumped by faulthandler into a file of this run; the next run makes a report of it.
"""

from __future__ import annotations

import faulthandler
import logging
import uuid
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout

from invoice_desk.errors import NotWritten
from invoice_desk.files import write_text_whole
from invoice_desk.workflow.crash_report import report_of_error, report_of_fault

_OURS = "invoice_desk"  # the log whose errors are reported
_RUN, _LOCK, _REPORT = "run-", ".lock", "crash-"
_KEPT = 20  # reports; older ones go
_MOST_OF_RUN = 10  # reports of one run, so that a bug in each of 1,000 invoices is not told 1,000 times


class Crashes(logging.Handler):
    """Writes the reports of one run of the program into a folder, made when there is something to write.

    last: the newest report of this run; earlier: the newest that was there when the run began.
    A disk that takes nothing is no reason for a second crash: then there is no report.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.ERROR)
        self._folder = folder
        self._told: set[str] = set()
        self._dump: IO[bytes] | None = None
        self._was_on = faulthandler.is_enabled()
        self._run = folder / f"{_RUN}{uuid.uuid4().hex[:12]}.txt"
        self._lock = FileLock(self._run.with_suffix(_LOCK))
        self.last: Path | None = None
        self.earlier: Path | None = None

    def begin(self) -> None:
        """Make reports of runs that crashed, and note from now on what happens in this one."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            self._gather()
            self._lock.acquire(timeout=0)
            self._dump = self._run.open("wb")
            faulthandler.enable(self._dump, all_threads=True)
        logging.getLogger(_OURS).addHandler(self)

    def end(self) -> None:
        """End as a run that did not crash."""
        logging.getLogger(_OURS).removeHandler(self)
        if self._dump is not None:
            faulthandler.disable()
            if self._was_on:
                faulthandler.enable()
            self._dump.close()
            self._dump = None
        with suppress(OSError):
            self._run.unlink(missing_ok=True)
            self._lock.release()
            Path(self._lock.lock_file).unlink(missing_ok=True)
            self._folder.rmdir()  # where it is empty
        self.close()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the report of an error that was logged."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self.note(error)

    def note(self, error: BaseException) -> None:
        """Write the report of an error, once a run for errors that are the same."""
        report = report_of_error(error)
        core = report.partition("\n\n")[2].partition("\n\n")[2]
        if core not in self._told and len(self._told) < _MOST_OF_RUN:
            self._told.add(core)
            self.last = self._write(report)

    def _gather(self) -> None:
        """Make reports of what runs left that ended in a fault; find the newest report."""
        for run in self._folder.glob(f"{_RUN}*.txt"):
            lock = FileLock(run.with_suffix(_LOCK))
            try:
                lock.acquire(timeout=0)
            except Timeout:  # it still runs
                continue
            dump = run.read_text(encoding="utf-8", errors="replace")
            if dump.strip():
                self._write(report_of_fault(dump))
            run.unlink()
            lock.release()
            Path(lock.lock_file).unlink(missing_ok=True)
        found = sorted(self._folder.glob(f"{_REPORT}*.txt"))
        for old in found[:-_KEPT]:
            old.unlink()
        self.earlier = found[-1] if found else None

    def _write(self, report: str) -> Path | None:
        now = datetime.now().astimezone()
        path = self._folder / f"{_REPORT}{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            write_text_whole(path, report)
        except NotWritten:
            return None
        return path
