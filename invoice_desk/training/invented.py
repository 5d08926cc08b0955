"""Digits of families that nobody has cut: strokes after plans that vary, drawn with pens that vary.

The fonts that can be had show few of the shapes that digits may take; these show as many as there
are seeds.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random

import numpy as np

from invoice_desk.training.glyphs import DIGIT_HEIGHT, DrawnGlyphs, Mask
from invoice_desk.training.pens import FINE, Pen, curved, dot, drawn, mask_of
from invoice_desk.training.strokes import PLANS, RING, Points, random_manner
from invoice_desk.training.texts import ARABIC

FAMILIES = 4_000
"""Seeds that are used: as many families are kept at hand."""


@lru_cache(maxsize=FAMILIES)
def invented(seed: int) -> DrawnGlyphs:
    """Return the ten Arabic-Indic digits of the family of a seed, kept for the next line."""
    random = Random(seed)  # noqa: S311 - the same again
    pen = _random_pen(random)
    manner = random_manner(random, pen.thick)
    is_curved, gap = random.random() < 0.65, random.uniform(0.06, 0.22)
    digits = {
        char: _digit(plan(random, manner), pen, random, is_curved=is_curved, gap=gap)
        for char, plan in zip(ARABIC[1:], PLANS, strict=True)
    }
    return DrawnGlyphs({**digits, ARABIC[0]: _zero(random, gap)})


def _random_pen(random: Random) -> Pen:
    """Return a pen; many draw thinner ends, as cut fonts have them."""
    thick = random.choice((random.uniform(0.06, 0.12), random.uniform(0.1, 0.2), random.uniform(0.16, 0.28)))
    flat = random.choice((1.0, 1.0, random.uniform(0.3, 1.0)))
    angle = random.choice((0.0, 90.0, random.uniform(0, 180)))
    first, last = (random.choice((1.0, random.uniform(0.4, 1.1))) for _ in range(2))
    return Pen(thick, flat, angle, random.random() < 0.55, first, last)


def _digit(points: Points, pen: Pen, random: Random, *, is_curved: bool, gap: float) -> Mask:
    """Return a stroke's ink, each glyph a little off the base line and off the others' height."""
    height = DIGIT_HEIGHT * FINE * random.uniform(0.86, 1.0)
    path = np.array(points, np.float64) * height * (1 - pen.thick * 0.8)
    path[:, 0] *= random.uniform(0.85, 1.15)
    if is_curved and len(points) < RING:
        path = curved(path)
    return mask_of(drawn(path, pen).ink, gap=gap, low=random.uniform(-0.03, 0.06))


def _zero(random: Random, gap: float) -> Mask:
    """Return a dot: round, square or on its corner, at about half the height of a digit; seldom a ring."""
    side = random.uniform(0.13, 0.36)
    low = random.uniform(-0.55, -0.3) + side / 2
    wide = gap * random.uniform(0.8, 1.3)
    if random.random() < 0.05:
        turns = np.linspace(0, 2 * np.pi, 24)
        ring = np.stack([np.cos(turns), np.sin(turns)], axis=1) * side * DIGIT_HEIGHT * FINE / 2
        return mask_of(drawn(ring, Pen(side * random.uniform(0.25, 0.45))).ink, gap=wide, low=low)
    corners = random.choice((24, 24, 4))
    turn = random.choice((0.0, np.pi / 4, random.uniform(0, np.pi / 2))) if corners == 4 else 0.0
    return mask_of(dot(side, corners=corners, turn=turn, flat=random.uniform(0.85, 1.15)), gap=wide, low=low)
