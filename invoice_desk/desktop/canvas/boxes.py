"""What is done to boxes on a page: moved together, resized, aligned, put in reading order. Without Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from invoice_desk.desktop.canvas.look import MIN_SIDE, Arrangement, Edge
from invoice_desk.invoice.geometry import Box, Size

Boxes = Mapping[str, Box]


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around all, of which there is at least one."""
    return reduce(Box.joined, boxes)


def moved_together(boxes: Boxes, *, dx: int, dy: int, page: Size) -> dict[str, Box]:
    """Return all moved by the same way, shortened so that none leaves the page."""
    if not boxes:
        return {}
    whole = around(list(boxes.values()))
    dx = _between(dx, -whole.x0, page.width - whole.x1)
    dy = _between(dy, -whole.y0, page.height - whole.y1)
    return {name: box.moved(dx=dx, dy=dy) for name, box in boxes.items()}


def _between(value: int, low: int, high: int) -> int:
    return max(low, min(value, high)) if low <= high else 0


def resized(box: Box, *, sides: tuple[int, int], dx: int, dy: int, page: Size) -> Box:
    """Return a box with a side or corner moved: sides is (-1 left, 1 right or 0, -1 top, 1 bottom or 0).

    A side never passes the one across from it, nor leaves the page.
    """
    x0, y0, x1, y1 = box
    if sides[0] < 0:
        x0 = max(0, min(x0 + dx, x1 - MIN_SIDE))
    elif sides[0] > 0:
        x1 = min(page.width, max(x1 + dx, x0 + MIN_SIDE))
    if sides[1] < 0:
        y0 = max(0, min(y0 + dy, y1 - MIN_SIDE))
    elif sides[1] > 0:
        y1 = min(page.height, max(y1 + dy, y0 + MIN_SIDE))
    return Box(x0, y0, x1, y1)


def between(one: tuple[float, float], other: tuple[float, float], page: Size) -> Box:
    """Return the box between two corners, clipped to the page."""
    (ax, ay), (bx, by) = one, other
    box = Box(round(min(ax, bx)), round(min(ay, by)), round(max(ax, bx)), round(max(ay, by)))
    return box.clipped(page.box)


def is_big_enough(box: Box) -> bool:
    """Whether a box can be meant."""
    return box.width >= MIN_SIDE and box.height >= MIN_SIDE


def aligned(boxes: Boxes, edge: Edge, *, to: Box) -> dict[str, Box]:
    """Return all with one edge, or their middle, on that of `to`."""
    return {
        name: box.moved(dx=_across(box, edge, to), dy=_down(box, edge, to)) for name, box in boxes.items()
    }


def _across(box: Box, edge: Edge, to: Box) -> int:
    ways = {
        Edge.LEFT: to.x0 - box.x0,
        Edge.RIGHT: to.x1 - box.x1,
        Edge.CENTER: (to.x0 + to.x1 - box.x0 - box.x1) // 2,
    }
    return ways.get(edge, 0)


def _down(box: Box, edge: Edge, to: Box) -> int:
    ways = {
        Edge.TOP: to.y0 - box.y0,
        Edge.BOTTOM: to.y1 - box.y1,
        Edge.MIDDLE: (to.y0 + to.y1 - box.y0 - box.y1) // 2,
    }
    return ways.get(edge, 0)


def arranged(boxes: Boxes, how: Arrangement, page: Size) -> dict[str, Box]:
    """Return all made as wide or as high as the largest, or spread with equal gaps; none leaves the page."""
    if not boxes:
        return {}
    if how is Arrangement.SAME_WIDTH:
        wide = max(box.width for box in boxes.values())
        return {name: _sized(box, wide, box.height, page) for name, box in boxes.items()}
    if how is Arrangement.SAME_HEIGHT:
        high = max(box.height for box in boxes.values())
        return {name: _sized(box, box.width, high, page) for name, box in boxes.items()}
    return _spread(boxes, is_across=how is Arrangement.ACROSS)


def _sized(box: Box, width: int, height: int, page: Size) -> Box:
    x0, y0 = min(box.x0, page.width - width), min(box.y0, page.height - height)
    return Box(x0, y0, x0 + width, y0 + height)


def _spread(boxes: Boxes, *, is_across: bool) -> dict[str, Box]:
    """Return all with equal gaps between them; the first and the last stay."""

    def start(box: Box) -> int:
        return box.x0 if is_across else box.y0

    def length(box: Box) -> int:
        return box.width if is_across else box.height

    order = sorted(boxes, key=lambda name: 2 * start(boxes[name]) + length(boxes[name]))
    first, last = boxes[order[0]], boxes[order[-1]]
    room = start(last) + length(last) - start(first) - sum(length(box) for box in boxes.values())
    gap = room / max(1, len(order) - 1)
    at, spread = float(start(first)), {}
    for name in order:
        by = round(at) - start(boxes[name])
        spread[name] = boxes[name].moved(dx=by, dy=0) if is_across else boxes[name].moved(dx=0, dy=by)
        at += length(boxes[name]) + gap
    return spread


def in_reading_order(boxes: Boxes, *, is_rtl: bool) -> list[str]:
    """Return the names line by line; boxes are on one line where each one's middle lies beside the first."""
    waiting = sorted(boxes, key=lambda name: boxes[name].y0 + boxes[name].y1)
    order: list[str] = []
    while waiting:
        first = boxes[waiting[0]]
        line = [name for name in waiting if boxes[name].y0 + boxes[name].y1 <= 2 * first.y1]
        line.sort(key=lambda name: -boxes[name].x1 if is_rtl else boxes[name].x0)
        order += line
        waiting = [name for name in waiting if name not in set(line)]
    return order
