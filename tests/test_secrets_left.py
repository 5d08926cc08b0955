"""The search for secrets at the end of a run finds one wherever it was left, and fails the run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from secrets_left import MARKS, secrets_left

from tests.conftest import pytest_sessionfinish


def leave(folder: Path, secret: str) -> None:
    """Leave a secret where none may stand, and in the vault."""
    folder.mkdir()
    (folder / "sync.log.1").write_text(f"GET https://a.example/?{secret}")
    (folder / "settings.json").write_text(f'{{"key": "{secret}"}}')
    (folder / "secrets.json").write_text(secret)
    with closing(sqlite3.connect(folder / "desk.db")) as base:
        base.execute("CREATE TABLE sources (settings TEXT)")
        base.execute("INSERT INTO sources VALUES (?)", (secret,))
        base.commit()


def take_away(folder: Path) -> None:
    """Or the run of this very test would fail."""
    for one in folder.iterdir():
        one.unlink()


@pytest.mark.parametrize("mark", MARKS)
def test_a_secret_is_found_in_a_log_a_database_and_a_file_of_settings(tmp_path: Path, mark: bytes) -> None:
    folder = tmp_path / "kept"
    leave(folder, mark.decode())
    found = {path.name: known for path, known in secrets_left(folder)}
    take_away(folder)
    assert found == dict.fromkeys(("desk.db", "settings.json", "sync.log.1"), mark)


def test_a_run_that_leaves_a_secret_behind_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "kept"
    factory = SimpleNamespace(getbasetemp=lambda: folder)
    session = SimpleNamespace(config=SimpleNamespace(_tmp_path_factory=factory), exitstatus=0)
    folder.mkdir()
    pytest_sessionfinish(session)  # type: ignore[arg-type]
    assert session.exitstatus == 0
    folder.rmdir()
    leave(folder, MARKS[0].decode())
    pytest_sessionfinish(session)  # type: ignore[arg-type]
    take_away(folder)
    assert session.exitstatus == pytest.ExitCode.TESTS_FAILED
    assert "settings.json" in capsys.readouterr().err
