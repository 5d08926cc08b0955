"""What a hand does between pressing and letting go: draw, move, resize, or a band around regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF

from invoice_desk.desktop.canvas.boxes import Boxes, around, between, moved_together, resized
from invoice_desk.desktop.canvas.handles import Sides
from invoice_desk.desktop.canvas.snapping import Guide, guides_of, snap
from invoice_desk.invoice.geometry import Box, Size


@dataclass(frozen=True, slots=True)
class Ground:
    """What a gesture takes place on: the page, the boxes that stay, how near an edge snaps (page pixels)."""

    page: Size
    others: Sequence[Box]
    reach: float


class Gesture(Protocol):
    """One gesture: follows the pointer, and knows at each moment what would come of it."""

    @property
    def preview(self) -> Mapping[str, Box]:
        """Boxes of regions as they would be."""

    @property
    def guides(self) -> tuple[Guide, ...]:
        """Lines along which edges meet."""

    @property
    def frame(self) -> Box | None:
        """A box that is being drawn or the band, if any."""

    def follow(self, at: QPointF, *, is_free: bool) -> None:
        """Follow the pointer to a point of the page; is_free: without snapping."""


@dataclass(slots=True)
class Moving:
    """Regions are moved together."""

    ground: Ground
    start: QPointF
    boxes: Boxes
    preview: Mapping[str, Box] = field(default_factory=dict)
    guides: tuple[Guide, ...] = ()
    frame: Box | None = None

    def follow(self, at: QPointF, *, is_free: bool) -> None:
        """Move by as much as the pointer went, and to near edges."""
        if not self.boxes:
            return
        page = self.ground.page
        way = at - self.start
        moved = moved_together(self.boxes, dx=round(way.x()), dy=round(way.y()), page=page)
        whole = around(list(moved.values()))
        if not is_free:
            xs, ys = (whole.x0, whole.x1), (whole.y0, whole.y1)
            near = snap(xs, ys, to=self.ground.others, reach=self.ground.reach)
            moved = moved_together(moved, dx=near.dx, dy=near.dy, page=page)
            whole = around(list(moved.values()))
        self.preview = moved
        self.guides = () if is_free else guides_of(whole, self.ground.others)


@dataclass(slots=True)
class Resizing:
    """A side or corner of one region is moved."""

    ground: Ground
    start: QPointF
    name: str
    box: Box
    sides: Sides
    preview: Mapping[str, Box] = field(default_factory=dict)
    guides: tuple[Guide, ...] = ()
    frame: Box | None = None

    def follow(self, at: QPointF, *, is_free: bool) -> None:
        """Move the side by as much as the pointer went, and to near edges."""
        way = at - self.start
        page = self.ground.page
        box = resized(self.box, sides=self.sides, dx=round(way.x()), dy=round(way.y()), page=page)
        if not is_free:
            near = snap(*_moving_edges(box, self.sides), to=self.ground.others, reach=self.ground.reach)
            box = resized(box, sides=self.sides, dx=near.dx, dy=near.dy, page=page)
        self.preview = {self.name: box}
        self.guides = () if is_free else guides_of(box, self.ground.others)


def _moving_edges(box: Box, sides: Sides) -> tuple[tuple[int, ...], tuple[int, ...]]:
    xs = {-1: (box.x0,), 0: (), 1: (box.x1,)}[sides[0]]
    ys = {-1: (box.y0,), 0: (), 1: (box.y1,)}[sides[1]]
    return xs, ys


@dataclass(slots=True)
class Drawing:
    """A box is drawn from one corner, by a drag or by two clicks (is_by_clicks: the first was made)."""

    ground: Ground
    start: QPointF
    is_by_clicks: bool = False
    preview: Mapping[str, Box] = field(default_factory=dict)
    guides: tuple[Guide, ...] = ()
    frame: Box | None = None

    def follow(self, at: QPointF, *, is_free: bool) -> None:
        """Draw to the pointer, and to near edges."""
        start, end = (self.start, at) if is_free else (self._snapped(self.start), self._snapped(at))
        self.frame = between((start.x(), start.y()), (end.x(), end.y()), self.ground.page)
        self.guides = () if is_free else guides_of(self.frame, self.ground.others)

    def _snapped(self, at: QPointF) -> QPointF:
        x, y = round(at.x()), round(at.y())
        near = snap((x,), (y,), to=self.ground.others, reach=self.ground.reach)
        return QPointF(x + near.dx, y + near.dy)


@dataclass(slots=True)
class Banding:
    """A band is drawn around regions that are to be selected, besides those that were."""

    ground: Ground
    start: QPointF
    before: tuple[str, ...] = ()
    preview: Mapping[str, Box] = field(default_factory=dict)
    guides: tuple[Guide, ...] = ()
    frame: Box | None = None

    def follow(self, at: QPointF, *, is_free: bool) -> None:  # noqa: ARG002
        """Draw the band to the pointer; it may begin and end beside the page."""
        (ax, bx), (ay, by) = sorted((self.start.x(), at.x())), sorted((self.start.y(), at.y()))
        self.frame = Box(round(ax), round(ay), round(bx), round(by))
