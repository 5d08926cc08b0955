"""Boxes carried to a page and back."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.laying import Laying, scaling


def turned(degrees: float, dx: float, dy: float, scale: float) -> Laying:
    """Return the laying of a page that was turned, scaled and shifted."""
    cos, sin = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale
    norm = cos * cos + sin * sin
    back = (cos / norm, sin / norm, -(cos * dx + sin * dy) / norm)
    below = (-sin / norm, cos / norm, (sin * dx - cos * dy) / norm)
    return Laying((cos, -sin, dx, sin, cos, dy, 0.0, 0.0, 1.0), (*back, *below, 0.0, 0.0, 1.0))


@given(
    st.integers(0, 1500), st.integers(0, 2000), st.integers(8, 600), st.integers(8, 300),
    st.floats(-4, 4), st.floats(-80, 80), st.floats(-80, 80), st.floats(0.7, 1.4),
)  # fmt: skip
def test_a_box_that_goes_there_and_back_is_the_same_but_for_a_pixel(
    x: int, y: int, wide: int, high: int, degrees: float, dx: float, dy: float, scale: float
) -> None:
    box, laying = Box(x, y, x + wide, y + high), turned(degrees, dx, dy, scale)
    again = laying.on_template(laying.on_page(box))
    assert max(abs(old - new) for old, new in zip(box, again, strict=True)) <= 2


def test_sizes_alone_scale() -> None:
    laying = scaling(drawn_on=Size(100, 200), page=Size(50, 400))
    assert laying.on_page(Box(10, 20, 30, 60)) == Box(5, 40, 15, 120)
    assert laying.on_template(Box(5, 40, 15, 120)) == Box(10, 20, 30, 60)
