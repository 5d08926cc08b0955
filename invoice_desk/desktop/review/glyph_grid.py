"""The glyphs of one class side by side; a click or the space bar marks the odd ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from invoice_desk.desktop.review.glyph_groups import GroupedGlyph
from invoice_desk.desktop.review.glyph_strip import SURE
from invoice_desk.desktop.review.paper import draw_on_paper
from invoice_desk.desktop.theme import LIGHT, Theme
from invoice_desk.desktop.words.filling import fill, percent_words

CELL = QSize(72, 96)
_Index = QModelIndex | QPersistentModelIndex


class GlyphModel(QAbstractListModel):
    """The glyphs of one class, and which are marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.glyphs: tuple[GroupedGlyph, ...] = ()
        self.marked: frozenset[int] = frozenset()

    def show_glyphs(self, glyphs: Sequence[GroupedGlyph]) -> None:
        """Show these glyphs, none marked."""
        self.beginResetModel()
        self.glyphs, self.marked = tuple(glyphs), frozenset()
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Mark a glyph, or take the mark away."""
        self.marked = self.marked ^ {row}
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many glyphs there are."""
        return 0 if parent.isValid() else len(self.glyphs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a glyph in words, and whether it is marked."""
        glyph = self.glyphs[index.row()]
        words = fill(
            self.tr("%1, %2 sure, or %3; invoice %4, %5"),
            glyph.char,
            percent_words(glyph.probability),
            glyph.runner_up or "?",
            glyph.invoice,
            glyph.spot,
        )
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words
        if role == Qt.ItemDataRole.CheckStateRole:
            is_marked = index.row() in self.marked
            return Qt.CheckState.Checked if is_marked else Qt.CheckState.Unchecked
        return None


class _Delegate(QStyledItemDelegate):
    """Draws a glyph on its paper with a bar of how sure it is and its runner-up."""

    def __init__(self, view: GlyphGrid) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """Return the size of a cell."""
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        theme, model = self._view.theme, self._view.glyphs
        glyph, is_marked = model.glyphs[index.row()], index.row() in model.marked
        state = option.state
        room = QRectF(option.rect).adjusted(4, 4, -4, -4)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        edge = theme.bad if is_marked else theme.accent if has_focus else theme.border
        painter.setPen(QPen(QColor(edge), 2 if is_marked or has_focus else 1))
        is_under = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(theme.color("raised") if is_under or is_marked else theme.color("surface"))
        painter.drawRoundedRect(room, 7, 7)
        paper = QRectF(room.left() + 6, room.top() + 6, room.width() - 12, 46)
        draw_on_paper(painter, paper, glyph.crop, corner=4, edge=3)
        self._draw_foot(painter, room, glyph, is_marked=is_marked)
        painter.restore()

    def _draw_foot(self, painter: QPainter, room: QRectF, glyph: GroupedGlyph, *, is_marked: bool) -> None:
        theme = self._view.theme
        bar = QRectF(room.left() + 7, room.top() + 57, room.width() - 14, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(theme.color("doubt" if glyph.probability < SURE else "sure"))
        bar.setWidth(max(4.0, bar.width() * glyph.probability))
        painter.drawRoundedRect(bar, 2, 2)
        font = QFont(self._view.font())
        font.setPointSize(10)
        painter.setFont(font)
        painter.setPen(theme.color("bad" if is_marked else "muted"))
        foot = QRect(int(room.left()), int(room.top()) + 63, int(room.width()), 22)
        becomes = self._view.becomes(glyph)
        words = f"→ {becomes}" if is_marked and becomes else percent_words(glyph.probability)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, words)


class GlyphGrid(QListView):
    """A grid of glyphs. toggled: which are marked has changed."""

    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.chosen_class = ""
        self.glyphs = GlyphModel(self)
        self.setModel(self.glyphs)
        self.setItemDelegate(_Delegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QListView { border: none; }")
        self.setAccessibleName(self.tr("Glyphs of one class"))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.theme = theme
        self.viewport().update()

    def becomes(self, glyph: GroupedGlyph) -> str:
        """Return what a marked glyph is to be: the chosen class, or its runner-up where none is chosen."""
        return self.chosen_class or glyph.runner_up

    def choose_class(self, char: str) -> None:
        """Say what marked glyphs are to be, "" for each one's runner-up."""
        self.chosen_class = char
        self.viewport().update()

    def show_glyphs(self, glyphs: Sequence[GroupedGlyph]) -> None:
        """Show these glyphs."""
        self.glyphs.show_glyphs(glyphs)
        if glyphs:
            self.setCurrentIndex(self.glyphs.index(0))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Mark the glyph under the mouse."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentIndex(index)
            self._toggle(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Mark the glyph that has the focus by the space bar; arrows go from one to the next."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _toggle(self, row: int) -> None:
        self.glyphs.toggle(row)
        self.toggled.emit()
