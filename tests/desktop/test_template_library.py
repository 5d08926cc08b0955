"""The template library with real keys and clicks: found, renamed, copied, deleted, undone, taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from typing_keys import type_text
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.dialogs.library_dialog import LibraryDialog
from invoice_desk.desktop.dialogs.versions_dialog import VersionsDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.store.records import load_record
from invoice_desk.store.template_files import read_template
from invoice_desk.store.template_versions import list_templates, versions_of
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import remove, save

pytestmark = pytest.mark.usefixtures("tessdata")
CTRL = Qt.KeyboardModifier.ControlModifier


def fill(desk: Desk, folder: Path) -> None:
    for name in ("small", "Beta", "شركة النور"):
        save(desk, small(name))
    read(desk, draw(folder / "in"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a window on a desk with three templates and one invoice of the first, read."""
    opened = open_window(read_desks.copy(fill, tmp_path / "desk"))
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    qtbot.waitExposed(opened)
    opened.go_to(1)
    qtbot.waitUntil(lambda: opened.page_view.is_shown, timeout=WAIT)
    yield opened
    opened.close()
    opened.session.desk.close()


@pytest.fixture
def library(window: MainWindow) -> LibraryDialog:
    """Return the library, opened by its key."""
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = window.findChildren(LibraryDialog)
    return dialog


