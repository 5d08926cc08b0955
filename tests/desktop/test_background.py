"""Work beside the window: paused, gone on with, stopped, seen in full; a failure is a row, no dialog."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window, settled, small

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.tables.invoice_list import ListRole
from invoice_desk.desktop.tables.state_chips import Chip
from invoice_desk.invoice.filed import State
from invoice_desk.store.corrections import Spot
from invoice_desk.store.searching import Filter, find
from invoice_desk.workflow import desk_process
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a shown window on a new desk that has the template of the small invoice; one process reads."""
    opened = open_window(tmp_path / "desk")
    opened.session.desk.settings = opened.session.desk.settings.model_copy(update={"threads": 1})
    save(opened.session.desk, small())
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.session.desk.close()


def states(window: MainWindow) -> list[State]:
    with window.session.desk.reading() as connection:
        return [one.state for one in find(connection, Filter(states=frozenset(State)), is_descending=False)]


def some(folder: Path, many: int) -> list[Path]:
    return [draw(folder / "in", f"small-{n}.png", number=f"INV-{n}", total=f"{n}.00") for n in range(many)]


def wait_idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.work.is_running, timeout=WAIT)


def test_a_pause_finishes_what_is_read_and_the_rest_waits_until_it_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.work.done, timeout=WAIT):
        window.commands.add(some(tmp_path, 6))
    qtbot.mouseClick(window.status.pause, LEFT)
    wait_idle(qtbot, window)
    found = states(window)
    waiting = found.count(State.NEW)
    assert 1 <= waiting <= 5
    assert State.READING not in found  # what was being read was finished, not broken off
    assert found.count(State.REVIEW) == 6 - waiting
    assert window.work.is_paused
    assert window.status.words.text() == (
        "Paused: 1 invoice waits" if waiting == 1 else f"Paused: {waiting} invoices wait"
    )
    assert window.status.pause.accessibleName() == "Go on"
    qtbot.mouseClick(window.status.pause, LEFT)
    wait_idle(qtbot, window)
    assert states(window) == [State.REVIEW] * 6
    assert window.status.words.text() == "Ready"


def test_a_pause_while_files_come_in_keeps_the_others_in_mind(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.work.taken.connect(lambda _: None if window.work.is_paused else window.actions_["pause"].trigger())
    window.commands.add(some(tmp_path, 6))
    wait_idle(qtbot, window)
    before = len(states(window))
    assert before < 6
    window.work.taken.disconnect()
    window.actions_["pause"].trigger()
    wait_idle(qtbot, window)
    assert states(window) == [State.REVIEW] * 6


def test_a_stop_ends_between_two_fields_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.work.going, timeout=WAIT):
        window.commands.add(some(tmp_path, 4))
    qtbot.mouseClick(window.status.stop, LEFT)
    wait_idle(qtbot, window)
    found = states(window)
    assert set(found) <= {State.NEW, State.REVIEW}
    assert State.NEW in found
    window.actions_["read_all"].trigger()
    wait_idle(qtbot, window)
    assert states(window) == [State.REVIEW] * 4


