"""The formats of an export, side by side; one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

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
