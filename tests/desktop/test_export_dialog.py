"""The dialog of export, by mouse and keys: format, columns, preview, and what is refused before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop import notices
from invoice_desk.desktop.dialogs.export.export_dialog import ExportDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")


def fill(desk: Desk, folder: Path) -> None:
    save(desk, small())
    read(
        desk,
        draw(folder / "in"),
        draw(folder / "in", "small-2.png", number="INV-2046", total="77.25"),
    )
    reviewing.accept(desk, [1])


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a window with two invoices that were read, the first of them accepted."""
    opened = open_window(read_desks.copy(fill, tmp_path / "desk"))
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.session.desk.close()


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    """Return the dialog as Ctrl+E opens it."""
    window.actions_["export"].trigger()
    (opened,) = window.findChildren(ExportDialog)
    qtbot.waitExposed(opened)
    return opened


def press(dialog: ExportDialog, words: str) -> None:
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def titles(dialog: ExportDialog) -> list[str]:
    return [
        dialog._model.headerData(place, Qt.Orientation.Horizontal)
        for place in range(dialog._model.columnCount())
    ]


def texts(dialog: ExportDialog, row: int = 0) -> dict[str, str]:
    found = [dialog._model.index(row, place).data() for place in range(dialog._model.columnCount())]
    return dict(zip(titles(dialog), found, strict=True))


def may_export(dialog: ExportDialog) -> bool:
    return dialog._buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()


def test_the_preview_shows_what_goes_out(dialog: ExportDialog) -> None:
    assert dialog._model.rowCount() == 1
    assert texts(dialog)["File"] == "small-1.png"
    assert dialog._words.text().startswith("1 invoice")
    dialog._options._unaccepted.click()
    assert dialog._model.rowCount() == 2
    assert texts(dialog, 1)["total"] == "77.25 AED"


def test_the_preview_follows_the_columns_and_their_order(dialog: ExportDialog) -> None:
    before = titles(dialog)
    columns = dialog._columns
    columns.setCurrentRow(0)
    QTest.keyClick(columns, Qt.Key.Key_Space)  # takes the tick off
    assert titles(dialog) == before[1:]
    columns.setCurrentRow(1)
    QTest.keyClick(columns, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(dialog) == [before[2], before[1], *before[3:]]
    assert columns.currentRow() == 2
    assert dialog.wish().options.columns.names[:2] == ("template", "file")


def test_without_a_choice_later_columns_come_too(dialog: ExportDialog) -> None:
    assert dialog.wish().options.columns.names == ()


def test_nothing_begins_that_would_be_refused(dialog: ExportDialog) -> None:
    assert may_export(dialog)
    press(dialog, "None")
    assert not may_export(dialog)
    press(dialog, "All")
    assert may_export(dialog)
    dialog._path.setText("invoices.docx")
    assert not may_export(dialog)


def test_the_format_changes_the_end_of_the_name_and_the_choices(dialog: ExportDialog) -> None:
    press(dialog, "CSV")
    assert dialog._path.text().endswith(".csv")
    assert dialog._options._csv.isVisible()
    assert not dialog._options._readings.isVisible()
    press(dialog, "Excel")
    assert dialog._path.text().endswith(".xlsx")
    assert dialog._options._readings.isVisible()


def test_a_tick_that_the_format_hides_is_not_heeded(dialog: ExportDialog) -> None:
    dialog._options._readings.click()
    assert dialog.wish().options.has_readings
    press(dialog, "PDF listing")
    assert not dialog.wish().options.has_readings


def test_a_listing_is_written_and_offered(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(notices, "open_file", lambda path: bool(opened.append(path)) or True)
    monkeypatch.setattr(notices, "show_in_folder", lambda _path: False)
    dialog._path.setText(str(tmp_path / "out.xlsx"))
    press(dialog, "PDF listing")
    with qtbot.waitSignal(window.work.exported, timeout=WAIT):
        press(dialog, "Export")
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as document:
        assert "small-1.png" in document[0].get_textpage().get_text_range()
    bar = window.notices
    assert bar._open.isVisible()
    QTest.mouseClick(bar._open, Qt.MouseButton.LeftButton)
    assert opened == [tmp_path / "out.pdf"]
    QTest.mouseClick(bar._show_folder, Qt.MouseButton.LeftButton)
    assert "No program opens" in bar.words


def test_a_written_file_that_is_gone_is_said(window: MainWindow, tmp_path: Path) -> None:
    window.notices.show_file("Written", tmp_path / "gone.xlsx")
    QTest.mouseClick(window.notices._open, Qt.MouseButton.LeftButton)
    assert "no longer there" in window.notices.words
    assert not window.notices._open.isVisible()


def test_an_excel_file_has_the_chosen_columns(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog._path.setText(str(tmp_path / "out.xlsx"))
    press(dialog, "None")
    dialog._columns.setCurrentRow(1)
    QTest.keyClick(dialog._columns, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.work.exported, timeout=WAIT):
        press(dialog, "Export")
    first, row = load_workbook(tmp_path / "out.xlsx")["Invoices"].iter_rows(values_only=True)
    assert dict(zip(first, row, strict=True))["File"] == "small-1.png"
    assert "State" not in first
