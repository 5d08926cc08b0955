"""Training the glyph network, on glyphs of fresh lines; as training.training does for whole lines."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from invoice_desk.errors import BadFile
from invoice_desk.files import write_whole
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.training.batches import Maker
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.glyph_dataset import GlyphBatch, glyph_batches
from invoice_desk.training.glyph_evaluation import evaluate_glyphs, number_lines
from invoice_desk.training.glyph_network import GlyphNetwork, GlyphNetworkSize, tensors_of
from invoice_desk.training.training import STATE, Epoch, load_state

FOLDER = "glyphs"
"""Where the glyph network's training lies, in the folder of the line network's."""

_SMOOTHING = 0.02  # of the labels: some proposals are neither quite a glyph nor quite none
_CLIP = 5.0  # the largest norm of a step's gradients


@dataclass(frozen=True, slots=True)
class GlyphRecipe:
    """What makes a glyph model. glyphs: seen in all, wrong proposals counted; batch: of them a step;
    rate: the highest learning rate.
    """

    glyphs: int = 700_000
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

    After each epoch STATE is written, so that training that was stopped loses no more than one.
    Raises BadFile where STATE is of another recipe; NotWritten.
    """
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(os.cpu_count() or 2)
    learner = GlyphLearner(recipe)
    done = learner.load(folder / STATE) if (folder / STATE).exists() else 0
    if done >= recipe.epochs:
        return
    lines = number_lines(validation, recipe.validation_lines, seed=77)
    workers = max(1, (os.cpu_count() or 2) // 2)  # the network needs the other cores
    maker = Maker(
        glyph_batches, fonts,
        seed=recipe.seed, size=recipe.batch, workers=workers, epoch=done, batches=recipe.steps,
    )  # fmt: skip
    with closing(maker):
        source = iter(maker)
        for number in range(done + 1, recipe.epochs + 1):
            started, losses = time.monotonic(), 0.0
            for step, batch in enumerate(islice(source, recipe.steps), start=1):
                losses += learner.step(batch)
                yield Progress(f"epoch {number} of {recipe.epochs}", step, recipe.steps)
                if is_stopped():
                    return
            score = evaluate_glyphs(learner.network, lines)
            learner.save(folder / STATE, number)
            yield Epoch(number, losses / recipe.steps, score, time.monotonic() - started)


class GlyphLearner:
    """The glyph network with its optimiser, on a GPU where there is one."""

    def __init__(self, recipe: GlyphRecipe) -> None:
        """Start anew."""
        self._recipe = recipe
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = GlyphNetwork(recipe.size).to(self._device)
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._optimiser = torch.optim.AdamW(self.network.parameters(), recipe.rate, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, recipe.rate, total_steps=recipe.epochs * recipe.steps, pct_start=0.15
        )

    def step(self, batch: GlyphBatch) -> float:
        """Learn from one batch; return its loss."""
        self.network.train()
        with torch.autocast(self._device.type, torch.bfloat16):
            scores = self.network(*tensors_of(batch.windows, self._device))
        labels = torch.from_numpy(batch.labels).to(self._device)
        loss = functional.cross_entropy(scores, labels, label_smoothing=_SMOOTHING)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), _CLIP)
        self._optimiser.step()
        self._optimiser.zero_grad()
        self._schedule.step()
        return float(loss.detach())

    def save(self, path: Path, epochs: int) -> None:
        """Write all that training goes on from. Raises NotWritten."""
        state = {
            "recipe": asdict(self._recipe),
            "epochs": epochs,
            "network": self.network.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "schedule": self._schedule.state_dict(),
        }
        write_whole(path, lambda temporary: torch.save(state, temporary))

    def load(self, path: Path) -> int:
        """Go on from a file that `save` wrote; return its epochs. Raises BadFile."""
        state = load_state(path, self._device)
        if state["recipe"] != asdict(self._recipe):
            raise BadFile("was made by another recipe", where=path, remedy="choose another folder")
        self.network.load_state_dict(state["network"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._schedule.load_state_dict(state["schedule"])
        return int(state["epochs"])
