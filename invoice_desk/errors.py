"""What can go wrong, in words: each error says what, where and what to do about it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import IntEnum
from os import PathLike
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    OK = 0
    SOME_FAILED = 1  # at least one file could not be read; the others were
    USAGE = 2  # wrong arguments, or a wrong template: nothing was read
    MISSING_PART = 3  # Tesseract or another part is not installed
    NOT_WRITTEN = 4  # the results could not be written
    STOPPED = 130  # stopped by the person, as a shell reports Ctrl+C


def shown(name: str | PathLike[str]) -> str:
    r"""Return a name as one safe line: control and direction characters are written as \\u escapes.

    A file name may hold newlines (forging log lines), terminal escapes or right-to-left
    overrides (hiding an extension); letters of every script stay as they are.
    """
    text = str(name)
    return text if text.isprintable() else "".join(map(_shown_char, text))


def _shown_char(char: str) -> str:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return char.encode("unicode_escape", "surrogatepass").decode("ascii")
    return char


@dataclass(frozen=True, slots=True)
class Problem:
    """The plain copy of an error, which crosses threads and is kept with a record.

    what: one sentence; where: the file or field it is about, or ""; remedy: what to do, or "".
    """

    kind: str
    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{shown(self.where)}: " if self.where else ""
        way_out = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{shown(self.what)}{way_out}"


def about(problem: Problem, where: str | PathLike[str]) -> Problem:
    """Return the problem with the file named, where it names another place or none."""
    if problem.where == str(where):
        return problem
    what = f"{problem.where}: {problem.what}" if problem.where else problem.what
    return replace(problem, what=what, where=str(where))


def unexpected(error: Exception, where: str | PathLike[str]) -> Problem:
    """Return what is said of a file at which a bug was met: a red row, never the end of a batch."""
    what = f"cannot be read for an unexpected reason: {type(error).__name__}"
    return Problem("Unexpected", what, str(where), "please report it with this file")


def bug(error: Exception) -> Problem:
    """Return what is said of a bug that was met in the background."""
    return Problem("Unexpected", f"something unexpected happened: {error!r}", "", "please report it")


class DeskError(Exception):
    """An error with a message for a person. Foreign exceptions are translated into one of its kin."""

    exit_code: ClassVar[ExitCode] = ExitCode.SOME_FAILED

    def __init__(self, what: str, *, where: str | PathLike[str] = "", remedy: str = "") -> None:
        super().__init__(what)
        self.problem = Problem(type(self).__name__, what, str(where), remedy)

    def __str__(self) -> str:
        return str(self.problem)


class BadFile(DeskError):
    """An invoice file that cannot be read: broken, empty, encrypted, too large or of a foreign type."""


class BadTemplate(DeskError):
    """A template file that is not right; the message names the field and the reason."""

    exit_code = ExitCode.USAGE


class BadSetting(DeskError):
    """A setting or an argument that cannot be used."""

    exit_code = ExitCode.USAGE


class MissingPart(DeskError):
    """A part of the machine that is needed and not there; the remedy is the command that installs it."""

    exit_code = ExitCode.MISSING_PART


class NotWritten(DeskError):
    """A result that could not be written; what stood there before is untouched."""

    exit_code = ExitCode.NOT_WRITTEN


class BadDesk(DeskError):
    """A desk that cannot be opened or used: no folder, a broken database, or one of a newer version."""

    exit_code = ExitCode.USAGE


class DeskBusy(DeskError):
    """Another window or command does this on the same desk just now; the message says who."""


class Refused(DeskError):
    """Something that must not happen to an invoice as it stands, such as accepting one that failed."""


class Stopped(DeskError):
    """The person asked to stop; what was finished is kept."""

    exit_code = ExitCode.STOPPED


class Told(DeskError):
    """An error that another process of ours met, with its problem as it was told there."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem

    def __reduce__(self) -> tuple[type[Told], tuple[Problem]]:
        return type(self), (self.problem,)
