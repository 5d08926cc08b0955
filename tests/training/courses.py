"""Trainings of a few steps, of any network."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from invoice_desk.progress import Progress
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.learning import STATE, Epoch, Learner, load_state


def gone_on(
    train: Callable[..., Iterable[Progress | Epoch]], fonts: Sequence[FontFile], folder: Path, recipe: Any
) -> list[Epoch]:
    """Stop a training after its first epoch and go on with it to its end; return its epochs."""
    events = iter(train(fonts, fonts, folder, recipe))
    first = next(one for one in events if isinstance(one, Epoch))
    events.close()  # type: ignore[attr-defined]
    assert load_state(folder / STATE)["epochs"] == 1

    epochs = [first, *(one for one in train(fonts, fonts, folder, recipe) if isinstance(one, Epoch))]

    assert load_state(folder / STATE)["epochs"] == recipe.epochs
    assert list(train(fonts, fonts, folder, recipe)) == []
    return epochs


def state_of(learner: Learner[Any], batches: Iterable[Any], path: Path) -> Path:
    """Learn from batches, and keep the state as that of two epochs."""
    for batch in batches:
        learner.step(batch)
    learner.save(path, 2)
    return path
