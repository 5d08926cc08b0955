"""Columns at which glyphs that touch may be cut apart: where their common outline is thin."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_WIDE = 0.6  # digit heights; what is narrower is one glyph
_THIN = 0.5  # digit heights of ink in a column: two bold strokes at most
_APART = 0.16  # digit heights between two cuts, and from either edge
_EACH = 0.42  # digit heights of width a cut


def cut_columns(profile: NDArray[np.integer[Any]], *, digit: int) -> list[int]:
    """Return the columns before which to cut, from the left.

    profile: pixels of ink in each column of a piece; digit: height of a digit in pixels.
    """
    width = len(profile)
    if width <= _WIDE * digit:
        return []
    apart = max(2, round(_APART * digit))
    valleys = [
        at for at in _valleys(profile) if apart <= at <= width - apart and profile[at] <= _THIN * digit
    ]
    kept: list[int] = []
    for at in sorted(valleys, key=lambda one: int(profile[one])):
        if len(kept) < width / (_EACH * digit) - 1 and all(abs(at - other) >= apart for other in kept):
            kept.append(at)
    return sorted(kept)


def _valleys(profile: NDArray[np.integer[Any]]) -> list[int]:
    """Return the middle of each run of equal columns that is lower than what stands at both its sides."""
    starts = np.flatnonzero(np.diff(profile, prepend=-1))
    ends = np.append(starts[1:], len(profile))
    heights = profile[starts]
    inner = range(1, len(starts) - 1)
    is_low = [at for at in inner if heights[at] < heights[at - 1] and heights[at] < heights[at + 1]]
    return [int(starts[at] + ends[at]) // 2 for at in is_low]
