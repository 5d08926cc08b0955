"""Other desks: opened, made, listed in the menu; a place that is none leaves the person where they are."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from window_tools import WAIT

from invoice_desk.desktop.desks.program import Program
from invoice_desk.desktop.dialogs.settings.dialog import SettingsDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.settings import effects as settings_effects
from invoice_desk.desktop.theme import DARK, LIGHT
from invoice_desk.errors import BadDesk
from invoice_desk.workflow.desk import Desk, default_folder
from invoice_desk.workflow.recent_desks import RecentDesks
from invoice_desk.workflow.settings import ScreenLanguage, Settings, ThemeChoice, write_settings


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, settings_file: Path, tmp_path: Path) -> Iterator[Program]:
    write_settings(settings_file, Settings(theme=ThemeChoice.LIGHT))
    running = Program(qapp)
    running.open(tmp_path / "first")
    yield running
    running.close()


def desk_at(folder: Path) -> Path:
    """Make a desk."""
    Desk.open(folder, Settings()).close()
    return folder


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def chosen(monkeypatch: pytest.MonkeyPatch, folder: Path | str) -> None:
    """Let the next dialog of folders choose this one."""
    name = "PySide6.QtWidgets.QFileDialog.getExistingDirectory"
    monkeypatch.setattr(name, lambda *_given: str(folder))


def recent_menu(window: MainWindow) -> QMenu:
    window.recent.aboutToShow.emit()
    return window.recent


def listed(window: MainWindow) -> dict[str, bool]:
    """Return the desks in the menu by their folders, and whether each can be chosen."""
    actions = [one for one in recent_menu(window).actions() if one.toolTip().startswith("/")]
    return {Path(one.toolTip()).name: one.isEnabled() for one in actions}


def test_another_desk_takes_the_place_of_the_open_one(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = window_of(program)
    assert before.windowTitle() == "first – Invoice Desk"
    chosen(monkeypatch, desk_at(tmp_path / "شركة المرجان"))
    before.actions_["open_desk"].trigger()
    qtbot.waitUntil(lambda: program.window is not before, timeout=WAIT)
    window = window_of(program)
    assert window.isVisible()
    assert window.windowTitle() == "شركة المرجان – Invoice Desk"
    assert window.session.desk.store.folder.root == tmp_path / "شركة المرجان"
    assert not before.isVisible()


def test_a_folder_that_is_no_desk_leaves_the_person_on_the_open_one(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    before = window_of(program)
    chosen(monkeypatch, tmp_path / "other")
    before.actions_["open_desk"].trigger()
    qtbot.wait(50)
    assert program.window is before
    assert before.isVisible()
    assert "there is no desk in this folder" in before.notices.words
    assert list((tmp_path / "other").iterdir()) == []  # and none is made


def test_a_desk_that_cannot_be_opened_is_told_on_the_open_one(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "desk.sqlite3").write_bytes(b"no database at all" * 100)
    before = window_of(program)
    before.desk_asked.emit(broken)
    qtbot.waitUntil(lambda: bool(before.notices.words), timeout=WAIT)
    assert program.window is before
    assert program.desk is before.session.desk
    assert str(broken) in before.notices.words
    before.desk_asked.emit(tmp_path / "first")  # and the person can still go elsewhere
    qtbot.waitUntil(lambda: program.window is not before, timeout=WAIT)


def test_a_file_is_no_desk(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    before = window_of(program)
    before.desk_asked.emit(tmp_path / "file")
    qtbot.waitUntil(lambda: bool(before.notices.words), timeout=WAIT)
    assert program.window is before


def test_a_new_desk_is_made_in_an_empty_folder_only(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, empty = tmp_path / "full", tmp_path / "empty"
    full.mkdir()
    empty.mkdir()
    (full / "letter.txt").touch()
    before = window_of(program)
    chosen(monkeypatch, full)
    before.actions_["new_desk"].trigger()
    assert "other files lie in this folder" in before.notices.words
    chosen(monkeypatch, empty)
    before.actions_["new_desk"].trigger()
    qtbot.waitUntil(lambda: program.window is not before, timeout=WAIT)
    assert (empty / "desk.sqlite3").is_file()
    assert [one.name for one in full.iterdir()] == ["letter.txt"]


def test_a_dialog_that_is_left_changes_nothing(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = window_of(program)
    chosen(monkeypatch, "")
    before.actions_["open_desk"].trigger()
    before.actions_["new_desk"].trigger()
    qtbot.wait(50)
    assert program.window is before
    assert before.notices.words == ""


def test_the_menu_lists_other_desks_and_greys_what_is_gone(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    for name in ("second", "gone"):
        RecentDesks().note(tmp_path / name)
    desk_at(tmp_path / "second")
    assert listed(window_of(program)) == {"gone": False, "second": True}


def test_a_recent_desk_is_opened_by_a_click_and_the_first_is_listed_then(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    RecentDesks().note(desk_at(tmp_path / "second"))
    before = window_of(program)
    menu = recent_menu(before)
    menu.popup(before.mapToGlobal(QPoint(20, 20)))
    place = menu.actionGeometry(next(one for one in menu.actions() if "second" in one.text()))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place.center())
    qtbot.waitUntil(lambda: program.window is not before, timeout=WAIT)
    assert window_of(program).windowTitle() == "second – Invoice Desk"
    assert listed(window_of(program)) == {"first": True}


def test_the_list_can_be_cleared_and_the_desks_stay(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    RecentDesks().note(desk_at(tmp_path / "second"))
    recent_menu(window_of(program)).actions()[-1].trigger()
    assert listed(window_of(program)) == {}
    assert RecentDesks().folders() == ()
    assert (tmp_path / "second" / "desk.sqlite3").is_file()


def test_the_menu_stands_in_the_menu_file(program: Program) -> None:
    window = window_of(program)
    texts = [one.text() for one in window.menus["File"].actions() if one.menu() is not None]
    assert texts == ["Re&cent desks"]


def test_a_person_s_own_desk_has_a_name(
    qapp: QApplication, qtbot: QtBot, settings_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    running = Program(qapp)
    assert running.open(default_folder()).windowTitle() == "My desk – Invoice Desk"
    running.close()


def test_a_new_language_opens_the_window_anew_on_the_same_desk(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    before = window_of(program)
    before.preferences.change({"language": ScreenLanguage.FRENCH})
    qtbot.waitUntil(lambda: program.window is not before, timeout=WAIT)
    window = window_of(program)
    assert window.session.desk.store.folder.root == tmp_path / "first"
    assert window.preferences.settings.language is ScreenLanguage.FRENCH


def test_the_window_goes_with_the_colours_of_the_system_only_where_none_were_chosen(
    qapp: QApplication, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_effects, "system_theme", lambda _application: DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window_of(program).theme is LIGHT
    window_of(program).preferences.change({"theme": ThemeChoice.SYSTEM})
    assert window_of(program).theme is DARK
    monkeypatch.setattr(settings_effects, "system_theme", lambda _application: LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window_of(program).theme is LIGHT


def test_a_desk_that_is_none_at_the_start_is_an_error(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    running = Program(qapp)
    with pytest.raises(BadDesk):
        running.open(tmp_path / "file")
    assert running.window is None


def test_settings_that_are_open_do_not_hold_the_window(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = window_of(program)
    before.actions_["settings"].trigger()
    (dialog,) = before.findChildren(SettingsDialog)
    chosen(monkeypatch, desk_at(tmp_path / "second"))
    QTest.mouseClick(dialog.general.other, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window is not before, timeout=WAIT)
    assert window_of(program).windowTitle() == "second – Invoice Desk"


def test_no_walk_over_all_that_stays_stops_the_window_and_a_desk_that_is_left_is_let_go(
    program: Program,
) -> None:
    assert gc.get_freeze_count() == 0
    gc.disable()  # as __main__ does
    program.begin()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000
    program.close()
    assert gc.get_freeze_count() == 0
