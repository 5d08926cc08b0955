"""Thousands of invoices: both panels scroll through them with few of them in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from benchmarks.desk_filled import fill
from invoice_desk.desktop.panels.invoices import InvoicesPanel
from invoice_desk.desktop.panels.results import ResultsPanel
from invoice_desk.desktop.theme import LIGHT
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings

MANY = 3_000  # benchmarks/desktop.py measures many more; to fill a desk takes 5 ms an invoice
KEPT = 1_024  # rows that may be in memory


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = Desk.open(tmp_path_factory.mktemp("many") / "desk", Settings(), who="Amal")
    fill(opened.store, MANY)
    yield opened
    opened.close()


def scroll(view: QAbstractItemView) -> None:
    bar = view.verticalScrollBar()
    assert bar.maximum() > 20 * MANY  # pixels: the bar stands for all rows
    for place in range(0, bar.maximum(), bar.maximum() // 100):
        bar.setValue(place)
        view.viewport().grab()


def test_the_list_scrolls_through_all(desk: Desk, qtbot: QtBot) -> None:
    panel = InvoicesPanel(desk, LIGHT)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    qtbot.waitUntil(lambda: panel.windowHandle().isExposed())
    assert panel.count_text == "– of 3,000"
    panel.step(1)
    qtbot.keyClick(panel.view, Qt.Key.Key_End)
    assert panel.view.current_id() == 1
    assert panel.count_text == "3,000 of 3,000"
    scroll(panel.view)
    assert 0 < len(list(panel.model._rows.loaded())) <= KEPT


def test_the_table_scrolls_through_all(desk: Desk, qtbot: QtBot) -> None:
    panel = ResultsPanel(desk, LIGHT)
    qtbot.addWidget(panel)
    panel.resize(1200, 600)
    panel.show()
    qtbot.waitUntil(lambda: panel.windowHandle().isExposed())
    qtbot.keyClick(panel.view, Qt.Key.Key_Home)
    qtbot.keyClick(panel.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.currentIndex().row() == MANY - 1
    scroll(panel.view)
    assert 0 < len(list(panel.model._rows.loaded())) <= KEPT


def test_too_many_rows_are_not_copied_but_said(desk: Desk, qtbot: QtBot) -> None:
    panel = ResultsPanel(desk, LIGHT)
    qtbot.addWidget(panel)
    panel.view.selectAll()
    with qtbot.waitSignal(panel.problem) as told:
        qtbot.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].what == "3,000 rows are too many to work on at once"
