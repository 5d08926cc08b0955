"""Training the digit network: epochs of fresh lines, each followed by a look at unseen families."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from invoice_desk.errors import BadFile
from invoice_desk.files import write_whole
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.training.batches import Batch, BatchMaker
from invoice_desk.training.evaluation import Score, evaluate, validation_lines
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.network import DigitNetwork, NetworkSize, strips_of

STATE = "state.pt"
"""What training goes on from: the weights and those of the optimiser, as tensors and numbers alone."""

_KEYS = {"recipe", "epochs", "network", "optimiser", "schedule"}
_SMOOTHING = 0.02  # of the labels of columns: their edges are not exact
_SPELLING = 0.3  # the share of the spelling's loss beside that of the columns
_CLIP = 5.0  # the largest norm of a step's gradients


@dataclass(frozen=True, slots=True)
class Recipe:
    """What makes a model. lines: seen in all; batch: lines a step; rate: the highest learning rate."""

    lines: int = 400_000
    epoch_lines: int = 40_000
    batch: int = 64
    rate: float = 3e-3
    seed: int = 5
    validation_lines: int = 1_000
    size: NetworkSize = field(default_factory=NetworkSize)

    @property
    def epochs(self) -> int:
        """How often the model is looked at, at least once."""
        return max(1, self.lines // self.epoch_lines)

    @property
    def steps(self) -> int:
        """Steps of an epoch."""
        return max(1, min(self.lines, self.epoch_lines) // self.batch)


@dataclass(frozen=True, slots=True)
class Epoch:
    """What an epoch came to. loss: mean of its steps; score: on lines of the validation families."""

    number: int
    loss: float
    score: Score
    seconds: float


def train(
    fonts: Sequence[FontFile],
    validation: Sequence[FontFile],
    folder: Path,
    recipe: Recipe,
    *,
    is_stopped: IsStopped = never_stopped,
) -> Iterator[Progress | Epoch]:
    """Train, or go on where STATE in `folder` was left; yields after each step and each epoch.

    After each epoch STATE is written, so that training that was stopped loses no more than one.
    Raises BadFile where STATE is of another recipe; NotWritten.
    """
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(os.cpu_count() or 2)
    learner = Learner(recipe)
    done = learner.load(folder / STATE) if (folder / STATE).exists() else 0
    if done >= recipe.epochs:
        return
    lines = validation_lines(validation, recipe.validation_lines, seed=77)
    maker = BatchMaker(
        fonts, seed=recipe.seed, size=recipe.batch, workers=_workers(), epoch=done, batches=recipe.steps
    )
    with closing(maker):
        source = iter(maker)
        for number in range(done + 1, recipe.epochs + 1):
            started, losses = time.monotonic(), 0.0
            for step, batch in enumerate(islice(source, recipe.steps), start=1):
                losses += learner.step(batch)
                yield Progress(f"epoch {number} of {recipe.epochs}", step, recipe.steps)
                if is_stopped():
                    return
            score = evaluate(learner.network, lines)
            learner.save(folder / STATE, number)
            yield Epoch(number, losses / recipe.steps, score, time.monotonic() - started)


class Learner:
    """The network with its optimiser, on a GPU where there is one."""

    def __init__(self, recipe: Recipe) -> None:
        """Start anew."""
        self._recipe = recipe
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = DigitNetwork(recipe.size).to(self._device)
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._optimiser = torch.optim.AdamW(self.network.parameters(), recipe.rate, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, recipe.rate, total_steps=recipe.epochs * recipe.steps, pct_start=0.15
        )

    def step(self, batch: Batch) -> float:
        """Learn from one batch; return its loss."""
        self.network.train()
        with torch.autocast(self._device.type, torch.bfloat16):
            scores = self.network(strips_of(batch, self._device))
        loss = _loss(scores, batch, self._device)
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


def load_state(path: Path, device: torch.device | str = "cpu") -> dict[str, Any]:
    """Return what `Learner.save` wrote: tensors, numbers and names; no other thing is unpickled.

    Raises BadFile where it is broken or no state of training.
    """
    foreign = BadFile("is no state of training", where=path, remedy="delete it to start anew")
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except Exception as error:
        raise foreign from error
    if not isinstance(state, dict) or not set(state) >= _KEYS:
        raise foreign
    return state


def _loss(scores: Tensor, batch: Batch, device: torch.device) -> Tensor:
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


def _workers() -> int:
    """Return how many processes draw lines: half of the cores, for the network needs the others."""
    return max(1, (os.cpu_count() or 2) // 2)
