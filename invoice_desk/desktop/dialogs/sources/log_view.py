"""What the syncing of a source did, line by line, to be read and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.theme import SPACE


class LogView(QWidget):
    """Shows the last lines, the newest below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QPlainTextEdit(readOnly=True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.lines.setAccessibleName(self.tr("Log"))
        self.lines.setTabChangesFocus(True)
        self.lines.setPlaceholderText(self.tr("Nothing happened yet."))
        self.copy = QPushButton(self.tr("Copy all"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        below, whole = QHBoxLayout(), QVBoxLayout(self)
        below.addStretch(1)
        below.addWidget(self.copy)
        whole.setContentsMargins(0, SPACE, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self.lines, 1)
        whole.addLayout(below)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these; who reads further up stays there."""
        text = "\n".join(lines)
        if text == self.lines.toPlainText():
            return
        bar = self.lines.verticalScrollBar()
        is_at_end, place = bar.value() >= bar.maximum(), bar.value()
        self.lines.setPlainText(text)
        bar.setValue(bar.maximum() if is_at_end else place)
        self.copy.setEnabled(bool(lines))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.lines.toPlainText())
