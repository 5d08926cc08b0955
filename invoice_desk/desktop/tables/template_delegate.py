"""How a template of the library is drawn: its layout, its name, and what is known of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from invoice_desk.desktop.tables.layout_picture import layout_picture
from invoice_desk.desktop.tables.row_drawing import draw_words, is_chosen, mirrored
from invoice_desk.desktop.tables.template_list import TemplateRole
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.counting import Counts
from invoice_desk.desktop.words.filling import fill, isolated, number_words
from invoice_desk.errors import shown
from invoice_desk.store.template_versions import Listed

_PICTURE = QSize(64, 76)
_MOST_PICTURES = 200
_Index = QModelIndex | QPersistentModelIndex


class TemplateDelegate(QStyledItemDelegate):
    """Draws a picture and three lines a template."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures: dict[tuple[str, int, float], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802 - Qt's
        """Return the size of a row, the same for all."""
        lines = 3 * (QFontMetrics(option.font).height() + 2) + 2 * SPACE
        return QSize(280, max(_PICTURE.height() + 2 * SPACE, lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        listed: Listed = index.data(TemplateRole.LISTED)
        painter.save()
        if is_chosen(option):
            painter.fillRect(option.rect, self._theme.color("raised"))
        row = option.rect.adjusted(SPACE + 4, SPACE, -SPACE, -SPACE)
        place = QRect(row.topLeft(), _PICTURE)
        painter.drawPixmap(mirrored(place, option).topLeft(), self._picture(listed, painter))
        bold = QFont(option.font)
        bold.setBold(True)
        for number, (words, font, color) in enumerate(
            (
                (shown(listed.template.name), bold, "text"),
                (_uses(listed), option.font, "text"),
                (_changed(listed), option.font, "muted"),
            )
        ):
            draw_words(
                painter, option, _text_line(row, option, number), (words, font, self._theme.color(color))
            )
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: ARG002, N802
        """Put the editor of a name where the name stands."""
        row = option.rect.adjusted(SPACE + 4, SPACE, -SPACE, -SPACE)
        line = _text_line(row, option, 0)
        line.setHeight(max(line.height(), editor.sizeHint().height()))
        editor.setGeometry(mirrored(line, option))

    def _picture(self, listed: Listed, painter: QPainter) -> QPixmap:
        density = painter.device().devicePixelRatioF()
        key = (listed.template.name, listed.template.version, density)
        if key not in self._pictures:
            if len(self._pictures) >= _MOST_PICTURES:
                self._pictures.clear()
            self._pictures[key] = layout_picture(listed.template, self._theme, _PICTURE, density)
        return self._pictures[key]


def _text_line(row: QRect, option: QStyleOptionViewItem, number: int) -> QRect:
    """Return where a line of words stands, from the top 0, 1, 2; together they stand in the middle."""
    high = QFontMetrics(option.font).height() + 4
    top = row.top() + max(0, (row.height() - 3 * high) // 2) + number * high
    left = row.left() + _PICTURE.width() + 2 * SPACE
    return QRect(left, top, row.right() - left, high)


def _day(moment: datetime) -> str:
    """Return a moment's day as the person's country writes it."""
    day = QDateTime.fromSecsSinceEpoch(int(moment.timestamp())).date()
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def _uses(listed: Listed) -> str:
    """Say how many fields it has and how many invoices it is chosen for."""
    fields, invoices = Counts().fields(len(listed.template.fields)), Counts().invoices(listed.invoices)
    return f"{fields} · {invoices}"


def _changed(listed: Listed) -> str:
    """Say which version it is, when it was saved and by whom."""
    words = QCoreApplication.translate("TemplateDelegate", "Version %1 · %2 by %3")
    when = _day(listed.at)
    return fill(words, number_words(listed.template.version), when, isolated(shown(listed.who)))
