"""What rows that are drawn by hand share: mirrored places, a line of words, the ground of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import isolated

LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_BAR = 3  # pixels of the bar before the chosen row


def mirrored(place: QRect, option: QStyleOptionViewItem) -> QRect:
    """Return where a place of a row lies in the direction of the window."""
    return QStyle.visualRect(option.direction, option.rect, place)


def draw_words(
    painter: QPainter,
    option: QStyleOptionViewItem,
    place: QRect,
    said: tuple[str, QFont, QColor],
    align: Qt.AlignmentFlag = LEADING,
) -> None:
    """Draw a text in one line, shortened where it does not fit; the place is one before mirroring."""
    text, font, color = said
    painter.setFont(font)
    painter.setPen(color)
    fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    shown_at = QStyle.visualAlignment(option.direction, align) | Qt.AlignmentFlag.AlignAbsolute
    QApplication.style().drawItemText(
        painter, mirrored(place, option), shown_at, option.palette, True, isolated(fitting)
    )


def draw_chosen(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Draw the ground of the chosen row, with a bar where the language begins."""
    painter.fillRect(option.rect, theme.color("raised"))
    bar = QRect(option.rect.topLeft(), QSize(_BAR, option.rect.height()))
    painter.fillRect(mirrored(bar, option), theme.color("accent"))


def is_chosen(option: QStyleOptionViewItem) -> bool:
    """Whether a row is the chosen one, or one of them."""
    return bool(option.state & QStyle.StateFlag.State_Selected)
