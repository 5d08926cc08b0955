"""Pictures of one number line each, read without a template."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.errors import BadFile, Problem
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.invoice.fields import FieldKind, Options
from invoice_desk.invoice.reading import Reading
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.reader import Reader, Region
from invoice_desk.values.meaning import Meaning, understand


@dataclass(frozen=True, slots=True)
class NumberRead:
    """What one picture holds. reading and meaning: None where no number was found; problem: why not read."""

    file: Path
    reading: Reading | None = None
    meaning: Meaning | None = None
    problem: Problem | None = None


def read_numbers(
    files: Sequence[Path], reader: Reader, kind: FieldKind, *, is_stopped: IsStopped = never_stopped
) -> Generator[Progress | NumberRead, None, None]:
    """Yield one NumberRead a file, in order, and Progress after each; the first page of each is read."""
    for done, file in enumerate(files, start=1):
        if is_stopped():
            return
        yield _read(file, reader, kind)
        yield Progress(file.name, done, len(files))


def _read(file: Path, reader: Reader, kind: FieldKind) -> NumberRead:
    try:
        page = open_page(inspect(file), 0)
    except BadFile as error:
        return NumberRead(file, problem=error.problem)
    region = Region(page.crop(page.size.box), kind, ("ara", "eng"))
    reading = next(iter(reader.read([region])))
    if reading is None:
        return NumberRead(file)
    return NumberRead(file, reading, understand(reading.text, kind, Options()))
