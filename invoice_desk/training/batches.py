"""Batches of samples of like width, made in processes of their own while the network learns."""

from __future__ import annotations

import multiprocessing
import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, islice
from random import Random
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.strips import HEIGHT
from invoice_desk.reading.digits.model import STEP
from invoice_desk.training.dataset import LineMaker, NumberLine, Sample, random_sample
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.wearing import worn_sample

_ZOOMS = (0.7, 1.25)  # the scale is seldom found exactly
_AHEAD = 32  # batches that a process makes before they are asked for: two pools, so that none waits
_KEPT = 2_000  # drawn lines that are to come once more: drawing one takes as long as learning from it
_ASKING = 2  # seconds between two looks whether the trainer lives
_PATIENCE = 300  # seconds without a batch after which something has died
_POOL = 16  # batches that are sorted by width together
_WIDTHS = 32  # pixels between two widths of batches: for each width convolutions are prepared anew


B = TypeVar("B")
T = TypeVar("T")
Source = Callable[[Sequence[FontFile], int, int], Iterator[B]]
"""What yields batches without end, of fonts, a seed and a size."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """strips: N x HEIGHT x W, uint8; columns: N x W / STEP, int64, -1 beyond a strip's end;
    labels: all classes one after the other, int64; lengths: of each line's labels; widths: in columns.
    """

    strips: NDArray[np.uint8]
    columns: NDArray[np.int64]
    labels: NDArray[np.int64]
    lengths: NDArray[np.int64]
    widths: NDArray[np.int64]


def samples(fonts: Sequence[FontFile], seed: int) -> Iterator[Sample]:
    """Yield samples without end, the same for the same seed: each line as it is drawn, and once more
    some thousand samples later, stretched, turned and cut out otherwise.
    """
    random = Random(seed)  # noqa: S311 - the same again
    kept: list[NumberLine] = []
    for line in LineMaker(fonts, seed).lines():
        found = [random_sample(line, random, zoom=random.choice((1.0, random.uniform(*_ZOOMS))))]
        if len(kept) < _KEPT:
            kept.append(line)
        else:
            at = random.randrange(_KEPT)
            found.append(worn_sample(kept[at], random, is_own=False))
            kept[at] = line
        yield from (one for one in found if one is not None and one.labels)


def batches(fonts: Sequence[FontFile], seed: int, size: int) -> Iterator[Batch]:
    """Yield batches of `size` samples of like width, without end."""
    for some in of_like_width(samples(fonts, seed), size, lambda one: one.strip.pixels.shape[1], seed=seed):
        yield collate(some)


def of_like_width(
    source: Iterator[T], size: int, width_of: Callable[[T], int], *, seed: int
) -> Iterator[list[T]]:
    """Yield `size` at a time of an endless source, of like width, in an order that is the seed's."""
    random = Random(seed)  # noqa: S311 - the same again
    while True:
        pool = sorted(islice(source, size * _POOL), key=width_of)
        parted = [pool[at : at + size] for at in range(0, len(pool), size)]
        random.shuffle(parted)
        yield from parted


def collate(some: Sequence[Sample]) -> Batch:
    """Return samples as one batch; strips are padded with paper on the right."""
    widths = [one.strip.pixels.shape[1] // STEP for one in some]
    widest = -(-max(widths) * STEP // _WIDTHS) * _WIDTHS
    columns = np.full((len(some), widest // STEP), -1, np.int64)
    strips = np.zeros((len(some), HEIGHT, widest), np.uint8)
    for index, (one, width) in enumerate(zip(some, widths, strict=True)):
        strips[index, :, : width * STEP] = one.strip.pixels[:, : width * STEP]
        columns[index, :width] = one.columns[:width]
    labels = np.array([label for one in some for label in one.labels], np.int64)
    lengths = np.array([len(one.labels) for one in some], np.int64)
    return Batch(strips, columns, labels, lengths, np.array(widths, np.int64))


class Maker(Generic[B]):
    """Makes batches of any source in `workers` processes, epoch by epoch; `close` ends them."""

    def __init__(
        self,
        source: Source[B],
        fonts: Sequence[FontFile],
        *,
        seed: int,
        size: int,
        workers: int,
        epoch: int,
        batches: int,
    ) -> None:
        """source: of the top of a module; epoch: to begin with, from 0; batches: of one epoch.

        Each epoch has lines of its own.
        """
        context = multiprocessing.get_context("spawn")
        self._queues: list[multiprocessing.Queue[B]] = [context.Queue(_AHEAD) for _ in range(workers)]
        shares = [len(range(number, batches, workers)) for number in range(workers)]
        plans = [Plan(seed, number, size, epoch, share) for number, share in enumerate(shares)]
        self._processes = [
            context.Process(target=_make, args=(source, fonts, plan, kept), daemon=True)
            for plan, kept in zip(plans, self._queues, strict=True)
        ]
        for process in self._processes:
            process.start()

    def __iter__(self) -> Iterator[B]:
        """Yield batches from each process in turn, so that their order is the same each time."""
        for number in count():
            yield self._queues[number % len(self._queues)].get(timeout=_PATIENCE)

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.terminate()
            process.join()


@dataclass(frozen=True, slots=True)
class Plan:
    """What one process makes. batches: of `size` samples in each epoch, from `epoch` on."""

    seed: int
    number: int
    size: int
    epoch: int
    batches: int


def _make(source: Source[B], fonts: Sequence[FontFile], plan: Plan, kept: multiprocessing.Queue[B]) -> None:
    import cv2

    cv2.setNumThreads(1)
    for epoch in count(plan.epoch):
        seed = (plan.seed * 1_000 + epoch) * 100 + plan.number
        for batch in islice(source(fonts, seed, plan.size), plan.batches):
            if not _put(kept, batch):
                kept.cancel_join_thread()  # nobody takes what is made, so that it would never end
                return


def _put(kept: multiprocessing.Queue[B], batch: B) -> bool:
    """Put a batch where the trainer takes it; False where the trainer has died, so that this process ends."""
    trainer = multiprocessing.parent_process()
    while trainer is None or trainer.is_alive():
        with suppress(queue.Full):
            kept.put(batch, timeout=_ASKING)
            return True
    return False
