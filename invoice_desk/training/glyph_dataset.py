"""An endless, seeded stream of proposed glyphs with their classes, of the same lines as the strips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.glyph_windows import Windows, windows_of
from invoice_desk.imaging.splitting import Split, split, strip_to_split
from invoice_desk.imaging.strips import Strip, find_line
from invoice_desk.reading.digits.classes import INDEX, OTHER, class_of
from invoice_desk.training.dataset import LineMaker, NumberLine
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.rendering import PlacedGlyph

UNCLEAR = -1  # the class of a proposal that is neither clearly a glyph nor clearly none

_ZOOMS = (0.65, 1.2)  # the scale is seldom found exactly
_HINTED = 0.7  # share of lines whose height of digits is known from their page
_WHOLE, _PART = 0.75, 0.35  # shares of a glyph's ink that are nearly all of it, and little of it
_PURE = 0.6  # the least share of a proposal's ink that its glyph has
_FOREIGN = 0.15  # the share of a proposal's ink in the number, below which it is other print or dirt
_WRONG = 0.8  # proposals that are no glyph a proposal that is one
_OTHERS = 5  # proposals of other print a line


@dataclass(frozen=True, slots=True, eq=False)
class GlyphLine:
    """A line that was split, and the class of each of its proposals: int64, UNCLEAR for some."""

    strip: Strip
    split: Split
    labels: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class GlyphBatch:
    """Windows and their classes: N, int64, none of them UNCLEAR."""

    windows: Windows
    labels: NDArray[np.int64]


def glyph_line_of(line: NumberLine, *, zoom: float = 1.0, is_hinted: bool = True) -> GlyphLine | None:
    """Return a line's proposals with their classes; None where no strip is found.

    is_hinted: the height of digits is known, as by the other numbers of a page.
    """
    hint = line.patch.digit_height if is_hinted else None
    found = find_line(line.patch.pixels, line.box, digit_height=hint)
    if found is None:
        return None
    strip = strip_to_split(found, zoom=zoom)
    parted = split(strip.pixels)
    truth = [_on_strip(one, strip) for one in line.patch.glyphs]
    return GlyphLine(strip, parted, labels_of(parted, truth))


def labels_of(parted: Split, truth: Sequence[PlacedGlyph]) -> NDArray[np.int64]:
    """Return the class of each proposal (int64, UNCLEAR for some) by the ink in the boxes of the glyphs."""
    atoms = len(parted.atoms)
    areas = np.bincount(parted.labels.ravel(), minlength=atoms + 1)[1:]
    inks = np.array([_inks(parted.labels, one, atoms) for one in truth], np.float64).reshape(
        len(truth), atoms
    )
    totals = np.maximum(1.0, inks.sum(axis=1))
    classes = np.array([class_of(one.char) for one in truth], np.int64)
    found = []
    for one in parted.proposals:
        inside = inks[:, one.first : one.end].sum(axis=1)
        area = float(areas[one.first : one.end].sum())
        found.append(_label(inside / totals, inside / max(1.0, area), classes))
    return np.array(found, np.int64)


def _inks(labels: NDArray[np.int32], glyph: PlacedGlyph, atoms: int) -> NDArray[np.int64]:
    """Return the pixels of each atom that lie in a glyph's box and one pixel around."""
    x0, y0, x1, y1 = (
        max(0, round(edge)) for edge in (glyph.x0 - 1, glyph.y0 - 1, glyph.x1 + 1, glyph.y1 + 1)
    )
    return np.bincount(labels[y0:y1, x0:x1].ravel(), minlength=atoms + 1)[1:]


def _label(shares: NDArray[np.float64], purities: NDArray[np.float64], classes: NDArray[np.int64]) -> int:
    """Return the class of a proposal.

    shares: of each glyph's ink that is the proposal's; purities: of the proposal's ink that lies in
    each glyph's box. A part of a word is print that is no part of the number, as the whole word is.
    """
    is_number = classes != INDEX[OTHER]
    if purities[is_number].sum() < _FOREIGN:
        return INDEX[OTHER]
    held = np.flatnonzero((shares >= 1 - _PART) & is_number)
    is_mixed = ((shares > _PART) & (shares < 1 - _PART) & is_number).any()
    if len(held) == 1 and not is_mixed:
        is_whole = shares[held[0]] >= _WHOLE and purities[held[0]] >= _PURE
        return int(classes[held[0]]) if is_whole else UNCLEAR
    return 0 if len(held) != 1 else UNCLEAR


def glyph_batches(fonts: Sequence[FontFile], seed: int, size: int) -> Iterator[GlyphBatch]:
    """Yield batches of about `size` glyphs and non-glyphs, of whole lines each, without end."""
    lines, random = LineMaker(fonts, seed).lines(), Random(seed)  # noqa: S311 - the same again
    dice = np.random.default_rng(seed)
    while True:
        some: list[GlyphBatch] = []
        while sum(len(one.labels) for one in some) < size:
            zoom = random.choice((1.0, random.uniform(*_ZOOMS)))
            made = glyph_line_of(next(lines), zoom=zoom, is_hinted=random.random() < _HINTED)
            if made is not None:
                some.append(chosen(made, dice))
        yield _together(some)


def chosen(line: GlyphLine, dice: np.random.Generator) -> GlyphBatch:
    """Return the glyphs of a line and of its other proposals some, by chance."""
    is_glyph = (line.labels > 0) & (line.labels != INDEX[OTHER])
    glyphs, wrong, others = (
        np.flatnonzero(one) for one in (is_glyph, line.labels == 0, line.labels == INDEX[OTHER])
    )
    most = max(1, round(_WRONG * len(glyphs)))
    kept = np.concatenate([glyphs, dice.permutation(wrong)[:most], dice.permutation(others)[:_OTHERS]])
    windows = windows_of(line.strip.pixels, line.split, [line.split.proposals[at] for at in kept])
    return GlyphBatch(windows, line.labels[kept])


def _together(some: Sequence[GlyphBatch]) -> GlyphBatch:
    pixels = np.concatenate([one.windows.pixels for one in some])
    measures = np.concatenate([one.windows.measures for one in some])
    return GlyphBatch(Windows(pixels, measures), np.concatenate([one.labels for one in some]))


def _on_strip(glyph: PlacedGlyph, strip: Strip) -> PlacedGlyph:
    x0, x1 = ((edge - strip.left) * strip.scale for edge in (glyph.x0, glyph.x1))
    y0, y1 = ((edge - strip.top) * strip.scale for edge in (glyph.y0, glyph.y1))
    return PlacedGlyph(glyph.char, x0, y0, x1, y1)
