"""Training the band network: on guesses of where fresh lines stand, judged by lines of unseen families."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import torch
from torch import Tensor, nn

from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.digits.band_model import BandScorer
from invoice_desk.reading.digits.lines import lines_of
from invoice_desk.training.band_dataset import BandBatch, band_batches
from invoice_desk.training.band_network import BandNetwork, BandNetworkSize, LiveBands, view_tensors
from invoice_desk.training.dataset import NumberLine, band_of
from invoice_desk.training.evaluation import Score
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.glyph_evaluation import number_lines
from invoice_desk.training.judging import region_of
from invoice_desk.training.learning import Epoch, Learner, learn
from invoice_desk.training.spoiling import PageKind

RIGHT = 0.15
"""How far off a band that counts as right is at most: its middle in heights, its height as a logarithm."""


@dataclass(frozen=True, slots=True)
class BandRecipe:
    """What makes a band model. views: seen in all, two of each line; batch: of them a step;
    rate: the highest learning rate.
    """

    views: int = 160_000
    epoch_views: int = 40_000
    batch: int = 128
    rate: float = 3e-3
    seed: int = 9
    validation_lines: int = 600
    size: BandNetworkSize = field(default_factory=BandNetworkSize)

    @property
    def epochs(self) -> int:
        """How often the model is looked at, at least once."""
        return max(1, self.views // self.epoch_views)

    @property
    def steps(self) -> int:
        """Steps of an epoch."""
        return max(1, min(self.views, self.epoch_views) // self.batch)


def train_bands(
    fonts: Sequence[FontFile],
    validation: Sequence[FontFile],
    folder: Path,
    recipe: BandRecipe,
    *,
    is_stopped: IsStopped = never_stopped,
) -> Iterator[Progress | Epoch]:
    """Train, or go on where STATE in `folder` was left; yields after each step and each epoch.

    Raises BadFile where STATE is of another recipe; NotWritten.
    """
    _, learner = band_learner(recipe)
    lines = cache(lambda: number_lines(validation, recipe.validation_lines, seed=77))  # only where it learns
    yield from learn(
        learner, band_batches, fonts, folder, recipe,
        score_of=lambda: evaluate_bands(learner.average.network, lines()),
        drawing=1.0, is_stopped=is_stopped,
    )  # fmt: skip


def band_learner(recipe: BandRecipe) -> tuple[BandNetwork, Learner[BandBatch]]:
    """Return a new network and what it learns by."""
    torch.manual_seed(recipe.seed)
    network = BandNetwork(recipe.size)
    return network, Learner(network, recipe, band_loss)


def band_loss(network: nn.Module, batch: BandBatch, device: torch.device) -> Tensor:
    """Return how unlikely the true shifts are by what a network says: of a Laplace distribution each."""
    with torch.autocast(device.type, torch.bfloat16):
        found = network(*view_tensors(batch.views, device)).float()
    wanted = torch.from_numpy(batch.shifts).to(device)
    doubt = found[:, 2].clamp(min=-4.0)
    off = (found[:, :2] - wanted).abs().sum(1)
    loss: Tensor = (off * torch.exp(-doubt) + 2 * doubt).mean()
    return loss


def evaluate_bands(network: nn.Module, lines: Sequence[NumberLine]) -> Score:
    """Return the score of a network: lines whose band is right, found one by one as in reading."""
    right: Counter[PageKind] = Counter()
    for line in lines:
        right[line.kind] += is_right(line, LiveBands(network))
    total = Counter(line.kind for line in lines)
    by_kind = {kind: (right[kind], total[kind]) for kind in PageKind}
    return Score(len(lines), sum(right.values()), by_kind, None)


def is_right(line: NumberLine, bands: BandScorer | None) -> bool:
    """Whether the band of a line is found, alone on its page. bands: None for the pieces of ink."""
    (found,) = lines_of([region_of(line)], bands)
    if found is None:
        return False
    truth = band_of(line)
    down = (found.top + found.band.middle - truth.middle) / truth.height
    return abs(down) <= RIGHT and abs(math.log(found.band.height / truth.height)) <= RIGHT
