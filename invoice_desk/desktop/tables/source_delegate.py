"""How a source is drawn in the list: the icon of its kind, its name, and how it stands, in its colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.sources.words import (
    KIND_ICONS,
    STANDING_COLORS,
    STANDING_ICONS,
    SourceView,
    standing_words,
)
from invoice_desk.desktop.tables.row_drawing import draw_chosen, draw_words, is_chosen, mirrored
from invoice_desk.desktop.tables.source_list import SourceRole
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.errors import shown

_ICON, _MARK, _WIDTH = 22, 14, 230
_Index = QModelIndex | QPersistentModelIndex


class SourceDelegate(QStyledItemDelegate):
    """Draws two lines a source."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802 - Qt's
        """Return the size of a row, the same for all."""
        return QSize(_WIDTH, 2 * (QFontMetrics(option.font).height() + 4) + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        view: SourceView = index.data(SourceRole.VIEW)
        painter.save()
        if is_chosen(option):
            draw_chosen(painter, option, self.theme)
        row = option.rect.adjusted(SPACE + 4, SPACE, -SPACE, -SPACE)
        high = row.height() // 2
        kind = QRect(row.left(), row.center().y() - _ICON // 2, _ICON, _ICON)
        self._icon(painter, option, kind, KIND_ICONS.get(view.status.kind, "inbox"), "muted")
        start = row.left() + _ICON + SPACE + 4
        bold = QFont(option.font)
        bold.setBold(True)
        first = QRect(start, row.top(), row.right() - start, high)
        draw_words(painter, option, first, (shown(view.status.name), bold, self.theme.color("text")))
        color, mark = STANDING_COLORS[view.standing], STANDING_ICONS[view.standing]
        sign = QRect(start, row.top() + high + (high - _MARK) // 2, _MARK, _MARK)
        self._icon(painter, option, sign, mark, color)
        second = first.translated(0, high).adjusted(_MARK + 6, 0, 0, 0)
        draw_words(painter, option, second, (standing_words(view), option.font, self.theme.color(color)))
        painter.restore()

    def _icon(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, name: str, color: str
    ) -> None:
        drawn = icon(name, self.theme, color=getattr(self.theme, color))
        drawn.paint(painter, mirrored(place, option))
