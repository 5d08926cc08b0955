"""After a crash the next window says once where the report of it lies; a bug in the background leaves one."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.desks.program import Program
from invoice_desk.desktop.jobs import Job
from invoice_desk.progress import IsStopped


@pytest.fixture
def program(qapp: QApplication, settings_file: Path) -> Iterator[Program]:
    running = Program(qapp)
    yield running
    running.close()


def test_a_bug_in_the_background_is_told_at_the_next_start_and_once(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    def work(is_stopped: IsStopped) -> Generator[object, None, None]:
        yield 1
        raise ValueError("Al-Noor 1234.50")

    window = program.open(tmp_path / "desk")
    assert window.notices.words == ""
    job = Job(work)
    with qtbot.waitSignal(job.ended):
        job.start()
    program.close()
    (report,) = (tmp_path / "desk" / "crashes").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "invoice_desk/desktop/jobs.py" in text
    assert "Al-Noor" not in text

    assert str(report) in program.open(tmp_path / "desk").notices.words
    program.close()
    assert program.open(tmp_path / "desk").notices.words == ""
