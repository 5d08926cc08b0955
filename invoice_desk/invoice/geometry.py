"""Sizes and boxes in whole pixels, origin top left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """A page's or picture's size in whole pixels, each at least 1."""

    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1:
            raise ValueError(f"a size is at least 1 x 1 pixel, not {self.width} x {self.height}")

    @property
    def area(self) -> int:
        """Pixels in all."""
        return self.width * self.height

    @property
    def box(self) -> Box:
        """The box that covers all of it."""
        return Box(0, 0, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Box:
    """A box in whole pixels of a named page: x0, y0 inside, x1, y1 outside. Never turned inside out."""

    x0: int
    y0: int
    x1: int
    y1: int

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError(f"x1, y1 must not lie before x0, y0: {list(self)}")

    def __iter__(self) -> Iterator[int]:
        """Give x0, y0, x1, y1 in order."""
        return iter((self.x0, self.y0, self.x1, self.y1))

    @property
    def width(self) -> int:
        """Pixels from x0 to x1."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Pixels from y0 to y1."""
        return self.y1 - self.y0

    @property
    def area(self) -> int:
        """Pixels in all; 0 if it is empty."""
        return self.width * self.height

    @property
    def is_empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.area == 0

    def moved(self, *, dx: int, dy: int) -> Box:
        """Return this box moved right by dx and down by dy pixels."""
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def grown(self, by: int) -> Box:
        """Return this box with `by` more pixels on each side (fewer when negative, down to empty)."""
        x0, y0, x1, y1 = self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by
        return Box(x0, y0, max(x0, x1), max(y0, y1))

    def clipped(self, to: Box) -> Box:
        """Return the part of this box inside `to`; an empty box on its edge where they do not meet."""
        x0, y0 = _within(self.x0, to.x0, to.x1), _within(self.y0, to.y0, to.y1)
        x1, y1 = _within(self.x1, to.x0, to.x1), _within(self.y1, to.y0, to.y1)
        return Box(x0, y0, x1, y1)

    def scaled(self, *, source: Size, target: Size) -> Box:
        """Return this box of a page of size `source` on the same page at size `target`.

        Edges are rounded to the nearest pixel; a box that held a pixel still holds one.
        """
        fx, fy = target.width / source.width, target.height / source.height
        x0, y0 = round(self.x0 * fx), round(self.y0 * fy)
        x1, y1 = round(self.x1 * fx), round(self.y1 * fy)
        return Box(x0, y0, max(x1, x0 + (self.width > 0)), max(y1, y0 + (self.height > 0)))

    def share_inside(self, other: Box) -> float:
        """Return the share (0..1) of this box's area that lies inside `other`; 0 for an empty box."""
        return self.clipped(other).area / self.area if self.area else 0.0

    def joined(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


def _within(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)
