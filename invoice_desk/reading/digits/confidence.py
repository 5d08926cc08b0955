"""How sure a decoded number is, as a share of numbers like it that are right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean

from invoice_desk.reading.digits.decoding import Decoded

FEATURES = ("spelling", "weakest glyph", "glyphs agree", "zoom agrees", "low print", "left out", "haze")
SECONDED = (*FEATURES, "second reader agrees")

_CLEAREST = 0.01  # haze below which columns are told apart no more


def features(best: Decoded, others: Sequence[Decoded | None], *, digit_height: float) -> tuple[float, ...]:
    """Return FEATURES of a number. digit_height: pixels on the page.

    others: it at other zooms; none where it was so clear that no other look was taken.
    """
    agreed = fmean(one is not None and one.text == best.text for one in others) if others else 1.0
    low = max(0.0, 14.0 - digit_height) / 6.0
    return (
        _logit(best.spellings[0].share),
        _logit(best.weakest),
        float(best.glyph_text == best.text),
        agreed,
        low,
        _logit(best.left_out),
        math.log(best.haze + _CLEAREST),
    )


def seconded(text: str, second: str) -> float:
    """Return what a second reader's word adds to `features`: 1 for the same, -1 for another, 0 for none."""
    return 1.0 if second == text else -float(second != "")


def confidence(values: Sequence[float], weights: Sequence[float], bias: float) -> float:
    """Return 0..1 by a logistic curve over `features`."""
    total = bias + sum(value * weight for value, weight in zip(values, weights, strict=True))
    return 1.0 / (1.0 + math.exp(-min(max(total, -30.0), 30.0)))


def _logit(share: float) -> float:
    """Return the logarithm of the odds of a share, within -6..6."""
    kept = min(max(share, 0.0025), 0.9975)
    return math.log(kept / (1.0 - kept))
