"""Where fields lie: on pages of other sizes, on chosen pages, on the edge and beyond."""

from __future__ import annotations

import pytest
from small_invoices import document_of, field, template_of

from invoice_desk.extraction.locating import locate, scale_box
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.geometry import Box, Size

DRAWN = Size(1000, 500)


def test_a_box_lies_where_it_was_drawn_on_a_page_of_the_same_size() -> None:
    (place,) = locate(template_of(field(Box(10, 20, 30, 40)), size=DRAWN), document_of(DRAWN))
    assert (place.page, place.box, place.reason) == (0, Box(10, 20, 30, 40), None)


@pytest.mark.parametrize(
    ("page", "box"),
    [
        (Size(2000, 1000), Box(200, 40, 800, 120)),
        (Size(500, 250), Box(50, 10, 200, 30)),
        (Size(1000, 1000), Box(100, 40, 400, 120)),  # a page cut otherwise: both sides scale by themselves
        (Size(333, 167), Box(33, 7, 133, 20)),
    ],
)
def test_a_box_scales_to_the_size_of_the_page(page: Size, box: Box) -> None:
    (place,) = locate(template_of(field(Box(100, 20, 400, 60)), size=DRAWN), document_of(page))
    assert place.box == box


def test_each_page_of_a_document_has_its_own_scale() -> None:
    fields = [field(Box(100, 20, 400, 60), f"on {page}", page=page) for page in (1, 2)]
    places = locate(template_of(*fields, size=DRAWN), document_of(DRAWN, Size(2000, 1000)))
    assert [place.box for place in places] == [Box(100, 20, 400, 60), Box(200, 40, 800, 120)]


@pytest.mark.parametrize(("page", "index"), [(1, 0), (2, 1), (3, 2), (-1, 2), (-2, 1), (-3, 0)])
def test_a_page_is_counted_from_the_front_or_from_the_end(page: int, index: int) -> None:
    (place,) = locate(template_of(field(Box(0, 0, 9, 9), page=page), size=DRAWN), document_of(*[DRAWN] * 3))
    assert place.page == index


@pytest.mark.parametrize("page", [4, -4, 100_000, -100_000])
def test_a_page_that_does_not_exist_is_said(page: int) -> None:
    (place,) = locate(template_of(field(Box(0, 0, 9, 9), page=page), size=DRAWN), document_of(*[DRAWN] * 3))
    assert place.page is None
    assert place.box is None
    assert place.reason is not None
    assert place.reason.words == f"the document has no page {page}"


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        (Box(-50, -50, 100, 100), Box(0, 0, 100, 100)),
        (Box(900, 400, 2000, 2000), Box(900, 400, 1000, 500)),
        (Box(-100, -100, 5000, 5000), Box(0, 0, 1000, 500)),
    ],
)
def test_of_a_box_partly_outside_the_part_on_the_page_is_read(box: Box, inside: Box) -> None:
    (place,) = locate(template_of(field(box), size=DRAWN), document_of(DRAWN))
    assert place.box == inside


def test_a_box_wholly_outside_is_said() -> None:
    outside = field(Box(1200, 0, 1300, 50))
    template = template_of(size=DRAWN).model_copy(update={"fields": (outside,)})  # no file can say so
    (place,) = locate(template, document_of(DRAWN))
    assert place.box is None
    assert place.reason is not None
    assert place.reason.doubt is Doubt.OUTSIDE_PAGE


def test_a_thin_box_still_holds_a_pixel_on_a_much_smaller_page() -> None:
    (place,) = locate(template_of(field(Box(500, 250, 501, 251)), size=DRAWN), document_of(Size(20, 20)))
    assert place.box is not None
    assert place.box.area == 1


def test_places_come_in_the_order_of_the_template() -> None:
    names = ["total", "number", "date"]
    fields = [field(Box(0, 0, 9, 9), name, page=page) for name, page in zip(names, (-1, 7, 1), strict=True)]
    places = locate(template_of(*fields, size=DRAWN), document_of(DRAWN, DRAWN))
    assert [place.field.name for place in places] == names


def test_scaling_is_clipped_to_the_page() -> None:
    assert scale_box(Box(0, 0, 1001, 501), drawn_on=DRAWN, page=Size(100, 50)) == Box(0, 0, 100, 50)


@pytest.mark.parametrize("page", [Size(2000, 1000), Size(1029, 500), Size(1000, 514)])
def test_a_page_of_nearly_the_template_s_shape_is_not_doubted(page: Size) -> None:
    (place,) = locate(template_of(field(Box(10, 20, 30, 40)), size=DRAWN), document_of(page))
    assert place.reason is None


@pytest.mark.parametrize("page", [Size(1031, 500), Size(1000, 516), Size(500, 1000)])
def test_a_page_of_another_shape_is_a_reason_on_each_field(page: Size) -> None:
    (place,) = locate(template_of(field(Box(10, 20, 30, 40)), size=DRAWN), document_of(page))
    assert place.box is not None
    assert place.reason == Reason(Doubt.OTHER_SHAPE, f"{page.width} x {page.height}, not 1000 x 500")
