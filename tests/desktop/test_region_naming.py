"""A region is named where it lies: typed, by a digit, kept when one goes on; six fields take no time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from small_invoices import draw_invoice
from window_tools import WAIT, open_window

from invoice_desk.desktop.dialogs.field_dialog import FieldDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.regions.name_popup import NamePopup
from invoice_desk.invoice.fields import Field, FieldKind, Role
from invoice_desk.invoice.geometry import Box
from invoice_desk.workflow.templates import save
from tests.desktop.canvas_owner import LEFT, NONE
from tests.desktop.window_tools import small

pytestmark = pytest.mark.usefixtures("tessdata")
TOTAL, DATE = Box(230, 128, 620, 178), Box(230, 70, 620, 120)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a shown window with one invoice that has no template, ready to draw."""
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.resize(1280, 760)
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    with qtbot.waitSignal(opened.work.idle, timeout=WAIT):
        opened.commands.add([draw_invoice(tmp_path / "other-1.png")])
    qtbot.waitUntil(lambda: opened.page_view.is_shown, timeout=WAIT)
    opened.actions_["draw"].trigger()
    yield opened
    opened.close()
    opened.session.desk.close()


def at(window: MainWindow, x: int, y: int) -> QPoint:
    assert window.canvas.view is not None
    return window.canvas.view.transform.map(QPointF(x, y)).toPoint()


def drag(window: MainWindow, box: Box) -> None:
    """Draw a box with the mouse."""
    viewport = window.canvas.viewport()
    start, end = at(window, box.x0, box.y0), at(window, box.x1, box.y1)
    QTest.mousePress(viewport, LEFT, NONE, start)
    for step in range(1, 4):
        QTest.mouseMove(viewport, start + (end - start) * (step / 3))
    QTest.mouseRelease(viewport, LEFT, NONE, end)


def popup(window: MainWindow) -> NamePopup:
    return window.naming.popup


def fields(window: MainWindow) -> list[tuple[str, str]]:
    template = window.template_editor.template
    return [(field.name, field.kind.value) for field in template.fields] if template is not None else []


def test_six_fields_take_six_drags_and_six_keys(window: MainWindow) -> None:
    for row, digit in enumerate("123567"):
        drag(window, Box(20, 8 + 38 * row, 400, 40 + 38 * row))
        assert popup(window).title.hasFocus()
        QTest.keyClicks(popup(window).title, digit)
        assert not popup(window).isVisible()
    assert [name for name, _ in fields(window)] == [
        *("invoice_number", "issue_date", "seller", "subtotal", "tax", "total"),
    ]
    assert window.canvas.hasFocus()


def test_a_name_is_completed_while_it_is_typed(window: MainWindow) -> None:
    drag(window, TOTAL)
    QTest.keyClicks(popup(window).title, "subt")
    assert popup(window).title.text().casefold() == "subtotal"
    assert popup(window).kind.currentData() == FieldKind.AMOUNT
    QTest.keyClick(popup(window).title, Qt.Key.Key_Return)
    (field,) = window.template_editor.template.fields if window.template_editor.template else ()
    assert (field.name, field.label) == ("subtotal", "Subtotal")
    assert (field.kind, field.role) == (FieldKind.AMOUNT, Role.SUBTOTAL)


def test_a_digit_within_a_name_is_a_letter_like_any(window: MainWindow) -> None:
    drag(window, TOTAL)
    QTest.keyClicks(popup(window).title, "Tax 2")
    QTest.keyClick(popup(window).title, Qt.Key.Key_Return)
    assert [name for name, _ in fields(window)] == ["Tax 2"]


def test_names_of_other_templates_are_proposed(window: MainWindow) -> None:
    template = small("elsewhere")
    order = template.fields[0].model_copy(
        update={"name": "order", "label": "Purchase order", "role": Role.NONE}
    )
    save(window.session.desk, template.model_copy(update={"fields": (order,)}))
    drag(window, TOTAL)
    QTest.keyClicks(popup(window).title, "purch")
    QTest.keyClick(popup(window).title, Qt.Key.Key_Return)
    assert fields(window) == [("order", "identifier")]


