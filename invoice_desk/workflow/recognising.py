"""Whole pages of many files read without a template, page by page."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.errors import BadFile, DeskError, Problem
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.whole_page import PageEngine, PageText, read_page


@dataclass(frozen=True, slots=True)
class FileText:
    """What stands in one file, page by page; problem: why not, then there may be fewer pages."""

    file: Path
    pages: tuple[PageText, ...]
    problem: Problem | None = None


def recognise(
    files: Sequence[Path],
    engine: PageEngine,
    languages: Sequence[str],
    *,
    is_stopped: IsStopped = never_stopped,
) -> Generator[Progress | FileText, None, None]:
    """Yield Progress after each page and one FileText a file, in order. Raises MissingPart.

    Stops between two pages when `is_stopped` says so: a file that was not finished is left out,
    and so is one that fails then, because the stop itself may have broken it off.
    """
    for file in files:
        pages: list[PageText] = []
        problem = None
        try:
            document = inspect(file)
            for info in document.pages:
                if is_stopped():
                    return
                pages.append(read_page(open_page(document, info.index), engine, languages))
                yield Progress(document.name, len(pages), len(document.pages))
        except DeskError as error:
            if is_stopped():
                return
            if not isinstance(error, BadFile):
                raise
            problem = error.problem
        yield FileText(file, tuple(pages), problem)
