"""Regions are copied between documents, locked, aligned, done to by menus; each a step with its words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from small_invoices import draw_invoice
from window_tools import WAIT, open_window, small

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.regions.clipboard import MIME, to_mime
from invoice_desk.invoice.fields import Column, Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.template import PageSize
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import save
from tests.desktop.canvas_owner import CTRL, NONE

pytestmark = pytest.mark.usefixtures("tessdata")


def fill(desk: Desk, folder: Path) -> None:
    save(desk, small())
    first, second = draw_invoice(folder / "small-1.png"), folder / "other-1.png"
    QImage(str(first)).scaled(1280, 480).save(str(second))
    read(desk, first, second)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a shown window: invoice 1 has a template; invoice 2, twice as large, has none."""
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
    QGuiApplication.clipboard().clear()


def go_to(qtbot: QtBot, window: MainWindow, key: int) -> None:
    window.go_to(key)
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    window.canvas.setFocus()


def names(window: MainWindow) -> list[str]:
    template = window.template_editor.template
    return [field.name for field in template.fields] if template is not None else []


def box(window: MainWindow, name: str) -> Box:
    field = window.template_editor.field(name)
    assert field is not None
    return field.box


def middle(window: MainWindow, name: str) -> QPoint:
    region, view = window.canvas.shown.find(name), window.canvas.view
    assert region is not None
    assert view is not None
    return view.to_screen(region.box).center().toPoint()


def menu_at(window: MainWindow, at: QPoint) -> QMenu:
    """Press the right button and return the menu that comes."""
    viewport = window.canvas.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, NONE, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    return next(menu for menu in window.canvas.findChildren(QMenu) if menu.isVisible())


def choose(menu: QMenu, name: str) -> None:
    action = menu.findChild(QAction, name)
    assert action is not None
    assert action.isEnabled()
    action.trigger()
    menu.close()


def offers(menu: QMenu) -> set[str]:
    return {action.objectName() for action in menu.actions() if action.isEnabled()} - {""}


def undo_words(window: MainWindow) -> str:
    return window.actions_["undo"].text()


def test_regions_are_copied_to_a_page_of_another_size(qtbot: QtBot, window: MainWindow) -> None:
    before = box(window, "total")
    QTest.keyClick(window.canvas, Qt.Key.Key_A, CTRL)
    QTest.keyClick(window.canvas, Qt.Key.Key_C, CTRL)
    go_to(qtbot, window, 2)
    assert names(window) == []
    QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL)
    assert names(window) == ["number", "date", "total"]
    assert list(box(window, "total")) == [2 * edge for edge in before]
    assert set(window.canvas.selection) == {"number", "date", "total"}
    assert undo_words(window) == "&Undo: paste 3 regions"
    QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL)
    assert names(window) == ["number", "date", "total", "number_2", "date_2", "total_2"]
    assert box(window, "total_2") != box(window, "total"), "not exactly on the one that is there"
    for _ in range(2):
        window.actions_["undo"].trigger()
    assert names(window) == []


def test_regions_are_cut_and_pasted_under_the_pointer(window: MainWindow) -> None:
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, NONE, middle(window, "total"))
    wide = box(window, "total").width
    QTest.keyClick(window.canvas, Qt.Key.Key_X, CTRL)
    assert names(window) == ["number", "date"]
    assert undo_words(window) == "&Undo: cut 1 region"
    view = window.canvas.view
    assert view is not None
    choose(menu_at(window, view.transform.map(QPointF(12, 150)).toPoint()), "paste_here")
    pasted = box(window, "total")
    assert abs(pasted.x0 - 12) <= 2
    assert abs(pasted.y0 - 150) <= 2
    assert pasted.width == wide


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[" * 100_000,
        '{"format": "invoice-desk-regions/1"}',
        '{"format": "invoice-desk-regions/1", "page": {"width": 0, "height": 5}, "fields": []}',
        json.dumps({"format": "invoice-desk-regions/1", "page": {"width": 9, "height": 9},
                    "fields": [{"name": "x", "box": [0, 0, 5, 10**9]}]}),
        json.dumps({"format": "invoice-desk-regions/1", "page": {"width": 9, "height": 9},
                    "fields": [{"name": "x\ny", "box": [0, 0, 5, 5]}]}),
        json.dumps({"format": "invoice-desk-regions/1", "page": {"width": 9, "height": 9},
                    "fields": [{"name": f"x{n}", "box": [0, 0, 5, 5]} for n in range(201)]}),
        " " * 600_000,
    ],
)  # fmt: skip
def test_a_hostile_clipboard_is_refused_in_words(window: MainWindow, text: str) -> None:
    mime = QMimeData()
    mime.setData(MIME, text.encode())
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL)
    assert "in the clipboard" in window.notices.words
    assert names(window) == ["number", "date", "total"]


