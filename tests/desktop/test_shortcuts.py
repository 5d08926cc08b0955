"""Keys of actions: recorded, taken from another, refused with the reason, given back; in force at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot
from settings_tools import Button, open_settings, press, walk
from window_tools import WAIT, open_window

from invoice_desk.desktop.actions import MENUS, SEPARATOR, SPECS
from invoice_desk.desktop.dialogs.palette import CommandPalette
from invoice_desk.desktop.dialogs.settings.dialog import SettingsDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.place.remembered import Remembered
from invoice_desk.desktop.settings.shortcuts import changes_of, keys_with, usual_keys, why_reserved
from invoice_desk.desktop.theme import LIGHT
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import read_settings

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, settings_file: Path) -> Iterator[MainWindow]:
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.session.desk.close()


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    return open_settings(qtbot, window, page=2)


def record(dialog: SettingsDialog, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Choose an action by a click, and press its new key."""
    page = dialog.shortcuts
    item = page.table._items[name]
    page.table.scrollToItem(item)
    QTest.mouseClick(
        page.table.viewport(), Qt.MouseButton.LeftButton, pos=page.table.visualItemRect(item).center()
    )
    page.edit.setFocus()
    QTest.keyClick(page.edit, key, modifiers)


def key_of(window: MainWindow, name: str) -> str:
    return window.actions_[name].shortcut().toString(QKeySequence.SequenceFormat.PortableText)


def test_a_recorded_key_works_at_once_and_is_written_as_a_difference(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, settings_file: Path
) -> None:
    record(dialog, "palette", Key.Key_Y, CTRL)
    assert key_of(window, "palette") == "Ctrl+K"  # nothing before OK
    press(dialog, Button.Ok)
    assert read_settings(settings_file).shortcuts == {"palette": "Ctrl+Y"}
    assert "Ctrl+Y" in window.actions_["palette"].toolTip()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    QTest.keyClick(window, Key.Key_K, CTRL)
    assert window.findChildren(CommandPalette) == []
    QTest.keyClick(window, Key.Key_Y, CTRL)
    (palette,) = window.findChildren(CommandPalette)
    QTest.keyClicks(palette.findChild(QLineEdit), "palette")
    row = palette.findChild(QListWidget).currentItem()
    assert row is not None
    assert "Ctrl+Y" in row.text()


def test_the_next_window_has_the_keys_that_were_chosen(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, tmp_path: Path, settings_file: Path
) -> None:
    record(dialog, "read", Key.Key_F6)
    press(dialog, Button.Ok)
    desk = Desk.open(tmp_path / "desk", read_settings(settings_file))
    again = MainWindow(desk, LIGHT, Remembered(tmp_path / "desk" / "window.json"))
    qtbot.addWidget(again)
    assert key_of(again, "read") == "F6"
    again.close()
    desk.close()


def test_a_conflict_is_said_with_both_names_and_the_key_is_taken_when_asked_for(
    window: MainWindow, dialog: SettingsDialog, settings_file: Path
) -> None:
    page = dialog.shortcuts
    record(dialog, "read", Key.Key_E, CTRL)
    assert page.words.text() == "Ctrl+E belongs to “Export”. Shall “Read this invoice” have it instead?"
    QTest.mouseClick(page.take, Qt.MouseButton.LeftButton)
    press(dialog, Button.Ok)
    assert (key_of(window, "read"), key_of(window, "export")) == ("Ctrl+E", "")
    assert "Ctrl" not in window.actions_["export"].toolTip()
    assert read_settings(settings_file).shortcuts == {"read": "Ctrl+E", "export": ""}


def test_a_conflict_that_is_left_alone_changes_nothing(
    window: MainWindow, dialog: SettingsDialog, settings_file: Path
) -> None:
    record(dialog, "read", Key.Key_E, CTRL)
    press(dialog, Button.Ok)
    assert (key_of(window, "read"), key_of(window, "export")) == ("F5", "Ctrl+E")
    assert not settings_file.exists()


@pytest.mark.parametrize(
    ("key", "modifiers", "why"),
    [
        (Key.Key_7, NONE, "types into a field"),
        (Key.Key_A, SHIFT, "types into a field"),
        (Key.Key_Space, NONE, "types into a field"),
        (Key.Key_Return, NONE, "review lane"),
        (Key.Key_Escape, NONE, "review lane"),
        (Key.Key_F2, NONE, "review lane"),
        (Key.Key_Return, CTRL, "review lane"),
        (Key.Key_3, ALT, "glyphs"),
        (Key.Key_F, ALT, "opens menus"),
        (Key.Key_D, CTRL, "regions of the page"),
        (Key.Key_Left, SHIFT, "regions of the page"),
        (Key.Key_Delete, NONE, "regions of the page"),
        (Key.Key_C, CTRL, "edits text"),
    ],
)
def test_a_key_of_the_page_or_the_lane_is_refused_with_the_reason(
    window: MainWindow, dialog: SettingsDialog, key: Key, modifiers: Qt.KeyboardModifier, why: str
) -> None:
    record(dialog, "read", key, modifiers)
    assert why in dialog.shortcuts.words.text()
    assert dialog.shortcuts.take.isHidden()
    press(dialog, Button.Ok)
    assert key_of(window, "read") == "F5"


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab", "Up", "PgDown", "1", "٣", "Alt+W", "Ctrl+V"])
def test_reserved_keys_have_a_reason(qtbot: QtBot, key: str) -> None:
    assert why_reserved("read", key)


