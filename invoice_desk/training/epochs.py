"""What an epoch of learning again came to, for a plot. No PyTorch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetFigures:
    """How a network does on numbers that it does not learn from: mean loss, exact numbers, of how many."""

    loss: float
    exact: int
    numbers: int

    @property
    def share(self) -> float:
        """Exact numbers, 0..1."""
        return self.exact / self.numbers if self.numbers else 0.0


@dataclass(frozen=True, slots=True)
class EpochFigures:
    """number: of the epoch, 0 before anything is learnt; epochs: that there are at most; loss: of what is
    learnt, mean of its steps; own, made: a person's own numbers and the shipped ones, neither learnt from.
    """

    number: int
    epochs: int
    loss: float
    own: SetFigures
    made: SetFigures
    seconds: float
