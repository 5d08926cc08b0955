"""What a crash report says: where in our code, and with which versions; no value, no message, no file name.

The message of an exception may hold what is printed on an invoice, and a line of a foreign library may hold a
path; so a report has the kinds of the exceptions and the places in our own code, and nothing else of them.
"""

from __future__ import annotations

import platform
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_PARTS = ("PySide6-Essentials", "torch", "tesserocr", "opencv-python-headless", "pypdfium2", "sqlalchemy")
_FAULTS = ("Segmentation fault", "Aborted", "Bus error", "Illegal instruction", "Floating point exception")
_PLACE = re.compile(r'File "(?P<file>.*)", line (?P<line>\d+) in (?P<name>[\w.<>]+)')
_MOST = 8  # exceptions of which one led to the next


def report_of_error(error: BaseException) -> str:
    """Return the report of an exception that nobody expected, with those that led to it."""
    told: list[str] = []
    for one in _chain(error):
        kind = type(one)
        frames = [
            (frame.filename, frame.lineno or 0, frame.name)
            for frame in traceback.extract_tb(one.__traceback__)
        ]
        told += [f"{kind.__module__}.{kind.__qualname__}", *_places(frames), ""]
    return "\n".join([*_head("an error that was not expected"), *told])


def report_of_fault(dump: str) -> str:
    """Return the report of a crash that ended the process. dump: what faulthandler wrote of it."""
    what = next((one for one in _FAULTS if one in dump.partition("\n")[0]), "a fault")
    told: list[str] = []
    for thread in re.split(r"\n(?=(?:Current thread|Thread) 0x)", dump)[1:]:
        frames = [(one["file"], int(one["line"]), one["name"]) for one in _PLACE.finditer(thread)]
        heading = "the thread that crashed" if thread.startswith("Current") else "another thread"
        told += [heading, *_places(frames[::-1]), ""]
    return "\n".join([*_head(f"the process ended: {what}"), *told])


def _head(what: str) -> Iterator[str]:
    yield "Invoice Desk: crash report. It holds nothing of any invoice; please send it with what you did."
    yield ""
    yield f"what       {what}"
    yield f"when       {datetime.now().astimezone().isoformat(timespec='seconds')}"
    yield f"program    {_version('invoice-desk')}{' (installed)' if getattr(sys, 'frozen', False) else ''}"
    yield f"system     {platform.system()} {platform.release()} {platform.machine()}"
    yield f"Python     {platform.python_version()}"
    for name in _PARTS:
        yield f"{name}    {_version(name)}"
    yield ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Return the exceptions that led to one, the first of them first."""
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and len(found) < _MOST and one not in found:
        found.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return reversed(found)


def _places(frames: list[tuple[str, int, str]]) -> Iterator[str]:
    """Return the places of our own code, outermost first, and how many others lie between them."""
    foreign = 0
    for file, line, name in frames:
        place = _own(file)
        if place is None:
            foreign += 1
            continue
        yield from _count(foreign)
        foreign = 0
        yield f"  {place}:{line} in {name}"
    yield from _count(foreign)


def _count(foreign: int) -> Iterator[str]:
    if foreign:
        yield f"  ({foreign} in other packages)"


def _own(file: str) -> str | None:
    """Return a file of ours from the package's folder on, as the bundle names it anyway; None for others."""
    path = Path(file)
    if path.is_absolute():
        return path.relative_to(_PACKAGE.parent).as_posix() if path.is_relative_to(_PACKAGE) else None
    return path.as_posix() if path.parts[:1] == (_PACKAGE.name,) else None
