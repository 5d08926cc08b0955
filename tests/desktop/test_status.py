"""The status bar: how far the work is, said now and then, and the last of it always."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.status import Status
from invoice_desk.desktop.theme import DARK, LIGHT


@pytest.fixture
def status(qtbot: QtBot) -> Status:
    bar = Status()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def drawn(bar: Status) -> list[int]:
    """Return the list that the values which are shown come to."""
    values: list[int] = []
    bar.findChildren(QProgressBar)[0].valueChanged.connect(values.append)
    return values


def test_many_quick_steps_are_drawn_a_few_times_and_the_last_one_is(qtbot: QtBot, status: Status) -> None:
    status.begin("Reading")
    values = drawn(status)
    for done in range(1, 501):
        status.go_on(done, 500, f"{done}.pdf", None)
    assert values == [1]
    qtbot.waitUntil(lambda: values == [1, 500])
    assert "500.pdf" in status.words.text()


def test_what_is_over_is_not_said_afterwards(qtbot: QtBot, status: Status) -> None:
    status.begin("Reading")
    values = drawn(status)
    for done in (1, 2):
        status.go_on(done, 2, f"{done}.pdf", None)
    status.rest("Done")
    qtbot.wait(400)
    assert values == [1]
    assert status.words.text() == "Done"


def test_a_pause_is_not_covered_by_what_was_told_before_it(qtbot: QtBot, status: Status) -> None:
    status.begin("Reading")
    for done in (1, 2):
        status.go_on(done, 9, f"{done}.pdf", None)
    status.show_paused(7)
    qtbot.wait(400)
    assert "7" in status.words.text()


def test_an_icon_is_drawn_once_for_each_look(qtbot: QtBot) -> None:
    def key(one: QIcon, side: int) -> int:
        return one.pixmap(QSize(side, side), 1.0).cacheKey()

    light, dark = icon("square", LIGHT), icon("square", DARK)
    assert key(light, 16) == key(icon("square", LIGHT), 16)
    assert key(light, 16) != key(dark, 16)
    assert key(light, 16) != key(light, 32)
    assert QApplication.instance() is not None
