"""Where each field lies on a document's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from invoice_desk.invoice.document import Document, PageInfo
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.template import Template

_OTHER_SHAPE = 0.03  # of width to height; scans and faxes of one paper differ by less, A4 and Letter by 0.09


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field lies: page index from 0 and box on it in pixels; reason: why nowhere, or not for sure."""

    field: Field
    page: int | None
    box: Box | None
    reason: Reason | None = None


def locate(template: Template, document: Document) -> tuple[Place, ...]:
    """Return the place of each field, in the template's order; boxes scale to the page's size."""
    return tuple(_place(field, template.size, document.pages) for field in template.fields)


def scale_box(box: Box, *, drawn_on: Size, page: Size) -> Box:
    """Return a box drawn on a page of one size as it lies on a page of another, clipped to it."""
    return box.scaled(source=drawn_on, target=page).clipped(page.box)


@dataclass(frozen=True, slots=True, eq=False)
class Carrying:
    """How boxes that were drawn on a template's page lie on a page.

    transform: 3 x 3, from the template's pixels to the page's; None where the sizes alone say it.
    """

    drawn_on: Size
    page: Size
    transform: NDArray[np.float64] | None = None

    def carry(self, box: Box) -> Box:
        """Return the smallest box on the page around a box of the template, clipped to the page."""
        if self.transform is None:
            return scale_box(box, drawn_on=self.drawn_on, page=self.page)
        corners = np.array([[x, y, 1.0] for x in (box.x0, box.x1) for y in (box.y0, box.y1)]).T
        moved = self.transform @ corners
        x, y = moved[:2] / moved[2]
        found = Box(round(x.min()), round(y.min()), round(x.max()), round(y.max()))
        return found.clipped(self.page.box)


def carried(places: Sequence[Place], carrying: Carrying) -> list[Place]:
    """Return places on a page that its template was laid on: it may have another shape than the template's.

    A field that would lie outside the page stays where the sizes say.
    """
    found = [replace(place, box=carrying.carry(place.field.box), reason=None) for place in places]
    return [
        new if new.box is not None and not new.box.is_empty else old
        for old, new in zip(places, found, strict=True)
    ]


def _place(field: Field, drawn_on: Size, pages: Sequence[PageInfo]) -> Place:
    index = field.page - 1 if field.page > 0 else len(pages) + field.page
    if not 0 <= index < len(pages):
        return Place(field, None, None, Reason(Doubt.NO_PAGE, str(field.page)))
    box = scale_box(field.box, drawn_on=drawn_on, page=pages[index].size)
    if box.is_empty:
        return Place(field, index, None, Reason(Doubt.OUTSIDE_PAGE))
    return Place(field, index, box, _doubt_of_shape(drawn_on, pages[index].size))


def _doubt_of_shape(drawn_on: Size, page: Size) -> Reason | None:
    """Return the doubt of a page that is wider or narrower than the template's: it may be another layout."""
    ratio = (page.width * drawn_on.height) / (page.height * drawn_on.width)
    if max(ratio, 1 / ratio) <= 1 + _OTHER_SHAPE:
        return None
    sizes = f"{page.width} x {page.height}, not {drawn_on.width} x {drawn_on.height}"
    return Reason(Doubt.OTHER_SHAPE, sizes)
