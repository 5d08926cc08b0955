"""The lines of print of a page's numbers, each at the scale that the page's digits tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from invoice_desk.imaging.band_views import first_guess, view_of
from invoice_desk.imaging.bands import Band
from invoice_desk.imaging.strips import PagePart, PrintedLine, part_of
from invoice_desk.reading.digits.band_model import BandScorer
from invoice_desk.reading.reader import Region

_ENOUGH = 4  # numbers of a page that tell the height of its digits

Guess = tuple[PagePart, Band]
"""A part of a page and where in it a line is taken to stand."""


def lines_of(regions: Sequence[Region], bands: BandScorer | None = None) -> list[PrintedLine | None]:
    """Return the line of each region, None where nothing is printed.

    bands: tells where the lines stand; without it the pieces of ink do. Where enough regions tell how
    high the page's digits are, those are found again that it matters to.
    """
    parts = [part_of(region.crop.page.pixels, region.crop.box) for region in regions]
    guesses = _by_ink(parts)
    if bands is not None:
        guesses |= _by_box(parts, guesses)
        guesses = dict(zip(guesses, _told(list(guesses.values()), bands), strict=True))
    return [
        part.line(guesses[at][1]) if part is not None and at in guesses else None
        for at, part in enumerate(parts)
    ]


def _by_ink(parts: Sequence[PagePart | None]) -> dict[int, Guess]:
    """Return, by their numbers, the parts on which anything is printed, with the bands of their ink."""
    found = {at: (part, part.find_band()) for at, part in enumerate(parts) if part is not None}
    printed = {at: (part, band) for at, (part, band) in found.items() if band is not None}
    height = _page_height([band for _, band in printed.values()])
    if height is None:
        return printed
    return {
        at: (part, band if band.is_settled(height) else part.find_band(digit_height=height) or band)
        for at, (part, band) in printed.items()
    }


def _by_box(parts: Sequence[PagePart | None], found: Mapping[int, Guess]) -> dict[int, Guess]:
    """Return, by their numbers, the other parts on which anything is printed, with the bands that their
    boxes tell: in a tight box dots alone are too low to tell one.
    """
    others = ((at, part) for at, part in enumerate(parts) if part is not None and at not in found)
    return {at: (part, first_guess(part)) for at, part in others if part.holds_dots}


def _told(guesses: Sequence[Guess], bands: BandScorer) -> list[Guess]:
    """Return guesses as a network corrects them, which looks twice: at first with two guesses of each line,
    by the ink and by the box, of which it believes the surer; then knowing how high the page's digits are.
    """
    of_ink = _moved(guesses, bands, None)
    of_box = _moved([(part, first_guess(part)) for part, _ in guesses], bands, None)
    surer = [min(both, key=lambda one: one[1])[0] for both in zip(of_ink, of_box, strict=True)]
    height = _page_height([band for _, band in surer])
    return [guess for guess, _ in _moved(surer, bands, height)]


def _moved(
    guesses: Sequence[Guess], bands: BandScorer, digit_height: float | None
) -> list[tuple[Guess, float]]:
    """Return guesses where a network says that they belong, each with its doubt."""
    shifts = bands.shifts([view_of(part, band, digit_height=digit_height) for part, band in guesses])
    return [
        ((part, shift.of(band)), shift.doubt) for (part, band), shift in zip(guesses, shifts, strict=True)
    ]


def _page_height(bands: Sequence[Band]) -> float | None:
    """Return how high a page's digits are; None where too few numbers tell."""
    return median(one.height for one in bands) if len(bands) >= _ENOUGH else None
