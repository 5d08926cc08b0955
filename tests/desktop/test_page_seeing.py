"""How the page is seen in the window: zoom and place kept, a menu of zooms, light for the eye, a pinch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from small_invoices import draw_invoice
from window_tools import WAIT, open_window, small

from invoice_desk.desktop.canvas.ink import InkMap
from invoice_desk.desktop.canvas.labels import Placed, lay_out
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.page.appearance import Appearance
from invoice_desk.desktop.theme import LIGHT
from invoice_desk.invoice.geometry import Box
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import save
from tests.desktop.canvas_owner import CTRL, Owner, look, page

pytestmark = pytest.mark.usefixtures("tessdata")


def fill(desk: Desk, folder: Path) -> None:
    save(desk, small())
    files = [draw_invoice(folder / f"small-{n}.png", number=f"INV-{n}") for n in (1, 2)]
    sheets = [Image.open(path) for path in files]
    sheets[0].save(folder / "other.tif", save_all=True, append_images=sheets[1:])
    read(desk, *files, folder / "other.tif")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a shown window: invoices 1 and 2 of one template, invoice 3 of two pages without one."""
    opened = open_window(read_desks.copy(fill, tmp_path / "desk"))
    qtbot.addWidget(opened)
    opened.resize(1280, 760)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    go_to(qtbot, opened, 1)
    yield opened
    opened.close()
    opened.session.desk.close()


def go_to(qtbot: QtBot, window: MainWindow, key: int) -> None:
    window.go_to(key)
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    window.canvas.setFocus()


def test_zoom_and_place_are_kept_between_invoices_of_a_template(qtbot: QtBot, window: MainWindow) -> None:
    window.canvas.set_zoom(3)
    window.canvas.center_on(QPointF(500, 150))
    view = window.canvas.view
    go_to(qtbot, window, 2)
    assert window.canvas.view == view
    go_to(qtbot, window, 3)
    assert window.canvas.view != view, "another layout is seen whole at first"
    window.canvas.set_zoom(2.5)
    view = window.canvas.view
    window.actions_["next_page"].trigger()
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    assert window.page_view.index == 1
    assert window.canvas.view == view, "from page to page"


def test_the_status_bar_has_a_menu_of_zooms(window: MainWindow) -> None:
    menu = window.status.zoom.menu()
    by_words = {action.text().replace("&", ""): action for action in menu.actions()}
    by_words["200%"].trigger()
    assert window.canvas.view is not None
    assert window.canvas.view.scale == pytest.approx(2)
    assert window.status.zoom.text() == "200%"
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert window.canvas.view.scale == pytest.approx(1)
    window.canvas.select(["total"])
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.canvas.view.scale > 1.2


def appearance(window: MainWindow) -> Appearance:
    QTest.keyClick(window, Qt.Key.Key_B, CTRL)
    card = window.canvas.findChild(Appearance)
    assert card is not None
    assert card.isVisible()
    return card


def shown(window: MainWindow) -> QImage:
    return window.canvas.viewport().grab().toImage()


