"""Icons of one family (Lucide, ISC licence), drawn in the theme's colours at any size."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from invoice_desk.desktop.theme import ICONS, Theme

_DIRECTED = frozenset({"undo-2", "redo-2", "chevron-left", "chevron-right", "panel-left", "panel-right"})
"""The icons that point along a line of the language, so that they point the other way in Arabic."""


def icon(name: str, theme: Theme, *, color: str | None = None) -> QIcon:
    """Return an icon by its file's name, in the text's colour or another; muted where it is disabled.

    Raises FileNotFoundError for a name that no icon has.
    """
    return QIcon(_Engine(name, color or theme.text, theme.muted))


@cache
def _drawing(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    """Draws the vector picture for each size and density, never blurred, and keeps what it drew.

    A list asks for the same ones in each of its rows: to render them anew took most of its painting.
    """

    def __init__(self, name: str, color: str, muted: str) -> None:
        super().__init__()
        self._name, self._color, self._muted = name, color, muted
        self._drawing = _drawing(name)

    def clone(self) -> QIconEngine:
        """Return a copy, as Qt asks for where an icon is copied."""
        return _Engine(self._name, self._color, self._muted)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into a rectangle."""
        density = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(rect.size() * density, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:  # noqa: ARG002
        """Return a picture of this size, in pixels."""
        color = QColor(self._muted if mode is QIcon.Mode.Disabled else self._color).name()
        is_turned = self._name in _DIRECTED and QGuiApplication.isRightToLeft()
        key = f"icon {self._name} {color} {is_turned} {size.width()}x{size.height()}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = _rendered(self._drawing.replace("currentColor", color), size, is_turned=is_turned)
            QPixmapCache.insert(key, pixmap)
        return pixmap


def _rendered(drawing: str, size: QSize, *, is_turned: bool) -> QPixmap:
    """Return a vector drawing in pixels; turned: seen in a mirror."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if is_turned:
        painter.translate(size.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    return pixmap
