"""The likeliest texts of columns of scores, as connectionist temporal classification spells them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from invoice_desk.reading.digits.classes import CLASSES

_BEAM = 8  # spellings that are followed at once
_LEAST = math.log(1e-3)  # classes less likely at a column are not followed there
_FAR = 9.0  # by how much less likely a text may be than the best and still be followed: a logarithm


def prefix_beam(scores: NDArray[np.float32]) -> list[tuple[str, float]]:
    """Return the likeliest texts of columns (classes x columns) and the logarithms of their probabilities.

    Prefix beam search over the outputs of connectionist temporal classification (Hannun 2014):
    each text keeps the probability of ending in paper apart from that of ending in its last glyph.
    """
    if ((scores > _LEAST).sum(axis=0) == 1).all():
        return [_only(scores)]
    beams: dict[tuple[int, ...], tuple[float, float]] = {(): (0.0, -math.inf)}
    for column in scores.T:
        likely = [int(one) for one in np.flatnonzero(column > _LEAST)] or [int(column.argmax())]
        after: dict[tuple[int, ...], list[float]] = {}
        for text, (paper, glyph) in beams.items():
            either = added(paper, glyph)
            for one in likely:
                value = float(column[one])
                if one == 0:
                    _gain(after, text, 0, either + value)
                elif text and one == text[-1]:
                    _gain(after, text, 1, glyph + value)
                    _gain(after, (*text, one), 1, paper + value)
                else:
                    _gain(after, (*text, one), 1, either + value)
        beams = _best(after)
    texts = ((text, added(*ends)) for text, ends in beams.items())
    return [("".join(CLASSES[one] for one in text), logarithm) for text, logarithm in texts]


def _best(beams: dict[tuple[int, ...], list[float]]) -> dict[tuple[int, ...], tuple[float, float]]:
    """Return the likeliest texts, without those that are next to impossible beside the best."""
    totals = sorted(((added(*ends), text) for text, ends in beams.items()), reverse=True)[:_BEAM]
    least = totals[0][0] - _FAR
    return {text: (beams[text][0], beams[text][1]) for total, text in totals if total >= least}


def _only(scores: NDArray[np.float32]) -> tuple[str, float]:
    """Return the one text of columns in which nothing but one class is likely."""
    best = scores.argmax(axis=0)
    runs = best[np.flatnonzero(np.diff(best, prepend=-1))]
    return "".join(CLASSES[one] for one in runs), float(scores.max(axis=0).sum())


def _gain(beams: dict[tuple[int, ...], list[float]], text: tuple[int, ...], end: int, value: float) -> None:
    ends = beams.setdefault(text, [-math.inf, -math.inf])
    ends[end] = added(ends[end], value)


def added(one: float, other: float) -> float:
    """Return the logarithm of the sum of two probabilities given by theirs."""
    high, low = (one, other) if one >= other else (other, one)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))