def test_light_is_changed_by_keys_and_put_back(qtbot: QtBot, window: MainWindow) -> None:
    before = shown(window)
    card = appearance(window)
    QTest.keyClick(card.brightness, Qt.Key.Key_PageDown)
    QTest.keyClick(card.contrast, Qt.Key.Key_PageUp)
    QTest.mouseClick(card.inverted, Qt.MouseButton.LeftButton, pos=QPoint(8, card.inverted.height() // 2))
    assert (window.canvas.eye.brightness, window.canvas.eye.contrast) == (-0.2, 1.2)
    assert window.canvas.eye.is_inverted
    view = window.canvas.view
    assert view is not None
    white = view.transform.map(QPointF(5, 5)).toPoint()
    assert before.pixelColor(white).lightness() > 200
    assert shown(window).pixelColor(white).lightness() < 60
    go_to(qtbot, window, 3)
    assert window.canvas.eye.is_inverted, "it holds from invoice to invoice"
    go_to(qtbot, window, 1)
    QTest.mouseClick(card.reset, Qt.MouseButton.LeftButton)
    assert window.canvas.eye.is_plain
    assert not card.reset.isEnabled()
    card.close()


@pytest.mark.usefixtures("unhurried")
def test_light_keeps_its_place_while_the_page_is_moved(qtbot: QtBot) -> None:
    owner = Owner(qtbot)
    owner.canvas.set_look(-0.1, 1.8, is_inverted=True)
    owner.canvas.zoom(0.8 / owner.canvas.view.scale, QPointF(400, 300))
    for by in (QPointF(37, 0), QPointF(0, -53), QPointF(-120, 88), QPointF(700, 500)):
        owner.canvas.viewport().grab()
        owner.canvas.pan(by)
        moved = owner.canvas.viewport().grab().toImage()
        owner.canvas._backdrop._scene = None
        assert owner.canvas.viewport().grab().toImage() == moved, by


def test_two_fingers_on_the_screen_zoom_where_they_are(qtbot: QtBot) -> None:
    owner = Owner(qtbot)
    owner.canvas.actual_size()
    owner.canvas.center_on(QPointF(600, 800))
    at = QPoint(300, 200)
    before, scale = owner.on_page(QPointF(at)), owner.canvas.view.scale
    where = QPointF(owner.canvas.viewport().mapToGlobal(at))
    pinch = QPinchGesture()
    pinch.setCenterPoint(where)
    pinch.setLastCenterPoint(where)
    pinch.setScaleFactor(1.4)
    event = QGestureEvent([pinch])
    assert event.type() is QEvent.Type.Gesture
    QApplication.sendEvent(owner.canvas.viewport(), event)
    assert owner.canvas.view.scale == pytest.approx(1.4 * scale)
    assert (owner.on_page(QPointF(at)) - before).manhattanLength() < 0.01


def test_words_cover_no_print_and_are_left_out_where_there_is_no_room(qtbot: QtBot) -> None:
    owner = Owner(qtbot, *(look(f"r{n}", Box(40, 40 + 60 * n, 160, 64 + 60 * n)) for n in range(12)))
    image = page()
    owner.canvas.show_page(image)
    ink = InkMap(image, (image.width(), image.height()))
    owner.canvas.actual_size()
    owner.canvas.center_on(QPointF(380, 280))
    view = owner.canvas.view
    placed = [Placed(one, view.to_screen(one.box), is_strong=False) for one in owner.regions]
    to_page = view.transform.inverted()[0]
    screen = view.sheet

    def covers(area: QRectF) -> float:
        return ink.share(to_page.mapRect(area))

    labels = lay_out(placed, LIGHT, screen, covers)
    assert labels
    assert all(covers(label.area) <= 0.02 for label in labels)
    crowded = lay_out(placed, LIGHT, screen, lambda _area: 1.0)
    assert crowded == []
    strong = [Placed(one, view.to_screen(one.box), is_strong=True) for one in owner.regions[:1]]
    assert len(lay_out(strong, LIGHT, screen, lambda _area: 1.0)) == 1, "what is meant is always named"


def test_the_map_of_ink_finds_print_on_any_paper() -> None:
    for paper, print_ in ((255, 0), (120, 30), (20, 230)):
        image = QImage(1000, 1400, QImage.Format.Format_Grayscale8)
        image.fill(paper)
        for y in range(500, 530):
            for x in range(200, 500):
                if (x // 4 + y // 4) % 2:
                    image.setPixel(x, y, 0xFF000000 | print_ * 0x010101)
        ink = InkMap(image, (1000, 1400))
        assert ink.share(QRectF(210, 502, 280, 24)) > 0.9
        assert ink.share(QRectF(10, 10, 900, 400)) == 0
        assert ink.share(QRectF(-500, -500, 100, 100)) == 0
