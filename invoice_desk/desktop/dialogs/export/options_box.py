"""What else a person chooses about an export: the ticks, and where a CSV file is going."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from invoice_desk.desktop.words.closed_sets import csv_words
from invoice_desk.export.csv_style import CsvStyle

_EXCEL = ".xlsx"


class OptionsBox(QWidget):
    """Ticks; those that a format has no use for are hidden. asked: others go out than before."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._append = QCheckBox(self.tr("Add to the workbook that is there; no row is doubled"))
        self._readings = QCheckBox(self.tr("A sheet of all readings, with confidence and reasons"))
        self._crops = QCheckBox(self.tr("Pictures of the boxes, linked from the values"))
        self._unaccepted = QCheckBox(self.tr("Also those that nobody accepted yet"))
        self._checks = QCheckBox(self.tr("Also those on which a check fails"))
        self._csv, self._csv_label = QComboBox(), QLabel(self.tr("The file is &for"))
        self._csv_label.setBuddy(self._csv)
        for style in CsvStyle:
            self._csv.addItem(csv_words(style), style)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._unaccepted, self._checks, self._append, self._readings, self._crops):
            layout.addWidget(part)
        layout.addWidget(self._csv_label)
        layout.addWidget(self._csv)
        layout.addStretch(1)
        self._unaccepted.toggled.connect(lambda _on: self.asked.emit())

    @property
    def has_unaccepted(self) -> bool:
        """Whether those go out, too, that nobody accepted."""
        return self._unaccepted.isChecked()

    @property
    def has_failed_checks(self) -> bool:
        """Whether those go out, too, on which a check fails."""
        return self._checks.isChecked()

    @property
    def has_readings(self) -> bool:
        """Whether there is a sheet of readings."""
        return self._readings.isChecked() and self._readings.isVisibleTo(self)

    @property
    def has_crops(self) -> bool:
        """Whether the boxes' pictures are kept and linked."""
        return self._crops.isChecked() and self._crops.isVisibleTo(self)

    @property
    def is_appended(self) -> bool:
        """Whether rows are added to the workbook that is there."""
        return self._append.isChecked() and self._append.isVisibleTo(self)

    @property
    def csv(self) -> CsvStyle:
        """Where a CSV file is going."""
        return CsvStyle(self._csv.currentData())

    def follow(self, path: Path) -> None:
        """Show what the file's format has a use for."""
        suffix = path.suffix.lower()
        for box in (self._readings, self._crops):
            box.setVisible(suffix == _EXCEL)
        self._append.setVisible(suffix == _EXCEL and path.exists())
        for part in (self._csv, self._csv_label):
            part.setVisible(suffix == ".csv")
