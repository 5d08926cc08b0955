"""Pens that draw strokes as ink: thick or thin, round or square, tapering towards their ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.training.glyphs import DIGIT_HEIGHT, Mask

FINE = 2
"""Times as large as it is needed, each glyph is drawn."""

_EDGE = 24 * FINE  # pixels around a glyph while it is drawn
_TAPERED = 0.35  # share of a stroke at each of its ends in which the pen is lifted or pressed

Path = NDArray[np.float64]
"""N x 2, x and y in fine pixels, y downwards."""


@dataclass(frozen=True, slots=True)
class Pen:
    """thick: of its longer side, in heights of a digit; flat: shorter side by longer; angle: degrees of the
    longer side; is_round: an ellipse, else a rectangle; first, last: of its size where a stroke begins
    and ends.
    """

    thick: float
    flat: float = 1.0
    angle: float = 0.0
    is_round: bool = True
    first: float = 1.0
    last: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """What was drawn. ink: uint8, fine; left, top: of its first pixel, in the fine pixels of its path."""

    ink: NDArray[np.uint8]
    left: int
    top: int


def drawn(path: Path, pen: Pen) -> Stroke:
    """Return the ink of a pen that follows a path."""
    left, top = (int(low) for low in np.floor(path.min(axis=0)) - _EDGE)
    across, down = (int(high) for high in np.ceil(path.max(axis=0)) + _EDGE)
    ink = np.zeros((down - top, across - left), np.uint8)
    moved = path - (left, top)
    nib, sizes = _nib(pen), _sizes(moved, pen)
    for (first, second), (size, other) in zip(pairwise(moved), pairwise(sizes), strict=True):
        hull = cv2.convexHull(np.concatenate([nib * size + first, nib * other + second]).astype(np.float32))
        cv2.fillConvexPoly(ink, np.rint(hull * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    return Stroke(ink, left, top)


def curved(path: Path, steps: int = 6) -> Path:
    """Return a smooth path through all points: a Catmull-Rom spline."""
    ends = np.concatenate([2 * path[:1] - path[1:2], path, 2 * path[-1:] - path[-2:-1]])
    parts = np.linspace(0, 1, steps, endpoint=False)[:, None]
    found = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        found.append(
            0.5 * (2 * b + (c - a) * parts + (2 * a - 5 * b + 4 * c - d) * parts**2
                   + (3 * b - a - 3 * c + d) * parts**3)
        )  # fmt: skip
    return np.concatenate([*found, path[-1:]])


def dot(side: float, *, corners: int, turn: float, flat: float = 1.0) -> NDArray[np.uint8]:
    """Return the fine ink of a round or cornered dot. side: in heights of a digit; turn: radians."""
    wide = side * DIGIT_HEIGHT * FINE
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False) + turn
    middle = wide + _EDGE
    ring = np.stack([np.cos(turns), np.sin(turns) * flat], axis=1) * wide / 2 + middle
    ink = np.zeros((int(2 * middle), int(2 * middle)), np.uint8)
    cv2.fillConvexPoly(ink, np.rint(ring * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    return ink


def mask_of(ink: NDArray[np.uint8], *, gap: float, low: float) -> Mask:
    """Return fine ink as a mask. gap: at its sides; low: of its bottom below the base line; in heights."""
    small = cv2.resize(ink, None, fx=1 / FINE, fy=1 / FINE, interpolation=cv2.INTER_AREA)
    rows, columns = (np.flatnonzero(small.max(axis=axis) > 20) for axis in (1, 0))
    part = np.ascontiguousarray(small[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    side = round(gap * DIGIT_HEIGHT / 2)
    top = round(low * DIGIT_HEIGHT) - part.shape[0]
    return Mask(np.asarray(part, np.uint8), side, top, float(part.shape[1] + 2 * side))


def _nib(pen: Pen) -> Path:
    """Return the corners of the pen's nib around its middle."""
    turns = (
        np.linspace(0, 2 * np.pi, 12, endpoint=False)
        if pen.is_round
        else np.pi * np.array([0.25, 0.75, 1.25, 1.75])
    )
    reach = pen.thick * DIGIT_HEIGHT * FINE / 2 * (1.0 if pen.is_round else 1.2)
    ends = np.stack([np.cos(turns) * reach, np.sin(turns) * reach * pen.flat], axis=1)
    angle = np.radians(pen.angle)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    return np.asarray(ends @ np.array([[cos, sin], [-sin, cos]]), np.float64)


def _sizes(path: Path, pen: Pen) -> NDArray[np.float64]:
    """Return by how much the nib is smaller or larger at each point of a path."""
    lengths = np.hypot(*np.diff(path, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)]) / max(1e-9, float(lengths.sum()))
    return np.interp(along, (0, _TAPERED, 1 - _TAPERED, 1), (pen.first, 1, 1, pen.last))
