"""The list of values: label, text and mark of each; the chosen one opens into a card in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.review.editor import is_rtl
from invoice_desk.desktop.review.value_model import Index, Line, ValueModel
from invoice_desk.desktop.review.values import Mark
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.store.corrections import Spot

_ROW, _HEAD = 36, 34
_ICON = 16
_ROUNDS = 4  # of laying out
_LABEL_SHARE = 0.36  # of the width
ICONS = {
    Mark.SURE: "circle-check",
    Mark.DOUBT: "triangle-alert",
    Mark.TYPED: "pencil",
    Mark.DRAFT: "text-cursor-input",
}


def color_of(mark: Mark, theme: Theme) -> str:
    """Return the colour of a mark."""
    return {Mark.SURE: theme.sure, Mark.DOUBT: theme.doubt, Mark.TYPED: theme.typed}.get(mark, theme.accent)


class _Delegate(QStyledItemDelegate):
    """Draws the lines; leaves room for the card where it is."""

    def __init__(self, view: ValueList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """Return a line's height: that of the card where the line is open."""
        line = self._view.model_of_values.lines[index.row()]
        if line.spot is None:
            return QSize(100, _HEAD)
        is_open = line.spot == self._view.open_spot
        return QSize(100, self._view.card_height() if is_open else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        line = self._view.model_of_values.lines[index.row()]
        rect: QRect = option.rect
        if line.spot is None:
            self._draw_heading(painter, rect, line)
        elif line.spot != self._view.open_spot:
            is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._draw_line(painter, rect, line, is_under=is_under)

    def _draw_heading(self, painter: QPainter, rect: QRect, line: Line) -> None:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        room = rect.adjusted(SPACE + 4, 10, -SPACE, 0)
        self._write(painter, room, line.label, self._view.theme.muted, font, is_text_rtl=self._is_mirrored())

    def _draw_line(self, painter: QPainter, rect: QRect, line: Line, *, is_under: bool) -> None:
        theme = self._view.theme
        painter.save()
        if is_under:
            painter.fillRect(rect, theme.color("raised"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft() + QPoint(SPACE + 4, 0), rect.bottomRight() - QPoint(SPACE + 4, 0))
        painter.restore()
        inner = rect.adjusted(SPACE + 4, 0, -SPACE - 4, 0)
        label_width = int(inner.width() * _LABEL_SHARE)
        label = QRect(inner.left(), inner.top(), label_width - SPACE, inner.height())
        text = QRect(
            inner.left() + label_width, inner.top(), inner.width() - label_width - _ICON - 8, inner.height()
        )
        place = QRect(inner.right() - _ICON + 1, inner.center().y() - _ICON // 2, _ICON, _ICON)
        font = self._view.font()
        mirrored = self._is_mirrored()
        self._write(painter, self._mirror(label, rect), line.label, theme.muted, font, is_text_rtl=mirrored)
        words, color = (line.text, theme.text) if line.text else (self.tr("nothing"), theme.muted)
        self._write(painter, self._mirror(text, rect), words, color, font, is_text_rtl=is_rtl(words))
        name, tint = ICONS[line.mark], color_of(line.mark, theme)
        icon(name, theme, color=tint).paint(painter, self._mirror(place, rect))

    def _write(
        self, painter: QPainter, room: QRect, text: str, color: str, font: QFont, *, is_text_rtl: bool
    ) -> None:
        painter.save()
        painter.setFont(font)
        painter.setPen(color)
        right = self._is_mirrored()
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        direction = Qt.LayoutDirection.RightToLeft if is_text_rtl else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        line = " ".join(text.split())
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, flags | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    def _is_mirrored(self) -> bool:
        return self._view.isRightToLeft()

    def _mirror(self, room: QRect, inside: QRect) -> QRect:
        if not self._is_mirrored():
            return room
        left = inside.left() + inside.right() - room.right()
        return QRect(left, room.top(), room.width(), room.height())


class ValueList(QListView):
    """Shows the lines, and the card in place of the chosen one."""

    line_chosen = Signal(object)  # Spot

    def __init__(self, card: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.open_spot: Spot | None = None
        self.model_of_values = ValueModel(self)
        self._card = card
        self._is_fitting = False
        self._room: tuple[int, int, int, Spot | None] | None = None
        card.setParent(self.viewport())
        card.hide()
        self.setModel(self.model_of_values)
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Values"))
        self.setStyleSheet("QListView { border: none; }")
        self.verticalScrollBar().valueChanged.connect(self._place_card)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.theme = theme
        self.viewport().update()

    def card_height(self) -> int:
        """Return how high the card is at the present width."""
        width = self.viewport().width()
        layout = self._card.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._card.sizeHint().height()

    def show_lines(self, lines: Sequence[Line], open_spot: Spot | None) -> None:
        """Show lines, one of them open."""
        is_moved = open_spot != self.open_spot
        self.open_spot = open_spot
        self.model_of_values.show_lines(lines)
        self.fit_card(is_seen=is_moved)

    def show_line(self, line: Line) -> None:
        """Show another text and mark in one line that is there."""
        self.model_of_values.show_line(line)
        self.fit_card()

    def fit_card(self, *, is_seen: bool = False) -> None:
        """Give the card the room it needs. is_seen: scroll to it."""
        if self._is_fitting:
            return
        self._is_fitting = True
        try:
            self._fit_room()
        finally:
            self._is_fitting = False
        if is_seen and self.open_spot is not None:
            index = self.model_of_values.index(max(self.model_of_values.row_of(self.open_spot), 0))
            place, hint = self.visualRect(index), QListView.ScrollHint
            if place.height() > self.viewport().height():
                self.scrollTo(index, hint.PositionAtTop)
            elif not self.viewport().rect().contains(place):
                self.scrollTo(index, hint.PositionAtCenter)
        self._place_card()

    def _fit_room(self) -> None:
        """Lay the lines out around the card.

        A scroll bar that comes makes the list narrower, and the card may then need less room, so that the bar
        goes again: what does not come to rest after some rounds stays as it is.
        """
        for _ in range(_ROUNDS):
            room = (
                self.card_height(),
                self.viewport().width(),
                len(self.model_of_values.lines),
                self.open_spot,
            )
            is_changed = room != self._room
            if is_changed:  # laying a thousand lines out takes 10 ms, too long for every key
                self._room = room
                self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()
            if not is_changed:
                return

    def _place_card(self, *_: object) -> None:
        row = self.model_of_values.row_of(self.open_spot)
        self._card.setVisible(row >= 0)
        if row >= 0:
            self._card.setGeometry(self.visualRect(self.model_of_values.index(row)))

    def dataChanged(  # noqa: N802 - Qt's name
        self, first: Index, last: Index, roles: Sequence[int] = ()
    ) -> None:
        """Paint what changed anew. A list would lay all lines out, but of texts none grows higher."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the card follow the width."""
        super().resizeEvent(event)
        self.fit_card()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the line under the mouse."""
        index = self.indexAt(event.position().toPoint())
        spot = self.model_of_values.lines[index.row()].spot if index.isValid() else None
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.line_chosen.emit(spot)
