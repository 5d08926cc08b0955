"""The crop above a value: all of it is seen, and where that cannot be, the end that is cut off says so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.review.crop_view import CropView

INK = QColor("#101010")


def line_of_print(width: int, height: int) -> QImage:
    """Return paper with a bar of ink at both ends, as the first and the last character are."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    for x in (4, width - 12):
        painter.fillRect(x, 4, 8, height - 8, INK)
    painter.end()
    return image


@pytest.fixture
def crop(qtbot: QtBot) -> CropView:
    view = CropView()
    qtbot.addWidget(view)
    view.resize(344, 100)
    view.show()
    return view


def ink_at(crop: CropView, *, is_left: bool) -> bool:
    """Whether there is ink near an end of what is shown."""
    seen = crop.grab().toImage()
    xs = range(30) if is_left else range(seen.width() - 30, seen.width())
    return any(seen.pixelColor(x, seen.height() // 2).lightness() < 60 for x in xs)


def test_no_character_of_a_line_is_cut_off(crop: CropView) -> None:
    crop.show_crop(line_of_print(237, 33), "", is_rtl=False)
    assert ink_at(crop, is_left=True)
    assert ink_at(crop, is_left=False)
    assert crop.scale > 1


@pytest.mark.parametrize("is_rtl", [False, True])
def test_what_is_too_long_begins_where_it_is_read_and_is_dragged(crop: CropView, *, is_rtl: bool) -> None:
    crop.show_crop(line_of_print(2000, 40), "", is_rtl=is_rtl)
    assert ink_at(crop, is_left=not is_rtl)
    assert not ink_at(crop, is_left=is_rtl)
    step = 300 if is_rtl else -300
    for _ in range(8):
        start = QPoint(20, 50) if is_rtl else QPoint(320, 50)
        QTest.mousePress(crop, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(crop, start + QPoint(step, 0))
        QTest.mouseRelease(crop, Qt.MouseButton.LeftButton, pos=start + QPoint(step, 0))
    assert ink_at(crop, is_left=is_rtl)