def test_no_usual_key_is_reserved_and_none_is_there_twice(qtbot: QtBot) -> None:
    keys = [key for key in usual_keys().values() if key]
    assert len(set(keys)) == len(keys)
    assert [name for name, key in usual_keys().items() if why_reserved(name, key)] == []
    assert why_reserved("accept", "Ctrl+Return") == ""


def test_one_key_is_taken_off_and_put_back(window: MainWindow, dialog: SettingsDialog) -> None:
    page = dialog.shortcuts
    page.table.choose("read")
    QTest.mouseClick(page.none, Qt.MouseButton.LeftButton)
    press(dialog, Button.Apply)
    assert key_of(window, "read") == ""
    QTest.mouseClick(page.usual, Qt.MouseButton.LeftButton)
    press(dialog, Button.Apply)
    assert key_of(window, "read") == "F5"


def test_a_usual_key_that_another_action_has_by_now_is_asked_for(
    window: MainWindow, dialog: SettingsDialog
) -> None:
    page = dialog.shortcuts
    record(dialog, "read", Key.Key_E, CTRL)
    QTest.mouseClick(page.take, Qt.MouseButton.LeftButton)
    page.table.choose("export")
    QTest.mouseClick(page.usual, Qt.MouseButton.LeftButton)
    assert "belongs to “Read this invoice”" in page.words.text()
    QTest.mouseClick(page.take, Qt.MouseButton.LeftButton)
    press(dialog, Button.Ok)
    assert (key_of(window, "export"), key_of(window, "read")) == ("Ctrl+E", "")


def test_all_keys_are_put_back(window: MainWindow, dialog: SettingsDialog, settings_file: Path) -> None:
    record(dialog, "read", Key.Key_F6)
    record(dialog, "find", Key.Key_F7)
    press(dialog, Button.Apply)
    assert key_of(window, "find") == "F7"
    QTest.mouseClick(dialog.shortcuts.reset, Qt.MouseButton.LeftButton)
    press(dialog, Button.Ok)
    assert (key_of(window, "read"), key_of(window, "find")) == ("F5", "Ctrl+F")
    assert read_settings(settings_file).shortcuts == {}


def test_the_search_finds_commands_by_words_menu_and_key(dialog: SettingsDialog) -> None:
    table = dialog.shortcuts.table

    def shown() -> set[str]:
        return {name for name, item in table._items.items() if not item.isHidden()}

    QTest.keyClicks(dialog.shortcuts.search, "ctrl+e")
    assert shown() == {"export"}
    dialog.shortcuts.search.clear()
    QTest.keyClicks(dialog.shortcuts.search, "view zoom")
    assert shown() == {"zoom_in", "zoom_out"}
    dialog.shortcuts.search.clear()
    assert shown() == {spec.name for spec in SPECS}


def test_each_command_stands_under_its_menu(dialog: SettingsDialog) -> None:
    for title, names in MENUS.items():
        for name in names:
            if name != SEPARATOR:
                group = dialog.shortcuts.table._items[name].parent()
                assert group is not None
                assert group.text(0) == str(title).replace("&", "")


def test_a_file_written_by_hand_cannot_give_two_actions_one_key(qtbot: QtBot) -> None:
    keys = keys_with({"find": "Ctrl+E", "read": "Ctrl+E", "undo": "banana", "redo": "7", "gone": "F9"})
    assert keys["find"] == "Ctrl+E"
    assert keys["export"] == keys["read"] == keys["undo"] == keys["redo"] == ""
    assert "gone" not in keys
    assert changes_of(usual_keys()) == {}


def test_a_key_is_changed_by_the_keyboard_alone(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=WAIT)
    page = dialog.shortcuts
    page.search.setFocus()
    QTest.keyClicks(page.search, "history")
    QTest.keyClick(page.search, Key.Key_Return)  # goes on, and does not close the dialog
    assert page.table.name == "history"
    QTest.keyClick(page.table, Key.Key_Return)
    assert page.edit.hasFocus() or page.edit.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(page.edit, Key.Key_F9)
    assert dialog.isVisible()
    press(dialog, Button.Ok)
    assert key_of(window, "history") == "F9"


def test_a_refused_key_leaves_the_field_as_it_was(dialog: SettingsDialog) -> None:
    record(dialog, "read", Key.Key_7)
    assert dialog.shortcuts.edit.keySequence().toString() == "F5"


def test_keys_of_another_version_stay_where_nobody_changes_a_key(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    window.preferences.change({"shortcuts": {"a_command_to_come": "F9", "read": "F6"}})
    dialog = open_settings(qtbot, window)
    walk(dialog.general.theme, 2)
    press(dialog, Button.Ok)
    assert read_settings(settings_file).shortcuts == {"a_command_to_come": "F9", "read": "F6"}
