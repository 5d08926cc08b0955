"""How the strokes of the Arabic-Indic digits run: plans that are never twice the same.

What makes a ٢ a ٢ is one notch, of a ٣ two, however deep, round or slanted they are.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np

Points = list[tuple[float, float]]
"""x, y of a stroke, in heights of a digit, y downwards from its top."""

RING = 17
"""A plan of so many points or more holds a ring that is round as it is."""


def _one(random: Random) -> Points:
    lean = random.uniform(-0.05, 0.22)
    head = [(-random.uniform(0.05, 0.2), random.uniform(0.08, 0.25))] if random.random() < 0.15 else []
    return [*head, (0, 0), (lean * 0.5 + random.uniform(-0.03, 0.03), 0.5), (lean, 1)]


def _two(random: Random) -> Points:
    return _toothed(random, notches=1, width=random.uniform(0.36, 0.72))


def _three(random: Random) -> Points:
    return _toothed(random, notches=2, width=random.uniform(0.58, 0.98))


def _toothed(random: Random, *, notches: int, width: float) -> Points:
    """A stem on the left whose head goes on to the right in `notches` hollows between teeth."""
    deep, rise = random.uniform(0.18, 0.42), random.uniform(-0.06, 0.1)
    foot = random.choice((0.0, random.uniform(0.0, 0.3), random.uniform(0.2, 0.6) * width))
    points: Points = [(foot, 1.0), (foot * random.uniform(0.2, 0.6), random.uniform(0.45, 0.65)), (0.0, 0.0)]
    hollow = width / notches
    is_square = random.random() < 0.4
    for number in range(notches):
        left, right = number * hollow, (number + 1) * hollow
        depth = deep * random.uniform(0.85, 1.1)
        if is_square:
            points += [(left + 0.2 * hollow, depth * 0.85), (right - 0.2 * hollow, depth)]
        else:
            points.append((left + hollow * random.uniform(0.4, 0.65), depth))
        is_last = number == notches - 1
        points.append((right, rise if is_last else random.uniform(-0.02, 0.12)))
    if random.random() < 0.2:
        points.append((width - random.uniform(0.0, 0.1), random.uniform(-0.12, -0.04)))
    return points


def _four(random: Random) -> Points:
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


def _five(random: Random) -> Points:
    """A ring: round, upright, like a drop, a heart or a rounded square."""
    width, top = random.uniform(0.5, 0.85), random.uniform(0.0, 0.3)
    power = random.choice((2.0, 2.0, random.uniform(1.3, 4.0)))
    point = random.choice((0.0, random.uniform(0.2, 0.9)))
    dent = random.choice((0.0, 0.0, random.uniform(0.05, 0.2)))
    lean = random.uniform(-0.15, 0.15)
    points: Points = []
    for angle in np.linspace(-np.pi / 2, 1.5 * np.pi, 25):
        cos, sin = float(np.cos(angle)), float(np.sin(angle))
        x = np.sign(cos) * abs(cos) ** (2 / power) * (1 - point * max(0.0, -sin) ** 1.5 * 0.8)
        y = np.sign(sin) * abs(sin) ** (2 / power)
        y -= dent * max(0.0, 1 - abs(x) * 3) * (1 if sin > 0 else 0)
        points.append(
            (width / 2 * (1 + float(x)) - lean * float(y) / 2, top + (1 - top) * (float(y) + 1) / 2)
        )
    return points


def _six(random: Random) -> Points:
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


def _seven(random: Random) -> Points:
    return _wedge(random)


def _eight(random: Random) -> Points:
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


def _nine(random: Random) -> Points:
    wide, high = random.uniform(0.32, 0.6), random.uniform(0.35, 0.58)
    turn = random.uniform(-0.3, 0.5)
    ring = [
        (wide / 2 * (1 + float(np.cos(angle))), high / 2 * (1 + float(np.sin(angle))))
        for angle in np.linspace(turn, turn - 2 * np.pi, 17)
    ]
    foot = wide * random.uniform(0.85, 1.25)
    return [*ring, (wide * random.uniform(0.95, 1.05), high * random.uniform(0.7, 1.1)), (foot, 1.0)]


PLANS: tuple[Callable[[Random], Points], ...] = (
    _one, _two, _three, _four, _five, _six, _seven, _eight, _nine,
)  # fmt: skip
"""Of ١ to ٩."""
