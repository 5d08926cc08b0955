"""The events that long work yields, and the flag that stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

IsStopped = Callable[[], bool]
"""Asked between two fields; True ends the work there. `threading.Event().is_set` is one."""


def never_stopped() -> bool:
    """Answer for work that nobody can stop."""
    return False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: `done` of `total` steps of `subject` (a file name), in plain counts."""

    subject: str
    done: int
    total: int
