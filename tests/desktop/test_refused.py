"""Files that do not come in: every one is told with its reason, and stays told until a person closes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window

from invoice_desk.desktop.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("tessdata")


def refuse(qtbot: QtBot, window: MainWindow, *names: str) -> None:
    """Open files that are empty, with a good one that comes twice behind them."""
    folder = window.session.desk.store.folder.root.parent / "in"
    good = draw(folder, "good.png")
    twin = draw(folder, "twin.jpg")
    for name in names:
        (folder / name).touch()
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([*(folder / name for name in names), good, twin])


def test_no_refused_file_hides_another(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(tmp_path / "desk")
    qtbot.addWidget(window)
    window.show()
    refuse(qtbot, window, *(f"empty-{n}.pdf" for n in range(1, 7)))
    words = window.notices.words
    assert "6 files did not come in" in words
    assert [n for n in range(1, 7) if f"empty-{n}.pdf" in words] == [1, 2, 3, 4]
    assert "and 2 more" in words
    assert "empty-6.pdf" in window.notices._words.toolTip()
    QTest.mouseClick(window.notices.findChild(QToolButton), Qt.MouseButton.LeftButton)
    refuse(qtbot, window, "later.pdf")
    assert "later.pdf" in window.notices.words
    assert "empty-1.pdf" not in window.notices.words, "what was closed is over"
    window.close()
    window.session.desk.close()
