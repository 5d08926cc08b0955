"""Edges that come near the edges of other regions meet them, and a line shows it. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from invoice_desk.invoice.geometry import Box


@dataclass(frozen=True, slots=True)
class Guide:
    """A line along which edges met: at x (upright) or y, from start to end, in pixels of the page."""

    is_upright: bool
    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to go further so that edges meet, and no way where there is none near."""

    dx: int = 0
    dy: int = 0


def snap(xs: Iterable[int], ys: Iterable[int], *, to: Sequence[Box], reach: float) -> Snap:
    """Return what brings one of the edges at xs and ys onto the nearest edge within reach (page pixels).

    to: the boxes whose edges count.
    """
    upright = [edge for other in to for edge in (other.x0, other.x1)]
    level = [edge for other in to for edge in (other.y0, other.y1)]
    return Snap(dx=_nearest(xs, upright, reach), dy=_nearest(ys, level, reach))


def _nearest(moving: Iterable[int], edges: Sequence[int], reach: float) -> int:
    ways = [edge - one for one in moving for edge in edges if abs(edge - one) <= reach]
    return min(ways, key=abs, default=0)


def guides_of(box: Box, others: Sequence[Box]) -> tuple[Guide, ...]:
    """Return a line for each edge of `box` on which others have one too."""
    found = []
    for at in (box.x0, box.x1):
        beside = [other for other in others if at in (other.x0, other.x1)]
        if beside:
            ends = [edge for other in (box, *beside) for edge in (other.y0, other.y1)]
            found.append(Guide(is_upright=True, at=at, start=min(ends), end=max(ends)))
    for at in (box.y0, box.y1):
        beside = [other for other in others if at in (other.y0, other.y1)]
        if beside:
            ends = [edge for other in (box, *beside) for edge in (other.x0, other.x1)]
            found.append(Guide(is_upright=False, at=at, start=min(ends), end=max(ends)))
    return tuple(found)
