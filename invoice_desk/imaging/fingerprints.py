"""The fingerprint of a page: text by which the same page is known again after it was saved anew.

Each page is brought to one size twice, by its own edges and by those of its ink (print_frames). There
the ink is looked at on a grid of about a third of a printed digit, each cell against its neighbourhood.
The cells, some 35,000, are folded with fixed signs into a few hundred sums (count sketch, Charikar,
Chen and Farach-Colton 2002): empty paper adds nothing, so all bits tell of print. A sum is kept as its
step on a ring of four: saving again moves it by less than a step, another digit by two.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.page import Page, Pixels
from invoice_desk.imaging.print_frames import CONTRAST, Floats, framed_inks
from invoice_desk.invoice.page_prints import CODES, VERSION

CELL = 4  # pixels of a framed page
_STROKES = 1.0  # sigma in pixels: narrow enough to tell digits apart, wide enough for print at 100 dpi
_AROUND = 5  # cells: the neighbourhood is a box of these, twice
_FLOOR = 0.12  # of the page's contrast: what varies less is paper
_STEP = 0.9  # units of a cell's spread; chosen by benchmarks/fingerprints.py


def fingerprint(page: Page) -> str:
    """Return "1:" and 768 hex digits, to be compared by `invoice.page_prints`; "" for a blank page."""
    inks = framed_inks(page.pixels)
    digits = "".join(_print_of(_cells(ink)) for ink in inks)
    return f"{VERSION}:{digits}" if inks else ""


def _print_of(cells: Floats) -> str:
    """Return one print as hex: the upper plane, the lower plane."""
    steps = np.floor(_folded(cells, CODES, seed=1) / _STEP).astype(np.int64) % 4
    gray = steps ^ steps >> 1  # neighbours on the ring differ in one bit, opposites in both
    return "".join(_hex(bits) for bits in (gray >> 1, gray & 1))


def _cells(ink: Pixels) -> Floats:
    """Return H/4 x W/4: the ink of each cell less its neighbourhood's, in units of the spread there.

    ink: H x W, 0 is paper, CONTRAST the mean of the ink.
    """
    fine = _contrasts(cv2.GaussianBlur(ink, (0, 0), _STROKES)[CELL // 2 :: CELL, CELL // 2 :: CELL])
    size = (ink.shape[1] // CELL, ink.shape[0] // CELL)
    above = fine - _around(_contrasts(cv2.resize(ink, size, interpolation=cv2.INTER_AREA)))
    spread = np.sqrt(np.maximum(_around(above * above), 0))
    return np.asarray(above / (spread + _FLOOR), np.float32)


def _around(cells: Floats) -> Floats:
    side = (_AROUND, _AROUND)
    return np.asarray(cv2.blur(cv2.blur(cells, side), side), np.float32)


def _contrasts(tones: NDArray[Any]) -> Floats:
    """Return tones in units of the page's contrast."""
    return np.asarray(tones, np.float32) / np.float32(CONTRAST)


def _folded(cells: Floats, count: int, *, seed: int) -> NDArray[np.float64]:
    """Return `count` sums, each of the cells that fall to it by their place alone, half of them negated."""
    places, signs = _folding(cells.size, count, seed)
    return np.asarray(np.bincount(places, cells.ravel() * signs, count), np.float64)


@cache
def _folding(size: int, count: int, seed: int) -> tuple[NDArray[np.int64], Floats]:
    """Return to which sum each cell falls, and with which sign: fixed for all time by its number."""
    mixed = _mixed(np.arange(size, dtype=np.uint64) + np.uint64(seed << 32))
    signs = (mixed >> np.uint64(63)).astype(np.float32) * 2 - 1
    return (mixed % np.uint64(count)).astype(np.int64), signs


def _mixed(places: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return 64 mixed bits for each number: SplitMix64's finisher (Steele, Lea and Flood 2014)."""
    mixed = places * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return mixed ^ mixed >> np.uint64(31)


def _hex(bits: NDArray[np.int64]) -> str:
    return np.packbits(bits.astype(np.uint8)).tobytes().hex()
