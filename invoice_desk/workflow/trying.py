"""Fields tried on a page that is open, before their template is kept: what would be read there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from invoice_desk.extraction.extract import read_fields
from invoice_desk.extraction.locating import carried, locate
from invoice_desk.extraction.matching import carrying_on
from invoice_desk.imaging.page import Page
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.record import Entry
from invoice_desk.invoice.template import Template
from invoice_desk.reading.choosing import Readers


def try_fields(
    document: Document,
    page: Page,
    template: Template,
    names: Collection[str],
    readers: Readers,
    *,
    threshold: float,
) -> Iterator[tuple[str, Entry]]:
    """Yield the name and entry of each of the named fields that lies on this page; tables are passed over.

    threshold: the confidence, 0..1, below which a value is in doubt.
    """
    carrying = carrying_on(template, page)
    places = [
        place
        for place in locate(template, document)
        if place.field.name in names
        and place.page == page.info.index
        and place.box is not None
        and place.field.kind is not FieldKind.TABLE
    ]
    places = carried(places, carrying) if carrying.transform is not None else places
    yield from read_fields(page, places, readers, threshold=threshold)
