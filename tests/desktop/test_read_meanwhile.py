"""The open invoice is read in the background: its template, boxes and values come to the window by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window, small

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


def read_by_a_template(qtbot: QtBot, window: MainWindow) -> None:
    """Let a template come in and read the invoice, as when both are dropped together."""
    save(window.session.desk, small())
    reviewing.read_again(window.session.desk, [1], template="small")
    window.session.refresh()
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.work.read()
    qtbot.waitUntil(lambda: window.session.record is not None, timeout=WAIT)


def test_boxes_and_values_show_as_soon_as_it_is_read(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.docks.template.visibleRegion().isEmpty()
    read_by_a_template(qtbot, window)
    assert {region.name for region in window.canvas.shown.regions} == {"number", "date", "total"}
    qtbot.waitUntil(lambda: not window.docks.values.visibleRegion().isEmpty(), timeout=WAIT)


def test_what_is_being_drawn_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.canvas.region_drawn.emit(Box(230, 128, 620, 178))
    window.naming.leave()
    read_by_a_template(qtbot, window)
    assert [region.name for region in window.canvas.shown.regions] == ["field"]
    window.template_editor.undo_stack.undo()
    assert window.canvas.shown.regions == ()
