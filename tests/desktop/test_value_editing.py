"""What a person says of values can be undone, one by one, and what was changed together at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_tools import draw, small

from invoice_desk.desktop.session import Session
from invoice_desk.desktop.tables.results_rows import Edit
from invoice_desk.desktop.value_editing import ValueEditor
from invoice_desk.store.corrections import Spot
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import arrival_of, take_in_one
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
TOTAL, DATE = Spot("total"), Spot("date")


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    """Return a session with an invoice that was read."""
    desk = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    save(desk, small())
    take_in_one(desk, arrival_of(draw(tmp_path / "in")), "small")
    list(read_waiting(desk))
    opened = Session(desk)
    opened.open_invoice(1)
    yield opened
    desk.close()


def text(session: Session, name: str) -> str:
    assert session.record is not None
    return next(entry.shown_text for entry in session.record.entries if entry.field.name == name)


def test_corrections_go_back_one_by_one(session: Session) -> None:
    editor = ValueEditor(session)
    editor.correct(TOTAL, "1.00")
    editor.correct(TOTAL, "2.00")
    editor.confirm(DATE)
    for expected in ("2.00", "1.00", "1,234.50"):
        editor.undo_stack.undo()
        assert text(session, "total") == expected
    editor.undo_stack.redo()
    assert text(session, "total") == "1.00"


def test_what_was_pasted_together_goes_back_together(session: Session) -> None:
    editor = ValueEditor(session)
    for spot, new in ((TOTAL, "5.00"), (DATE, "2026-01-01")):
        reviewing.correct(session.desk, 1, spot, new)
        editor.note(Edit(1, spot, None, new, step=7))
    assert editor.undo_stack.count() == 1
    editor.undo_stack.undo()
    assert (text(session, "total"), text(session, "date")) == ("1,234.50", "14 March 2026")
    editor.undo_stack.redo()
    assert (text(session, "total"), text(session, "date")) == ("5.00", "2026-01-01")


def test_a_wrong_text_is_told_and_is_no_step(session: Session) -> None:
    editor = ValueEditor(session)
    told: list[object] = []
    editor.problem.connect(told.append)
    editor.correct(TOTAL, "much")
    assert "no amount" in str(told[-1])
    assert editor.undo_stack.count() == 0
