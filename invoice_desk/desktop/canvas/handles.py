"""The eight handles of a selected region: where they lie on the screen, and what a pointer there will do."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt

from invoice_desk.desktop.canvas.view import View
from invoice_desk.invoice.geometry import Box

Sides = tuple[int, int]
"""Which sides a handle moves on the page: -1 left, 1 right; -1 top, 1 bottom; 0 neither."""

SIDE = 8.0  # pixels of the screen, as drawn
_GRIP = 13.0  # pixels of the screen, as it can be gripped
_ROOM = 28.0  # pixels of the screen below which a side has no handle in its middle
ALL_SIDES: tuple[Sides, ...] = ((-1, -1), (1, -1), (-1, 1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0))
_CURSORS = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)


def handles_of(box: Box, view: View) -> Iterator[tuple[Sides, QPointF]]:
    """Give each handle that has room, corners first, with its middle on the screen."""
    for sides in ALL_SIDES:
        if 0 in sides and _length_beside(box, sides, view) < _ROOM:
            continue
        x = (box.x0, (box.x0 + box.x1) / 2, box.x1)[sides[0] + 1]
        y = (box.y0, (box.y0 + box.y1) / 2, box.y1)[sides[1] + 1]
        yield sides, view.transform.map(QPointF(x, y))


def _length_beside(box: Box, sides: Sides, view: View) -> float:
    return (box.width if sides[0] == 0 else box.height) * view.scale


def handle_at(point: QPointF, box: Box, view: View) -> Sides | None:
    """Return the handle under a point of the screen.

    The inside of a box that is low on the screen stays free to be gripped: handles reach outwards there.
    """
    inner = view.to_screen(box)
    inner = inner.adjusted(*_inset(inner))
    if inner.contains(point):
        return None
    for sides, middle in handles_of(box, view):
        grip = QRectF(middle.x() - _GRIP / 2, middle.y() - _GRIP / 2, _GRIP, _GRIP)
        if grip.contains(point):
            return sides
    return None


def _inset(area: QRectF) -> tuple[float, float, float, float]:
    """Return how far inwards handles may reach: never more than a fifth of a side."""
    across, down = min(_GRIP / 2, area.width() / 5), min(_GRIP / 2, area.height() / 5)
    return across, down, -across, -down


def cursor_of(sides: Sides, turns: int) -> Qt.CursorShape:
    """Return the cursor that points the way a handle moves on the screen."""
    eighth = round(math.degrees(math.atan2(sides[1], sides[0])) / 45) + 2 * turns
    return _CURSORS[eighth % 4]
