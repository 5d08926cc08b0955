"""How a template lies on a page: boxes carried to the page, and back when a person moves them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from invoice_desk.invoice.geometry import Box, Size

Matrix = tuple[float, float, float, float, float, float, float, float, float]
"""3 x 3 by rows: from points of one page to those of another (homogeneous)."""


@dataclass(frozen=True, slots=True)
class Laying:
    """onto: from the template's pixels to the page's; back: the other way.

    A box keeps its sides upright and is as large as the print around its middle, so that a box which
    goes to the page and back is the same one again, but for a pixel.
    """

    onto: Matrix
    back: Matrix

    def on_page(self, box: Box) -> Box:
        """Return a box of the template as it lies on the page."""
        return _carried(box, self.onto)

    def on_template(self, box: Box) -> Box:
        """Return a box of the page as it lies on the template."""
        return _carried(box, self.back)


def scaling(*, drawn_on: Size, page: Size) -> Laying:
    """Return the laying of a page that differs from the template's in size alone."""
    across, down = page.width / drawn_on.width, page.height / drawn_on.height
    return Laying(
        (across, 0.0, 0.0, 0.0, down, 0.0, 0.0, 0.0, 1.0),
        (1 / across, 0.0, 0.0, 0.0, 1 / down, 0.0, 0.0, 0.0, 1.0),
    )


def _carried(box: Box, matrix: Matrix) -> Box:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    left, right = _point(matrix, box.x0, y), _point(matrix, box.x1, y)
    upper, lower = _point(matrix, x, box.y0), _point(matrix, x, box.y1)
    middle_x, middle_y = _point(matrix, x, y)
    wide = math.hypot(right[0] - left[0], right[1] - left[1]) / 2
    high = math.hypot(lower[0] - upper[0], lower[1] - upper[1]) / 2
    return Box(round(middle_x - wide), round(middle_y - high), round(middle_x + wide), round(middle_y + high))


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f, g, h, i = matrix
    depth = g * x + h * y + i
    return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth
