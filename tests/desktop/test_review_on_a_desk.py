"""The review lane over a real desk: what is typed is kept, checked anew, and the invoice accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_invoices import draw_invoice, small_template

from invoice_desk.desktop.panels.review import ReviewPanel
from invoice_desk.errors import DeskError
from invoice_desk.invoice.filed import Filed, State
from invoice_desk.store.corrections import Spot
from invoice_desk.store.documents import get_filed
from invoice_desk.store.records import load_record
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import arrival_of, take_in
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
KEY = 1


def filed_on(desk: Desk) -> Filed:
    with desk.reading() as connection:
        return get_filed(connection, desk.store.originals, KEY)


def join(panel: ReviewPanel, desk: Desk) -> None:
    """Do with the panel's signals what the window does, and show the invoice."""

    def show() -> None:
        with desk.reading() as connection:
            record = load_record(connection, desk.store.originals, KEY)
        panel.show_record(filed_on(desk), record, reviewing.differences(desk, KEY))

    def correct(spot: Spot, text: str) -> None:
        try:
            reviewing.correct(desk, KEY, spot, text)
        except DeskError as error:
            panel.show_problem(error.problem)
            return
        show()

    def accept() -> None:
        reviewing.accept(desk, [KEY])
        show()

    panel.correction_typed.connect(correct)
    panel.accept_asked.connect(accept)
    show()


def test_a_missing_total_is_typed_and_the_invoice_accepted(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    save(desk, small_template())
    list(take_in(desk, [arrival_of(draw_invoice(tmp_path / "small-1.png", total=""))]))
    list(read_waiting(desk, threads=1))
    panel = ReviewPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitExposed(panel)
    qtbot.waitUntil(panel.isActiveWindow)
    join(panel, desk)
    panel.card.editor.start()

    def press(key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    assert panel.card.title.text() == "total"
    QTest.keyClicks(panel.card.editor.line, "twelve")
    press(Qt.Key.Key_Return)
    assert "is no amount" in panel.card.problem.text()
    press(Qt.Key.Key_Escape)
    QTest.keyClicks(panel.card.editor.line, "12.00")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is panel.footer.accept
    press(Qt.Key.Key_Return)
    assert filed_on(desk).state is State.ACCEPTED
    assert panel.header.state.text() == "accepted"
    desk.close()
