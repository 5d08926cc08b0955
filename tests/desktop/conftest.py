"""What every test of the desktop gets: the program's words in English, whatever language the machine has."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from invoice_desk.desktop.languages import use_language
from invoice_desk.workflow.settings import ScreenLanguage


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> None:
    """Let the window speak English, and run from the left."""
    use_language(qapp, ScreenLanguage.ENGLISH)
