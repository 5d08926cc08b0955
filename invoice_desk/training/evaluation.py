"""How well a network reads lines of families that it has never seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from invoice_desk.reading.digits.classes import CLASSES, OTHER
from invoice_desk.training.batches import collate
from invoice_desk.training.dataset import LineMaker, NumberLine, Sample, band_of, sample_of
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.network import strips_of
from invoice_desk.training.spoiling import PageKind

_BATCH = 64


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A line with its strip."""

    line: NumberLine
    sample: Sample


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """lines: read; exact: of them with every character right; by_kind: (exact, lines) of each kind of page.

    confusion: classes x classes, counts of what is printed (row) and what its column's best class
    was (column); None where that is not what is learnt.
    """

    lines: int
    exact: int
    by_kind: dict[PageKind, tuple[int, int]]
    confusion: NDArray[np.int64] | None

    @property
    def share(self) -> float:
        """Exact lines, 0..1."""
        return self.exact / max(1, self.lines)


def validation_lines(fonts: Sequence[FontFile], count: int, *, seed: int) -> list[Judged]:
    """Return `count` lines with Arabic-Indic digits, in the shapes that the fonts have."""
    made = LineMaker(fonts, seed, with_shapes=False).lines(families="arabic")
    judged = ((line, sample_of(line, band=band_of(line))) for line in made)
    return list(islice((Judged(line, sample) for line, sample in judged if sample is not None), count))


def evaluate(network: nn.Module, lines: Sequence[Judged]) -> Score:
    """Return the score of a network, by the best spelling of each line without any grammar."""
    exact: Counter[PageKind] = Counter()
    total: Counter[PageKind] = Counter(one.line.kind for one in lines)
    confusion = np.zeros((len(CLASSES), len(CLASSES)), np.int64)
    for one, scores in _scored(network, lines):
        exact[one.line.kind] += spelling(scores[1]) == one.line.text
        _count_glyphs(confusion, one, scores[0].argmax(0))
    by_kind = {kind: (exact[kind], total[kind]) for kind in PageKind}
    return Score(len(lines), sum(exact.values()), by_kind, confusion)


def spelling(scores: NDArray[np.float32]) -> str:
    """Return the text that the best class of each column spells, without what is no part of the number."""
    best = scores.argmax(0)
    starts = np.flatnonzero(np.diff(best, prepend=0))
    return "".join(CLASSES[best[at]] for at in starts).replace(OTHER, "")


def _scored(network: nn.Module, lines: Sequence[Judged]) -> Iterator[tuple[Judged, NDArray[np.float32]]]:
    """Yield each line with its scores (2 x classes x columns), in batches of like width."""
    network.eval()
    device = next(network.parameters()).device
    ordered = sorted(lines, key=lambda one: one.sample.strip.pixels.shape[1])
    for at in range(0, len(ordered), _BATCH):
        some = ordered[at : at + _BATCH]
        batch = collate([one.sample for one in some])
        with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
            scores = network(strips_of(batch, device)).float().cpu().numpy()
        for one, own, width in zip(some, scores, batch.widths, strict=True):
            yield one, own[:, :, :width]


def _count_glyphs(confusion: NDArray[np.int64], one: Judged, best: NDArray[np.int64]) -> None:
    """Count what is seen at the middle column of each run of one class."""
    columns = one.sample.columns
    starts = np.flatnonzero(np.diff(columns, prepend=0))
    ends = np.append(starts[1:], len(columns))
    for start, end in zip(starts, ends, strict=True):
        if columns[start]:
            confusion[columns[start], best[(start + end) // 2]] += 1
