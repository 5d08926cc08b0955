"""Asks what goes out, where, and in which columns; shows the columns as they will stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.words import csv_words
from invoice_desk.export.columns import Columns, Heading
from invoice_desk.export.csv_style import CsvStyle
from invoice_desk.export.options import ExportOptions

_NAME = Qt.ItemDataRole.UserRole
_SUFFIXES = (".xlsx", ".csv", ".json")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose."""

    path: Path
    options: ExportOptions
    has_unaccepted: bool
    has_failed_checks: bool
    has_crops: bool


class ExportDialog(QDialog):
    """Exports the accepted invoices, or the chosen ones."""

    def __init__(
        self, headings: Sequence[Heading], path: Path, *, many: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._path = QLineEdit(str(path))
        self._path.setMinimumWidth(360)
        self._browse = QPushButton(self.tr("Choose…"))
        self._append = QCheckBox(self.tr("Add to the workbook that is there; no row is doubled"))
        self._readings = QCheckBox(self.tr("A sheet of all readings, with confidence and reasons"))
        self._crops = QCheckBox(self.tr("Pictures of the boxes, linked from the values"))
        self._unaccepted = QCheckBox(self.tr("Also those that nobody accepted yet"))
        self._checks = QCheckBox(self.tr("Also those on which a check fails"))
        self._csv = QComboBox()
        for style in CsvStyle:
            self._csv.addItem(csv_words(style), style)
        self._columns = QListWidget()
        self._columns.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._columns.setAccessibleName(self.tr("Columns, in their order"))
        for heading in headings:
            self._add_column(heading)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out(many)
        self._browse.clicked.connect(self._choose_path)
        self._path.textChanged.connect(self._follow_path)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._follow_path()

    def wish(self) -> Wish:
        """Return what was chosen."""
        options = ExportOptions(
            Columns(tuple(self._chosen())),
            has_readings=self._readings.isChecked(),
            append=self._append.isChecked() and self._append.isEnabled(),
            csv=CsvStyle(self._csv.currentData()),
        )
        return Wish(
            Path(self._path.text().strip()),
            options,
            has_unaccepted=self._unaccepted.isChecked(),
            has_failed_checks=self._checks.isChecked(),
            has_crops=self._crops.isChecked() and self._crops.isEnabled(),
        )

    def _chosen(self) -> list[str]:
        """Return the columns that are ticked, in their order; none where all stand as they came."""
        items = [self._columns.item(row) for row in range(self._columns.count())]
        return [str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _add_column(self, heading: Heading) -> None:
        item = QListWidgetItem(heading.title)
        item.setData(_NAME, heading.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        self._columns.addItem(item)

    def _lay_out(self, many: int) -> None:
        place = QHBoxLayout()
        place.addWidget(self._path, 1)
        place.addWidget(self._browse)
        form = QFormLayout()
        form.setSpacing(10)
        file = QLabel(self.tr("&File"))
        file.setBuddy(self._path)
        form.addRow(file, place)
        form.addRow(self.tr("CSV for"), self._csv)
        for box in (self._append, self._readings, self._crops, self._unaccepted, self._checks):
            form.addRow("", box)
        words = QLabel(self.tr("%n invoice(s) go out.", "", many))
        columns = QLabel(self.tr("Columns: tick them, drag them into their order"))
        columns.setProperty("muted", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(words)
        layout.addLayout(form)
        layout.addWidget(columns)
        layout.addWidget(self._columns, 1)
        layout.addWidget(self._buttons)

    def _choose_path(self) -> None:
        kinds = self.tr("Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)")
        options = QFileDialog.Option.DontConfirmOverwrite
        name, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export to"), self._path.text(), kinds, options=options
        )
        if name:
            self._path.setText(name)

    def _follow_path(self) -> None:
        suffix = Path(self._path.text().strip()).suffix.lower()
        self._append.setEnabled(suffix == ".xlsx" and Path(self._path.text().strip()).exists())
        self._readings.setEnabled(suffix == ".xlsx")
        self._crops.setEnabled(suffix == ".xlsx")
        self._csv.setEnabled(suffix == ".csv")
        is_whole = suffix in _SUFFIXES
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(is_whole)
