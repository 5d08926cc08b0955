"""What the actions do that change how the page is seen. Methods are named as the actions are."""

from __future__ import annotations

from PySide6.QtCore import QObject

from invoice_desk.desktop.canvas.canvas import PageCanvas
from invoice_desk.desktop.page.appearance import Appearance


class PageCommands(QObject):
    """Acts on the canvas."""

    def __init__(self, canvas: PageCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.look = Appearance(canvas, canvas)

    def actual_size(self) -> None:
        """Show a pixel of the page on a pixel of the screen."""
        self._canvas.actual_size()

    def fit_selection(self) -> None:
        """Show the selected regions as large as there is room."""
        self._canvas.fit_selection()

    def appearance(self) -> None:
        """Choose brightness and contrast."""
        self.look.open_beside(self._canvas.viewport())
