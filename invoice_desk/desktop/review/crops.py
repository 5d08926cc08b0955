"""The part of a page that a value or glyph was read from, as a picture."""

from __future__ import annotations

from functools import reduce

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from invoice_desk.invoice.document import Document
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.record import Entry

_AROUND = 0.35  # of the print's height, shown around it


def page_of(entry: Entry, document: Document | None) -> int:
    """Return on which page, from 0, a value stands."""
    if entry.reading is not None:
        return entry.reading.page
    page = entry.field.page
    return page - 1 if page > 0 else len(document.pages if document else ()) + page


def box_of(entry: Entry) -> Box | None:
    """Return the box to show of a value: its print with some paper around it, near its field's box."""
    field_box = entry.box or (entry.reading.box if entry.reading is not None else None)
    glyphs = entry.reading.glyphs if entry.reading is not None else ()
    boxes = [glyph.box for glyph in glyphs if not glyph.box.is_empty]
    if not boxes:
        return field_box
    print_box = reduce(Box.joined, boxes)
    print_box = print_box.grown(max(3, round(print_box.height * _AROUND)))
    return print_box.clipped(field_box.grown(6)) if field_box is not None else print_box


def cut(image: QImage, box: Box, size: Size | None) -> QImage:
    """Return a box of a page as a picture; null where it holds nothing.

    size: the page's, in whose pixels the box is, where the picture may be of another; None for the same.
    """
    if image.isNull():
        return QImage()
    of_image = Size(image.width(), image.height())
    if size is not None and size != of_image:
        box = box.scaled(source=size, target=of_image)
    box = box.clipped(of_image.box)
    return QImage() if box.is_empty else image.copy(QRect(box.x0, box.y0, box.width, box.height))


def page_size(document: Document | None, index: int) -> Size | None:
    """Return the size of a page as it was read, None where it is not known."""
    pages = document.pages if document is not None else ()
    return next((page.size for page in pages if page.index == index), None)
