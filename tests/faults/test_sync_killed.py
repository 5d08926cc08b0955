"""A sync that is killed at random moments loses no file and doubles none. The long one is in benchmarks/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.killing_drive import in_drive
from benchmarks.killing_sync import KEY, Outcome, kill_and_look
from tests.intake.drive.server import DriveServer
from tests.intake.drive.tokens import CLIENT_SECRET


def check_each_is_there_once(outcome: Outcome, desk: Path) -> None:
    assert (outcome.lost, outcome.doubled, outcome.altered, outcome.open_items) == ([], [], [], 0)
    assert outcome.kills >= 3
    assert not list((desk / "arriving").glob("*"))


def test_three_hundred_files_are_each_there_once_after_kills(tmp_path: Path) -> None:
    check_each_is_there_once(kill_and_look(tmp_path, rounds=5, files=300, seed=3), tmp_path / "desk")
    for path in (tmp_path / "desk").rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path


def test_three_hundred_files_of_a_drive_are_each_there_once_after_kills(tmp_path: Path) -> None:
    drives: list[DriveServer] = []

    @contextmanager
    def watched(folder: Path, there: Mapping[str, bytes]) -> Iterator[None]:
        with in_drive(folder, there) as drive:
            drives.append(drive)
            yield

    outcome = kill_and_look(tmp_path, rounds=5, files=300, seed=4, watched=watched)
    check_each_is_there_once(outcome, tmp_path / "desk")
    secrets = {CLIENT_SECRET, *drives[0].tokens.given}
    assert len(secrets) > outcome.kills  # a token of each program that was killed
    vault = tmp_path / "config" / "invoice-desk" / "secrets.json"
    assert CLIENT_SECRET in vault.read_text()
    for path in tmp_path.rglob("*"):
        if path.is_file() and path != vault:
            content = path.read_bytes()
            assert not [one for one in secrets if one.encode() in content], path
