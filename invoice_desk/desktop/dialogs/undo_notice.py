"""A notice with a way back: what was done stays said, with a button that undoes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from invoice_desk.desktop.notices import Notices
from invoice_desk.desktop.theme import Theme


class UndoNotice(Notices):
    """undo_asked: the person wants back what the notice says."""

    undo_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setAutoDefault(False)
        self.undo.setToolTip(self.tr("Undo (Ctrl+Z)"))
        self.undo.clicked.connect(self.undo_asked)
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(layout.count() - 1, self.undo)

    def offer(self, words: str) -> None:
        """Say what was done, until it is closed or undone."""
        self.show_word(words)
        self._timer.stop()
        self.undo.show()

    def _show(self, words: str, name: str, color: str) -> None:
        super()._show(words, name, color)
        self.undo.hide()
