"""Digits of families that nobody has cut: strokes after plans that vary, drawn with pens that vary.

The fonts that can be had show few of the shapes that digits may take; these show as many as there
are seeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.training.glyphs import DIGIT_HEIGHT, Mask
from invoice_desk.training.strokes import PLANS, RING, Points
from invoice_desk.training.texts import ARABIC

FAMILIES = 2_000
"""Seeds that are used: as many families are kept at hand."""

_FINE = 2  # times as large as it is needed, each glyph is drawn
_EDGE = 24  # pixels around a glyph while it is drawn


@dataclass(frozen=True, slots=True)
class Pen:
    """thick: of its longer side, in heights of a digit; flat: shorter side by longer; angle: degrees of the
    longer side; is_round: an ellipse, else a rectangle.
    """

    thick: float
    flat: float
    angle: float
    is_round: bool


class InventedGlyphs:
    """The ten Arabic-Indic digits of one invented family; other characters it does not draw."""

    def __init__(self, seed: int) -> None:
        """seed: the same family for the same one."""
        random = Random(seed)  # noqa: S311 - the same again
        pen = _random_pen(random)
        is_curved, gap = random.random() < 0.65, random.uniform(0.06, 0.22)
        self._kept = {
            char: _drawn(plan(random), pen, random, is_curved=is_curved, gap=gap)
            for char, plan in zip(ARABIC[1:], PLANS, strict=True)
        }
        self._kept[ARABIC[0]] = _zero(random, gap)

    def glyph(self, char: str) -> Mask | None:
        """Return one glyph; None for all but Arabic-Indic digits."""
        return self._kept.get(char)

    def word(self, text: str) -> Mask | None:
        """Return None: such a family has no letters."""
        del text
        return None


@lru_cache(maxsize=FAMILIES)
def invented(seed: int) -> InventedGlyphs:
    """Return the family of a seed, kept for the next line."""
    return InventedGlyphs(seed)


def _random_pen(random: Random) -> Pen:
    thick = random.choice((random.uniform(0.06, 0.12), random.uniform(0.1, 0.2), random.uniform(0.16, 0.26)))
    flat = random.choice((1.0, 1.0, random.uniform(0.3, 1.0)))
    return Pen(thick, flat, random.choice((0.0, 90.0, random.uniform(0, 180))), random.random() < 0.6)


def _drawn(points: Points, pen: Pen, random: Random, *, is_curved: bool, gap: float) -> Mask:
    """Return a stroke's ink, each glyph a little off the base line and off the others' height."""
    height = DIGIT_HEIGHT * _FINE * random.uniform(0.86, 1.0)
    path = np.array(points, np.float64) * height * (1 - pen.thick * 0.8)
    path[:, 0] *= random.uniform(0.85, 1.15)
    if is_curved and len(points) < RING:
        path = _curve(path)
    path -= path.min(axis=0)
    nib = _nib(pen, height)
    size = np.ceil(path.max(axis=0)).astype(int) + 2 * _EDGE * _FINE
    ink = np.zeros((int(size[1]), int(size[0])), np.uint8)
    moved = path + _EDGE * _FINE
    for first, second in pairwise(moved):
        hull = cv2.convexHull(np.concatenate([nib + first, nib + second]).astype(np.float32))
        cv2.fillConvexPoly(ink, np.rint(hull * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    return _mask(ink, gap=gap, low=random.uniform(-0.03, 0.06))


def _nib(pen: Pen, height: float) -> NDArray[np.float64]:
    """Return the corners of the pen's nib around its middle, in fine pixels."""
    turns = (
        np.linspace(0, 2 * np.pi, 12, endpoint=False)
        if pen.is_round
        else np.pi * np.array([0.25, 0.75, 1.25, 1.75])
    )
    reach = pen.thick * height / 2 * (1.0 if pen.is_round else 1.2)
    ends = np.stack([np.cos(turns) * reach, np.sin(turns) * reach * pen.flat], axis=1)
    angle = np.radians(pen.angle)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    return np.asarray(ends @ np.array([[cos, sin], [-sin, cos]]), np.float64)


def _curve(path: NDArray[np.float64], steps: int = 6) -> NDArray[np.float64]:
    """Return a smooth path through all points (N x 2): a Catmull-Rom spline."""
    ends = np.concatenate([2 * path[:1] - path[1:2], path, 2 * path[-1:] - path[-2:-1]])
    parts = np.linspace(0, 1, steps, endpoint=False)[:, None]
    found = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        found.append(
            0.5 * (2 * b + (c - a) * parts + (2 * a - 5 * b + 4 * c - d) * parts**2
                   + (3 * b - a - 3 * c + d) * parts**3)
        )  # fmt: skip
    return np.concatenate([*found, path[-1:]])


def _zero(random: Random, gap: float) -> Mask:
    """Return a dot: round, square or on its corner, at about half the height of a digit."""
    side = DIGIT_HEIGHT * _FINE * random.uniform(0.13, 0.33)
    corners = random.choice((24, 24, 4))
    turn = random.choice((0.0, np.pi / 4)) if corners == 4 else 0.0
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False) + turn
    middle = side + _EDGE * _FINE
    ring = np.stack([np.cos(turns), np.sin(turns) * random.uniform(0.9, 1.1)], axis=1) * side / 2 + middle
    ink = np.zeros((int(2 * middle), int(2 * middle)), np.uint8)
    cv2.fillConvexPoly(ink, np.rint(ring * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    return _mask(
        ink,
        gap=gap * random.uniform(0.8, 1.3),
        low=random.uniform(-0.55, -0.3) + side / DIGIT_HEIGHT / _FINE / 2,
    )


def _mask(ink: NDArray[np.uint8], *, gap: float, low: float) -> Mask:
    """Return fine ink as a mask. gap: at its sides; low: of its bottom below the base line; in heights."""
    small = cv2.resize(ink, None, fx=1 / _FINE, fy=1 / _FINE, interpolation=cv2.INTER_AREA)
    rows, columns = (np.flatnonzero(small.max(axis=axis) > 20) for axis in (1, 0))
    part = np.ascontiguousarray(small[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    side = round(gap * DIGIT_HEIGHT / 2)
    top = round(low * DIGIT_HEIGHT) - part.shape[0]
    return Mask(np.asarray(part, np.uint8), side, top, float(part.shape[1] + 2 * side))