def test_escape_leaves_the_region_there_without_a_name(window: MainWindow) -> None:
    drag(window, TOTAL)
    QTest.keyClicks(popup(window).title, "Tot")
    QTest.keyClick(popup(window).title, Qt.Key.Key_Escape)
    assert not popup(window).isVisible()
    assert fields(window) == [("field", "text")]


def test_the_next_box_keeps_what_was_typed_for_the_one_before(window: MainWindow) -> None:
    drag(window, TOTAL)
    QTest.keyClicks(popup(window).title, "Shipping cost")
    drag(window, DATE)
    assert [name for name, _ in fields(window)] == ["Shipping cost", "field"]
    assert popup(window).isVisible()
    assert popup(window).title.text() == ""


def test_the_kind_is_guessed_by_what_is_read_and_a_chosen_one_stays(qtbot: QtBot, window: MainWindow) -> None:
    drag(window, TOTAL)
    qtbot.waitUntil(lambda: popup(window).kind.currentData() == FieldKind.AMOUNT, timeout=WAIT)
    QTest.keyClicks(popup(window).title, "Charge")
    QTest.keyClick(popup(window).title, Qt.Key.Key_Return)
    assert fields(window) == [("Charge", "amount")]
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    combo = popup(window).kind
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    popup(window).kept.emit()
    assert fields(window) == [("Charge", "text")]


def test_the_card_covers_neither_the_box_nor_leaves_the_window(window: MainWindow) -> None:
    for box in (Box(20, 10, 300, 40), Box(300, 190, 630, 230)):
        drag(window, box)
        region = (
            window.canvas.view.to_screen(window.canvas.shown.regions[-1].box) if window.canvas.view else None
        )
        assert region is not None
        assert not popup(window).geometry().intersects(region.toRect())
        assert window.canvas.viewport().rect().contains(popup(window).geometry())
        before = popup(window).pos()
        window.canvas.pan(QPointF(-40, -30))
        assert popup(window).pos() != before
        QTest.keyClick(popup(window).title, Qt.Key.Key_Escape)


def test_all_settings_open_from_the_card(window: MainWindow) -> None:
    drag(window, TOTAL)
    popup(window)._more.click()
    (dialog,) = window.findChildren(FieldDialog)
    assert not popup(window).isVisible()
    dialog.reject()


def test_undo_takes_the_name_back_and_then_the_box(window: MainWindow) -> None:
    drag(window, TOTAL)
    QTest.keyClicks(popup(window).title, "7")
    assert window.actions_["undo"].text() == "&Undo: name the region"
    window.actions_["undo"].trigger()
    assert fields(window) == [("field", "text")]
    assert window.actions_["undo"].text() == "&Undo: draw a region"
    window.actions_["undo"].trigger()
    assert fields(window) == []
    assert window.actions_["redo"].text() == "&Redo: draw a region"


def test_undo_while_the_card_is_open_closes_it(window: MainWindow) -> None:
    drag(window, TOTAL)
    window.template_editor.undo_stack.undo()
    assert not popup(window).isVisible()
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    assert fields(window) == []


def test_a_known_field_keeps_its_kind_when_it_is_opened_by_its_name(window: MainWindow) -> None:
    drag(window, TOTAL)
    QTest.keyClicks(popup(window).title, "7")
    window.template_editor.edit("total", _number(window))
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    assert popup(window).title.text() == "Total"
    assert popup(window).kind.currentData() == FieldKind.NUMBER


def _number(window: MainWindow) -> Field:
    field = window.template_editor.field("total")
    assert field is not None
    return field.model_copy(update={"kind": FieldKind.NUMBER})
