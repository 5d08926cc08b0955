"""One figure, large, with what it means below it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import SPACE


class Tile(QFrame):
    """A card with a heading, a figure and a line of small words."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._heading, self.figure, self._small = Words(), Words(), Words(is_wrapped=True)
        self._heading.setText(heading)
        self._heading.setProperty("muted", True)
        self._small.setProperty("muted", True)
        self.figure.setProperty("heading", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(2)
        for part in (self._heading, self.figure, self._small):
            layout.addWidget(part)
        self.show_figure("–", "")

    def show_figure(self, figure: str, small: str) -> None:
        """Show a figure and what it means."""
        self.figure.setText(figure)
        self._small.setText(small)
        self.setAccessibleName(f"{self._heading.text()}: {figure}. {small}")
