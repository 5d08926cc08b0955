"""How the strokes of the Arabic-Indic digits run: plans that are never twice the same.

What makes a ٢ a ٢ is one notch, of a ٣ two, however deep, round or slanted they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

Points = list[tuple[float, float]]
"""x, y of a stroke, in heights of a digit, y downwards from its top."""

_BOLD = 0.15  # heights; a thicker pen has no room for how a tooth ends

RING = 17
"""A plan of so many points or more holds a ring that is round as it is."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What the digits of one family share.

    thick: of the pen, in heights of a digit; deep: of the notches of ٢ and ٣, in heights; steep: their
    sides, 0 slanted to 1 upright; level: how far their last tooth stands below the first; has_hook: the
    ٢ has no notch but a bend.
    """

    thick: float
    deep: float
    steep: float
    level: float
    has_hook: bool


def random_manner(random: Random, thick: float) -> Manner:
    """Return the manner of a family; a sixth of them draw a ٢ without a notch.

    thick: of the pen, in heights of a digit; notches are so deep that it does not fill them.
    """
    deep = max(random.choice((random.uniform(0.14, 0.24), random.uniform(0.18, 0.45))), 0.07 + 0.8 * thick)
    return Manner(
        thick=thick,
        deep=deep,
        steep=random.choice((0.0, 0.5, 1.0, random.random())),
        level=random.choice((0.0, random.uniform(-0.4, 0.3) * deep)),
        has_hook=random.random() < 0.17,
    )


def _one(random: Random, manner: Manner) -> Points:
    del manner
    lean = random.uniform(-0.05, 0.22)
    head = [(-random.uniform(0.05, 0.2), random.uniform(0.08, 0.25))] if random.random() < 0.15 else []
    return [*head, (0, 0), (lean * 0.5 + random.uniform(-0.03, 0.03), 0.5), (lean, 1)]


def _two(random: Random, manner: Manner) -> Points:
    width = random.uniform(0.36, 0.72)
    return _hooked(random, width) if manner.has_hook else _toothed(random, manner, notches=1, width=width)


def _three(random: Random, manner: Manner) -> Points:
    return _toothed(random, manner, notches=2, width=random.uniform(0.58, 1.0))


def _toothed(random: Random, manner: Manner, *, notches: int, width: float) -> Points:
    """A stem on the left whose head goes on to the right in `notches` hollows between teeth."""
    points = _stem(random, width)
    hollow = max(width / notches, (manner.thick + 0.08) / (1 - 0.8 * manner.thick))  # else the pen fills it
    depth = manner.deep
    for number in range(notches):
        left, right = number * hollow, (number + 1) * hollow
        depth *= random.uniform(0.85, 1.2)
        if manner.steep > 0:
            inset = hollow * (0.32 - 0.28 * manner.steep)
            points += [(left + inset, depth * random.uniform(0.85, 1.0)), (right - inset, depth)]
        else:
            points.append((left + hollow * random.uniform(0.4, 0.65), depth))
        is_last = number == notches - 1
        middle = random.choice((0.0, random.uniform(-0.1, 0.3))) * manner.deep
        points.append((right, manner.level + random.uniform(-0.03, 0.03) if is_last else middle))
    return points if manner.thick > _BOLD else points + _last_tooth(random, points[-1])


def _stem(random: Random, width: float) -> Points:
    """From the foot up to the first tooth, which now and then leans to its left."""
    foot = random.choice((0.0, random.uniform(0.0, 0.3), random.uniform(0.2, 0.6) * width))
    lean = random.choice((0.0, 0.0, random.uniform(-0.12, 0.08)))
    return [(foot, 1.0), (foot * random.uniform(0.2, 0.6), random.uniform(0.45, 0.65)), (lean, 0.0)]


def _last_tooth(random: Random, tip: tuple[float, float]) -> Points:
    """How the last tooth ends: mostly plain, else it bends to the left or to the right, or is broad."""
    x, y = tip
    which = random.random()
    if which < 0.12:
        return [(x - random.uniform(0.0, 0.1), y - random.uniform(0.02, 0.1))]
    if which < 0.24:
        return [(x + random.uniform(0.05, 0.16), y + random.uniform(-0.06, 0.04))]
    return [(x - random.uniform(0.06, 0.14), y)] if which < 0.32 else []


def _hooked(random: Random, width: float) -> Points:
    """A stem that bends to the right at its top, in a corner or an arc, and hangs down a little or not."""
    foot = random.choice((0.0, random.uniform(0.0, 0.3)))
    bend = random.choice((0.0, random.uniform(0.05, 0.25)))
    corner = [(0.0, bend), (width * 0.3, 0.0)] if bend else [(0.0, 0.0)]
    return [(foot, 1.0), (foot * 0.4, 0.55), *corner, (width, random.uniform(-0.04, 0.14))]


def _four(random: Random, manner: Manner) -> Points:
    del manner
    width = random.uniform(0.38, 0.65)
    waist = random.uniform(0.38, 0.52)
    low = random.uniform(0.0, 0.1)
    return [
        (width * random.uniform(0.75, 1.0), random.uniform(0.0, 0.1)),
        (random.uniform(0.05, 0.25) * width, random.uniform(0.1, 0.25)),
        (width * random.uniform(0.5, 0.9), waist),
        (low, random.uniform(0.68, 0.8)),
        (random.uniform(0.2, 0.5) * width, random.uniform(0.9, 1.0)),
        (width, random.uniform(0.86, 1.0)),
    ]


def _five(random: Random, manner: Manner) -> Points:
    """A ring: round, upright, like a drop, a heart or a rounded square; seldom it is not closed."""
    del manner
    width, top = random.uniform(0.5, 0.85), random.uniform(0.0, 0.3)
    power = random.choice((2.0, 2.0, random.uniform(1.3, 4.0)))
    point = random.choice((0.0, random.uniform(0.2, 0.9)))
    dent = random.choice((0.0, 0.0, random.uniform(0.05, 0.2)))
    lean = random.uniform(-0.15, 0.15)
    points: Points = []
    opening = random.uniform(0.1, 0.5) if random.random() < 0.06 else 0.0
    for angle in np.linspace(-np.pi / 2, 1.5 * np.pi - opening, 25):
        cos, sin = float(np.cos(angle)), float(np.sin(angle))
        x = np.sign(cos) * abs(cos) ** (2 / power) * (1 - point * max(0.0, -sin) ** 1.5 * 0.8)
        y = np.sign(sin) * abs(sin) ** (2 / power)
        y -= dent * max(0.0, 1 - abs(x) * 3) * (1 if sin > 0 else 0)
        points.append(
            (width / 2 * (1 + float(x)) - lean * float(y) / 2, top + (1 - top) * (float(y) + 1) / 2)
        )
    return points


def _six(random: Random, manner: Manner) -> Points:
    del manner
    width = random.uniform(0.35, 0.7)
    dip = random.uniform(-0.05, 0.2)
    start = [(0.0, random.uniform(-0.05, 0.02))] if dip > 0.05 else []
    return [
        *start,
        (width * random.uniform(0.1, 0.25), max(0.0, dip)),
        (width * random.uniform(0.5, 0.75), max(0.0, dip * random.uniform(0.3, 1.0))),
        (width * random.uniform(0.85, 1.0), random.uniform(-0.02, 0.1)),
        (width * random.uniform(0.85, 1.05), random.uniform(0.4, 0.6)),
        (width * random.uniform(0.9, 1.2), 1.0),
    ]


def _seven(random: Random, manner: Manner) -> Points:
    del manner
    return _wedge(random)


def _eight(random: Random, manner: Manner) -> Points:
    del manner
    return [(x, 1 - y) for x, y in _wedge(random)]


def _wedge(random: Random) -> Points:
    """Two strokes that meet at the bottom, straight or bowed."""
    width, bow = random.uniform(0.45, 0.95), random.choice((0.0, random.uniform(-0.08, 0.12)))
    foot = width * random.uniform(0.4, 0.6)
    flat = random.choice((0.0, 0.0, random.uniform(0.03, 0.14)))
    feet = [(foot - flat, 1.0), (foot + flat, 1.0)] if flat else [(foot, 1.0)]
    return [
        (0, 0),
        (foot * 0.5 - bow, 0.5),
        *feet,
        ((width + foot) / 2 + bow, 0.5),
        (width, random.uniform(-0.03, 0.05)),
    ]


def _nine(random: Random, manner: Manner) -> Points:
    del manner
    wide, high = random.uniform(0.32, 0.6), random.uniform(0.35, 0.58)
    turn = random.uniform(-0.3, 0.5)
    ring = [
        (wide / 2 * (1 + float(np.cos(angle))), high / 2 * (1 + float(np.sin(angle))))
        for angle in np.linspace(turn, turn - 2 * np.pi, 17)
    ]
    foot = wide * random.uniform(0.85, 1.25)
    return [*ring, (wide * random.uniform(0.95, 1.05), high * random.uniform(0.7, 1.1)), (foot, 1.0)]


PLANS: tuple[Callable[[Random, Manner], Points], ...] = (
    _one, _two, _three, _four, _five, _six, _seven, _eight, _nine,
)  # fmt: skip
"""Of ١ to ٩."""
