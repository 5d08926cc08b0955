"""The open invoice is read in the background: its boxes and values come to the window by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window, settled, small

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.invoice.geometry import Box
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a window with one invoice open that no template reads yet."""
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    qtbot.waitExposed(opened)
    with qtbot.waitSignal(opened.work.idle, timeout=WAIT):
        opened.commands.add([draw(tmp_path / "in")])
    qtbot.waitUntil(lambda: opened.page_view.is_shown, timeout=WAIT)
    yield opened
    opened.close()
    opened.session.desk.close()


def give_template(window: MainWindow) -> None:
    """Let a template come in that is to read the invoice, as when both are dropped together."""
    save(window.session.desk, small())
    reviewing.read_again(window.session.desk, [1], template="small")
    window.session.refresh()


def test_boxes_and_values_show_when_read_and_a_click_leads_to_a_box(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert not window.docks.template.visibleRegion().isEmpty()
    give_template(window)
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in", "small-2.png", total="77.10")])
    qtbot.waitUntil(lambda: window.session.record is not None, timeout=WAIT)
    assert {region.name for region in window.canvas.shown.regions} == {"number", "date", "total"}
    qtbot.waitUntil(lambda: not window.docks.values.visibleRegion().isEmpty(), timeout=WAIT)
    settled(qtbot, window.results)
    click_total(qtbot, window, 2)
    assert window.session.filed is not None
    assert window.session.filed.id == 2
    qtbot.waitUntil(lambda: window.canvas.shown.selected == ("total",), timeout=WAIT)


def click_total(qtbot: QtBot, window: MainWindow, key: int) -> None:
    """Click in the table on the total of an invoice that is not open."""
    view, model = window.results.view, window.results.model
    row = model.row_of(key)
    assert row is not None
    index = model.index(row, [one.key for one in model.columns].index("total"))
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_what_is_being_drawn_stays(window: MainWindow) -> None:
    window.canvas.region_drawn.emit(Box(230, 128, 620, 178))
    window.naming.leave()
    give_template(window)
    assert [region.name for region in window.canvas.shown.regions] == ["field"]
    window.template_editor.undo_stack.undo()
    assert window.canvas.shown.regions == ()
