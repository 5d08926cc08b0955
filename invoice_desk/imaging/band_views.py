"""The look at a guessed band, by which a network tells where the line of digits really stands."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.bands import Band
from invoice_desk.imaging.strips import PagePart

VIEW_ROWS = 48  # pixels; digits stand strips.DIGIT high in their middle, where the guess is right
MAX_VIEW = 512  # pixels of width; of a longer line the middle of the box is looked at

_SHARE = 0.7  # of a box's height that digits mostly take
_FARTHEST = 1.5  # logarithm of how far apart the page's digits and a guess are at most taken to be


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A look at a guess. pixels: 2 x VIEW_ROWS x W, uint8, ink (0 paper to 255) and the box (0 or 255);
    hint: the logarithm of the height of the page's digits to the guess's, and 1; zeros where it is unknown.
    """

    pixels: NDArray[np.uint8]
    hint: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shift:
    """How a band differs from a guess. down: in heights of the guess; growth: logarithm of its height to the
    guess's; doubt: the logarithm of how far off that may be, of both together, the lower the surer.
    """

    down: float
    growth: float
    doubt: float = 0.0

    def of(self, guess: Band) -> Band:
        """Return the band that a guess becomes."""
        height = guess.height * math.exp(self.growth)
        return Band(guess.middle + self.down * guess.height, height, height, are_dots=False)


def first_guess(part: PagePart) -> Band:
    """Return the band that a box alone tells: its middle, and most of its height."""
    height = max(1.0, _SHARE * part.inner.height)
    return Band((part.inner.y0 + part.inner.y1) / 2, height, height, are_dots=False)


def view_of(part: PagePart, guess: Band, *, digit_height: float | None = None) -> View:
    """Return the look at a guess. digit_height: of the page's digits in pixels, where it is known."""
    strip = part.line(guess).cut(rows=VIEW_ROWS)
    width, scale, inner = strip.pixels.shape[1], strip.scale, part.inner
    x0, x1 = (round(edge * scale) for edge in (inner.x0, inner.x1))
    y0, y1 = (round((edge + part.top - strip.top) * scale) for edge in (inner.y0, inner.y1))
    box = np.zeros_like(strip.pixels)
    box[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 255
    left = max(0, min((x0 + x1 - MAX_VIEW) // 2, width - MAX_VIEW))
    pixels = np.stack([strip.pixels, box])[:, :, left : left + MAX_VIEW]
    if digit_height is None:
        return View(pixels, (0.0, 0.0))
    far = math.log(digit_height / guess.height)
    return View(pixels, (max(-_FARTHEST, min(_FARTHEST, far)), 1.0))


def shift_to(guess: Band, *, middle: float, height: float) -> Shift:
    """Return how the true band differs from a guess."""
    return Shift((middle - guess.middle) / guess.height, math.log(height / guess.height))
