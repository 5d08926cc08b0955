"""A document of several pages has small pictures of them: where one is, and a click to another page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_invoices import draw_invoice
from window_tools import WAIT, open_window

from invoice_desk.desktop.main_window import MainWindow

PAGES = 30


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a shown window: invoice 1 has one page, invoice 2 thirty, each darker than the one before."""
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.resize(1280, 760)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    opened.guide.end()
    opened.docks.table.hide()
    sheets = [Image.new("L", (120, 160), 255 - 6 * at) for at in range(PAGES)]
    sheets[0].save(tmp_path / "long.tif", save_all=True, append_images=sheets[1:])
    with qtbot.waitSignal(opened.work.idle, timeout=WAIT):
        opened.commands.add([draw_invoice(tmp_path / "one.png"), tmp_path / "long.tif"])
    yield opened
    opened.close()
    opened.session.desk.close()


def place(window: MainWindow, page: int) -> QPoint:
    strip = window.strip
    return strip.visualRect(strip.model().index(page, 0)).center()


def seen_at(window: MainWindow, page: int) -> int:
    """Return how light the middle of a page's picture is, 255 for paper."""
    point = place(window, page) - QPoint(0, 14)
    return window.strip.viewport().grab().toImage().pixelColor(point).lightness()


def test_pages_are_seen_chosen_and_marked_and_one_page_needs_no_strip(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.go_to(1)
    assert not window.strip.isVisible()
    window.go_to(2)
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    assert window.strip.isVisible()
    qtbot.waitUntil(lambda: abs(seen_at(window, 2) - (255 - 12)) < 4, timeout=WAIT)

    QTest.mouseClick(window.strip.viewport(), Qt.MouseButton.LeftButton, pos=place(window, 2))
    assert window.page_view.index == 2
    QTest.keyClick(window.strip, Qt.Key.Key_Down)
    assert window.page_view.index == 3
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.page_view.index == 4
    assert window.strip.currentIndex().row() == 4

    QTest.keyClick(window.strip, Qt.Key.Key_End)
    assert window.page_view.index == PAGES - 1
    qtbot.waitUntil(lambda: abs(seen_at(window, PAGES - 1) - (255 - 6 * (PAGES - 1))) < 4, timeout=WAIT)
    assert len(window.strip._pictures._pictures) < PAGES  # what nobody scrolled past slowly was not decoded
    window.go_to(1)
    assert window.page_view.index == 0
    assert not window.strip.isVisible()
