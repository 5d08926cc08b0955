"""Icons of one family (Lucide, ISC licence), drawn in the theme's colours at any size."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from invoice_desk.desktop.theme import ICONS, Theme

_DIRECTED = frozenset({"undo-2", "redo-2", "chevron-left", "chevron-right", "panel-left", "panel-right"})
"""The icons that point along a line of the language, so that they point the other way in Arabic."""


def icon(name: str, theme: Theme, *, color: str | None = None) -> QIcon:
    """Return an icon by its file's name, in the text's colour or another; muted where it is disabled.

    Raises FileNotFoundError for a name that no icon has.
    """
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    return QIcon(_Engine(drawing, color or theme.text, theme.muted, is_directed=name in _DIRECTED))


class _Engine(QIconEngine):
    """Draws the vector picture anew for each size and density, so that it is never blurred."""

    def __init__(self, drawing: str, color: str, muted: str, *, is_directed: bool = False) -> None:
        super().__init__()
        self._drawing, self._color, self._muted = drawing, color, muted
        self._is_directed = is_directed
        self._renderers: dict[str, QSvgRenderer] = {}

    def clone(self) -> QIconEngine:
        """Return a copy, as Qt asks for where an icon is copied."""
        return _Engine(self._drawing, self._color, self._muted, is_directed=self._is_directed)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        """Draw into a rectangle."""
        color = self._muted if mode is QIcon.Mode.Disabled else self._color
        if color not in self._renderers:  # a list draws the same one in each of its rows
            content = self._drawing.replace("currentColor", QColor(color).name()).encode()
            self._renderers[color] = QSvgRenderer(QByteArray(content))
        painter.save()
        if self._is_directed and QGuiApplication.isRightToLeft():
            painter.translate(rect.left() + rect.right() + 1, 0)
            painter.scale(-1, 1)
        self._renderers[color].render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of this size."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap
