"""The strip of a number parted into glyphs: it proposes where they may stand, a decoder decides.

A strip is parted into more atoms than it has glyphs, and each run of neighbouring atoms that may be
one glyph is proposed (heuristic over-segmentation: Bengio, LeCun et al. 1995).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.cleaning import pieces
from invoice_desk.imaging.cutting import cut_columns
from invoice_desk.imaging.page import Pixels
from invoice_desk.imaging.rulings import erase_rulings
from invoice_desk.imaging.strips import DIGIT as STRIP_DIGIT
from invoice_desk.imaging.strips import PrintedLine, Strip
from invoice_desk.invoice.geometry import Box

ROWS = 40  # pixels of a strip that is split
DIGIT = 24  # pixels of the tallest digit in it, where the scale was found right
MOST_ATOMS = 120  # of a strip; what has more is no number, and its end is left out

_WIDEST = round(1.5 * DIGIT)  # pixels of one glyph that was put together of several atoms
_GAP = round(0.3 * DIGIT)  # pixels of paper inside of one glyph, at most
_RUN = 4  # atoms of one glyph, at most
_RULING = 18  # the height of print that `erase_rulings` is told: lines run from 2.2 digits on
_MOSTLY_INK = 140  # the middle tone above which what is dark is the paper
_LEAST_AREA = 4  # pixels; less is dirt
_OVERLAP = 0.55  # of the narrower one: pieces above each other are one glyph
_DOT = 0.2 * DIGIT  # pixels of a dot of dot-matrix print, at most; a zero is larger


@dataclass(frozen=True, slots=True)
class Proposal:
    """The atoms [first, end) as one glyph, and the box around their ink in pixels of the strip."""

    first: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """A strip in atoms. pixels: ROWS x W, uint8, without ruling lines; labels: ROWS x W, int32, 0 paper,
    n + 1 the atom n; atoms: their boxes by their middles from the left; proposals: by first and end.
    """

    pixels: NDArray[np.uint8]
    labels: NDArray[np.int32]
    atoms: tuple[Box, ...]
    proposals: tuple[Proposal, ...]


def strip_to_split(line: PrintedLine, *, zoom: float = 1.0) -> Strip:
    """Return the strip of a number's line as `split` takes it; zoom: as `PrintedLine.cut` takes it.

    One that is mostly ink is light print on a dark bar, and turned.
    """
    strip = line.cut(zoom=zoom * DIGIT / STRIP_DIGIT, rows=ROWS)
    if np.median(strip.pixels) < _MOSTLY_INK:
        return strip
    return replace(strip, pixels=np.asarray(cv2.bitwise_not(strip.pixels), np.uint8))


def split(strip: NDArray[np.uint8]) -> Split:
    """Return the atoms and proposals of a strip (ROWS x W, uint8, 0 paper to 255 ink); none without ink."""
    if not strip.size:
        return Split(strip, np.zeros(strip.shape, np.int32), (), ())
    light = np.asarray(cv2.bitwise_not(strip), np.uint8)
    cleaned = np.asarray(cv2.bitwise_not(erase_rulings(light, line_height=_RULING)), np.uint8)
    groups = _groups(_joined_dots(_ink(cleaned)))
    atoms = sorted((part for one in groups for part in _parts(one)), key=lambda part: part.middle)
    labels = np.zeros(strip.shape, np.int32)
    for number, one in enumerate(atoms[:MOST_ATOMS], start=1):
        _window(labels, one.box)[one.mask] = number
    boxes = tuple(one.box for one in atoms[:MOST_ATOMS])
    return Split(cleaned, labels, boxes, tuple(_proposals(boxes)))


def _ink(strip: NDArray[np.uint8]) -> Pixels:
    """Return 255 on what is darker than most, and than its surroundings; faint print beside dark, too."""
    limit = float(cv2.threshold(strip, 0, 255, cv2.THRESH_OTSU)[0])
    _, dark = cv2.threshold(strip, min(max(limit, 40.0), 90.0), 255, cv2.THRESH_BINARY)
    side = round(1.5 * DIGIT) | 1
    method, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY
    stands_out = cv2.adaptiveThreshold(strip, 255, method, kind, side, -18)
    return np.asarray(cv2.bitwise_and(dark, stands_out), np.uint8)


def _joined_dots(ink: Pixels) -> Pixels:
    """Return the ink with the dots of dot-matrix print joined, where most pieces are such dots."""
    for side in (3, 5):
        _, stats = pieces(ink)
        sides = stats[1:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1]
        is_dot = (sides <= _DOT).all(axis=1)
        if is_dot.sum() < 8 or is_dot.mean() < 0.6:
            break
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        ink = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernel), np.uint8)
    return ink


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Ink that stands together. mask: bool, as large as its box."""

    box: Box
    mask: NDArray[np.bool_]

    @property
    def middle(self) -> float:
        return (self.box.x0 + self.box.x1) / 2


def _groups(ink: Pixels) -> list[_Part]:
    """Return the pieces of ink, those above each other as one; dirt and other lines' ink left out."""
    labels, stats = pieces(ink)
    kept = [number for number in range(1, len(stats)) if _is_print(stats[number])]
    groups: list[tuple[Box, list[int]]] = []
    for number in sorted(kept, key=lambda one: int(stats[one, 0])):
        x, y, width, height = (int(one) for one in stats[number, :4])
        box = Box(x, y, x + width, y + height)
        at = next((at for at, (other, _) in enumerate(groups) if _is_one_glyph(box, other)), None)
        if at is None:
            groups.append((box, [number]))
        else:
            groups[at] = (groups[at][0].joined(box), [*groups[at][1], number])
    return [_Part(box, np.isin(_window(labels, box), numbers)) for box, numbers in groups]


def _is_print(stats: NDArray[np.int32]) -> bool:
    """Whether a piece is large enough, and does not just reach in from the line above or below."""
    y, height, area = int(stats[1]), int(stats[3]), int(stats[4])
    is_foreign = (y == 0 and height < 0.3 * ROWS) or (y + height == ROWS and height < 0.25 * ROWS)
    return area >= _LEAST_AREA and not is_foreign


def _is_one_glyph(box: Box, other: Box) -> bool:
    overlap = min(box.x1, other.x1) - max(box.x0, other.x0)
    union = max(box.x1, other.x1) - min(box.x0, other.x0)
    return overlap > _OVERLAP * min(box.width, other.width) and union <= _WIDEST


def _parts(group: _Part) -> Iterator[_Part]:
    """Yield the parts of a group between the columns where glyphs may touch."""
    cuts = [0, *cut_columns(group.mask.sum(axis=0), digit=DIGIT), group.mask.shape[1]]
    for first, end in pairwise(cuts):
        part = group.mask[:, first:end]
        rows = np.flatnonzero(part.any(axis=1))
        if len(rows):
            top, bottom = int(rows[0]), int(rows[-1]) + 1
            x, y = group.box.x0, group.box.y0
            yield _Part(Box(x + first, y + top, x + end, y + bottom), part[top:bottom])


def _proposals(atoms: Sequence[Box]) -> Iterator[Proposal]:
    """Yield each run of atoms that may be one glyph: by its width, and the gaps in it."""
    for first, start in enumerate(atoms):
        box = start
        yield Proposal(first, first + 1, box)
        for end in range(first + 1, min(first + _RUN, len(atoms))):
            gap = atoms[end].x0 - box.x1
            box = box.joined(atoms[end])
            if gap > _GAP or box.width > _WIDEST:
                break
            yield Proposal(first, end + 1, box)


def _window(pixels: NDArray[np.generic], box: Box) -> NDArray[np.generic]:
    return pixels[box.y0 : box.y1, box.x0 : box.x1]
