"""Pictures of the boxes that values were read from, kept in the desk's folder for exports to link to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from invoice_desk.errors import BadFile
from invoice_desk.files import write_bytes_whole
from invoice_desk.imaging.encoding import png_of
from invoice_desk.imaging.opening import open_page
from invoice_desk.imaging.page import Page
from invoice_desk.invoice.record import Entry, Record

_MARGIN = 6  # pixels around a box, so that one sees where it stands


def keep_crops(record: Record, folder: Path) -> Mapping[str, Path]:
    """Write a picture of each box of a record that is not there yet; return field name to file.

    folder: of this record alone, since the boxes of another differ. A page that cannot be opened any
    more has no pictures. Raises NotWritten.
    """
    document = record.document
    if document is None:
        return {}
    pages: dict[int, Page] = {}
    found: dict[str, Path] = {}
    for number, entry in enumerate(record.entries, start=1):
        path = folder / f"field-{number:02d}.png"
        if entry.reading is None or entry.box is None or entry.box.is_empty:
            continue
        if not path.is_file():
            try:
                index = entry.reading.page
                page = pages[index] if index in pages else pages.setdefault(index, open_page(document, index))
            except BadFile:
                continue
            _write(page, entry, path)
        found[entry.field.name] = path
    return found


def _write(page: Page, entry: Entry, path: Path) -> None:
    if entry.box is not None:
        write_bytes_whole(path, png_of(page.crop(entry.box.grown(_MARGIN)).pixels))
