"""The list of values with the card in it: how it comes to rest."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.review.value_list import ValueList
from invoice_desk.desktop.review.value_model import Line
from invoice_desk.desktop.review.values import Mark
from invoice_desk.store.corrections import Spot


class ContraryCard(QWidget):
    """A card that is too high for a list without a scroll bar, and low in the narrower one beside it."""

    view: ValueList

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        bar = self.view.verticalScrollBar().sizeHint().width()
        return QSize(100, 400 if self.view.viewport().width() > self.view.width() - bar else 60)


def test_a_card_that_fits_only_beside_a_scroll_bar_does_not_end_the_program(qtbot: QtBot) -> None:
    card = ContraryCard()
    view = card.view = ValueList(card)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    qtbot.waitExposed(view)
    view.show_lines([Line("Total", "10.00", Mark.SURE, Spot("total"))], Spot("total"))
    for width in (320, 280, 300):
        view.resize(width, 200)
        qtbot.wait(20)
    assert card.isVisible()
    assert card.width() <= view.viewport().width()
