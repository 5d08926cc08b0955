"""Matching: which template a page belongs to by its look, and how the template lies on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from invoice_desk.extraction.locating import Carrying
from invoice_desk.imaging.looks import Look, ink_of, look_of, look_of_ink, print_of
from invoice_desk.imaging.page import Page
from invoice_desk.imaging.references import open_reference
from invoice_desk.imaging.registration import Transform, lie_alike, likeness, register
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.template import Template

SURE = 0.5  # of a quality from which a page is taken for one of the layout; see benchmarks/matching.py
_CLEAR = 1.6  # the best template is so many times better than the next one, or no choice is made
_SAME_PLACE = 0.93  # agreement from which a page need not be laid on the template: it lies there
_CLOSER = 5  # templates that are looked at closely, the likeliest ones
_LOOKS = 64  # templates whose looks are kept in memory, 2 MB each


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A template on a page. transform: from the template's pixels to the page's; quality 0..1.

    is_moved: the transform is another than what the sizes of the pages say.
    """

    template: Template
    transform: Transform
    quality: float
    is_moved: bool = True


def lay_on(template: Template, page: Page) -> Match | None:
    """Return how a template lies on a page; None where it has no reference.

    A quality of 0 is said of a page that does not look like the template's; then the boxes lie as
    the sizes of the pages say.
    """
    layout = _layout_of(template)
    if layout is None:
        return None
    even, paper = ink_of(page.pixels)
    alike = lie_alike(layout, print_of(even))
    if alike >= _SAME_PLACE:
        return Match(template, _scaling(template.size, page.size), alike, is_moved=False)
    found = register(layout, look_of_ink(even, paper, page.size))
    if found is None or found.agreement < alike:
        quality = alike if alike >= SURE else 0.0
        return Match(template, _scaling(template.size, page.size), quality, is_moved=False)
    return Match(template, found.transform, found.quality)


def carrying_on(template: Template, page: Page) -> Carrying:
    """Return how a template's boxes lie on a page: laid on the first, which the reference shows."""
    match = lay_on(template, page) if page.info.index == 0 else None
    is_laid = match is not None and match.is_moved and match.quality >= SURE
    return Carrying(template.size, page.size, match.transform if match is not None and is_laid else None)


def find_template(page: Page, templates: Sequence[Template]) -> Match | None:
    """Return the template that a page belongs to; None where none is like it, or two are.

    Those without a reference are not looked at.
    """
    look = look_of(page.pixels)
    layouts = [(one, layout) for one in templates if (layout := _layout_of(one)) is not None]
    if len(layouts) > _CLOSER:
        layouts.sort(key=lambda one: likeness(one[1], look), reverse=True)
    laid = [(register(layout, look), template) for template, layout in layouts[:_CLOSER]]
    found = [(registration, template) for registration, template in laid if registration is not None]
    if not found:
        return None
    found.sort(key=lambda one: one[0].weight, reverse=True)
    registration, template = found[0]
    if registration.quality < SURE or (len(found) > 1 and registration.weight < _CLEAR * found[1][0].weight):
        return None
    return Match(template, registration.transform, registration.quality)


def _scaling(drawn_on: Size, page: Size) -> Transform:
    return np.diag([page.width / drawn_on.width, page.height / drawn_on.height, 1.0])


def _layout_of(template: Template) -> Look | None:
    if template.reference is None:
        return None
    boxes = tuple(field.box for field in template.fields if field.page == 1)
    return _look_of_layout(template.reference, template.size, boxes)


@lru_cache(maxsize=_LOOKS)
def _look_of_layout(reference: str, size: Size, boxes: tuple[Box, ...]) -> Look | None:
    """Return the look of a template's page, whose pixels are those that its boxes are drawn in."""
    pixels = open_reference(reference)
    if pixels is None:
        return None
    across, down = pixels.shape[1] / size.width, pixels.shape[0] / size.height
    varying = [
        Box(int(box.x0 * across), int(box.y0 * down), int(box.x1 * across), int(box.y1 * down))
        for box in boxes
    ]
    look = look_of(pixels, varying)
    return Look(look.points, look.codes, look.ink, look.fixed, size)
