"""The first steps: shown on a new desk, done for real, gone on by themselves, skipped, and shown again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.canvas.look import Tool
from invoice_desk.desktop.dialogs.export.export_dialog import ExportDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.invoice.filed import State
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.store.corrections import Spot
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata", "settings_file")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.resize(1280, 800)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.session.desk.close()


def click(button: QPushButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def again(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    """Close the window, and return the next one on the same desk."""
    window.close()
    opened = open_window(folder)
    qtbot.addWidget(opened)
    opened.show()
    return opened


def end(window: MainWindow) -> None:
    window.close()
    window.session.desk.close()


def test_an_empty_desk_shows_the_first_step_and_only_its_buttons(window: MainWindow) -> None:
    guide = window.guide
    assert guide.isVisible()
    assert guide.step == 0
    assert sorted(one.text() for one in guide.findChildren(QPushButton) if one.isVisible()) == [
        *("Add the samples", "Open a folder", "Open files", "Skip", "Sources")
    ]
    assert not window.invitation._ways.isVisible()  # the same buttons are not there twice


def test_the_three_steps_are_done_for_real_and_go_on_by_themselves(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.preferences.change({"threshold": 1.0})  # so that something is in doubt
    guide, path = window.guide, draw(tmp_path / "in", "other-1.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(path)], ""))
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        click(guide.buttons[0][0])
    qtbot.waitUntil(lambda: guide.step == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)

    click(guide.buttons[1][0])
    assert window.canvas.tool is Tool.DRAW
    click(guide.buttons[1][0])  # asked for once more, it stays on
    assert window.canvas.tool is Tool.DRAW
    drawn = window.template_editor.draw(Box(230, 128, 620, 178), 0, Size(640, 240))
    window.template_editor.make_usual(drawn, 7)
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        click(guide.buttons[1][1])
    qtbot.waitUntil(lambda: guide.step == 2, timeout=WAIT)

    click(guide.buttons[2][0])
    assert window.session.spot == Spot("total")
    window.actions_["accept"].trigger()
    assert guide.step == 2
    click(guide.buttons[2][1])
    (dialog,) = window.findChildren(ExportDialog)
    dialog._path.setText(str(tmp_path / "out.xlsx"))
    with qtbot.waitSignal(window.work.exported, timeout=WAIT):
        dialog.accept()
    qtbot.waitUntil(guide.isHidden, timeout=WAIT)
    assert (tmp_path / "out.xlsx").exists()


def test_skipped_they_are_gone_at_once_and_for_good(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    click(window.guide.skip)
    assert window.guide.isHidden()
    assert window.invitation._ways.isVisible()
    opened = again(qtbot, window, tmp_path / "desk")
    assert opened.guide.isHidden()
    end(opened)


def test_help_shows_them_again(window: MainWindow) -> None:
    click(window.guide.skip)
    window.actions_["first_steps"].trigger()
    assert window.guide.isVisible()
    assert window.guide.step == 0


def test_what_was_begun_goes_on_the_next_day(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in", "other-1.png")])
    opened = again(qtbot, window, tmp_path / "desk")
    assert opened.guide.isVisible()
    assert opened.guide.step == 1
    end(opened)


def test_a_desk_that_is_at_work_already_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.remembered.set("first_steps", None)  # as on a desk from before there was a guide
    with qtbot.waitSignal(opened.work.idle, timeout=WAIT):
        opened.commands.add([draw(tmp_path / "in", "other-1.png")])
    later = again(qtbot, opened, tmp_path / "desk")
    assert later.guide.isHidden()
    end(later)
    opened.session.desk.close()


def test_each_step_can_be_looked_at(window: MainWindow) -> None:
    guide = window.guide
    for at, words in enumerate(("Bring invoices in", "Draw a box", "Check what is in doubt")):
        QTest.mouseClick(guide.numbers[at], Qt.MouseButton.LeftButton)
        assert guide.title.text().startswith(words)
        assert guide.numbers[at].isChecked()
        assert str(at + 1) in guide.numbers[at].accessibleName()


def test_when_all_is_done_help_shows_them_with_ticks_and_a_way_to_close(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.guide.begin((True, True, True))
    assert window.guide.isVisible()
    assert "done" in window.guide.numbers[2].accessibleName()
    assert window.guide.skip.text() == "Close"
    click(window.guide.skip)
    assert window.guide.isHidden()


def test_f8_goes_to_the_first_value_in_doubt_wherever_the_person_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.actions_["to_doubt"].trigger()
    assert "No invoice waits" in window.notices.words
    window.preferences.change({"threshold": 1.0})
    save(window.session.desk, small())
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in"), draw(tmp_path / "in", "small-2.png", number="X-9")])
    desk = window.session.desk
    reviewing.accept(desk, [1])
    window.session.refresh()
    window.go_to(1)
    QTest.keyClick(window, Qt.Key.Key_F8)
    filed = window.session.filed
    assert filed is not None
    assert (filed.id, filed.state) == (2, State.REVIEW)
    assert window.session.spot == Spot("number")
    window.activateWindow()
    qtbot.waitUntil(window.review.card.editor.input.hasFocus, timeout=WAIT)
    reviewing.reopen(desk, 1)
    for name in ("number", "date", "total"):  # in review, too, but nothing is in doubt there
        reviewing.confirm(desk, 1, Spot(name))
    window.session.refresh()
    window.go_to(1)
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.session.filed is not None
    assert window.session.filed.id == 2
