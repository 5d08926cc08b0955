"""Every invoice in review looked through for doubtful glyphs, beside the window; a plain generator."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from invoice_desk.desktop.page.pages import image_of
from invoice_desk.desktop.review.glyph_groups import GroupedGlyph, doubted_glyphs
from invoice_desk.desktop.review.threshold import Standing, standing_of
from invoice_desk.desktop.review.values import values_of
from invoice_desk.errors import DeskError
from invoice_desk.imaging.opening import open_page
from invoice_desk.invoice.filed import Filed, State
from invoice_desk.invoice.record import Record
from invoice_desk.progress import IsStopped, Progress
from invoice_desk.store.corrections import Spot
from invoice_desk.store.records import load_records
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.workflow.desk import Desk

MOST = 200  # invoices whose pages are opened
_AT_ONCE = 50  # invoices that are loaded together


@dataclass(frozen=True, slots=True)
class Gathered:
    """One invoice in review. glyphs: its doubtful ones; is_left_out: it has some, beyond the first MOST."""

    invoice: int
    name: str
    standing: Standing
    glyphs: tuple[GroupedGlyph, ...] = ()
    is_left_out: bool = False


def gather_glyphs(desk: Desk, is_stopped: IsStopped) -> Generator[object, None, None]:
    """Yield a Progress and a Gathered for each invoice in review.

    Only pages that hold a doubtful glyph are opened; one that cannot be is a Problem, and the others go on.
    """
    with desk.reading() as connection:
        keys = find_ids(connection, Filter(states=frozenset({State.REVIEW})))
    opened = 0
    for done, (filed, record) in enumerate(_records(desk, keys)):
        yield Progress(filed.document.name, done, len(keys))
        if is_stopped():
            return
        glyphs: tuple[GroupedGlyph, ...] = ()
        is_doubted = bool(doubted_glyphs(filed.id, record, {}))
        is_left_out = is_doubted and opened >= MOST
        if is_doubted and not is_left_out:
            opened += 1
            try:
                glyphs = _with_pictures(filed, record)
            except DeskError as error:
                yield error.problem
        yield Gathered(filed.id, filed.document.name, standing_of(record), glyphs, is_left_out)


def _records(desk: Desk, keys: list[int]) -> Iterator[tuple[Filed, Record]]:
    """Yield invoices with their records; no connection stays open while one is worked on."""
    for start in range(0, len(keys), _AT_ONCE):
        with desk.reading() as connection:
            some = list(load_records(connection, desk.store.originals, keys[start : start + _AT_ONCE]))
        yield from some


def _with_pictures(filed: Filed, record: Record) -> tuple[GroupedGlyph, ...]:
    """Return the doubtful glyphs of an invoice, cut from its pages; one page is in memory at a time."""
    pages_of = _pages_of(record)
    spots = {one.spot for one in doubted_glyphs(filed.id, record, {})}
    found: list[GroupedGlyph] = []
    for index in sorted({pages_of[spot] for spot in spots}):
        pages = {index: image_of(open_page(filed.document, index))}
        found += [one for one in doubted_glyphs(filed.id, record, pages) if pages_of[one.spot] == index]
    return tuple(found)


def _pages_of(record: Record) -> dict[Spot, int]:
    return {one.spot: one.entry.reading.page for one in values_of(record) if one.entry.reading is not None}
