"""Icons of one family (Lucide, ISC licence), drawn in the theme's colours at any size."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from invoice_desk.desktop.theme import Theme

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"


def icon(name: str, theme: Theme, *, color: str | None = None) -> QIcon:
    """Return an icon by its file's name, in the text's colour or another; muted where it is disabled.

    Raises FileNotFoundError for a name that no icon has.
    """
    drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return QIcon(_Engine(drawing, color or theme.text, theme.muted))


class _Engine(QIconEngine):
    """Draws the vector picture anew for each size and density, so that it is never blurred."""

    def __init__(self, drawing: str, color: str, muted: str) -> None:
        super().__init__()
        self._drawing, self._color, self._muted = drawing, color, muted
        self._renderers: dict[str, QSvgRenderer] = {}

    def clone(self) -> QIconEngine:
        """Return a copy, as Qt asks for where an icon is copied."""
        return _Engine(self._drawing, self._color, self._muted)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        """Draw into a rectangle."""
        color = self._muted if mode is QIcon.Mode.Disabled else self._color
        if color not in self._renderers:  # a list draws the same one in each of its rows
            content = self._drawing.replace("currentColor", QColor(color).name()).encode()
            self._renderers[color] = QSvgRenderer(QByteArray(content))
        self._renderers[color].render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of this size."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap
