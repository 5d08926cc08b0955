"""An endless, seeded stream of looks at guessed bands, with how far off each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.band_views import Shift, View, first_guess, shift_to, view_of
from invoice_desk.imaging.bands import Band
from invoice_desk.imaging.strips import PagePart, part_of
from invoice_desk.training.batches import of_like_width
from invoice_desk.training.dataset import LineMaker, band_of, missed
from invoice_desk.training.fonts import FontFile

_HINTED = 0.7  # share of looks at which the height of the page's digits is known
_OTHER_SIZE = 0.15  # of those: the number is larger or smaller than the page's others
_OFF = (0.25, 0.15)  # how far off guesses are that come of an earlier look: logarithm of height, heights


@dataclass(frozen=True, slots=True, eq=False)
class BandSample:
    """A look at a guess and how far off that is."""

    view: View
    shift: Shift


@dataclass(frozen=True, slots=True, eq=False)
class BandBatch:
    """Looks of like width; shifts: N x 2, float32, down and growth."""

    views: tuple[View, ...]
    shifts: NDArray[np.float32]


def band_samples(fonts: Sequence[FontFile], seed: int) -> Iterator[BandSample]:
    """Yield looks without end, the same for the same seed: two at each line."""
    random = Random(seed)  # noqa: S311 - the same again
    for line in LineMaker(fonts, seed).lines():
        part = part_of(line.patch.pixels, line.box)
        if part is None:
            continue
        truth = band_of(line)
        middle = truth.middle - part.top
        for guess in (_first(part, random), _near(Band(middle, truth.height, 0, are_dots=False), random)):
            view = view_of(part, guess, digit_height=_hint(truth.height, random))
            yield BandSample(view, shift_to(guess, middle=middle, height=truth.height))


def band_batches(fonts: Sequence[FontFile], seed: int, size: int) -> Iterator[BandBatch]:
    """Yield batches of `size` looks of like width, without end."""
    source = band_samples(fonts, seed)
    for some in of_like_width(source, size, lambda one: one.view.pixels.shape[2], seed=seed):
        shifts = np.array([(one.shift.down, one.shift.growth) for one in some], np.float32)
        yield BandBatch(tuple(one.view for one in some), shifts)


def _first(part: PagePart, random: Random) -> Band:
    """Return a guess as reading begins with: by the pieces of ink, or by the box."""
    band = part.find_band() if random.random() < 0.6 else None
    return band if band is not None else first_guess(part)


def _near(truth: Band, random: Random) -> Band:
    """Return a guess as an earlier look leaves it: mostly nearly right."""
    far, down = _OFF
    share = random.choice((0.3, 1.0, 2.0))
    return missed(truth, random, far=far * share, down=down * share)


def _hint(height: float, random: Random) -> float | None:
    """Return the height of the page's digits, as the page's other numbers tell it; None now and then."""
    if random.random() >= _HINTED:
        return None
    size = random.uniform(0.85, 1.3) if random.random() < _OTHER_SIZE else 1.0
    return height / size * float(np.exp(random.gauss(0, 0.06)))
