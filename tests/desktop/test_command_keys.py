"""A command's key works while one types; what everybody types with stays the text's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_tools import WAIT, open_window

from invoice_desk.desktop.command_keys import CommandKeys
from invoice_desk.desktop.dialogs.export.export_dialog import ExportDialog
from invoice_desk.desktop.main_window import MainWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow, timeout=WAIT)
    yield opened
    opened.close()
    opened.session.desk.close()


def is_kept_from_text(window: MainWindow, key: Qt.Key) -> bool:
    """Whether a key goes to the commands before a text field can take it, as on X11 it takes Ctrl+E."""
    (keys,) = window.findChildren(CommandKeys)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL, "")
    event.accept()
    return keys.eventFilter(window.invoices.search, event) and not event.isAccepted()


def test_commands_go_before_what_the_platform_does_in_texts(window: MainWindow) -> None:
    assert is_kept_from_text(window, Key.Key_E)
    assert not is_kept_from_text(window, Key.Key_Z), "undo is of the text while one types"
    assert not is_kept_from_text(window, Key.Key_W), "no command has this key"


def test_the_export_is_reached_while_one_types(qtbot: QtBot, window: MainWindow) -> None:
    search = window.invoices.search
    search.setFocus()
    QTest.keyClicks(search, "abc")
    QTest.keyClick(search, Key.Key_E, CTRL)
    (dialog,) = window.findChildren(ExportDialog)
    dialog.reject()
    QTest.keyClick(search, Key.Key_Z, CTRL)
    assert search.text() == ""