def test_regions_are_pasted_from_their_text_as_well(window: MainWindow) -> None:
    field = Field(name="total", box=Box(10, 10, 60, 30))
    mime = QMimeData()
    mime.setText(to_mime([field], PageSize(width=640, height=240)).text())
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL)
    assert names(window) == ["number", "date", "total", "total_2"]
    assert box(window, "total_2") == Box(10, 10, 60, 30)


def test_a_table_takes_its_columns_along(window: MainWindow) -> None:
    columns = (Column(name="a", x0=10, x1=60), Column(name="b", x0=60, x1=110))
    table = Field(name="lines", kind=FieldKind.TABLE, box=Box(10, 10, 110, 50), columns=columns)
    QGuiApplication.clipboard().setMimeData(to_mime([table], PageSize(width=320, height=120)))
    QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL)
    pasted = window.template_editor.field("lines")
    assert pasted is not None
    assert pasted.box == Box(20, 20, 220, 100)
    assert [(one.x0, one.x1) for one in pasted.columns] == [(20, 120), (120, 220)]
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = window.template_editor.field("lines")
    assert moved is not None
    assert [(one.x0, one.x1) for one in moved.columns] == [(30, 130), (130, 230)]


def test_a_picture_in_the_clipboard_becomes_an_invoice(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setImage(QImage(str(draw_invoice(tmp_path / "x.png", number="X-1"))))
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        QTest.keyClick(window.canvas, Qt.Key.Key_V, CTRL)
    assert window.invoices.model.rowCount() == 3


def test_a_locked_region_is_neither_moved_nor_deleted_and_stays_locked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    before = box(window, "total")
    window.canvas.select(["total"])
    QTest.keyClick(window.canvas, Qt.Key.Key_L, CTRL)
    assert window.canvas.shown.find("total").is_locked  # type: ignore[union-attr]
    assert undo_words(window) == "&Undo: lock 1 region"
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Delete):
        QTest.keyClick(window.canvas, key)
    QTest.keyClick(window.canvas, Qt.Key.Key_X, CTRL)
    window.regions.delete(["total"])  # as the list of fields asks for it
    assert box(window, "total") == before
    window.canvas.select(["total"])
    QTest.keyClicks(window.canvas, "6")
    assert window.locks.has("tax"), "a lock goes with its region's name"
    window.actions_["undo"].trigger()
    assert window.locks.has("total")
    go_to(qtbot, window, 2)
    go_to(qtbot, window, 1)
    assert window.canvas.shown.find("total").is_locked  # type: ignore[union-attr]
    kept = tmp_path / "desk" / "window.json"
    qtbot.waitUntil(
        lambda: kept.is_file() and json.loads(kept.read_text()).get("locks") == {"small": ["total"]},
        timeout=WAIT,
    )
    window.template_editor.rename("Acme")
    assert window.locks.has("total"), "and with its template's name"
    window.actions_["undo"].trigger()
    choose(menu_at(window, middle(window, "total")), "lock")
    assert not window.locks.has("total")