def test_progress_is_told_for_each_invoice_and_for_all(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    shares: list[float] = []
    sums: list[tuple[int, int]] = []
    window.work.going.connect(lambda one: shares.append(one.done / one.total))
    window.work.progressed.connect(lambda done, total, *_: sums.append((done, total)))
    window.commands.add(some(tmp_path, 3))
    wait_idle(qtbot, window)
    assert len([share for share in shares if 0 < share < 1]) >= 3
    assert sums[-1] == (3, 3)


def test_the_row_of_an_invoice_that_is_read_shows_how_far(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.commands.add(some(tmp_path, 1))
    wait_idle(qtbot, window)
    settled(qtbot, window.invoices)
    index, model = window.invoices.model.index(0), window.invoices.model
    rect = window.invoices.view.visualRect(index)
    window.invoices.view.clearSelection()
    before = window.invoices.view.viewport().grab(rect).toImage()
    model.set_shares({1: 0.5})
    assert index.data(ListRole.SHARE) == 0.5
    assert window.invoices.view.viewport().grab(rect).toImage() != before
    model.set_shares({})
    assert window.invoices.view.viewport().grab(rect).toImage() == before


def test_a_failed_invoice_is_a_red_row_with_its_reason_and_can_be_read_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.work.pause()
    window.work.read()
    window.commands.add(some(tmp_path, 1))
    wait_idle(qtbot, window)
    (original,) = (path for path in (tmp_path / "desk" / "originals").rglob("*.png"))
    content = original.read_bytes()
    original.chmod(0o644)
    original.write_bytes(content[:60])
    window.actions_["read"].trigger()
    wait_idle(qtbot, window)
    settled(qtbot, window.invoices)
    assert states(window) == [State.FAILED]
    assert QApplication.activeModalWidget() is None
    one = window.invoices.model.index(0).data(ListRole.SUMMARY)
    assert one.problem is not None
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    view = window.activity_view
    qtbot.waitUntil(lambda: len(view.failed) == 1, timeout=WAIT)
    words = [label.text() for label in view.findChildren(type(view.heading))]
    assert {one.problem.what, one.problem.remedy} <= {*words, ""}
    original.write_bytes(content)
    again = next(one for one in view.findChildren(QToolButton) if "again" in one.accessibleName())
    qtbot.mouseClick(again, LEFT)
    wait_idle(qtbot, window)
    assert states(window) == [State.REVIEW]
    window.actions_["activity"].trigger()  # the popup may have closed itself meanwhile
    qtbot.waitUntil(lambda: view.failed == (), timeout=WAIT)
    view.hide()


def test_all_that_are_sure_are_accepted_beside_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.commands.add(some(tmp_path, 3))
    wait_idle(qtbot, window)
    window.actions_["accept_sure"].trigger()
    wait_idle(qtbot, window)
    accepted = states(window).count(State.ACCEPTED)
    assert accepted > 0
    assert window.notices.words in {f"{accepted} invoices accepted.", "1 invoice accepted."}


def test_rows_keep_what_is_chosen_while_others_come_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.commands.add(some(tmp_path, 2))
    wait_idle(qtbot, window)
    window.go_to(1)
    window.commands.add([draw(tmp_path / "in", "small-9.png", number="INV-9", total="9.00")])
    wait_idle(qtbot, window)
    settled(qtbot, window.invoices, window.results)
    assert window.invoices.model.rowCount() == 3
    assert window.invoices.view.current_id() == 1
    assert window.session.filed is not None
    assert window.session.filed.id == 1


def test_after_a_crash_the_person_is_where_they_were(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.commands.add(some(tmp_path, 2))
    wait_idle(qtbot, window)
    window.go_to(1)
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    window.session.choose(Spot("total"))
    window.actions_["zoom_in"].trigger()
    assert window.canvas.view is not None
    zoom = window.canvas.view.scale
    window.docks.table.hide()
    qtbot.mouseClick(window.invoices.chips.button(Chip.REVIEW), LEFT)
    editor = window.review.card.editor
    window.review._lane.note_draft(Spot("total"), "77.")
    window.review.drafted.emit()
    file = tmp_path / "desk" / "window.json"
    qtbot.waitUntil(lambda: file.exists() and "77." in file.read_text(), timeout=WAIT)
    assert editor is not None
    again = open_window(tmp_path / "desk")  # the first one was never closed
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.page_view.is_shown, timeout=WAIT)
    assert again.session.filed is not None
    assert (again.session.filed.id, again.session.spot) == (1, Spot("total"))
    assert again.invoices.chips.chip is Chip.REVIEW
    assert again.docks.table.isHidden()
    assert again.canvas.view is not None
    assert again.canvas.view.scale == pytest.approx(zoom)
    assert [text for _spot, text in again.review._lane.drafts()] == ["77."]
    again.close()
    again.session.desk.close()


def test_files_that_could_not_be_taken_in_wait_until_it_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the disk is full: told once, not again and again, and nothing is lost."""
    told: list[object] = []
    window.work.failed.connect(told.append)
    with monkeypatch.context() as broken:
        command = [sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(3)"]
        broken.setattr(desk_process, "_command", lambda: command)
        with qtbot.waitSignal(window.work.paused, timeout=WAIT) as paused:
            window.commands.add(some(tmp_path, 2))
        wait_idle(qtbot, window)
    assert paused.args == [2]
    assert len(told) == 1
    assert window.work.is_paused
    assert "exit code 3" in window.notices.words
    assert window.status.pause.isVisible()
    qtbot.mouseClick(window.status.pause, LEFT)  # Go on
    qtbot.waitUntil(lambda: states(window) == [State.REVIEW] * 2, timeout=WAIT)
    wait_idle(qtbot, window)
