"""Asks what goes out, where, and in which columns; shows the first rows as they will stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.dialogs.export.column_list import ColumnList
from invoice_desk.desktop.dialogs.export.formats import FormatChoice
from invoice_desk.desktop.dialogs.export.options_box import OptionsBox
from invoice_desk.desktop.dialogs.export.preview_model import PreviewModel
from invoice_desk.export.columns import Columns
from invoice_desk.export.formats import ITEM_SUFFIXES
from invoice_desk.export.options import ExportOptions
from invoice_desk.workflow.previewing import Preview

_SIZE = (860, 640)
_ROWS_HEIGHT = 190  # pixels of the preview


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose."""

    path: Path
    options: ExportOptions
    has_unaccepted: bool
    has_failed_checks: bool
    has_crops: bool


class ExportDialog(QDialog):
    """Exports the accepted invoices, or the chosen ones.

    look: gives the preview of the export, with the invoices that nobody accepted or without.
    """

    def __init__(self, look: Callable[[bool], Preview], path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._look = look
        self._preview = look(False)
        self._path = QLineEdit(str(path))
        self._browse = QPushButton(self.tr("Choose…"), autoDefault=False)
        self._formats = FormatChoice()
        self._options = OptionsBox()
        self._columns = ColumnList(self._preview.headings)
        self._model = PreviewModel(self._preview)
        self._rows, self._words = QTableView(), QLabel()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Export"))
        self._lay_out()
        self._join()
        self._follow_path()
        self._show_rows()

    def wish(self) -> Wish:
        """Return what was chosen."""
        chosen = self._options
        options = ExportOptions(
            Columns(self._columns.chosen()),
            has_readings=chosen.has_readings,
            append=chosen.is_appended,
            csv=chosen.csv,
        )
        return Wish(
            self._target(),
            options,
            has_unaccepted=chosen.has_unaccepted,
            has_failed_checks=chosen.has_failed_checks,
            has_crops=chosen.has_crops,
        )

    def _target(self) -> Path:
        return Path(self._path.text().strip())

    def _join(self) -> None:
        self._browse.clicked.connect(self._choose_path)
        self._path.textChanged.connect(self._follow_path)
        self._formats.chosen.connect(self._take_format)
        self._columns.changed.connect(self._show_rows)
        self._options.asked.connect(self._ask_again)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.addWidget(self._path, 1)
        place.addWidget(self._browse)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self.tr("Format"), self._formats)
        form.addRow(self.tr("&File"), place)
        form.labelForField(place).setBuddy(self._path)  # type: ignore[attr-defined]
        self._path.setAccessibleName(self.tr("File"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addLayout(self._choices(), 1)
        self._dress_rows()
        layout.addWidget(self._words)
        layout.addWidget(self._rows)
        layout.addWidget(self._buttons)
        self.resize(*_SIZE)

    def _choices(self) -> QGridLayout:
        """Return the columns beside the ticks."""
        every = QPushButton(self.tr("All"), autoDefault=False)
        none = QPushButton(self.tr("None"), autoDefault=False)
        every.clicked.connect(lambda: self._columns.tick_all(is_ticked=True))
        none.clicked.connect(lambda: self._columns.tick_all(is_ticked=False))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(_muted(self.tr("Columns: tick them, drag them into their order")), 1)
        head.addWidget(every)
        head.addWidget(none)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.addLayout(head, 0, 0)
        grid.addWidget(self._columns, 1, 0)
        grid.addWidget(_muted(self.tr("What goes out")), 0, 1)
        grid.addWidget(self._options, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _dress_rows(self) -> None:
        self._rows.setModel(self._model)
        self._rows.setAccessibleName(self.tr("The first rows as they will stand"))
        self._rows.setFixedHeight(_ROWS_HEIGHT)
        self._rows.verticalHeader().hide()
        self._rows.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self._rows.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self._rows.setShowGrid(False)
        self._rows.setWordWrap(False)
        self._rows.setTabKeyNavigation(False)
        self._rows.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)

    def _choose_path(self) -> None:
        kinds = self.tr("Excel (*.xlsx);;CSV (*.csv);;JSON (*.json);;PDF (*.pdf)")
        options = QFileDialog.Option.DontConfirmOverwrite
        name, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export to"), self._path.text(), kinds, options=options
        )
        if name:
            self._path.setText(name)

    def _take_format(self, suffix: str) -> None:
        path = self._target()
        is_known = path.suffix.lower() in ITEM_SUFFIXES
        self._path.setText(f"{path.with_suffix('') if is_known else path}{suffix}")

    def _follow_path(self) -> None:
        path = self._target()
        self._formats.show_suffix(path.suffix.lower())
        self._options.follow(path)
        self._allow()

    def _ask_again(self) -> None:
        self._preview = self._look(self._options.has_unaccepted)
        self._show_rows()

    def _show_rows(self) -> None:
        self._model.show_preview(self._preview, self._columns.ticked())
        self._rows.resizeColumnsToContents()
        self._words.setText(self.tr("%n invoice(s) go out. They begin like this:", "", self._preview.many))
        self._allow()

    def _allow(self) -> None:
        """Let nothing begin that would be refused: no format, no column, no invoice."""
        is_whole = self._target().suffix.lower() in ITEM_SUFFIXES and bool(self._target().stem)
        may = is_whole and bool(self._columns.ticked()) and self._preview.many > 0
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(may)
        if not self._preview.many:
            self._words.setText(
                self.tr("No invoice is accepted yet: accept some, or let those go out that nobody accepted.")
            )


def _muted(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("muted", True)
    return label
