"""Which reader reads which region: the text layer first, then codes, then OCR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from invoice_desk.errors import BadFile, DeskError, MissingPart
from invoice_desk.invoice.fields import DIGITED, FieldKind, ReaderChoice
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.reader import Reader, Region

ARABIC = "ara"
"""The language whose numbers may be printed in Arabic-Indic digits."""

LAYERED = frozenset(FieldKind) - {FieldKind.CODE, FieldKind.CHECKBOX, FieldKind.TABLE}
"""The kinds of field that a PDF's text layer can answer."""


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers that a desk has, built once. Only the last three may be missing.

    numbers: chooses between digits and ocr by what is printed.
    """

    text_layer: Reader
    codes: Reader
    marks: Reader
    ocr: Reader | None
    digits: Reader | None = None
    numbers: Reader | None = None

    def named(self, choice: ReaderChoice, kind: FieldKind) -> Reader:
        """Return the reader that is forced by a field. Raises MissingPart."""
        if choice is ReaderChoice.TEXT_LAYER:
            return self.text_layer
        if choice is ReaderChoice.CODES or kind is FieldKind.CODE:
            return self.codes
        if kind is FieldKind.CHECKBOX:
            return self.marks
        if choice is ReaderChoice.DIGITS:
            return _there(self.digits, "the digits reader")
        return _there(self.ocr, "Tesseract")

    def usual(self, region: Region) -> Reader:
        """Return the reader of a region that no text layer answered. Raises MissingPart."""
        if self.numbers is not None and region.kind in DIGITED and ARABIC in region.languages:
            return self.numbers
        return self.named(ReaderChoice.AUTO, region.kind)


def _there(reader: Reader | None, what: str) -> Reader:
    if reader is None:
        raise MissingPart(f"{what} is not installed", remedy="invoice-desk doctor tells how")
    return reader


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one region: a Reading, or none and, where that is an error, the error."""

    reading: Reading | None
    error: DeskError | None = None


def read_regions(
    regions: Sequence[Region], choices: Sequence[ReaderChoice], readers: Readers
) -> Iterator[Outcome]:
    """Yield one Outcome a region of one page, in order; reading goes on only while it is asked for.

    Each reader gets all of its regions at once. choices: as long as regions. AUTO takes the text
    layer where it covers the box and is sane.
    """
    layered = _from_text_layer(regions, choices, readers)
    picked = [
        _Pick(None, None) if reading else _pick(choice, region, readers)
        for region, choice, reading in zip(regions, choices, layered, strict=True)
    ]
    answers = _answers(regions, picked)
    broken: dict[str, BadFile] = {}
    for reading, pick in zip(layered, picked, strict=True):
        if pick.reader is None:
            yield Outcome(reading, pick.error)
        else:
            yield _next(pick.reader.name, answers, broken)


def _next(name: str, answers: dict[str, Iterator[Reading | None]], broken: dict[str, BadFile]) -> Outcome:
    """Return what a reader says next; one whose model file is broken leaves its regions to a person."""
    if name not in broken:
        try:
            return Outcome(next(answers[name]))
        except BadFile as error:
            broken[name] = error
    return Outcome(None, broken[name])


@dataclass(frozen=True, slots=True)
class _Pick:
    """The reader of one region, or why there is none; neither where the text layer served."""

    reader: Reader | None
    error: DeskError | None


def _pick(choice: ReaderChoice, region: Region, readers: Readers) -> _Pick:
    try:
        is_free = choice is ReaderChoice.AUTO
        return _Pick(readers.usual(region) if is_free else readers.named(choice, region.kind), None)
    except MissingPart as error:
        return _Pick(None, error)


def _answers(regions: Sequence[Region], picked: Sequence[_Pick]) -> dict[str, Iterator[Reading | None]]:
    """Start each reader on its regions; what it reads comes in the order of the page."""
    shares: dict[str, tuple[Reader, list[Region]]] = {}
    for region, pick in zip(regions, picked, strict=True):
        if pick.reader is not None:
            shares.setdefault(pick.reader.name, (pick.reader, []))[1].append(region)
    return {name: reader.read(share) for name, (reader, share) in shares.items()}


def _from_text_layer(
    regions: Sequence[Region], choices: Sequence[ReaderChoice], readers: Readers
) -> list[Reading | None]:
    is_asked = [
        choice is ReaderChoice.AUTO and region.kind in LAYERED and bool(region.crop.page.letters)
        for region, choice in zip(regions, choices, strict=True)
    ]
    asked = [region for region, is_one in zip(regions, is_asked, strict=True) if is_one]
    answers = readers.text_layer.read(asked)
    return [next(answers) if is_one else None for is_one in is_asked]
