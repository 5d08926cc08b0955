"""The tray: what it tells of, once for all that came together, what its menu does, and how a window stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot
from source_tools import FakeTray, invoices, wait_read, window_on
from window_tools import WAIT, draw

from invoice_desk.desktop.dialogs.settings.dialog import SettingsDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.workflow import sources as kept
from invoice_desk.workflow.source_drafts import add_draft, folder_draft
from invoice_desk.workflow.sync_rhythm import Rhythm

pytestmark = pytest.mark.usefixtures("tessdata")
CLICK = QSystemTrayIcon.ActivationReason.Trigger


@pytest.fixture
def tray() -> FakeTray:
    return FakeTray()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, tray: FakeTray) -> Iterator[MainWindow]:
    """Return a window with an icon in a tray and a watched folder."""
    (tmp_path / "Scans").mkdir()
    with window_on(qtbot, tmp_path / "desk") as opened:
        opened.sources.make_tray = lambda _parent: tray
        opened.sources.follow_settings()
        add_draft(
            opened.session.desk,
            kept.user_vault(),
            "Scans",
            folder_draft(opened.session.desk, tmp_path / "Scans", Rhythm(interval=5)),
        )
        yield opened


def test_one_message_tells_of_all_that_came_and_how_many_need_review(
    window: MainWindow, tray: FakeTray, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(3):
        draw(tmp_path / "Scans", f"small-{number}.png", number=str(100 + number))
    window.sources.syncing.look()
    wait_read(qtbot, window, 3)
    qtbot.waitUntil(lambda: bool(tray.told), timeout=WAIT)
    qtbot.wait(500)
    ((title, words),) = tray.told
    assert title.startswith("3 new invoice")
    assert words == "3 to review"


def test_where_the_reading_is_paused_it_tells_at_once_and_nothing_is_read(
    window: MainWindow, tray: FakeTray, qtbot: QtBot, tmp_path: Path
) -> None:
    window.work.pause()
    draw(tmp_path / "Scans")
    window.sources.syncing.look()
    qtbot.waitUntil(lambda: bool(tray.told), timeout=WAIT)
    assert tray.told[0][0].startswith("1 new invoice")
    assert "review" not in tray.told[0][1]
    assert window.work.is_paused


def test_its_menu_pauses_the_sync_and_goes_on(
    window: MainWindow, tray: FakeTray, qtbot: QtBot, tmp_path: Path
) -> None:
    syncing = window.sources.syncing
    syncing.look()
    qtbot.waitUntil(lambda: syncing.is_running, timeout=WAIT)
    assert tray.menu is not None
    words = [action.text() for action in tray.menu.actions() if not action.isSeparator()]
    assert words == ["Open Invoice Desk", "Sync now", "Pause the sync", "Quit"]
    _open, sync, pause, _line, _quit = tray.menu.actions()
    pause.trigger()
    qtbot.waitUntil(lambda: not syncing.is_running, timeout=WAIT)
    assert pause.text() == "Resume the sync"
    draw(tmp_path / "Scans")
    syncing.look()
    qtbot.wait(500)
    assert not invoices(window)
    sync.trigger()
    wait_read(qtbot, window, 1)
    assert pause.text() == "Pause the sync"


def test_closing_the_window_ends_it_unless_it_is_to_go_on_in_the_tray(
    window: MainWindow, tray: FakeTray, qtbot: QtBot, tmp_path: Path
) -> None:
    window.preferences.change({"keep_in_tray": True})
    window.sources.syncing.look()
    window.close()
    assert not window.isVisible()
    draw(tmp_path / "Scans")
    wait_read(qtbot, window, 1)  # it goes on
    tray.activated.emit(CLICK)
    assert window.isVisible()
    tray.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    window.hide()
    assert tray.menu is not None
    tray.menu.actions()[-1].trigger()
    assert not window.sources.syncing.is_running
    assert not tray.is_shown


def test_without_that_choice_a_closed_window_is_closed(window: MainWindow, tray: FakeTray) -> None:
    window.sources.syncing.look()
    assert window.sources.syncing.is_running
    window.close()
    assert not window.sources.syncing.is_running
    assert not tray.is_shown


def test_the_settings_take_the_icon_away(window: MainWindow, tray: FakeTray, qtbot: QtBot) -> None:
    assert tray.is_shown
    window.actions_["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    general = dialog.general
    assert general.keep_in_tray.isEnabled()
    general.tray.setFocus()
    qtbot.keyClick(general.tray, Qt.Key.Key_Space)
    assert not general.keep_in_tray.isEnabled()
    dialog.accept()
    qtbot.waitUntil(lambda: not tray.is_shown, timeout=WAIT)
    assert window.sources.tray is None
    assert window.preferences.settings.tray is False


def test_where_there_is_no_tray_nothing_is_there_and_a_window_closes(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path / "desk") as window:
        window.sources.make_tray = lambda _parent: None
        window.preferences.change({"keep_in_tray": True})
        assert window.sources.tray is None
        assert not window.sources.stays()
