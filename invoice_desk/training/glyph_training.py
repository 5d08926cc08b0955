"""Training the glyph network: on glyphs that were split from fresh lines, and on wrong splits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.glyph_dataset import GlyphBatch, glyph_batches
from invoice_desk.training.glyph_evaluation import evaluate_glyphs, number_lines
from invoice_desk.training.glyph_network import GlyphNetwork, GlyphNetworkSize, tensors_of
from invoice_desk.training.learning import Epoch, Learner, learn

_SMOOTHING = 0.02  # of the labels: some proposals are neither quite a glyph nor quite none


@dataclass(frozen=True, slots=True)
class GlyphRecipe:
    """What makes a glyph model. glyphs: seen in all, wrong proposals counted; batch: of them a step;
    rate: the highest learning rate.
    """

    glyphs: int = 300_000
    epoch_glyphs: int = 100_000
    batch: int = 512
    rate: float = 3e-3
    seed: int = 7
    validation_lines: int = 600
    size: GlyphNetworkSize = field(default_factory=GlyphNetworkSize)

    @property
    def epochs(self) -> int:
        """How often the model is looked at, at least once."""
        return max(1, self.glyphs // self.epoch_glyphs)

    @property
    def steps(self) -> int:
        """Steps of an epoch."""
        return max(1, min(self.glyphs, self.epoch_glyphs) // self.batch)


def train_glyphs(
    fonts: Sequence[FontFile],
    validation: Sequence[FontFile],
    folder: Path,
    recipe: GlyphRecipe,
    *,
    is_stopped: IsStopped = never_stopped,
) -> Iterator[Progress | Epoch]:
    """Train, or go on where STATE in `folder` was left; yields after each step and each epoch.

    Raises BadFile where STATE is of another recipe; NotWritten.
    """
    _, learner = glyph_learner(recipe)
    lines = cache(lambda: number_lines(validation, recipe.validation_lines, seed=77))  # only where it learns
    yield from learn(
        learner, glyph_batches, fonts, folder, recipe,
        score_of=lambda: evaluate_glyphs(learner.average.network, lines()), is_stopped=is_stopped,
    )  # fmt: skip


def glyph_learner(recipe: GlyphRecipe) -> tuple[GlyphNetwork, Learner[GlyphBatch]]:
    """Return a new network and what it learns by."""
    torch.manual_seed(recipe.seed)
    network = GlyphNetwork(recipe.size)
    return network, Learner(network, recipe, _loss)


def _loss(network: nn.Module, batch: GlyphBatch, device: torch.device) -> Tensor:
    with torch.autocast(device.type, torch.bfloat16):
        scores = network(*tensors_of(batch.windows, device))
    labels = torch.from_numpy(batch.labels).to(device)
    return functional.cross_entropy(scores, labels, label_smoothing=_SMOOTHING)