def test_the_menu_of_regions_offers_what_can_be_done(window: MainWindow) -> None:
    menu = menu_at(window, middle(window, "total"))
    one = {"name", "lock", "read_again", "copy", "cut", "duplicate", "snap", "delete"}
    assert offers(menu) == one
    choose(menu, "name")
    assert window.naming.popup.isVisible()
    QTest.keyClick(window.naming.popup.title, Qt.Key.Key_Escape)
    QTest.keyClick(window.canvas, Qt.Key.Key_A, CTRL)
    menu = menu_at(window, middle(window, "total"))
    assert offers(menu) == one - {"name"}
    aligning = menu.findChild(QMenu, "align")
    assert aligning is not None
    choose(aligning, "left")
    menu.close()
    assert len({box(window, name).x0 for name in names(window)}) == 1


def test_the_kind_is_changed_by_the_menu(window: MainWindow) -> None:
    menu = menu_at(window, middle(window, "total"))
    kinds = menu.findChild(QMenu, "kinds")
    assert kinds is not None
    assert [action.objectName() for action in kinds.actions() if action.isChecked()] == ["amount"]
    choose(kinds, "number")
    menu.close()
    field = window.template_editor.field("total")
    assert field is not None
    assert field.kind is FieldKind.NUMBER
    assert undo_words(window) == "&Undo: change the kind"


def test_regions_are_made_alike_and_spread(window: MainWindow) -> None:
    boxes = {"number": Box(10, 10, 60, 30), "date": Box(80, 12, 110, 42), "total": Box(300, 14, 400, 34)}
    window.canvas.regions_changed.emit(boxes)
    QTest.keyClick(window.canvas, Qt.Key.Key_A, CTRL)
    wanted = {
        "same_width": lambda found: {one.width for one in found} == {100},
        "same_height": lambda found: {one.height for one in found} == {30},
        "across": lambda found: found[1].x0 - found[0].x1 == found[2].x0 - found[1].x1 == 105,
    }
    for how, holds in wanted.items():
        menu = menu_at(window, middle(window, "total"))
        aligning = menu.findChild(QMenu, "align")
        assert aligning is not None
        choose(aligning, how)
        menu.close()
        assert holds([box(window, name) for name in ("number", "date", "total")]), how
        window.actions_["undo"].trigger()
        assert box(window, "date") == boxes["date"]


def test_the_key_of_menus_opens_that_of_the_selected_regions(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_A, CTRL)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(2, 2), QPoint(2, 2))
    QApplication.sendEvent(window.canvas.viewport(), event)
    (menu,) = [menu for menu in window.canvas.findChildren(QMenu) if menu.isVisible()]
    assert menu.findChild(QMenu, "align") is not None
    menu.close()


def test_duplicates_are_selected_and_only_they_are_read(qtbot: QtBot, window: MainWindow) -> None:
    window.canvas.select(["total"])
    with qtbot.waitSignal(window.template_editor.fields_changed) as changed:
        QTest.keyClick(window.canvas, Qt.Key.Key_D, CTRL)
    assert changed.args == [("total_2",)]
    assert window.canvas.selection == ("total_2",)
    assert undo_words(window) == "&Undo: duplicate 1 region"


def test_the_menu_of_the_page_selects_all_and_fits(window: MainWindow) -> None:
    view = window.canvas.view
    assert view is not None
    beside = view.transform.map(QPointF(630, 230)).toPoint()
    menu = menu_at(window, beside)
    assert {"paste_here", "paste_same"}.isdisjoint(offers(menu)), "there is nothing to paste"
    assert {"fit_page", "fit_width", "rotate", "appearance"} <= offers(menu)
    choose(menu, "select_all")
    assert len(window.canvas.selection) == 3


def test_the_words_of_undo_follow_the_person_and_name_the_step(window: MainWindow) -> None:
    window.canvas.select(["total"])
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    assert undo_words(window) == "&Undo: move 1 region"
    moved = {"total": box(window, "total"), "date": box(window, "date").moved(dx=3, dy=0)}
    window.canvas.regions_changed.emit({"total": moved["total"].grown(2)})
    assert undo_words(window) == "&Undo: resize 1 region"
    window.undo._group.setActiveStack(window.value_editor.undo_stack)
    assert undo_words(window) == "&Undo"
