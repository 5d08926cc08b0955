"""A sync that is killed at random moments loses no file and doubles none. The long one is in benchmarks/."""

from __future__ import annotations

from pathlib import Path

from benchmarks.killing_sync import KEY, kill_and_look


def test_three_hundred_files_are_each_there_once_after_kills(tmp_path: Path) -> None:
    outcome = kill_and_look(tmp_path, rounds=5, files=300, seed=3)
    assert (outcome.lost, outcome.doubled, outcome.altered, outcome.open_items) == ([], [], [], 0)
    assert outcome.kills >= 3
    assert not list((tmp_path / "desk" / "arriving").glob("*"))
    for path in (tmp_path / "desk").rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path
