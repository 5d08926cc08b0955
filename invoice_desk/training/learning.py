"""How a network learns: epochs of fresh batches, each followed by a look at unseen families; its state."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

import torch
from torch import Tensor, nn

from invoice_desk.errors import BadFile
from invoice_desk.files import write_whole
from invoice_desk.progress import IsStopped, Progress
from invoice_desk.training.averaging import Average
from invoice_desk.training.batches import Maker, Source
from invoice_desk.training.evaluation import Score
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.optimising import Optimisers

STATE = "state.pt"
"""What training goes on from: the weights and those of the optimiser, as tensors and numbers alone."""

_KEYS = {"recipe", "epochs", "network", "optimisers"}
_CLIP = 5.0  # the largest norm of a step's gradients

B = TypeVar("B")


class Course(Protocol):
    """What a recipe says of how long and how fast is learnt. batch: of what its source gives, a step."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def seed(self) -> int:
        """Of what is drawn."""

    @property
    def batch(self) -> int:
        """How many a step learns from."""

    @property
    def rate(self) -> float:
        """The highest learning rate."""

    @property
    def epochs(self) -> int:
        """How often the model is looked at."""

    @property
    def steps(self) -> int:
        """Steps of an epoch."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """What an epoch came to. loss: mean of its steps; score: on lines of the validation families."""

    number: int
    loss: float
    score: Score
    seconds: float


class Learner(Generic[B]):
    """A network with its optimiser and the average of its weights, on a GPU where there is one."""

    def __init__(
        self,
        network: nn.Module,
        recipe: Course,
        loss_of: Callable[[nn.Module, B, torch.device], Tensor],
        *,
        with_muon: bool = True,
    ) -> None:
        """Start anew. loss_of: of the network's answer to a batch on a device; with_muon: as `Optimisers`."""
        self._recipe, self._loss_of = recipe, loss_of
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = network.to(self._device)
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = Average(self.network)
        self._optimisers = Optimisers(
            self.network, rate=recipe.rate, steps=recipe.epochs * recipe.steps, with_muon=with_muon
        )

    def step(self, batch: B) -> float:
        """Learn from one batch; return its loss."""
        self.network.train()
        loss = self._loss_of(self.network, batch, self._device)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), _CLIP)
        self._optimisers.step()
        self.average.add(self.network)
        return float(loss.detach())

    def save(self, path: Path, epochs: int) -> None:
        """Write all that training goes on from. Raises NotWritten."""
        state = {
            "recipe": asdict(self._recipe),
            "epochs": epochs,
            "network": self.network.state_dict(),
            "average": self.average.network.state_dict(),
            "averaged": self.average.steps,
            "optimisers": self._optimisers.state_dict(),
        }
        write_whole(path, lambda temporary: torch.save(state, temporary))

    def load(self, path: Path) -> int:
        """Go on from a file that `save` wrote; return its epochs. Raises BadFile."""
        state = load_state(path, self._device)
        if state["recipe"] != asdict(self._recipe):
            raise BadFile("was made by another recipe", where=path, remedy="choose another folder")
        self.network.load_state_dict(state["network"])
        self._optimisers.load_state_dict(state["optimisers"])
        self.average.network.load_state_dict(weights_of(state))
        self.average.steps = int(state["averaged"])
        return int(state["epochs"])

    def start(self, path: Path) -> None:
        """Begin with the weights of another training's file. Raises BadFile."""
        weights = weights_of(load_state(path, self._device))
        try:
            self.network.load_state_dict(weights)
        except RuntimeError as error:
            raise BadFile("is of a network of another size", where=path, remedy="choose another") from error
        self.average = Average(self.network)


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


def weights_of(state: dict[str, Any]) -> dict[str, Tensor]:
    """Return the weights to read by: the averaged ones; of a state without them the last."""
    found: dict[str, Tensor] = state.get("average", state["network"])
    return found


def learn(
    learner: Learner[B],
    source: Source[B],
    fonts: Sequence[FontFile],
    folder: Path,
    recipe: Course,
    *,
    score_of: Callable[[], Score],
    start: Path | None = None,
    drawing: float = 0.5,
    is_stopped: IsStopped,
) -> Iterator[Progress | Epoch]:
    """Learn from what a source draws, or go on where STATE in `folder` was left, if it is there; yields after
    each step and each epoch.

    After each epoch STATE is written, so that training that was stopped loses no more than one. start:
    another training's STATE, with whose weights to begin otherwise; drawing: as many processes draw, as a
    share of the cores. Raises BadFile where a STATE does not fit; NotWritten.
    """
    done = _begun(learner, folder, start)
    if done >= recipe.epochs:
        return
    workers = max(1, int(drawing * (os.cpu_count() or 2)))
    maker = Maker(
        source, fonts,
        seed=recipe.seed, size=recipe.batch, workers=workers, epoch=done, batches=recipe.steps,
    )  # fmt: skip
    with closing(maker):
        made = iter(maker)
        for number in range(done + 1, recipe.epochs + 1):
            started, losses = time.monotonic(), 0.0
            for step, batch in enumerate(islice(made, recipe.steps), start=1):
                losses += learner.step(batch)
                yield Progress(f"epoch {number} of {recipe.epochs}", step, recipe.steps)
                if is_stopped():
                    return
            score = score_of()
            learner.save(folder / STATE, number)
            yield Epoch(number, losses / recipe.steps, score, time.monotonic() - started)


def _begun(learner: Learner[B], folder: Path, start: Path | None) -> int:
    """Go on where STATE in `folder` was left, or begin with another's weights; return the epochs done."""
    torch.set_num_threads(os.cpu_count() or 2)
    if (folder / STATE).exists():
        return learner.load(folder / STATE)
    if start is not None:
        learner.start(start)
    return 0
