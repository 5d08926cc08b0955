"""The rows of the strip: a page each, its picture asked for when it comes into sight, and how it is drawn."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from invoice_desk.desktop.page_strip.pictures import PagePictures
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.invoice.document import Document

PICTURE, _NUMBER = QSize(64, 84), 20  # pixels: of a page, and of the line with its number
_Index = QModelIndex | QPersistentModelIndex


class PageRows(QAbstractListModel):
    """The pages of one document."""

    def __init__(self, pictures: PagePictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._count = pictures, 0
        pictures.arrived.connect(self._refresh)

    def take(self, document: Document | None) -> None:
        """Show the pages of another document."""
        self.beginResetModel()
        self._pictures.take(document)
        self._count = len(document.pages) if document is not None else 0
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802 - Qt's
        """Return how many pages there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """Return the number, its words, or the picture of a page."""
        if role == Qt.ItemDataRole.DisplayRole:
            return number_words(index.row() + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures.picture(index.row())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            words = QCoreApplication.translate("PageStrip", "Page %1 of %2")
            return fill(words, number_words(index.row() + 1), number_words(self._count))
        return None

    def _refresh(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))


class PageLook(QStyledItemDelegate):
    """Draws a page as paper with its number below; the open one has a frame."""

    theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        is_open = bool(option.state & QStyle.StateFlag.State_Selected)
        room = QRect(option.rect.topLeft(), QSize(option.rect.width(), PICTURE.height()))
        image = index.data(Qt.ItemDataRole.DecorationRole)
        paper = _paper(room, image)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(paper, QColor("#ffffff"))
        if image is not None:
            painter.drawImage(paper, image)
        color = self.theme.color("accent" if is_open else "border")
        painter.setPen(QPen(color, 2 if is_open else 1))
        painter.drawRect(paper.adjusted(-1, -1, 1, 1) if is_open else paper)
        painter.setPen(self.theme.color("accent" if is_open else "muted"))
        line = QRect(option.rect.left(), room.bottom() + 4, option.rect.width(), _NUMBER)
        font = option.font
        font.setBold(is_open)
        painter.setFont(font)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's
        """Return the size of every row."""
        return QSize(PICTURE.width() + 2 * SPACE, PICTURE.height() + _NUMBER + 2 * SPACE)


def _paper(room: QRect, image: QImage | None) -> QRect:
    """Return where a page lies in the room for it; as an upright sheet while its picture is to come."""
    size = image.size() if image is not None and not image.isNull() else QSize(210, 297)
    size = size.scaled(PICTURE - QSize(0, 2 * SPACE), Qt.AspectRatioMode.KeepAspectRatio)
    paper = QRect(room.topLeft(), size)
    paper.moveCenter(room.center())
    return paper
