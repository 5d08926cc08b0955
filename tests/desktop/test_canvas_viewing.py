"""The page is zoomed, panned, fitted, turned, lit and kept from page to page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.canvas import Tool
from invoice_desk.desktop.canvas.view import MARGIN
from invoice_desk.desktop.theme import DARK, LIGHT
from invoice_desk.invoice.geometry import Box
from tests.desktop.canvas_owner import CTRL, NONE, PAGE, SHIFT, Owner, look, near, page


@pytest.fixture
def owner(qtbot: QtBot) -> Owner:
    return Owner(qtbot, look("low", Box(1000, 1650, 1100, 1680)), look("wide", Box(50, 50, 1200, 300)))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("keys", [NONE, CTRL])
@pytest.mark.parametrize("turn", [120, 480, -120, 30])
def test_the_wheel_zooms_at_the_pointer(
    owner: Owner, turns: int, keys: Qt.KeyboardModifier, turn: int
) -> None:
    owner.canvas.rotate_view(turns)
    owner.forget()
    at = owner.at(300, 1200)
    before, scale = owner.on_page(QPointF(at)), owner.canvas.view.scale
    owner.wheel(at, turn, keys)
    assert near(owner.on_page(QPointF(at)), before, 0.01)
    assert owner.canvas.view.scale == pytest.approx(scale * 1.2 ** (turn / 120))
    assert owner.said["zoom_changed"] == [owner.canvas.view.scale]


def test_a_pinch_zooms_at_the_fingers(owner: Owner) -> None:
    at = QPointF(owner.at(900, 400))
    before, scale = owner.on_page(at), owner.canvas.view.scale
    device, zoom = QPointingDevice.primaryPointingDevice(), Qt.NativeGestureType.ZoomNativeGesture
    event = QNativeGestureEvent(zoom, device, 2, at, at, at, 0.5, QPointF())
    QApplication.sendEvent(owner.canvas.viewport(), event)
    assert owner.canvas.view.scale == pytest.approx(1.5 * scale)
    assert near(owner.on_page(at), before, 0.01)


def test_zoom_has_ends(owner: Owner) -> None:
    for _ in range(80):
        owner.wheel(QPoint(400, 300), 240)
    assert owner.canvas.view.scale == 32
    owner.canvas.grab()
    for _ in range(160):
        owner.wheel(QPoint(400, 300), -240)
    assert owner.canvas.view.scale == 0.01
    owner.canvas.grab()


@pytest.mark.parametrize("how", ["middle", "space", "tool"])
def test_the_page_is_panned(owner: Owner, how: str) -> None:
    owner.canvas.actual_size()
    before = owner.on_page(QPointF(400, 300))
    button = Qt.MouseButton.MiddleButton if how == "middle" else Qt.MouseButton.LeftButton
    if how == "space":
        owner.bot.keyPress(owner.canvas, Qt.Key.Key_Space)
    if how == "tool":
        owner.canvas.set_tool(Tool.PAN)
    owner.press(QPoint(400, 300), button=button)
    owner.move(QPoint(300, 250), buttons=button)
    assert owner.canvas.viewport().cursor().shape() is Qt.CursorShape.ClosedHandCursor
    owner.release(QPoint(300, 250), button=button)
    if how == "space":
        owner.bot.keyRelease(owner.canvas, Qt.Key.Key_Space)
    owner.move(QPoint(310, 250), buttons=Qt.MouseButton.NoButton)
    assert near(owner.on_page(QPointF(300, 250)), before, 0.01)
    assert not owner.said["region_drawn"] + owner.said["selection_changed"]
    is_hand = owner.canvas.viewport().cursor().shape() is Qt.CursorShape.OpenHandCursor
    assert is_hand is (how == "tool")


def test_the_page_cannot_be_lost(owner: Owner) -> None:
    owner.drag(QPoint(400, 300), QPoint(4000, 5000), button=Qt.MouseButton.MiddleButton)
    assert owner.canvas.view.sheet.intersects(owner.canvas.viewport().rect())


def test_shift_and_the_wheel_scroll_sideways(owner: Owner) -> None:
    owner.canvas.actual_size()
    before, scale = owner.on_page(QPointF(400, 300)), owner.canvas.view.scale
    owner.wheel(QPoint(400, 300), -120, SHIFT)
    moved = owner.on_page(QPointF(400, 300)) - before
    assert (moved.x(), moved.y()) == (pytest.approx(120 / scale), pytest.approx(0))


def test_scroll_bars_move_the_page_and_are_not_there_where_it_fits(owner: Owner) -> None:
    assert not owner.canvas.verticalScrollBar().isVisible()
    owner.canvas.actual_size()
    owner.canvas.center_on(QPointF(620, 877))
    bar = owner.canvas.verticalScrollBar()
    owner.bot.waitUntil(bar.isVisible)
    before, value = owner.canvas.view.y, bar.value()
    bar.setValue(value + 100)
    assert owner.canvas.view.y == pytest.approx(before - 100)


@pytest.mark.parametrize("turns", [0, 1])
def test_the_whole_page_fits_and_goes_on_fitting(owner: Owner, turns: int) -> None:
    owner.canvas.actual_size()
    owner.canvas.rotate_view(turns)
    owner.canvas.fit_page()
    for size in ((800, 600), (500, 900)):
        owner.canvas.resize(*size)
        sheet, room = owner.canvas.view.sheet, owner.canvas.viewport().rect()
        assert min(room.width() - sheet.width(), room.height() - sheet.height()) == pytest.approx(2 * MARGIN)
        assert near(sheet.center(), QPointF(room.width() / 2, room.height() / 2), 0.01)


def test_the_page_is_as_wide_as_the_window(owner: Owner) -> None:
    owner.canvas.fit_width()
    owner.bot.waitUntil(owner.canvas.verticalScrollBar().isVisible)
    sheet = owner.canvas.view.sheet
    assert sheet.width() == pytest.approx(owner.canvas.viewport().width() - 2 * MARGIN)
    assert sheet.top() == MARGIN


def test_the_selection_fits(owner: Owner) -> None:
    owner.canvas.select(["wide"])
    owner.canvas.fit_selection()
    area = owner.canvas.view.to_screen(Box(50, 50, 1200, 300))
    assert area.width() == pytest.approx(800 - 2 * MARGIN, abs=30)


def test_actual_size_and_steps(owner: Owner) -> None:
    owner.canvas.actual_size()
    assert owner.canvas.view.scale == 1
    owner.canvas.zoom_in()
    owner.canvas.zoom_out()
    assert owner.canvas.view.scale == pytest.approx(1)
    assert len(owner.said["zoom_changed"]) == 3


def test_a_region_is_brought_into_sight_and_nothing_moves_where_it_is_seen(owner: Owner) -> None:
    owner.canvas.actual_size()
    owner.canvas.center_on(QPointF(100, 100))
    owner.canvas.reveal("low")
    area = owner.canvas.view.to_screen(Box(1000, 1650, 1100, 1680))
    assert owner.canvas.viewport().rect().contains(area.toRect())
    assert owner.canvas.view.scale == 1
    before = owner.canvas.view
    owner.canvas.reveal("low")
    owner.canvas.reveal("nobody")
    assert owner.canvas.view == before
    owner.canvas.zoom(0.05, QPointF(400, 300))
    owner.canvas.reveal("low")
    assert owner.canvas.view.to_screen(Box(1000, 1650, 1100, 1680)).height() >= 16


def test_zoom_and_place_are_kept_from_page_to_page_where_that_is_wanted(owner: Owner) -> None:
    owner.canvas.actual_size()
    owner.canvas.center_on(QPointF(300, 400))
    before = owner.canvas.view
    owner.canvas.show_page(page(), keep_view=True)
    assert owner.canvas.view == before
    owner.canvas.show_page(page(2480, 3508), keep_view=True)
    assert owner.on_page(QPointF(400, 300)).x() == pytest.approx(600, abs=12), "the same part of a finer scan"
    assert owner.canvas.view.sheet.width() == pytest.approx(before.sheet.width())
    owner.canvas.show_page(page())
    assert owner.canvas.view.sheet.height() == pytest.approx(600 - 2 * MARGIN)


@pytest.mark.usefixtures("unhurried")
def test_four_quarter_turns_are_none(owner: Owner) -> None:
    before = owner.canvas.grab().toImage()
    owner.canvas.rotate_view(1)
    assert owner.canvas.grab().toImage() != before
    owner.canvas.rotate_view(-1)
    owner.canvas.rotate_view(4)
    assert owner.canvas.grab().toImage() == before


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_the_page_is_drawn_where_its_regions_are(qtbot: QtBot, turns: int) -> None:
    owner = Owner(qtbot)
    image = QImage(*PAGE, QImage.Format.Format_BGR888)
    image.fill(QColor("white"))
    for x in range(800, 900):
        for y in range(300, 360):
            image.setPixelColor(x, y, QColor("red"))
    owner.canvas.show_page(image)
    owner.canvas.rotate_view(turns)
    for scale in (0.3, 0.7, 1.0, 3.0, 8.0):
        owner.canvas.zoom(scale / owner.canvas.view.scale, QPointF(400, 300))
        owner.canvas.center_on(QPointF(850, 330))
        shown = owner.canvas.viewport().grab().toImage()
        for x, y in ((803, 303), (896, 303), (803, 356), (896, 356)):
            at = owner.at(x, y)
            if shown.rect().contains(at):
                assert shown.pixelColor(at) == QColor("red"), (scale, x, y)
        for x, y in ((795, 295), (905, 365)):
            at = owner.at(x, y)
            if shown.rect().contains(at):
                assert shown.pixelColor(at) == QColor("white"), (scale, x, y)


@pytest.mark.parametrize(
    ("brightness", "contrast", "tone"),
    [
        (0, 1, 100),
        (0.2, 1, 151),
        (-0.2, 1, 49),
        (0, 0.5, 114),
        (0, 2, 72),
        (0.1, 2, 98),
        (-1, 1, 0),
        (1, 1, 255),
    ],
)
def test_brightness_and_contrast_are_for_the_eye(
    owner: Owner, brightness: float, contrast: float, tone: int
) -> None:
    image = QImage(*PAGE, QImage.Format.Format_BGR888)
    image.fill(QColor(100, 100, 100))
    owner.canvas.show_page(image)
    owner.canvas.set_regions(())
    owner.canvas.set_look(brightness, contrast)
    shown = owner.canvas.viewport().grab().toImage().pixelColor(400, 300)
    assert shown.green() == pytest.approx(tone, abs=2)
    assert owner.canvas.viewport().grab().toImage().pixelColor(5, 5) == LIGHT.color("page")
    assert image.pixelColor(0, 0).green() == 100


def test_the_theme_colours_the_ground(owner: Owner) -> None:
    owner.canvas.set_theme(DARK)
    assert owner.canvas.viewport().grab().toImage().pixelColor(5, 5) == DARK.color("page")


def _drop(owner: Owner, data: QMimeData) -> bool:
    """Drag over the page and drop; return whether the canvas takes it."""
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(50, 60), action, data, left, NONE)
    QApplication.sendEvent(owner.canvas.viewport(), enter)
    if enter.isAccepted():
        drop = QDropEvent(QPointF(50, 60), action, data, left, NONE, QEvent.Type.Drop)
        QApplication.sendEvent(owner.canvas.viewport(), drop)
    return enter.isAccepted()


def test_dropped_files_are_told(owner: Owner) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/فاتورة ١.pdf"), QUrl("https://example.org/x.pdf")])
    assert _drop(owner, data)
    assert owner.said["files_dropped"] == [["/tmp/فاتورة ١.pdf"]]


def test_what_is_no_file_is_left_to_the_window(owner: Owner) -> None:
    data = QMimeData()
    data.setImageData(page(10, 10))
    assert not _drop(owner, data)
    assert not owner.said["files_dropped"]


@pytest.mark.usefixtures("unhurried")
def test_a_page_that_was_panned_looks_as_if_it_was_painted_there(owner: Owner) -> None:
    owner.canvas.zoom(0.8 / owner.canvas.view.scale, QPointF(400, 300))
    for by in (QPointF(37, 0), QPointF(0, -53), QPointF(-120, 88), QPointF(-3000, 0), QPointF(700, 500)):
        owner.canvas.viewport().grab()
        owner.canvas.pan(by)
        moved = owner.canvas.viewport().grab().toImage()
        owner.canvas._backdrop._scene = None
        assert owner.canvas.viewport().grab().toImage() == moved, by


def test_in_an_arabic_window_the_page_scrolls_the_same_way(owner: Owner) -> None:
    owner.canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    owner.canvas.zoom(2 / owner.canvas.view.scale, QPointF(400, 300))
    bar = owner.canvas.horizontalScrollBar()
    owner.bot.waitUntil(bar.isVisible)
    before, value = owner.canvas.view.x, bar.value()
    bar.setValue(value + 100)
    assert owner.canvas.view.x == pytest.approx(before - 100)
    at = bar.mapTo(owner.canvas, QPoint(bar.width() - 6, bar.height() // 2))
    assert bar.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert owner.canvas.childAt(at) is bar
