"""A piece of a page as it is drawn on a card: on white paper, as large as it fits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter


def draw_on_paper(painter: QPainter, paper: QRectF, image: QImage, *, corner: float, edge: float) -> None:
    """Draw white paper and an image in its middle, its sides in proportion; of no image the paper alone.

    corner: the radius of the paper's corners; edge: how much of the paper stays free; both in pixels.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawRoundedRect(paper, corner, corner)
    if not image.isNull():
        painter.drawImage(_fitted(paper.adjusted(edge, edge, -edge, -edge), image), image)


def _fitted(room: QRectF, image: QImage) -> QRectF:
    scale = min(room.width() / image.width(), room.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
