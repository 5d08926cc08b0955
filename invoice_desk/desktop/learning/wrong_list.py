"""The numbers that are read wrong: each as it stands on the page, what was read and what is right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from invoice_desk.desktop.review.paper import draw_on_paper
from invoice_desk.desktop.theme import LIGHT, Theme
from invoice_desk.desktop.words.filling import fill, percent_words
from invoice_desk.training.judging import Wrong

_CELL = QSize(182, 92)
_Index = QModelIndex | QPersistentModelIndex


class WrongModel(QAbstractListModel):
    """Numbers that were read wrong, with their pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wrong: tuple[Wrong, ...] = ()
        self.pictures: tuple[QImage, ...] = ()

    def show_wrong(self, wrong: Sequence[Wrong]) -> None:
        """Show these."""
        self.beginResetModel()
        self.wrong = tuple(wrong)
        self.pictures = tuple(QImage.fromData(one.picture) for one in wrong)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.wrong)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a number in words."""
        if role not in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        one = self.wrong[index.row()]
        words = self.tr("%1 was read as %2, %3 sure") if one.read else self.tr("%1 was not read")
        return fill(words, one.text, one.read, percent_words(one.sure))


class _Delegate(QStyledItemDelegate):
    """Draws the picture on its paper, below it what was read and what is right."""

    def __init__(self, view: WrongList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """Return the size of a cell."""
        return _CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        theme, model = self._view.theme, self._view.numbers
        one, picture = model.wrong[index.row()], model.pictures[index.row()]
        room = QRectF(option.rect).adjusted(4, 4, -4, -4)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.color("accent" if has_focus else "border"), 2 if has_focus else 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(room, 7, 7)
        paper = QRectF(room.left() + 6, room.top() + 6, room.width() - 12, 40)
        draw_on_paper(painter, paper, picture, corner=4, edge=3)
        foot = QRectF(room.left() + 8, paper.bottom() + 4, room.width() - 16, 30)
        half = QRectF(foot.left(), foot.top(), foot.width(), 16)
        painter.setPen(theme.color("bad"))
        painter.drawText(half, Qt.AlignmentFlag.AlignCenter, f"✗ \u2066{one.read or '—'}\u2069")
        painter.setPen(theme.color("sure"))
        painter.drawText(half.translated(0, 15), Qt.AlignmentFlag.AlignCenter, f"✓ \u2066{one.text}\u2069")
        painter.restore()


class WrongList(QListView):
    """A grid of numbers that were read wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.numbers = WrongModel(self)
        self.setModel(self.numbers)
        self.setItemDelegate(_Delegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(_CELL)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setAccessibleName(self.tr("Numbers that are read wrong"))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.theme = theme
        self.viewport().update()

    def show_wrong(self, wrong: Sequence[Wrong]) -> None:
        """Show these numbers."""
        self.numbers.show_wrong(wrong)
