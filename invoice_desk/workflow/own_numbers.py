"""A person's own numbers: what they corrected, confirmed or accepted, with its part of the page."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from invoice_desk.errors import DeskError
from invoice_desk.imaging.opening import open_page
from invoice_desk.imaging.page import Page
from invoice_desk.imaging.strips import surroundings
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.fields import DIGITED
from invoice_desk.invoice.filed import SETTLED, Filed, State
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.progress import IsStopped, Progress
from invoice_desk.reading.choosing import ARABIC
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.store.records import load_records
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.training.own_lines import OwnValue
from invoice_desk.values.digits import DigitFamily
from invoice_desk.values.prints import family_of, number_in, print_of
from invoice_desk.workflow.desk import Desk

MOST = 3_000
"""Numbers that are taken at most, those of the newest invoices first."""

_CHECKED = 4  # of so many invoices one is kept to judge by
_MARGIN = 4  # pixels around what a reader looks at
_EASTERN = {DigitFamily.ARABIC, DigitFamily.PERSIAN}


class LeftOut(StrEnum):
    """Why a number that a person vouched for is not learnt from."""

    UNSURE_PRINT = "unsure print"
    NO_PAGE = "no page"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """What a desk gives to learn from. learnt, checked: the numbers of one page together; no invoice is in
    both; left_out: how many numbers were, and why; invoices: that gave any.
    """

    learnt: tuple[tuple[OwnValue, ...], ...]
    checked: tuple[tuple[OwnValue, ...], ...]
    left_out: dict[LeftOut, int]
    invoices: int

    @property
    def many_learnt(self) -> int:
        """Numbers to learn from."""
        return sum(map(len, self.learnt))

    @property
    def many_checked(self) -> int:
        """Numbers to judge by."""
        return sum(map(len, self.checked))

    @property
    def corrected(self) -> int:
        """Numbers that had been read wrong."""
        return sum(one.is_corrected for page in (*self.learnt, *self.checked) for one in page)


@dataclass(frozen=True, slots=True)
class _Said:
    """A number of which a person said what it is; text: as printed."""

    index: int
    box: Box
    text: str
    entry: Entry
    is_corrected: bool


def gather_numbers(desk: Desk, *, is_stopped: IsStopped) -> Generator[Progress, None, OwnNumbers]:
    """Look through all invoices that people worked on; yield after each, and return their numbers.

    Which invoices are kept to judge by depends on their bytes alone, so it is the same each time.
    """
    with desk.reading() as connection:
        asked = Filter(states=SETTLED | {State.REVIEW})
        keys = find_ids(connection, asked, is_descending=True)
    parts: dict[bool, list[tuple[OwnValue, ...]]] = {False: [], True: []}
    left_out = dict.fromkeys(LeftOut, 0)
    seen: set[str] = set()
    invoices = 0
    for done, (filed, record) in enumerate(_records(desk, keys), start=1):
        pages = list(_pages_of(filed, record, seen, left_out))
        parts[is_checked(filed.document)] += pages
        invoices += bool(pages)
        yield Progress(filed.document.name, done, len(keys))
        if is_stopped() or sum(len(page) for some in parts.values() for page in some) >= MOST:
            break
    return OwnNumbers(tuple(parts[False]), tuple(parts[True]), left_out, invoices)


def is_checked(document: Document) -> bool:
    """Whether an invoice is kept to judge by, and never learnt from: by a hash of its bytes."""
    return int(hashlib.sha256(f"check {document.sha256}".encode()).hexdigest(), 16) % _CHECKED == 0


def _records(desk: Desk, keys: list[int]) -> Iterator[tuple[Filed, Record]]:
    for start in range(0, len(keys), 50):
        with desk.reading() as connection:
            some = list(
                load_records(connection, desk.store.originals, keys[start : start + 50], has_glyphs=False)
            )
        yield from some


def _pages_of(
    filed: Filed, record: Record, seen: set[str], left_out: dict[LeftOut, int]
) -> Iterator[tuple[OwnValue, ...]]:
    """Yield the numbers of each page of an invoice; what is left out is counted."""
    said: dict[int, list[_Said]] = {}
    for entry in _entries(record):
        one = _said(entry, filed)
        if one is None:
            left_out[LeftOut.UNSURE_PRINT] += _is_spoken_of(entry, filed)
        else:
            said.setdefault(one.index, []).append(one)
    for index, some in said.items():
        try:
            page = open_page(filed.document, index)
        except DeskError:
            left_out[LeftOut.NO_PAGE] += len(some)
            continue
        values = tuple(_new(_values(page, some, filed), seen))
        left_out[LeftOut.TWICE] += len(some) - len(values)
        if values:
            yield values


def _entries(record: Record) -> Iterator[Entry]:
    """Yield all values that the digits reader may have been asked for, those of tables too."""
    cells = (cell for rows in record.tables.values() for row in rows for cell in row.values())
    for entry in (*record.entries, *cells):
        if entry.field.kind in DIGITED and ARABIC in entry.field.languages and entry.box is not None:
            yield entry


def _is_spoken_of(entry: Entry, filed: Filed) -> bool:
    """Whether a person said what it is: by a correction, a confirmation, or for the whole invoice."""
    return entry.is_settled or (filed.state in SETTLED and entry.reading is not None)


def _said(entry: Entry, filed: Filed) -> _Said | None:
    """Return what a person said of an entry; None where nothing, or where its print is not certain."""
    box, reading = entry.box, entry.reading
    if box is None or not _is_spoken_of(entry, filed):
        return None
    index = reading.page if reading is not None else max(0, entry.field.page - 1)
    is_digits = reading is not None and reading.reader == DigitReader.name
    read = reading.text if reading is not None and is_digits else ""
    if entry.correction is None:
        text = number_in(read) if is_digits else None
    else:
        typed, value = entry.correction.text, entry.correction.value
        text = print_of(typed, value, read, entry.field.kind, entry.field.options)
    if text is None or family_of(text) not in _EASTERN:
        return None
    return _Said(index, box, text, entry, entry.correction is not None and text != number_in(read))


def _values(page: Page, some: Iterable[_Said], filed: Filed) -> Iterator[OwnValue]:
    for one in some:
        area = surroundings(one.box).grown(_MARGIN).clipped(page.size.box)
        box = one.box.clipped(page.size.box).moved(dx=-area.x0, dy=-area.y0)
        if area.is_empty or box.is_empty:
            continue
        pixels = np.ascontiguousarray(page.crop(area).grey)
        word = f"{filed.document.sha256}/{one.index}"
        yield OwnValue(word, pixels, box, one.text, one.entry.field.kind, one.is_corrected)


def _new(values: Iterable[OwnValue], seen: set[str]) -> Iterator[OwnValue]:
    """Leave out what was seen already, pixel by pixel: the same page may be on a desk twice."""
    for one in values:
        key = hashlib.sha256(one.pixels.tobytes() + one.text.encode()).hexdigest()
        if key not in seen:
            seen.add(key)
            yield one
