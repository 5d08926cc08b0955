"""The window as a whole: files come in and are read, values are corrected, accepted, exported; all kept."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.dialogs.export.export_dialog import ExportDialog
from invoice_desk.desktop.dialogs.palette import CommandPalette
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.invoice.filed import State
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.store.corrections import Spot
from invoice_desk.store.searching import Filter, find
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a shown window on a new desk that has the template of the small invoice."""
    opened = open_window(tmp_path / "desk")
    save(opened.session.desk, small())
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.session.desk.close()


def add(qtbot: QtBot, window: MainWindow, *files: Path) -> None:
    """Add files and wait until they are read and their page is shown."""
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add(files)
    qtbot.waitUntil(lambda: window.session.filed is not None, timeout=WAIT)


def shown_page(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)


def states(window: MainWindow) -> list[State]:
    with window.session.desk.reading() as connection:
        return [one.state for one in find(connection, Filter(states=frozenset(State)), is_descending=False)]


def drop_of(mime: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(600, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def drop(window: MainWindow, mime: QMimeData) -> None:
    window.dropEvent(drop_of(mime))


def test_an_empty_desk_invites(window: MainWindow) -> None:
    assert window.middle.currentWidget() is window.invitation


def test_a_dropped_file_is_read_and_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(draw(tmp_path / "in")))])
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        drop(window, mime)
    qtbot.waitUntil(lambda: window.session.record is not None, timeout=WAIT)
    shown_page(qtbot, window)
    assert window.middle.currentWidget() is window.canvas
    assert states(window) == [State.REVIEW]


def test_a_dropped_picture_without_a_file_is_an_invoice_too(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setImageData(QImage(str(draw(tmp_path / "in"))))
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        drop(window, mime)
    assert states(window) == [State.NEW]


def test_a_broken_file_is_told_and_the_others_come_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7")
    add(qtbot, window, broken, draw(tmp_path / "in"))
    assert "broken.pdf" in window.notices.words
    assert states(window) == [State.REVIEW]


def test_regions_are_drawn_named_read_and_kept(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    add(qtbot, window, draw(tmp_path / "in", "other-1.png"))
    shown_page(qtbot, window)
    window.canvas.region_drawn.emit(Box(230, 128, 620, 178))
    QTest.keyClicks(window.naming.popup.title, "Total")
    QTest.keyClick(window.naming.popup.title, Qt.Key.Key_Return)
    template = window.template_editor.template
    assert template is not None
    assert [(field.name, field.kind.value) for field in template.fields] == [("total", "amount")]
    qtbot.waitUntil(lambda: "1,234.50" in str(window.canvas.shown.regions), timeout=WAIT)
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.actions_["read"].trigger()
    record = window.session.record
    assert record is not None
    assert record.entries[0].value == Decimal("1234.50")
    add(qtbot, window, draw(tmp_path / "in", "other-2.png", total="77.00"))
    assert states(window) == [State.REVIEW, State.REVIEW]


@pytest.mark.parametrize(("typed", "name", "kind"), [("7", "total", "amount"), ("٢", "issue_date", "date")])
def test_a_digit_makes_the_selected_region_a_usual_field(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, typed: str, name: str, kind: str
) -> None:
    add(qtbot, window, draw(tmp_path / "in", "other-1.png"))
    shown_page(qtbot, window)
    drawn = window.template_editor.draw(Box(230, 128, 620, 178), 0, Size(640, 240))
    window.canvas.select((drawn,))
    window.canvas.setFocus()
    pressed = QKeyEvent(QEvent.Type.KeyPress, ord(typed), Qt.KeyboardModifier.NoModifier, typed)
    QApplication.sendEvent(window.canvas, pressed)
    template = window.template_editor.template
    assert template is not None
    assert [(field.name, field.kind.value) for field in template.fields] == [(name, kind)]
    assert window.canvas.selection == (name,)
    window.template_editor.undo_stack.undo()
    assert window.template_editor.template is not None
    assert [field.name for field in window.template_editor.template.fields] == [drawn]


def test_a_digit_without_one_selected_region_does_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    add(qtbot, window, draw(tmp_path / "in"))
    shown_page(qtbot, window)
    window.canvas.select(("number", "total"))
    QTest.keyClicks(window.canvas, "3")
    template = window.template_editor.template
    assert template is not None
    assert [field.name for field in template.fields] == ["number", "date", "total"]


def test_a_file_dropped_on_the_page_comes_in(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    add(qtbot, window, draw(tmp_path / "in"))
    shown_page(qtbot, window)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(draw(tmp_path / "in", "small-2.png", number="X-9")))])
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.canvas.dropEvent(drop_of(mime))
    assert states(window) == [State.REVIEW, State.REVIEW]


