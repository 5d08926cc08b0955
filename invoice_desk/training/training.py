"""Training the line network: on strips of fresh lines, judged by lines of unseen families."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.training.batches import Batch, batches
from invoice_desk.training.evaluation import evaluate, validation_lines
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.learning import Epoch, Learner, learn
from invoice_desk.training.network import DigitNetwork, NetworkSize, strips_of

_SMOOTHING = 0.02  # of the labels of columns: their edges are not exact
_SPELLING = 0.3  # the share of the spelling's loss beside that of the columns


@dataclass(frozen=True, slots=True)
class Recipe:
    """What makes a model.

    lines: seen in all; batch: lines a step; rate: the highest learning rate; start: SHA-256 of the state
    whose weights it begins with, "" for none.
    """

    lines: int = 500_000
    epoch_lines: int = 20_000
    batch: int = 64
    rate: float = 3e-3
    seed: int = 5
    validation_lines: int = 1_000
    size: NetworkSize = field(default_factory=NetworkSize)
    start: str = ""

    @property
    def epochs(self) -> int:
        """How often the model is looked at, at least once."""
        return max(1, self.lines // self.epoch_lines)

    @property
    def steps(self) -> int:
        """Steps of an epoch."""
        return max(1, min(self.lines, self.epoch_lines) // self.batch)


def train(
    fonts: Sequence[FontFile],
    validation: Sequence[FontFile],
    folder: Path,
    recipe: Recipe,
    *,
    start: Path | None = None,
    is_stopped: IsStopped = never_stopped,
) -> Iterator[Progress | Epoch]:
    """Train, or go on where STATE in `folder` was left; yields after each step and each epoch.

    start: another training's STATE, with whose weights to begin. Raises BadFile where STATE is of
    another recipe, or `start` of another network; NotWritten.
    """
    if start is not None:
        recipe = replace(recipe, start=hashlib.sha256(start.read_bytes()).hexdigest())
    _, learner = line_learner(recipe)
    lines = cache(lambda: validation_lines(validation, recipe.validation_lines, seed=77))
    yield from learn(
        learner, batches, fonts, folder, recipe,
        score_of=lambda: evaluate(learner.average.network, lines()), start=start, is_stopped=is_stopped,
    )  # fmt: skip


def line_learner(recipe: Recipe) -> tuple[DigitNetwork, Learner[Batch]]:
    """Return a new network and what it learns by."""
    torch.manual_seed(recipe.seed)
    network = DigitNetwork(recipe.size)
    return network, Learner(network, recipe, line_loss)


def line_loss(network: nn.Module, batch: Batch, device: torch.device) -> Tensor:
    """Return how far a network is from the truth of a batch, in its columns and in its spelling."""
    with torch.autocast(device.type, torch.bfloat16):
        scores = network(strips_of(batch, device))
    return loss_of(scores, batch)


def loss_of(scores: Tensor, batch: Batch) -> Tensor:
    """Return how far scores (N x 2 x classes x columns) are from the truth of a batch."""
    device = scores.device
    columns = torch.from_numpy(batch.columns).to(device)
    seen = functional.cross_entropy(scores[:, 0], columns, ignore_index=-1, label_smoothing=_SMOOTHING)
    spelt = functional.ctc_loss(
        scores[:, 1].log_softmax(1).permute(2, 0, 1),  # T x N x C
        torch.from_numpy(batch.labels).to(device),
        torch.from_numpy(batch.widths),
        torch.from_numpy(batch.lengths),
        zero_infinity=True,
    )
    return seen + _SPELLING * spelt
