"""The live test of a template: on many invoices, beside what is kept, with a stop, and applied at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.dialogs.trial_dialog import TrialDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.tables.trial_model import TrialRole
from invoice_desk.desktop.templates import trial as template_trial
from invoice_desk.invoice.filed import State
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.store.corrections import Spot
from invoice_desk.store.documents import get_filed
from invoice_desk.store.templates import newest_template
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
SIZE = Size(640, 240)
BLANK, TOTALS = Box(10, 190, 200, 235), Box(230, 128, 620, 178)
PLAIN = {ord("\u2068"): None, ord("\u2069"): None}


def fill(desk: Desk, folder: Path) -> None:
    number, date, total = small().fields
    wrong = total.model_copy(update={"box": BLANK})
    save(desk, small().model_copy(update={"fields": (number, date, wrong)}))
    files = [draw(folder / "in", f"small-{at}.png", number=f"INV-{at}") for at in (1, 2, 3)]
    read(desk, *files, draw(folder / "in", "other.png", number="X-9"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a window on three invoices whose template misses the total; one of another layout waits."""
    opened = open_window(read_desks.copy(fill, tmp_path / "desk"))
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    opened.go_to(1)
    qtbot.waitUntil(lambda: opened.page_view.is_shown, timeout=WAIT)
    yield opened
    opened.close()
    opened.session.desk.close()


def begin(window: MainWindow) -> TrialDialog:
    """Move the total's box to its print, and open the trial by its key."""
    window.template_editor.move({"total": TOTALS}, SIZE)
    window.actions_["try_template"].trigger()
    (dialog,) = window.findChildren(TrialDialog)
    return dialog


def run(qtbot: QtBot, dialog: TrialDialog, scope: int = 0) -> None:
    dialog.scope.setCurrentIndex(scope)
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog._is_running, timeout=WAIT)


def cell(dialog: TrialDialog, invoice: int, field: str, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    """Return what a cell shows."""
    for row in range(dialog.model.rowCount()):
        for column in range(1, dialog.model.columnCount()):
            index = dialog.model.index(row, column)
            if (index.data(TrialRole.INVOICE), index.data(TrialRole.FIELD)) == (invoice, field):
                return str(index.data(role))
    raise KeyError(field)


def contents(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "desk.sqlite3") as connection:
        return list(connection.iterdump())


def state(window: MainWindow, key: int) -> State:
    with window.session.desk.reading() as connection:
        return get_filed(connection, window.session.desk.store.originals, key).state


def test_it_says_what_would_be_better_and_keeps_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    reviewing.correct(window.session.desk, 1, Spot("total"), "1234.50")
    reviewing.correct(window.session.desk, 2, Spot("total"), "99.00")
    before = contents(tmp_path / "desk")
    dialog = begin(window)
    assert [dialog.scope.itemText(at) for at in range(dialog.scope.count())] == [
        "Invoices of this template (3)",
        "Invoices that the list shows (4)",
        "The open invoice",
    ]
    run(qtbot, dialog)
    words = dialog.words.text()
    assert words.startswith("3 of 3 invoices read without a doubt, 3 more than now")
    assert "1 value that a person had corrected would be read right" in words
    assert cell(dialog, 1, "total") == "1,234.50"
    tip = cell(dialog, 1, "total", Qt.ItemDataRole.ToolTipRole).translate(PLAIN)
    assert tip.splitlines() == ["Better: 1,234.50, until now nothing", "A person said 1234.50: it agrees"]
    assert "A person said 99.00: it does not agree" in cell(
        dialog, 2, "total", Qt.ItemDataRole.ToolTipRole
    ).translate(PLAIN)
    assert (
        cell(dialog, 3, "number", Qt.ItemDataRole.ToolTipRole).translate(PLAIN) == "As it is kept now: INV-3"
    )
    assert contents(tmp_path / "desk") == before


def test_a_row_opens_its_invoice_at_the_value_while_the_table_stays(qtbot: QtBot, window: MainWindow) -> None:
    dialog = begin(window)
    run(qtbot, dialog)
    row = next(at for at in range(3) if dialog.model.index(at, 0).data(TrialRole.INVOICE) == 3)
    place = dialog.table.visualRect(dialog.model.index(row, 3)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.session.filed is not None
    assert (window.session.filed.id, window.session.spot) == (3, Spot("total"))
    assert dialog.isVisible()
    assert "Better" in dialog.details.text()


def test_what_was_tried_is_kept_and_reads_them_again(qtbot: QtBot, window: MainWindow) -> None:
    reviewing.accept(window.session.desk, [2])
    window.template_editor.rename("Acme")
    dialog = begin(window)
    run(qtbot, dialog)
    window.go_to(3)  # another invoice is open when the person decides
    assert "1 of them would stay as it is" in dialog.words.text()
    assert "2 invoices" in dialog.apply.text()
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert not window.findChildren(TrialDialog)
    with window.session.desk.reading() as connection:
        saved = newest_template(connection, "Acme")
        assert newest_template(connection, "small") is None
    assert saved is not None
    assert (saved.template.version, saved.template.fields[2].box) == (2, TOTALS)
    assert (state(window, 1), state(window, 2)) == (State.REVIEW, State.ACCEPTED)
    assert window.template_editor.template == saved.template
    window.go_to(1)
    assert window.session.record is not None
    assert [one.shown_text for one in window.session.record.entries] == ["INV-1", "14 March 2026", "1,234.50"]
    assert not window.template_editor.is_edited


def test_invoices_of_the_list_are_tried_too_and_those_without_a_template_take_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = begin(window)
    run(qtbot, dialog, 1)
    assert "New: X-9" in cell(dialog, 4, "number", Qt.ItemDataRole.ToolTipRole).translate(PLAIN)
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert state(window, 4) is State.REVIEW


def test_the_open_invoice_alone(qtbot: QtBot, window: MainWindow) -> None:
    dialog = begin(window)
    run(qtbot, dialog, 2)
    assert dialog.model.rowCount() == 1
    assert dialog.words.text().startswith("1 of 1 invoice read without a doubt, 1 more than now")


def test_it_can_be_stopped_and_begun_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from collections.abc import Generator
    from threading import Event

    from invoice_desk.progress import Progress

    is_asked = Event()

    def slow(*_: object, is_stopped: object, **__: object) -> Generator[Progress, None, None]:
        yield Progress("small-1.png", 0, 3)
        is_asked.wait(30)

    with monkeypatch.context() as patched:
        patched.setattr(template_trial, "try_template", slow)
        dialog = begin(window)
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "small-1.png" in dialog.words.text(), timeout=WAIT)
        assert dialog.start.text() == "Stop"
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
        is_asked.set()
        qtbot.waitUntil(lambda: not dialog._is_running, timeout=WAIT)
    assert dialog.words.text() == "Nothing was tried."
    assert not dialog.apply.isVisible()
    run(qtbot, dialog)
    assert dialog.model.rowCount() == 3


def test_the_limit_is_said_openly(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_trial, "MOST", 2)
    dialog = begin(window)
    assert dialog.scope.itemText(0) == "Invoices of this template (2 / 3)"


def test_closing_the_window_ends_a_trial_that_runs(qtbot: QtBot, window: MainWindow) -> None:
    dialog = begin(window)
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    window.close()
    assert not dialog.isVisible()


def test_without_a_region_there_is_nothing_to_try(window: MainWindow) -> None:
    window.go_to(4)
    window.actions_["try_template"].trigger()
    assert "nothing to try yet" in window.notices.words
    assert not window.findChildren(TrialDialog)
