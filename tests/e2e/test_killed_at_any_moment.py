"""The program is killed in the middle of a batch, again and again: nothing is lost, doubled or undone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.killing import kill_and_look


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")
@pytest.mark.usefixtures("tessdata")
def test_a_batch_that_is_killed_again_and_again_loses_nothing(tmp_path: Path) -> None:
    """A few kills of few documents; `python -m benchmarks.killing` does a hundred of two hundred."""
    outcome = kill_and_look(tmp_path, rounds=6, documents=24, seed=3)
    assert outcome.corrections > 0
    assert outcome.is_clean, outcome
