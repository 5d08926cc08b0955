"""The spine: one document and one template become one record, station by station."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

from invoice_desk.errors import BadSetting, Problem
from invoice_desk.extraction.checking import check, check_tables, doubt_places, status_of
from invoice_desk.extraction.entries import entry_of_nowhere, entry_of_reading
from invoice_desk.extraction.locating import Carrying, Place, carried, locate
from invoice_desk.extraction.matching import carrying_on
from invoice_desk.extraction.tables import cells_of, read_cells, rows_of
from invoice_desk.imaging.fingerprints import fingerprint
from invoice_desk.imaging.opening import open_page
from invoice_desk.imaging.page import Page
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.doubts import REVIEW_BELOW
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.record import Code, Entry, Record, Row, Status
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped, Progress
from invoice_desk.reading.choosing import Readers, read_regions
from invoice_desk.reading.codes import find_page_codes
from invoice_desk.reading.reader import Region
from invoice_desk.values.payloads import payload_meaning


def extract(
    document: Document,
    templates: Sequence[Template],
    readers: Readers,
    *,
    threshold: float = REVIEW_BELOW,
    has_fingerprint: bool = False,
) -> Record:
    """Return the record of a document. templates: just the chosen one. Raises BadFile."""
    steps = extracting(document, templates, readers, threshold=threshold, has_fingerprint=has_fingerprint)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            record: Record = end.value
            return record


def told(
    steps: Generator[Progress, None, Record], report: Callable[[Progress], None], is_stopped: IsStopped
) -> Record | None:
    """Do the steps of `extracting`, telling each; return the record, None where it was stopped in between."""
    try:
        while True:
            report(next(steps))
            if is_stopped():
                steps.close()
                return None
    except StopIteration as end:
        record: Record = end.value
        return record


def extracting(
    document: Document,
    templates: Sequence[Template],
    readers: Readers,
    *,
    threshold: float = REVIEW_BELOW,
    has_fingerprint: bool = False,
) -> Generator[Progress, None, Record]:
    """Do the same step by step: yields after each field, a place to stop, and returns the record.

    threshold: the confidence, 0..1, below which a value is in doubt;
    has_fingerprint: the first page that is read gets one, for who looks for duplicates; it takes time.
    """
    template = _chosen(templates)
    places = locate(template, document)
    entries = {one.field.name: entry_of_nowhere(one) for one in places if one.box is None}
    tables: dict[str, tuple[Row, ...]] = {}
    codes: list[Code] = []
    look = ""
    for index in _pages_needed(places):
        page = open_page(document, index)
        look = look or (fingerprint(page) if has_fingerprint else "")
        codes.extend(_codes_of(page))
        carrying = carrying_on(template, page)
        here = [one for one in places if one.page == index and one.box is not None]
        if carrying.transform is not None:
            here = carried(here, carrying)
            places = tuple(_replaced(places, here))
        for name, entry in read_fields(page, here, readers, threshold=threshold):
            entries[name] = entry
            yield Progress(document.name, len(entries) + len(tables), len(places))
        for place in here:
            if place.field.kind is FieldKind.TABLE:
                tables[place.field.name] = yield from _read_table(
                    page, place, carrying, readers, document, threshold
                )
                yield Progress(document.name, len(entries) + len(tables), len(places))
    entries, tables = doubt_places(places, entries, tables)
    checked, checks = check([entries[one.name] for one in template.fields if one.name in entries])
    checks += check_tables(template.fields, tables)
    status = status_of(checked, tables, checks)
    file = str(document.path)
    return Record(file, template, document, checked, tables, tuple(codes), checks, status, None, look)


def failed_record(path: Path, template: Template, problem: Problem) -> Record:
    """Return the record of a file that could not be read."""
    return Record(str(path), template, status=Status.FAILED, problem=problem)


def _chosen(templates: Sequence[Template]) -> Template:
    if len(templates) != 1:
        raise BadSetting(f"one template is to be chosen, not {len(templates)}")
    return templates[0]


def _pages_needed(places: Sequence[Place]) -> list[int]:
    """Return the pages that hold a field; the first where none does, for its codes."""
    return sorted({one.page for one in places if one.page is not None and one.box is not None}) or [0]


def _replaced(places: Sequence[Place], moved: Sequence[Place]) -> Iterator[Place]:
    """Give all places, those in their new place that were moved."""
    known = {one.field.name: one for one in moved}
    for place in places:
        yield known.get(place.field.name, place)


def _codes_of(page: Page) -> Iterator[Code]:
    for found in find_page_codes(page):
        yield Code(found.format, found.text, page.info.index, found.box, payload_meaning(found.text))


def read_fields(
    page: Page, places: Sequence[Place], readers: Readers, *, threshold: float = REVIEW_BELOW
) -> Iterator[tuple[str, Entry]]:
    """Yield the name and entry of each field of a page that is no table, as it is read."""
    single = [one for one in places if one.field.kind is not FieldKind.TABLE and one.box is not None]
    boxes = [one.box for one in single if one.box is not None]
    regions = [
        Region(page.crop(box), one.field.kind, one.field.languages)
        for one, box in zip(single, boxes, strict=True)
    ]
    outcomes = read_regions(regions, [one.field.reader for one in single], readers)
    for one, region, outcome in zip(single, regions, outcomes, strict=True):
        crop = region.crop
        entry = entry_of_reading(
            one.field, outcome.reading, crop.box, outcome.error, crop=crop, threshold=threshold
        )
        yield one.field.name, entry


def _read_table(
    page: Page, place: Place, carrying: Carrying, readers: Readers, document: Document, threshold: float
) -> Generator[Progress, None, tuple[Row, ...]]:
    """Return the rows of a table field; yields after each cell."""
    if place.box is None:
        return ()
    cells = cells_of(place.field, page, box=place.box, carrying=carrying)
    read = []
    cells_read = read_cells(place.field, page, cells, readers, threshold=threshold)
    for done, item in enumerate(cells_read, start=1):
        read.append(item)
        yield Progress(f"{document.name}: {place.field.title}", done, len(cells))
    return rows_of(read)
