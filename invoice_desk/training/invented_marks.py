"""Marks of families that nobody has cut: commas, points, dashes, slashes, high and low, that vary.

Fonts draw a ٫ as a comma, as a short slash or like the letter ر, and a ٬ as an apostrophe, a raised comma or
one that is turned; few fonts have these marks at all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from random import Random

import numpy as np

from invoice_desk.training.glyphs import DIGIT_HEIGHT, DrawnGlyphs, Mask
from invoice_desk.training.invented import FAMILIES
from invoice_desk.training.pens import FINE, Pen, curved, dot, drawn, mask_of
from invoice_desk.training.strokes import Points

_OWN = 0.75  # share of the marks that a family draws itself; the others are left to fonts


@lru_cache(maxsize=FAMILIES)
def invented_marks(seed: int) -> DrawnGlyphs:
    """Return most of the marks . , ٫ ٬ / - of the family of a seed, kept for the next line."""
    random = Random(seed)  # noqa: S311 - the same again
    thick, gap = random.uniform(0.06, 0.24), random.uniform(0.06, 0.25)
    return DrawnGlyphs(
        {char: draw(random, thick, gap) for char, draw in _MARKS.items() if random.random() < _OWN}
    )


def _point(random: Random, thick: float, gap: float) -> Mask:
    corners = random.choice((24, 24, 4))
    turn = random.choice((0.0, np.pi / 4))
    ink = dot(max(0.09, thick * random.uniform(0.9, 1.4)), corners=corners, turn=turn)
    return mask_of(ink, gap=gap, low=random.uniform(-0.04, 0.06))


def _comma(random: Random, thick: float, gap: float) -> Mask:
    """Return a comma on the base line: its head at about the line, its tail below."""
    return _inked(_tail(random), thick, random, gap=gap, low=random.uniform(0.08, 0.3))


def _decimal(random: Random, thick: float, gap: float) -> Mask:
    """Return a ٫: a comma, a short slash or a ر, that reaches below the base line."""
    high = random.uniform(0.3, 0.6)
    slope = random.uniform(0.2, 0.7) * high
    shapes = (
        _tail(random),
        [(slope, 0.0), (0.0, high)],
        [(slope, 0.0), (slope * 1.1, high * 0.45), (slope * 0.5, high * 0.85), (-slope * 0.5, high)],
    )
    return _inked(random.choice(shapes), thick, random, gap=gap, low=random.uniform(0.1, 0.4))


def _thousands(random: Random, thick: float, gap: float) -> Mask:
    """Return a ٬: an apostrophe, a raised comma or a turned one, as high as the digits' tops."""
    points, is_turned = _tail(random), random.random() < 0.2
    if is_turned:
        points = [(-x, -y) for x, y in reversed(points)]
    return _inked(points, thick, random, gap=gap, low=-random.uniform(0.5, 0.85), is_turned=is_turned)


def _tail(random: Random) -> Points:
    """Return a head with a tail that hangs down to the left, bent or straight."""
    long, aside = random.uniform(0.14, 0.36), random.uniform(0.0, 0.16)
    if random.random() < 0.4:
        return [(aside, 0.0), (0.0, long)]
    return [(aside * 0.6, 0.0), (aside, long * 0.4), (0.0, long)]


def _slash(random: Random, thick: float, gap: float) -> Mask:
    high = random.uniform(0.85, 1.35)
    points = [(high * random.uniform(0.15, 0.55), 0.0), (0.0, high)]
    low = random.uniform(-0.05, 0.2)
    return _inked(points, thick * random.uniform(0.5, 0.9), random, gap=gap, low=low, is_even=True)


def _dash(random: Random, thick: float, gap: float) -> Mask:
    points = [(0.0, 0.0), (random.uniform(0.15, 0.55), 0.0)]
    low = -random.uniform(0.25, 0.5)
    return _inked(points, thick * random.uniform(0.5, 0.9), random, gap=gap, low=low, is_even=True)


def _inked(
    points: Points,
    thick: float,
    random: Random,
    *,
    gap: float,
    low: float,
    is_turned: bool = False,
    is_even: bool = False,
) -> Mask:
    """Return a stroke's ink: its head thicker than its tail, unless it is even."""
    path = np.array(points, np.float64) * DIGIT_HEIGHT * FINE
    head, tail = (1.0, 1.0) if is_even else (random.uniform(0.9, 1.4), random.uniform(0.2, 0.9))
    first, last = (tail, head) if is_turned else (head, tail)
    pen = Pen(max(0.05, thick), is_round=random.random() < 0.6, first=first, last=last)
    return mask_of(drawn(curved(path), pen).ink, gap=gap, low=low)


_MARKS: dict[str, Callable[[Random, float, float], Mask]] = {
    ".": _point, ",": _comma, "٫": _decimal, "٬": _thousands, "/": _slash, "-": _dash,
}  # fmt: skip
