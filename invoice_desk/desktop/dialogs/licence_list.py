"""The parts of the program with their licences: a list, and the text of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from invoice_desk.workflow.licences import Part


class LicenceList(QWidget):
    """What is told of each part is in the language that its makers wrote it in, from left to right."""

    def __init__(self, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = list(parts)
        self.names, self.text = QListWidget(), QPlainTextEdit(readOnly=True)
        self.names.setAccessibleName(self.tr("Parts of the program"))
        self.text.setAccessibleName(self.tr("Licence"))
        self.text.setTabChangesFocus(True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.names.setFixedWidth(260)
        for part in self._parts:
            item = QListWidgetItem(f"{part.name} {part.version}".strip())
            item.setToolTip(part.licence)
            self.names.addItem(item)
        self.names.currentRowChanged.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.names)
        layout.addWidget(self.text, 1)
        self.names.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if row >= 0:
            part = self._parts[row]
            self.text.setPlainText("\n\n".join(filter(None, (part.licence, part.text))))
