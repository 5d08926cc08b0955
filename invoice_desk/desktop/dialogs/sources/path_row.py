"""A line for a folder or file, with a button to choose it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from invoice_desk.desktop.theme import SPACE


class PathRow(QWidget):
    """changed: another path. pattern: of the files that are offered, "" for folders."""

    changed = Signal()

    def __init__(self, title: str, pattern: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._pattern = title, pattern
        self.line, self.choose = QLineEdit(), QPushButton(self.tr("Choose…"))
        self.line.setAccessibleName(title)
        self.choose.setAccessibleName(title)
        self.choose.setAutoDefault(False)
        self.setFocusProxy(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.choose)
        self.line.textChanged.connect(self.changed)
        self.choose.clicked.connect(self._choose)

    @property
    def path(self) -> Path | None:
        """What stands there, None for nothing."""
        text = self.line.text().strip()
        return Path(text) if text else None

    def set_path(self, path: Path | None) -> None:
        """Put a path there."""
        self.line.setText(str(path) if path is not None else "")

    def set_fixed(self) -> None:
        """Let it be seen and not changed."""
        self.line.setReadOnly(True)
        self.choose.setEnabled(False)

    def _choose(self) -> None:
        now = self.line.text().strip()
        if self._pattern:
            name, _kind = QFileDialog.getOpenFileName(self, self._title, now, self._pattern)
        else:
            name = QFileDialog.getExistingDirectory(self, self._title, now)
        if name:
            self.line.setText(str(Path(name)))