def test_regions_that_were_not_read_yet_are_there_when_one_comes_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    add(qtbot, window, draw(tmp_path / "in"), draw(tmp_path / "in", "other-1.png", number="X-9"))
    window.go_to(2)
    shown_page(qtbot, window)
    window.template_editor.draw(Box(230, 128, 620, 178), 0, Size(640, 240))
    window.go_to(1)
    shown_page(qtbot, window)
    window.go_to(2)
    shown_page(qtbot, window)
    assert [one.name for one in window.canvas.shown.regions] == ["field"]
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.actions_["read"].trigger()
    assert window.session.record is not None
    assert not list((tmp_path / "desk").glob("drafts/*"))


def test_undo_takes_back_regions_and_values_apart(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    add(qtbot, window, draw(tmp_path / "in"))
    shown_page(qtbot, window)
    window.template_editor.delete(("date",))
    window.value_editor.correct(Spot("total"), "9.00")
    window.review.setFocus()
    window.undo._group.setActiveStack(window.value_editor.undo_stack)
    window.actions_["undo"].trigger()
    record, template = window.session.record, window.template_editor.template
    assert record is not None
    assert template is not None
    assert next(one for one in record.entries if one.field.name == "total").correction is None
    assert len(template.fields) == 2
    window.undo._group.setActiveStack(window.template_editor.undo_stack)
    window.actions_["undo"].trigger()
    assert window.template_editor.template is not None
    assert len(window.template_editor.template.fields) == 3


def test_a_value_is_corrected_accepted_and_exported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    add(qtbot, window, draw(tmp_path / "in"), draw(tmp_path / "in", "small-2.png", number="INV-2046"))
    window.go_to(1)
    window.review.correction_typed.emit(Spot("total"), "99.00")
    window.actions_["accept"].trigger()
    assert states(window) == [State.ACCEPTED, State.REVIEW]
    window.actions_["export"].trigger()
    (dialog,) = window.findChildren(ExportDialog)
    dialog._path.setText(str(tmp_path / "out.xlsx"))
    with qtbot.waitSignal(window.work.exported, timeout=WAIT):
        dialog.accept()
    heading, row = load_workbook(tmp_path / "out.xlsx")["Invoices"].iter_rows(values_only=True)
    assert dict(zip(heading, row, strict=True))["total"] == 99
    qtbot.waitUntil(lambda: states(window)[0] is State.EXPORTED, timeout=WAIT)


def test_what_is_refused_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    add(qtbot, window, draw(tmp_path / "in"))
    window.actions_["reopen"].trigger()
    assert "cannot be reopened" in window.notices.words


def test_the_next_day_opens_where_the_person_was(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    add(qtbot, window, draw(tmp_path / "in"), draw(tmp_path / "in", "small-2.png", number="INV-2046"))
    window.go_to(1)
    window.docks.table.hide()
    window.close()
    again = open_window(tmp_path / "desk")
    qtbot.addWidget(again)
    again.show()
    assert again.session.filed is not None
    assert again.session.filed.id == 1
    assert again.docks.table.isHidden()
    again.close()
    again.session.desk.close()


def test_regions_of_a_crashed_window_are_a_version_at_the_next_start(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    add(qtbot, window, draw(tmp_path / "in"))
    shown_page(qtbot, window)
    window.template_editor.delete(("date",))
    again = open_window(tmp_path / "desk")  # the first one was never closed, as after a crash
    qtbot.addWidget(again)
    again.session.open_invoice(1)
    template = again.template_editor.template
    assert template is not None
    assert (template.version, [field.name for field in template.fields]) == (2, ["number", "total"])
    again.close()
    again.session.desk.close()


def test_the_palette_runs_what_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["palette"].trigger()
    (palette,) = window.findChildren(CommandPalette)
    QTest.keyClicks(palette.findChild(QLineEdit), "dark")
    QTest.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)
    assert window._theme.is_dark


def test_ctrl_f_goes_to_the_search(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.invoices.search.hasFocus()


def test_no_two_actions_have_the_same_key(window: MainWindow) -> None:
    keys = [one.shortcut().toString() for one in window.actions_.values() if not one.shortcut().isEmpty()]
    keys += [one.key().toString() for one in window.findChildren(QShortcut)]
    assert len(set(keys)) == len(keys)


def test_every_action_has_something_that_does_it(window: MainWindow) -> None:
    for name in window.actions_:
        assert any(hasattr(doer, name) for doer in window.doers), name
