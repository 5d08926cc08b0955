"""What trace each glyph left on its page: where there is none, nobody can read it, and it is no truth."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from invoice_desk.training.rendering import PlacedGlyph
from invoice_desk.training.spoiling import Grey, Tones

LEGIBLE = 0.2
"""From this trace on a glyph can be read. On sheets of lines sorted by it that is where eyes begin to."""

_AROUND = 0.3  # of a digit's height: how far around a glyph paper is looked for
_NO_INK = 0.05  # of full ink: what counts as paper
_COVERED = 0.3  # of full ink: other print that hides what is under it
_LEAST_OPEN = 0.3  # of a glyph's ink that other print may not hide
_LEAST_TONES = 30.0  # between ink and paper
_DOUBT = 2.0  # standard deviations by which chance may make a trace


def faintest(pixels: Grey, ink: Tones, other: Tones, glyphs: Sequence[PlacedGlyph], digit: float) -> float:
    """Return the trace, 0..1, of the glyph that left the least: how far its tone lies from its paper's.

    pixels: H x W of the page; ink: H x W, 0..1, of the line itself; other: of what else is printed;
    digit: pixels of its height. The measure is the page's own range of tones; grain is no trace.
    """
    low, high = (float(tone) for tone in np.percentile(pixels, (1, 99)))
    most = max(_LEAST_TONES, high - low)
    return min((_trace(pixels, ink, other, one, digit) / most for one in glyphs), default=1.0)


def _trace(pixels: Grey, ink: Tones, other: Tones, glyph: PlacedGlyph, digit: float) -> float:
    """Return how many grey tones a glyph stands out by."""
    height, width = pixels.shape
    x0, y0 = max(0, round(glyph.x0)), max(0, round(glyph.y0))
    x1, y1 = min(width, max(round(glyph.x1), x0 + 1)), min(height, max(round(glyph.y1), y0 + 1))
    room = max(2, round(_AROUND * digit))
    area = slice(max(0, y0 - room), y1 + room), slice(max(0, x0 - room), x1 + room)
    own = ink[y0:y1, x0:x1].astype(np.float64) ** 2  # the middle of a stroke tells more than its edges
    seen = own * (other[y0:y1, x0:x1] < _COVERED)
    is_paper = (ink[area] < _NO_INK) & (other[area] < _NO_INK)
    if seen.sum() <= _LEAST_OPEN * own.sum() or not is_paper.any():
        return 0.0
    paper = pixels[area][is_paper]
    tone = float((pixels[y0:y1, x0:x1] * seen).sum() / seen.sum())
    apart = min(abs(tone - float(np.median(paper))), abs(tone - float(paper.mean())))
    many = float(seen.sum() ** 2 / (seen**2).sum())
    chance = float(paper.std()) / math.sqrt(many)
    return max(0.0, apart - _DOUBT * chance)
