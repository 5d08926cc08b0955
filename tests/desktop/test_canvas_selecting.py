"""Regions are selected by click, band and keyboard; what is selected is deleted, duplicated, opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.canvas import Tool
from invoice_desk.invoice.geometry import Box
from tests.desktop.canvas_owner import CTRL, SHIFT, Owner, look

Shape = Qt.CursorShape


@pytest.fixture
def owner(qtbot: QtBot) -> Owner:
    return Owner(
        qtbot,
        look("date", Box(700, 110, 900, 160), title="Date"),
        look("seller", Box(100, 100, 300, 150), title="Seller", text="Nile Trading"),
        look("table", Box(100, 400, 900, 900)),
        look("cell", Box(200, 500, 400, 560)),
        look("fixed", Box(100, 1500, 400, 1600), is_locked=True),
    )


def test_a_click_selects_the_smallest_region_there(owner: Owner) -> None:
    owner.click(owner.at(300, 530))
    owner.click(owner.at(700, 800))
    owner.click(owner.at(300, 530))
    owner.click(owner.at(1100, 1200))
    assert owner.said["selection_changed"] == [("cell",), ("table",), ("cell",), ()]


def test_a_selected_region_is_dragged_by_a_smaller_one_on_it(owner: Owner) -> None:
    owner.canvas.select(["table"])
    owner.drag(owner.at(300, 530), owner.at(320, 530))
    assert list(owner.said["regions_changed"][0]) == ["table"]


@pytest.mark.parametrize("keys", [CTRL, SHIFT])
def test_a_click_with_shift_or_ctrl_adds_and_takes_away(owner: Owner, keys: Qt.KeyboardModifier) -> None:
    owner.click(owner.at(200, 125))
    owner.click(owner.at(800, 135), keys=keys)
    owner.click(owner.at(200, 125), keys=keys)
    assert owner.said["selection_changed"] == [("seller",), ("date", "seller"), ("date",)]


@pytest.mark.parametrize("turns", [0, 3])
def test_a_band_selects_what_it_touches(owner: Owner, turns: int) -> None:
    owner.canvas.rotate_view(turns)
    owner.drag(owner.at(50, 50), owner.at(750, 200))
    owner.drag(owner.at(50, 1450), owner.at(150, 1650), keys=SHIFT)
    assert owner.said["selection_changed"] == [("date", "seller"), ("date", "seller", "fixed")]
    owner.drag(owner.at(50, 950), owner.at(60, 1000))
    assert owner.canvas.shown.selected == ()


def test_a_band_can_be_left_by_escape(owner: Owner) -> None:
    owner.press(owner.at(50, 50))
    owner.move(owner.at(750, 200))
    owner.canvas.grab()
    owner.key(Qt.Key.Key_Escape)
    owner.release(owner.at(750, 200))
    assert not owner.said["selection_changed"]


def test_many_regions_are_moved_by_one_gesture(owner: Owner) -> None:
    owner.key(Qt.Key.Key_A, CTRL)
    owner.drag(owner.at(200, 125), owner.at(260, 185))
    (said,) = owner.said["regions_changed"]
    assert set(said) == {"date", "seller", "table", "cell"}
    assert len({(box.x0 - old.box.x0, box.y0 - old.box.y0) for old in (
        look("date", Box(700, 110, 900, 160)), look("cell", Box(200, 500, 400, 560)))
        for box in [said[old.name]]}) == 1  # fmt: skip


def test_delete_asks_for_all_selected_but_locked_ones(owner: Owner) -> None:
    owner.key(Qt.Key.Key_Delete)
    owner.key(Qt.Key.Key_A, CTRL)
    owner.key(Qt.Key.Key_Delete)
    assert owner.said["regions_deleted"] == [("date", "seller", "table", "cell")]
    assert len(owner.canvas.shown.regions) == 5, "the owner deletes, not the canvas"


def test_ctrl_d_duplicates(owner: Owner) -> None:
    owner.click(owner.at(200, 125))
    owner.key(Qt.Key.Key_D, CTRL)
    assert owner.said["regions_duplicated"] == [("seller",)]


def test_a_double_click_or_enter_opens_a_region(owner: Owner) -> None:
    owner.bot.mouseDClick(owner.canvas.viewport(), Qt.MouseButton.LeftButton, pos=owner.at(200, 125))
    owner.key(Qt.Key.Key_Return)
    owner.key(Qt.Key.Key_A, CTRL)
    owner.key(Qt.Key.Key_Return)
    assert owner.said["region_activated"] == ["seller", "seller"], "with many selected it is not clear which"


def test_a_right_click_selects_what_a_menu_will_be_about(owner: Owner) -> None:
    owner.bot.mouseClick(owner.canvas.viewport(), Qt.MouseButton.RightButton, pos=owner.at(200, 125))
    assert owner.said["selection_changed"] == [("seller",)]
    owner.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    at = owner.at(200, 125)
    with owner.bot.waitSignal(owner.canvas.customContextMenuRequested):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, owner.canvas.viewport().mapToGlobal(at))
        QApplication.sendEvent(owner.canvas.viewport(), event)


def test_tab_walks_the_regions_in_reading_order_and_then_leaves_the_page(owner: Owner) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, after = QLineEdit(), QLineEdit()
    for part in (before, owner.canvas, after):
        column.addWidget(part)
    window.resize(800, 600)
    with owner.bot.waitExposed(window):
        window.show()
    before.setFocus()
    owner.bot.keyClick(before, Qt.Key.Key_Tab)
    for _ in range(4):
        owner.key(Qt.Key.Key_Tab)
    owner.key(Qt.Key.Key_Backtab, SHIFT)
    said = [names[0] for names in owner.said["selection_changed"]]
    assert said == ["seller", "date", "cell", "table", "fixed", "table"]
    owner.key(Qt.Key.Key_Tab)
    owner.key(Qt.Key.Key_Tab)
    assert after.hasFocus()
    owner.canvas.setParent(None)


def test_arabic_titles_are_walked_from_the_right(qtbot: QtBot) -> None:
    boxes = {
        "left": Box(100, 100, 300, 150),
        "right": Box(700, 110, 900, 160),
        "low": Box(100, 400, 300, 450),
    }
    owner = Owner(qtbot, *(look(name, box, title="المجموع") for name, box in boxes.items()))
    for _ in boxes:
        owner.key(Qt.Key.Key_Tab)
    assert owner.said["selection_changed"] == [("right",), ("left",), ("low",)]


def test_the_cursor_tells_what_a_press_will_do(owner: Owner) -> None:
    def shape(x: float, y: float) -> Qt.CursorShape:
        owner.move(owner.at(x, y), buttons=Qt.MouseButton.NoButton)
        return owner.canvas.viewport().cursor().shape()

    assert shape(1100, 1200) is Shape.ArrowCursor
    assert shape(700, 800) is Shape.SizeAllCursor
    assert shape(200, 1550) is Shape.PointingHandCursor
    owner.canvas.select(["table"])
    assert shape(100, 400) is Shape.SizeFDiagCursor
    assert shape(900, 400) is Shape.SizeBDiagCursor
    assert shape(900, 650) is Shape.SizeHorCursor
    owner.canvas.rotate_view(1)
    assert shape(100, 400) is Shape.SizeBDiagCursor
    assert shape(900, 650) is Shape.SizeVerCursor
    owner.canvas.set_tool(Tool.DRAW)
    assert shape(700, 800) is Shape.CrossCursor
    owner.canvas.set_tool(Tool.PAN)
    assert shape(700, 800) is Shape.OpenHandCursor
    assert owner.said["tool_changed"] == [Tool.DRAW, Tool.PAN]


def test_the_selection_follows_the_regions(owner: Owner) -> None:
    owner.canvas.select(["seller", "nobody", "cell"])
    owner.canvas.set_regions(owner.regions[:3])
    assert owner.said["selection_changed"] == [("seller", "cell"), ("seller",)]


def test_a_screen_reader_is_told_what_is_selected(owner: Owner) -> None:
    assert owner.canvas.accessibleName()
    owner.canvas.select(["seller", "date"])
    assert owner.canvas.accessibleDescription() == "Date, Seller: Nile Trading"


def test_a_tip_tells_title_and_text(owner: Owner) -> None:
    at = owner.at(200, 125)
    owner.canvas.hover("seller")
    event = QHelpEvent(QEvent.Type.ToolTip, at, owner.canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(owner.canvas.viewport(), event)
    assert QToolTip.text() == "Seller\nNile Trading"
    QToolTip.hideText()
    owner.bot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_place_of_the_pointer_is_told_in_pixels_of_the_page(owner: Owner) -> None:
    owner.canvas.rotate_view(1)
    owner.canvas.actual_size()
    owner.move(owner.at(620, 880), buttons=Qt.MouseButton.NoButton)
    x, y = owner.said["pointer_moved"][-1]
    assert abs(x - 620) <= 1
    assert abs(y - 880) <= 1
    owner.canvas.fit_page()
    owner.move(QPoint(1, 1), buttons=Qt.MouseButton.NoButton)
    assert owner.said["pointer_moved"][-1] is None
