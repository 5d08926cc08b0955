"""The dock of the template: its name typed in place, another one chosen by typing, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from typing_keys import type_text
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.template import Template
from invoice_desk.store.templates import newest_template
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
SIZE = Size(640, 240)


def fill(desk: Desk, folder: Path) -> None:
    save(desk, small())
    total = small().fields[2:]
    save(desk, small("Totals").model_copy(update={"fields": total}))
    read(desk, draw(folder / "in"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a window on an invoice that was read by `small`; `Totals` reads its total alone."""
    opened = open_window(read_desks.copy(fill, tmp_path / "desk"))
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    opened.go_to(1)
    qtbot.waitUntil(lambda: opened.page_view.is_shown, timeout=WAIT)
    opened.docks.template.raise_()
    yield opened
    opened.close()
    opened.session.desk.close()


def newest(window: MainWindow, name: str) -> Template | None:
    with window.session.desk.reading() as connection:
        saved = newest_template(connection, name)
    return saved.template if saved is not None else None


def type_name(window: MainWindow, name: str) -> None:
    """Rename by the action, the keys and Enter."""
    window.actions_["rename_template"].trigger()
    type_text(window.fields._name, name)
    QTest.keyClick(window.fields._name, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", ["Acme", "مصنع الركن الذهبي"])
def test_the_name_is_typed_in_place_for_all_versions_and_undone(window: MainWindow, name: str) -> None:
    window.template_editor.delete(("date",))
    type_name(window, name)
    assert window.session.filed is not None
    assert window.session.filed.template == name
    assert newest(window, "small") is None
    kept = newest(window, name)
    assert kept is not None
    assert (kept.version, len(kept.fields)) == (1, 3), "what is drawn is a draft still"
    assert window.template_editor.template is not None
    assert len(window.template_editor.template.fields) == 2
    stack = window.template_editor.undo_stack
    stack.undo()
    assert newest(window, "small") is not None
    assert window.fields._name.text() == "small"
    stack.undo()
    assert not window.template_editor.is_edited
    stack.redo()
    stack.redo()
    assert window.template_editor.template.name == name
    assert window.template_editor.keep() == name
    kept = newest(window, name)
    assert kept is not None
    assert (kept.version, len(kept.fields)) == (2, 2)


def test_a_name_that_is_taken_is_told_and_put_back(window: MainWindow) -> None:
    type_name(window, "TOTALS")
    assert "another template has the name 'Totals'" in window.notices.words
    window.canvas.setFocus()
    assert newest(window, "small") is not None
    assert window.template_editor.template is not None
    assert window.template_editor.template.name == "small"


def test_a_new_template_cannot_take_the_name_of_another(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.actions_["new_template"].trigger()
    window.template_editor.draw(Box(230, 128, 620, 178), 0, SIZE)
    type_name(window, "Totals")
    assert "another template has the name" in window.notices.words
    type_name(window, "Mine")
    assert window.template_editor.keep() == "Mine"
    totals = newest(window, "Totals")
    assert totals is not None
    assert totals.version == 1


def test_drafts_of_other_invoices_follow_the_new_name(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in", "small-2.png", number="X-9")])
    window.go_to(2)
    window.template_editor.delete(("date",))
    window.go_to(1)
    type_name(window, "Acme")
    window.go_to(2)
    assert window.template_editor.template is not None
    assert (window.template_editor.template.name, window.template_editor.is_edited) == ("Acme", True)
    assert window.template_editor.keep() == "Acme"
    assert newest(window, "small") is None


def test_another_template_is_chosen_by_typing_and_reads_the_invoice(qtbot: QtBot, window: MainWindow) -> None:
    combo = window.fields._choice.combo
    combo.setFocus()
    combo.lineEdit().selectAll()
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        qtbot.keyClicks(combo.lineEdit(), "totals")
        qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    assert window.session.filed is not None
    assert window.session.record is not None
    assert window.session.filed.template == "Totals"
    assert [one.field.name for one in window.session.record.entries] == ["total"]
    assert window.template_editor.template is not None
    assert window.template_editor.template.name == "Totals"
    assert combo.currentText() == "Totals"
    assert "Read by “Totals” now" in window.notices.words


def test_one_is_chosen_from_the_list_by_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    combo = window.fields._choice.combo
    assert [combo.itemText(at) for at in range(combo.count())] == ["small", "Totals"]
    combo.setFocus()
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert window.session.filed is not None
    assert window.session.filed.template == "Totals"


def test_what_is_no_template_is_put_back(qtbot: QtBot, window: MainWindow) -> None:
    combo = window.fields._choice.combo
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo.lineEdit(), "nothing like it")
    qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    assert combo.currentText() == "small"
    qtbot.keyClicks(combo.lineEdit(), "xyz")
    window.fields._name.setFocus()
    assert combo.currentText() == "small"
    assert not window.work.is_running


def test_an_accepted_invoice_keeps_its_template_and_says_why(qtbot: QtBot, window: MainWindow) -> None:
    reviewing.accept(window.session.desk, [1])
    window.session.refresh()
    window.templates.choose("Totals")
    assert window.notices.words
    assert window.session.filed is not None
    assert window.session.filed.template == "small"
    assert window.fields._choice.combo.currentText() == "small"


def test_what_was_drawn_is_a_version_before_another_template_is_chosen(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.template_editor.delete(("date",))
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.templates.choose("Totals")
    kept = newest(window, "small")
    assert kept is not None
    assert (kept.version, [field.name for field in kept.fields]) == (2, ["number", "total"])


def test_how_it_stands_is_said(window: MainWindow) -> None:
    assert window.fields.standing == "Version 1"
    window.template_editor.delete(("date",))
    assert "Version 1, changed and not kept yet" in window.fields.standing
    window.template_editor.keep()
    assert window.fields.standing.startswith("Version 2")
    window.actions_["new_template"].trigger()
    assert "A new template" in window.fields.standing
    window.session.open_invoice(None)
    assert window.fields.standing == ""


def test_a_value_says_which_version_read_it(window: MainWindow) -> None:
    window.template_editor.delete(("date",))
    window.template_editor.keep()
    window.session.refresh()
    assert window.fields.standing == "Version 2\nThis invoice was read by version 1"
    window.actions_["new_template"].trigger()
    assert "This invoice was read by version 1 of “small”" in window.fields.standing


def test_all_fields_of_the_page_are_tried_and_nothing_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    window.template_editor.move({"date": Box(230, 128, 620, 178)}, SIZE)
    window.page_view._tried.clear()
    window.actions_["try_page"].trigger()
    qtbot.waitUntil(lambda: {"number", "date", "total"} <= set(window.page_view._tried), timeout=WAIT)
    assert window.page_view._tried["date"].shown_text == "1,234.50"
    kept = newest(window, "small")
    assert kept is not None
    assert kept.version == 1


def test_the_choice_has_names_for_who_cannot_see_it(window: MainWindow) -> None:
    choice = window.fields._choice
    assert choice.combo.accessibleName() == "Template of this invoice"
    assert choice._library.accessibleName() == "Template library"
    assert isinstance(choice.combo.lineEdit(), QLineEdit)


def test_a_draft_of_a_deleted_template_is_kept_and_it_stays_deleted(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.template_editor.delete(("date",))
    from invoice_desk.workflow.templates import remove

    remove(window.session.desk, "small")
    again = open_window(tmp_path / "desk")  # as after a crash
    qtbot.addWidget(again)
    assert newest(again, "small") is None
    assert not list((tmp_path / "desk" / "drafts").iterdir())
    again.close()
    again.session.desk.close()
