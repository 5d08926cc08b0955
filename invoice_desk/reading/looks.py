"""A region's pixels made ready for an OCR engine, and the further looks at what was not clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from invoice_desk.imaging import cleaning
from invoice_desk.imaging.page import Pixels
from invoice_desk.imaging.snapping import print_of
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.engine import Layout, Look
from invoice_desk.reading.reader import Region

LINE_HEIGHT = 56  # pixels of a line with its margins: Tesseract's models were trained near it
_MARGIN = 10
_MIN_LINE = 5  # pixels; lower ink beside a lone dash is dirt

_ODD = "§©®™¢¤|{}~\\^"
_NEVER = _ODD + "°[]<>`¥«»"
FORBIDDEN = {
    FieldKind.TEXT: _ODD,
    FieldKind.NUMBER: _NEVER + "=@#?!;&_\"'",
    FieldKind.AMOUNT: _NEVER.replace("¥", "") + '=@#?!;&_"',
    FieldKind.DATE: _NEVER + '=@#?!;&_"%$€£()*+',
    FieldKind.IDENTIFIER: _NEVER + '=?!;"$€£',
}
"""Characters that a field of a kind never holds, so that the engine cannot give them."""


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """Grey pixels for the engine, by how much they were enlarged and the paper added on each side."""

    pixels: Pixels
    factor: float = 1.0
    margin: int = 0


Recipe = Callable[[Pixels, int], Cleaned]
"""Grey pixels and the height of one line in them, to pixels for the engine."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A region's grey pixels, dark on light, without rulings and foreign ink.

    box: where they lie on the page, a little larger than the region; lines: of print in them.
    """

    region: Region
    pixels: Pixels
    box: Box
    lines: int

    def look(self, recipe: Recipe) -> Look:
        """Return what the engine is to see, cleaned by `recipe`."""
        line_height = max(1, self.region.crop.box.height // self.lines)
        layout = Layout.LINE if self.lines == 1 else Layout.BLOCK
        forbidden = FORBIDDEN.get(self.region.kind, "")
        cleaned = recipe(self.pixels, line_height)
        return Look(cleaned.pixels, self.region.languages, layout, forbidden, cleaned.factor, cleaned.margin)


def prepare(region: Region) -> Prepared | None:
    """Return the region's print alone, dark on light; None where nothing is printed."""
    grey, box = print_of(region.crop)
    if not cleaning.has_ink(grey):
        return None
    grey = cleaning.erase_edge_ink(grey)
    if not cleaning.has_ink(grey):
        return None
    return Prepared(region, grey, box, count_lines(grey))


def count_lines(grey: Pixels) -> int:
    """Return how many lines of print stand in grey pixels, by the gaps between rows of ink; at least 1.

    Accents, the dots of letters and dirt are no line: they are less than half as high as the print.
    """
    rows = np.count_nonzero(cleaning.ink_mask(grey), axis=1)
    is_inked = np.concatenate([[False], rows > 0, [False]])
    edges = np.flatnonzero(is_inked[1:] != is_inked[:-1])
    heights = edges[1::2] - edges[::2]
    if not heights.size:
        return 1
    tall = heights[heights >= max(_MIN_LINE, 0.5 * heights.max())]
    return max(1, len(tall))


def first_recipe(pixels: Pixels, line_height: int) -> Cleaned:
    """Enlarge to LINE_HEIGHT and smooth: the best single cleaning on ../shared/data/receipts."""
    enlarged = cleaning.scale(pixels, LINE_HEIGHT / line_height)
    return _framed(pixels, cleaning.denoise(enlarged, sigma=1.2))


def _as_scanned(pixels: Pixels, line_height: int) -> Cleaned:
    if line_height >= 20:
        return Cleaned(pixels)
    return _framed(pixels, cleaning.scale(pixels, 32 / line_height))


def _thresholded(pixels: Pixels, line_height: int) -> Cleaned:
    enlarged = cleaning.scale(pixels, 64 / line_height)
    return _framed(pixels, cleaning.threshold_adaptively(enlarged, window=33))


def _small(pixels: Pixels, line_height: int) -> Cleaned:
    enlarged = cleaning.scale(pixels, 40 / line_height)
    return _framed(pixels, cleaning.denoise(enlarged, sigma=0.8))


FURTHER_RECIPES: tuple[Recipe, ...] = (_as_scanned, _thresholded, _small)
"""Other cleanings for a look that was not sure; each errs on other prints than the first."""


def _framed(before: Pixels, pixels: Pixels) -> Cleaned:
    return Cleaned(cleaning.pad(pixels, _MARGIN), pixels.shape[0] / before.shape[0], _MARGIN)
