"""The formats of an export, side by side; one is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from invoice_desk.export.csv_style import CsvStyle
from invoice_desk.export.formats import ITEM_SUFFIXES


class FormatChoice(QWidget):
    """Buttons, one a format. chosen: the end of the file's name, such as ".xlsx"."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {
            ".xlsx": self.tr("Excel"),
            ".csv": self.tr("CSV"),
            ".json": self.tr("JSON"),
            ".pdf": self.tr("PDF listing"),
        }
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for suffix in ITEM_SUFFIXES:
            button = QPushButton(words[suffix], autoDefault=False)
            button.setCheckable(True)
            button.setProperty("choice", True)
            button.clicked.connect(lambda _checked=False, suffix=suffix: self.chosen.emit(suffix))
            self._group.addButton(button)
            self._buttons[suffix] = button
            layout.addWidget(button)
        layout.addStretch(1)

    def show_suffix(self, suffix: str) -> None:
        """Show which one is chosen; none where no format has this ending."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == suffix)
        self._group.setExclusive(True)


def csv_words() -> Mapping[CsvStyle, str]:
    """Return what the styles of CSV are called."""
    return {
        CsvStyle.EXCEL: QCoreApplication.translate("CsvStyle", "Excel in English regions"),
        CsvStyle.EXCEL_ARABIC: QCoreApplication.translate("CsvStyle", "Excel in Arabic regions"),
        CsvStyle.EXCEL_FRENCH: QCoreApplication.translate("CsvStyle", "Excel in French regions"),
        CsvStyle.PLAIN: QCoreApplication.translate("CsvStyle", "Other programs"),
    }
