"""Opens PDFs in processes of their own, kept for the next file, so that none can take the program along.

PDFium ends its process where memory runs out, and knows no limit of time. It is also one state
machine a process: with a process a thread, threads render side by side.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from invoice_desk.errors import BadFile
from invoice_desk.imaging.page import Page
from invoice_desk.imaging.pdf_messages import Answer, Request, receive_answer
from invoice_desk.invoice.document import PageInfo
from invoice_desk.shipped import is_bundle

SECONDS = 60.0  # for one answer; a page of a catalogue takes 1
_MAX_IDLE = 8  # processes kept
_PIPE_BYTES = 1024 * 1024  # a page takes 11 MB: fewer turns between the processes
_REMEDY = "print it to a new PDF and use that"
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def pdf_pages(path: Path) -> tuple[PageInfo, ...]:
    """Return the facts of each page without rendering it. Raises BadFile."""
    answer = _ask(Request(path.absolute(), None, SECONDS), path)
    if isinstance(answer, Page):
        raise _broken_off(path)
    return answer


def pdf_page(path: Path, index: int) -> Page:
    """Render page `index` (from 0) on white and take up its text layer and pictures. Raises BadFile."""
    answer = _ask(Request(path.absolute(), index, SECONDS), path)
    if not isinstance(answer, Page):
        raise _broken_off(path)
    return answer


class _Process:
    """One process that answers one request at a time."""

    def __init__(self) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # of Windows
        self._child = subprocess.Popen(  # noqa: S603 - our own module
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE_BYTES,
            env=os.environ | _ONE_THREAD | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=flags,
        )

    def ask(self, request: Request, path: Path) -> Answer:
        """Return the answer. Raises BadFile, and OSError, EOFError or ValueError where it broke off."""
        if self._child.stdin is None or self._child.stdout is None:
            raise EOFError("no pipes")
        request.send(self._child.stdin)
        return receive_answer(self._child.stdout, path)

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked; somebody else may have ended it."""
        return self._child.poll() is None

    def end(self) -> None:
        """End the process and take away its pipes."""
        self._child.kill()
        with suppress(OSError):  # what was never flushed
            self._child.communicate()


class _Idle:
    """The processes that wait for a request."""

    def __init__(self) -> None:
        self._waiting: list[_Process] = []
        self._lock = threading.Lock()

    def take(self) -> _Process:
        """Return a process that waits, or a new one."""
        with self._lock:
            while self._waiting:
                process = self._waiting.pop()
                if process.is_alive:
                    return process
                process.end()
        return _Process()

    def give_back(self, process: _Process) -> None:
        """Keep a process for the next request, or end it where enough wait."""
        with self._lock:
            if len(self._waiting) < _MAX_IDLE:
                self._waiting.append(process)
                return
        process.end()

    def end_all(self) -> None:
        """End all that wait."""
        while self._waiting:
            self._waiting.pop().end()


_IDLE = _Idle()
atexit.register(_IDLE.end_all)


def _ask(request: Request, path: Path) -> Answer:
    """Return the answer of a process; one that breaks off is ended and the file is to blame."""
    process, start = _IDLE.take(), time.monotonic()
    try:
        answer = process.ask(request, path)
    except BadFile:
        _IDLE.give_back(process)
        raise
    except (OSError, EOFError, ValueError, TypeError, LookupError) as error:
        process.end()
        is_late = time.monotonic() - start >= request.seconds
        raise (_too_slow(path) if is_late else _broken_off(path)) from error
    except BaseException:
        process.end()
        raise
    _IDLE.give_back(process)
    return answer


def _command() -> list[str]:
    """Return how the process is started; -P keeps modules in the current folder out."""
    if is_bundle():
        return [sys.executable, "--pdf-worker"]
    return [sys.executable, "-P", "-m", "invoice_desk.imaging.pdf_worker"]


def _too_slow(path: Path) -> BadFile:
    return BadFile(f"takes more than {SECONDS:g} seconds to open", where=path, remedy=_REMEDY)


def _broken_off(path: Path) -> BadFile:
    return BadFile("is a PDF that takes too much memory or is broken", where=path, remedy=_REMEDY)
