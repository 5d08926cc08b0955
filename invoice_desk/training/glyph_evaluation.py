"""How well the glyph network reads numbers of families that it has never seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from invoice_desk.imaging.glyph_windows import Windows, windows_of
from invoice_desk.reading.digits.classes import CLASSES
from invoice_desk.reading.digits.glyph_reader import GlyphReader
from invoice_desk.reading.digits.grammar import same_number
from invoice_desk.training.dataset import LineMaker, NumberLine
from invoice_desk.training.evaluation import Score
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.glyph_dataset import glyph_line_of
from invoice_desk.training.glyph_network import tensors_of
from invoice_desk.training.judging import region_of
from invoice_desk.training.spoiling import PageKind

_BATCH = 1024


@dataclass(frozen=True, slots=True)
class LiveScorer:
    """A network in training, asked as a GlyphModel is."""

    network: nn.Module

    def scores(self, windows: Windows) -> NDArray[np.float32]:
        """Return logarithms of probabilities, N x classes; class 0 is no whole glyph."""
        device = next(self.network.parameters()).device
        self.network.eval()
        found = [np.zeros((0, len(CLASSES)), np.float32)]
        for at in range(0, len(windows.pixels), _BATCH):
            some = Windows(windows.pixels[at : at + _BATCH], windows.measures[at : at + _BATCH])
            with torch.no_grad():
                found.append(self.network(*tensors_of(some, device)).log_softmax(1).cpu().numpy())
        return np.concatenate(found)


def number_lines(fonts: Sequence[FontFile], count: int, *, seed: int) -> list[NumberLine]:
    """Return `count` lines with Arabic-Indic digits, in the shapes that the fonts have."""
    return list(islice(LineMaker(fonts, seed, with_shapes=False).lines(families="arabic"), count))


def evaluate_glyphs(network: nn.Module, lines: Sequence[NumberLine]) -> Score:
    """Return the score of a network: numbers as GlyphReader reads them, and its glyphs one by one."""
    scorer = LiveScorer(network)
    reader = GlyphReader(scorer)
    exact: Counter[PageKind] = Counter()
    for line in lines:
        (found,) = reader.look([region_of(line)])
        text = found.text if found is not None else ""
        exact[line.kind] += same_number(text, line.text, line.field_kind)
    total = Counter(line.kind for line in lines)
    by_kind = {kind: (exact[kind], total[kind]) for kind in PageKind}
    return Score(len(lines), sum(exact.values()), by_kind, confusion_of(scorer, lines))


def confusion_of(scorer: LiveScorer, lines: Sequence[NumberLine]) -> NDArray[np.int64]:
    """Return classes x classes: counts of what a proposal is (row) and was taken for (column)."""
    confusion = np.zeros((len(CLASSES), len(CLASSES)), np.int64)
    for line in lines:
        made = glyph_line_of(line)
        if made is not None:
            windows = windows_of(made.strip.pixels, made.split, made.split.proposals)
            seen = scorer.scores(windows).argmax(axis=1)
            is_clear = made.labels >= 0
            np.add.at(confusion, (made.labels[is_clear], seen[is_clear]), 1)
    return confusion


def glyphs_right(confusion: NDArray[np.int64]) -> float:
    """Return the share (0..1) of whole glyphs that are taken for what they are."""
    glyphs = confusion[1:]
    return float(np.trace(glyphs, offset=1)) / max(1, int(glyphs.sum()))
