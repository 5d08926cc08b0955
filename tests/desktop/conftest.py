"""What every test of the desktop gets: the program's words in English, whatever language the machine has."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from read_desks import ReadDesks

from invoice_desk.desktop.canvas import sheet
from invoice_desk.desktop.words.languages import use_language
from invoice_desk.workflow.settings import ScreenLanguage


@pytest.fixture(scope="session")
def read_desks(tmp_path_factory: pytest.TempPathFactory) -> ReadDesks:
    """Return the desks that are read once and copied for each test."""
    return ReadDesks(tmp_path_factory.mktemp("read-desks"))


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a frame of the page all the time it takes: on a busy machine a part of it would be coarse."""
    monkeypatch.setattr(sheet, "_BUDGET", 60.0)


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> None:
    """Let the window speak English, and run from the left."""
    use_language(qapp, ScreenLanguage.ENGLISH)
