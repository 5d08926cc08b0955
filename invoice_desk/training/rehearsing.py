"""What is learnt at once: a person's own numbers, and drawn ones read as they were before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor, nn

from invoice_desk.training.batches import Batch, collate
from invoice_desk.training.dataset import NumberLine
from invoice_desk.training.network import strips_of
from invoice_desk.training.training import line_loss, loss_of
from invoice_desk.training.wearing import worn_sample

_LIKE_BEFORE = 3.0  # weight of being like before on drawn lines
_TRUTH = 0.3  # weight of their truth beside it: few lines learnt often would be known by heart


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """The lines of one step. own: of a person; rehearsed: drawn ones."""

    own: Batch
    rehearsed: Batch


class Rehearsal:
    """The loss of a lesson, by a network as it was before.

    On drawn lines a network is held to all that it saw before, not to their truth alone (Li and Hoiem 2016,
    learning without forgetting).
    """

    def __init__(self, network: nn.Module) -> None:
        """network: as it was, which is copied."""
        self._before = deepcopy(network).eval()

    def __call__(self, network: nn.Module, lesson: Lesson, device: torch.device) -> Tensor:
        """Return the loss of a network on a lesson."""
        own, drawn = (len(part.lengths) for part in (lesson.own, lesson.rehearsed))
        strips = strips_of(lesson.rehearsed, device)
        with torch.autocast(device.type, torch.bfloat16):
            scores = network(strips)
            with torch.no_grad():
                before = self._before(strips)
        kept = _TRUTH * loss_of(scores, lesson.rehearsed)
        kept = kept + _LIKE_BEFORE * _apart(scores, before, lesson.rehearsed)
        share = own / (own + drawn)
        return share * line_loss(network, lesson.own, device) + (1 - share) * kept


def _apart(scores: Tensor, before: Tensor, batch: Batch) -> Tensor:
    """Return how far shares are from those before: Kullback and Leibler's divergence, mean of columns."""
    was, now = before.log_softmax(2), scores.log_softmax(2)  # N x 2 x C x W/2
    is_within = torch.from_numpy(batch.columns >= 0).to(scores.device)  # N x W/2
    apart = (was.exp() * (was - now)).sum(2).sum(1)  # N x W/2
    return (apart * is_within).sum() / is_within.sum()


def lessons(
    own: Sequence[tuple[NumberLine, int]], drawn: Sequence[NumberLine], *, size: int, share: float, seed: int
) -> Iterator[Lesson]:
    """Yield lessons of `size` lines without end, the same for the same seed.

    own: each with how many times as often it is learnt; share: of own lines.
    """
    random = Random(seed)  # noqa: S311 - the same again
    lines, weights = [line for line, _ in own], [weight for _, weight in own]
    mine = max(1, round(share * size))
    while True:
        learnt = _batch(random.choices(lines, weights, k=mine), random, is_own=True)
        rehearsed = _batch(random.choices(drawn, k=max(1, size - mine)), random, is_own=False)
        if learnt is not None and rehearsed is not None:
            yield Lesson(learnt, rehearsed)


def _batch(lines: Sequence[NumberLine], random: Random, *, is_own: bool) -> Batch | None:
    made = (worn_sample(line, random, is_own=is_own) for line in lines)
    samples = [one for one in made if one is not None and one.labels]
    return collate(samples) if samples else None
