"""Whole pages of many files read without a template, page by page."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.errors import BadFile, Problem
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.progress import Progress
from invoice_desk.reading.whole_page import PageEngine, PageText, read_page


@dataclass(frozen=True, slots=True)
class FileText:
    """What stands in one file, page by page; problem: why not, then there may be fewer pages."""

    file: Path
    pages: tuple[PageText, ...]
    problem: Problem | None = None


def recognise(
    files: Sequence[Path], engine: PageEngine, languages: Sequence[str]
) -> Generator[Progress | FileText, None, None]:
    """Yield Progress after each page and one FileText a file, in order. Raises MissingPart."""
    for file in files:
        pages: list[PageText] = []
        try:
            document = inspect(file)
            for info in document.pages:
                pages.append(read_page(open_page(document, info.index), engine, languages))
                yield Progress(document.name, len(pages), len(document.pages))
        except BadFile as error:
            yield FileText(file, tuple(pages), error.problem)
        else:
            yield FileText(file, tuple(pages))
