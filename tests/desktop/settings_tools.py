"""The settings dialog for the tests: opened by its key, and real clicks and keys in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox
from pytestqt.qtbot import QtBot
from window_tools import WAIT

from invoice_desk.desktop.dialogs.settings.dialog import SettingsDialog
from invoice_desk.desktop.main_window import MainWindow

Button = QDialogButtonBox.StandardButton


def open_settings(qtbot: QtBot, window: MainWindow, page: int = 0) -> SettingsDialog:
    """Press Ctrl+, in the window; return the dialog at one of its pages."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(SettingsDialog)), timeout=WAIT)
    dialog = window.findChildren(SettingsDialog)[-1]
    qtbot.waitExposed(dialog)
    item = dialog.names.visualItemRect(dialog.names.item(page))
    QTest.mouseClick(dialog.names.viewport(), Qt.MouseButton.LeftButton, pos=item.center())
    return dialog


def press(dialog: SettingsDialog, button: Button) -> None:
    """Click one of the dialog's buttons."""
    QTest.mouseClick(dialog.buttons.button(button), Qt.MouseButton.LeftButton)


def walk(choice: QComboBox, steps: int) -> None:
    """Choose what stands so many places further down, by the arrow keys."""
    choice.setFocus()
    for _ in range(abs(steps)):
        QTest.keyClick(choice, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def click(widget: object) -> None:
    """Click a widget near its start, where a box to tick is."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))  # type: ignore[call-overload, attr-defined]
