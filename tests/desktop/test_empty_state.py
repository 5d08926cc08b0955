"""What stands where a list is empty: its way out is to be read whole, in a dialog too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.dialogs.sources.sources_dialog import SourcesDialog
from invoice_desk.desktop.theme import DARK, LIGHT, Theme, apply_theme


def width_of_ink(button: QPushButton) -> int:
    """Return how many columns of a button's picture are not of its ground, without its frame."""
    picture = button.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = picture.devicePixelRatio()
    middle = range(int(8 * ratio), picture.height() - int(8 * ratio))
    sides = range(int(4 * ratio), picture.width() - int(4 * ratio))
    ground = picture.pixel(sides[0], picture.height() // 2)
    inked = [x for x in sides if any(picture.pixel(x, y) != ground for y in middle)]
    return inked[-1] - inked[0] + 1


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_letter_of_the_way_out_is_cut_off(qtbot: QtBot, theme: Theme) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, theme)
    dialog = SourcesDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show_sources(())
    dialog.show()
    button = next(one for one in dialog._empty.findChildren(QPushButton) if one.isVisible())
    button.setDefault(True)  # as a dialog makes the one that has the cursor
    whole = width_of_ink(button)
    button.setMinimumWidth(button.width() + 80)
    qtbot.waitUntil(lambda: button.width() > button.sizeHint().width() + 40)
    assert width_of_ink(button) == whole