def press(qtbot: QtBot, library: LibraryDialog, name: str) -> None:
    """Click the button of an action."""
    buttons = [
        one for one in library.findChildren(QToolButton) if one.defaultAction() is library.actions_[name]
    ]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def click_row(qtbot: QtBot, library: LibraryDialog, name: str, *more: Qt.KeyboardModifier) -> None:
    row = library.model.row_of(name)
    assert row is not None
    place = library.view.visualRect(library.model.index(row)).center()
    for modifier in more or (Qt.KeyboardModifier.NoModifier,):
        qtbot.mouseClick(library.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def rows(library: LibraryDialog) -> list[str]:
    return [library.model.index(row).data() for row in range(library.model.rowCount())]


def listed(window: MainWindow) -> dict[str, tuple[int, bool]]:
    """Return the version of each template, and whether it is deleted."""
    with window.session.desk.reading() as connection:
        found = list_templates(connection)
    return {one.template.name: (one.template.version, one.is_deleted) for one in found}


def type_name(qtbot: QtBot, library: LibraryDialog, name: str) -> None:
    """Type a name into the editor that is open in the list, and Enter."""
    qtbot.waitUntil(lambda: bool(library.view.viewport().findChildren(QLineEdit)))
    (editor,) = library.view.viewport().findChildren(QLineEdit)
    editor.selectAll()
    if name.isascii():
        qtbot.keyClicks(editor, name)
    else:
        editor.setFocus()
        type_text(editor, name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not library.view.viewport().findChildren(QLineEdit))


def test_all_templates_are_listed_and_that_of_the_open_invoice_is_chosen(library: LibraryDialog) -> None:
    assert rows(library) == ["Beta", "small", "شركة النور"]
    assert library.chosen_names() == ["small"]
    assert library.chosen()[0].invoices == 1


@pytest.mark.parametrize(
    ("typed", "found"), [("bet", ["Beta"]), ("النور", ["شركة النور"]), ("zzz", []), ("total bet", ["Beta"])]
)
def test_typing_finds_templates_by_words(
    qtbot: QtBot, library: LibraryDialog, typed: str, found: list[str]
) -> None:
    qtbot.keyClick(library, Qt.Key.Key_F, CTRL)
    assert library.search.hasFocus()
    library.search.setFocus()
    type_text(library.search, typed)
    assert rows(library) == found
    assert library.actions_["delete"].isEnabled() == bool(found)


@pytest.mark.parametrize("name", ["Acme", "مصنع الركن", "../a/b\\c: x?"])
def test_f2_renames_it_with_its_invoices_and_ctrl_z_takes_that_back(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog, name: str
) -> None:
    qtbot.keyClick(library.view, Qt.Key.Key_F2)
    type_name(qtbot, library, name)
    assert library.chosen_names() == [name]
    assert window.session.filed is not None
    assert window.session.filed.template == name
    assert window.template_editor.template is not None
    assert window.template_editor.template.name == name
    files = [path.name for path in window.session.desk.store.folder.templates.rglob("*") if path.is_file()]
    assert len(files) == 3
    qtbot.keyClick(library.view, Qt.Key.Key_Z, CTRL)
    assert rows(library) == ["Beta", "small", "شركة النور"]
    assert window.session.filed.template == "small"


def test_a_name_that_is_taken_is_refused_in_words(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    qtbot.keyClick(library.view, Qt.Key.Key_F2)
    type_name(qtbot, library, "BETA")
    assert "another template has the name 'Beta'" in library.notice.words
    assert rows(library) == ["Beta", "small", "شركة النور"]
    remove(window.session.desk, "Beta")
    qtbot.keyClick(library.view, Qt.Key.Key_F2)
    type_name(qtbot, library, "Beta")
    assert "a deleted template has the name 'Beta'" in library.notice.words


def test_a_copy_has_a_name_of_its_own_that_can_be_typed_at_once(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    press(qtbot, library, "duplicate")
    assert library.chosen_names() == ["small 2"]
    type_name(qtbot, library, "small north")
    assert listed(window)["small north"] == (1, False)
    qtbot.keyClick(library.view, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(library.view, Qt.Key.Key_Z, CTRL)
    assert rows(library) == ["Beta", "small", "شركة النور"]


def test_a_deleted_template_comes_back_by_undo_and_its_invoice_kept_its_values(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    qtbot.keyClick(library.view, Qt.Key.Key_Delete)
    assert rows(library) == ["Beta", "شركة النور"]
    assert "Deleted “small”" in library.notice.words
    with window.session.desk.reading() as connection:
        record = load_record(connection, window.session.desk.store.originals, 1)
    assert record is not None
    assert (record.entries[0].shown_text, record.template.version) == ("INV-2045", 1)
    assert window.template_editor.template is None
    assert library.notice.undo.isVisible()
    qtbot.mouseClick(library.notice.undo, Qt.MouseButton.LeftButton)
    assert rows(library) == ["Beta", "small", "شركة النور"]
    assert window.template_editor.template is not None
    assert not library.notice.undo.isVisible()


def test_several_are_deleted_and_undone_together_step_by_step(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    click_row(qtbot, library, "Beta")
    click_row(qtbot, library, "شركة النور", CTRL)
    assert library.chosen_names() == ["Beta", "شركة النور"]
    assert not library.actions_["rename"].isEnabled()
    qtbot.keyClick(library.view, Qt.Key.Key_Delete)
    assert rows(library) == ["small"]
    qtbot.keyClick(library.view, Qt.Key.Key_Delete)
    assert rows(library) == []
    qtbot.keyClick(library, Qt.Key.Key_Z, CTRL)
    assert rows(library) == ["small"]
    qtbot.keyClick(library, Qt.Key.Key_Z, CTRL)
    assert rows(library) == ["Beta", "small", "شركة النور"]
    qtbot.keyClick(library, Qt.Key.Key_Z, CTRL)
    assert rows(library) == ["Beta", "small", "شركة النور"], "there is nothing more to undo"


def test_what_was_deleted_long_ago_is_found_and_brought_back(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    qtbot.keyClick(library.view, Qt.Key.Key_Delete)
    qtbot.mouseClick(library.deleted, Qt.MouseButton.LeftButton, pos=QPoint(8, library.deleted.height() // 2))
    assert rows(library) == ["small"]
    assert not library.actions_["open"].isEnabled()
    press(qtbot, library, "bring_back")
    assert listed(window)["small"] == (1, False)


def test_what_is_drawn_on_the_open_invoice_is_a_version_before_its_template_is_deleted(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    window.template_editor.delete(("date",))
    qtbot.keyClick(library.view, Qt.Key.Key_Delete)
    qtbot.keyClick(library, Qt.Key.Key_Z, CTRL)
    template = window.template_editor.template
    assert template is not None
    assert (template.version, [field.name for field in template.fields]) == (2, ["number", "total"])


def test_versions_say_what_changed_and_an_old_one_becomes_the_newest(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    desk = window.session.desk
    number, _date, total = small().fields
    moved = total.model_copy(update={"box": Box(1, 2, 90, 90)})
    save(desk, small().model_copy(update={"fields": (number, moved)}))
    save(desk, small().model_copy(update={"fields": (number, moved.model_copy(update={"name": "sum"}))}))
    press(qtbot, library, "versions")
    (dialog,) = library.findChildren(VersionsDialog)
    plain = {ord("\u2068"): None, ord("\u2069"): None}
    said = [dialog.table.item(row, 3).text().translate(plain) for row in range(3)]
    assert said == ["total renamed to sum", "Removed: date · Moved: total", "First version, 3 fields"]
    assert [dialog.table.item(row, 4).text() for row in range(3)] == ["0", "0", "1"]
    assert dialog.table.item(0, 2).text() == "Amal"
    assert not dialog.restore.isEnabled()
    place = dialog.table.visualItemRect(dialog.table.item(2, 3)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    with desk.reading() as connection:
        versions = versions_of(connection, "small")
    assert [one.template.version for one in versions] == [4, 3, 2, 1]
    assert versions[0].template.fields == small().fields
    assert window.template_editor.template == versions[0].template
    qtbot.keyClick(library, Qt.Key.Key_Z, CTRL)
    with desk.reading() as connection:
        assert versions_of(connection, "small")[0].template.fields[1].name == "sum"


def test_open_goes_to_an_invoice_of_the_template_or_says_that_there_is_none(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    click_row(qtbot, library, "Beta")
    press(qtbot, library, "open")
    assert "no invoice uses “Beta” yet" in library.notice.words
    assert library.isVisible()
    window.session.open_invoice(None)
    click_row(qtbot, library, "small")
    qtbot.keyClick(library.view, Qt.Key.Key_Return)
    assert window.session.filed is not None
    assert window.session.filed.id == 1
    assert not library.isVisible()


def test_a_new_template_for_the_open_invoice_leaves_the_old_one_alone(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog
) -> None:
    press(qtbot, library, "new")
    assert window.actions_["draw"].isChecked()
    assert window.template_editor.template is not None
    assert window.template_editor.template.fields == ()
    assert "new template" in window.fields.standing
    window.template_editor.draw(Box(230, 128, 620, 178), 0, Size(640, 240))
    window.session.open_invoice(None)
    window.session.open_invoice(1)
    assert window.template_editor.template is not None
    name = window.template_editor.template.name
    assert name == "small-1"
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.actions_["read"].trigger()
    assert listed(window)["small"] == (1, False)
    assert listed(window)[name] == (1, False)
    assert window.session.filed is not None
    assert window.session.filed.template == name


def chosen_files(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Answer the system's dialog of files, which no test can press."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))


def test_template_files_are_written_and_come_in_again(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    qtbot.keyClick(library.view, Qt.Key.Key_A, CTRL)
    press(qtbot, library, "export")
    files = sorted((tmp_path / "out").iterdir())
    assert {read_template(path).name for path in files} == {"Beta", "small", "شركة النور"}
    qtbot.keyClick(library.view, Qt.Key.Key_Delete)
    chosen_files(monkeypatch, *files)
    press(qtbot, library, "import")
    assert rows(library) == ["Beta", "small", "شركة النور"]
    assert "3 templates imported" in library.notice.words


def test_corner_points_come_in_on_the_page_that_is_open(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "coordinates_data.json"
    file.write_text(json.dumps({"1": [[230, 8], [620, 58]], "2": [["620", "178"], ["230", "128"]]}))
    chosen_files(monkeypatch, file)
    press(qtbot, library, "import")
    assert library.chosen_names() == ["coordinates_data"]
    fields = library.chosen()[0].template.fields
    assert [(one.name, one.box) for one in fields] == [
        ("field_1", Box(230, 8, 620, 58)),
        ("field_2", Box(230, 128, 620, 178)),
    ]
    assert window.session.filed is not None
    assert window.session.filed.template == "small", "an invoice that has a template keeps it"


def test_corner_points_that_are_wrong_or_have_no_page_are_told(
    qtbot: QtBot, window: MainWindow, library: LibraryDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "coordinates_data.json"
    file.write_text('{"1": [[NaN, 8], [620, 58]]}')
    chosen_files(monkeypatch, file)
    press(qtbot, library, "import")
    assert "coordinates_data.json" in library.notice.words
    assert "box 1 lies further out than any page" in library.notice.words
    window.session.open_invoice(None)
    file.write_text('{"1": [[230, 8], [620, 58]]}')
    press(qtbot, library, "import")
    assert "need the page they were drawn on" in library.notice.words
    assert rows(library) == ["Beta", "small", "شركة النور"]


def test_corner_points_read_the_open_invoice_that_has_no_template(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in", "other-1.png", number="X-9")])
    window.go_to(2)
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    file = tmp_path / "coordinates_data.json"
    file.write_text(json.dumps({"1": [[230, 8], [620, 58]]}))
    chosen_files(monkeypatch, file)
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.actions_["import_templates"].trigger()
    assert window.session.record is not None
    assert [one.shown_text for one in window.session.record.entries] == ["X-9"]


def test_an_empty_library_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    opened = open_window(tmp_path / "empty")
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(opened.isActiveWindow, timeout=WAIT)
    QTest.keyClick(opened, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = opened.findChildren(LibraryDialog)
    assert dialog._empty.isVisible()
    assert "No template yet" in dialog._empty.words
    assert not dialog.actions_["new"].isEnabled()
    dialog.reject()
    opened.close()
    opened.session.desk.close()


def test_every_control_has_a_name(library: LibraryDialog) -> None:
    for part in library.findChildren(QWidget):
        if isinstance(part, (QToolButton, QLineEdit)) and part.isVisible():
            assert part.accessibleName() or part.toolTip() or part.text() or part.objectName()
