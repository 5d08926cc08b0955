"""How a row of the list of invoices is drawn: its state, what it is called, from whom, when and how much."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.tables.cell_text import amount_words
from invoice_desk.desktop.tables.invoice_list import ListRole, heading
from invoice_desk.desktop.tables.row_drawing import TRAILING, draw_chosen, draw_words, is_chosen, mirrored
from invoice_desk.desktop.tables.thumbnails import AREA, ThumbnailLoader
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import number_words
from invoice_desk.desktop.words.floor_words import what_words
from invoice_desk.desktop.words.states import STATE_ICONS, state_word
from invoice_desk.errors import shown
from invoice_desk.invoice.filed import State, Summary
from invoice_desk.values.digits import DigitFamily, to_family

_KEPT = 96  # rows: two windows full
_ICON = 18
_BADGE = 16  # pixels of the state's icon on a picture
_DOT = 7  # pixels of the mark of what is new
_BAR, _LEAST = 3, 0.04  # pixels of the bar of an invoice that is being read; the least part that is drawn


class _Row(NamedTuple):
    """What is on a row. state: as it is shown; page: the key of its picture, 0 for none."""

    summary: Summary
    state: State
    page: int
    is_new: bool


class InvoiceDelegate(QStyledItemDelegate):
    """Draws two lines an invoice: number and amount, then seller and date; before them its first page.

    family: the digits of numbers, amounts and dates; None leaves them as the desk keeps them;
    has_pictures: whether there is room for them, and they are wanted.
    """

    def __init__(self, theme: Theme, pictures: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.family: DigitFamily | None = None
        self._pictures = pictures
        self.has_pictures = True
        self._drawn: OrderedDict[Hashable, QPixmap] = OrderedDict()  # rows as they were drawn last
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._drawn.clear()
        self._icons = {
            state: icon(name, theme, color=theme.states[state]) for state, name in STATE_ICONS.items()
        }

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Return the size of a row, the same for all."""
        lines = 2 * QFontMetrics(option.font).height() + 2 * SPACE + 2
        return QSize(160, max(lines, AREA.height() + SPACE) if self.has_pictures else lines)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row: as it was drawn before where nothing on it is other, for a list is often drawn anew."""
        one = index.data(ListRole.SUMMARY)
        share = index.data(ListRole.SHARE)
        density = painter.device().devicePixelRatioF()
        image = self._pictures.picture(one.id, density) if one is not None and self.has_pictures else None
        row = None
        if one is not None:
            page = image.cacheKey() if image is not None else 0
            state = one.state if share is None else State.READING
            row = _Row(one, state, page, is_new=bool(index.data(ListRole.IS_NEW)))
        painter.drawPixmap(option.rect.topLeft(), self._picture_of(row, image, option, density))
        if one is not None and share is not None:
            self._bar(painter, option, share)

    def _picture_of(
        self, row: _Row | None, image: QImage | None, option: QStyleOptionViewItem, density: float
    ) -> QPixmap:
        """Return a row as it looks without how far it is, drawn now where it was not before."""
        look = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        place = (option.rect.size().toTuple(), option.direction, density, option.font.key())
        key = (row, look, place, option.palette.base().color().rgb(), self.family, self.has_pictures)
        if key not in self._drawn:
            self._drawn[key] = self._draw(row, image, option, density)
        self._drawn.move_to_end(key)
        while len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        return self._drawn[key]

    def _draw(
        self, row: _Row | None, image: QImage | None, option: QStyleOptionViewItem, density: float
    ) -> QPixmap:
        pixmap = QPixmap(option.rect.size() * density)
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(option.palette.base().color())
        own = QStyleOptionViewItem(option)
        own.rect = QRect(QPoint(), option.rect.size())
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._ground(painter, own)
        if row is not None:
            left = self._front(painter, own, row, image)
            self._lines(painter, own, row.summary, left=left, is_new=row.is_new and not self.has_pictures)
        painter.end()
        return pixmap

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw what is behind a row; the chosen one has a bar where the language begins."""
        if is_chosen(option):
            draw_chosen(painter, option, self._theme)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = self._theme.color("raised")
            ground.setAlpha(130)
            painter.fillRect(option.rect, ground)
        line = QColor(self._theme.border)
        line.setAlpha(120)
        painter.setPen(line)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _front(self, painter: QPainter, option: QStyleOptionViewItem, row: _Row, image: QImage | None) -> int:
        """Draw the picture and the state's icon; return where the lines begin."""
        mark = self._icons[row.state]
        left = option.rect.left() + SPACE + 4
        middle = option.rect.top() + option.rect.height() // 2
        if not self.has_pictures:
            place = QRect(left, middle - _ICON // 2, _ICON, _ICON)
            mark.paint(painter, mirrored(place, option))
            return left + _ICON + SPACE + 2
        area = QRect(QPoint(left, middle - AREA.height() // 2), AREA)
        self._picture(painter, mirrored(area, option), image)
        corner = area.bottomRight() - QPoint(_BADGE - 5, _BADGE - 3)
        badge = mirrored(QRect(corner, QSize(_BADGE, _BADGE)), option)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("surface"))
        painter.drawEllipse(badge.adjusted(-2, -2, 2, 2))
        mark.paint(painter, badge)
        if row.is_new:
            dot = QRect(area.topLeft() - QPoint(2, 1), QSize(_DOT + 2, _DOT + 2))
            painter.setPen(self._theme.color("surface"))
            painter.setBrush(self._theme.color("accent"))
            painter.drawEllipse(mirrored(dot, option))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        return area.right() + SPACE + 6

    def _picture(self, painter: QPainter, area: QRect, image: QImage | None) -> None:
        """Draw a first page, or an empty sheet where there is none (yet), with a hairline around it."""
        size = image.deviceIndependentSize().toSize() if image is not None else QSize(40, AREA.height())
        sheet = QRect(QPoint(), size)
        sheet.moveCenter(area.center())
        painter.setBrush(Qt.BrushStyle.NoBrush if image is not None else self._theme.color("window"))
        if image is not None:
            painter.drawImage(sheet, image)
        painter.setPen(self._theme.color("border"))
        painter.drawRect(QRectF(sheet).adjusted(-0.5, -0.5, 0.5, 0.5))

    def _bar(self, painter: QPainter, option: QStyleOptionViewItem, share: float) -> None:
        """Draw along the lower edge how far an invoice is read."""
        whole = QRect(option.rect.left(), option.rect.bottom() - _BAR + 1, option.rect.width(), _BAR)
        ground = self._theme.color("accent")
        ground.setAlpha(50)
        painter.fillRect(whole, ground)
        part = QRect(whole.topLeft(), QSize(round(whole.width() * max(share, _LEAST)), _BAR))
        painter.fillRect(mirrored(part, option), self._theme.color("accent"))

    def _lines(
        self, painter: QPainter, option: QStyleOptionViewItem, one: Summary, *, left: int, is_new: bool
    ) -> None:
        high = QFontMetrics(option.font).height()
        top = option.rect.top() + (option.rect.height() - 2 * high - 2) // 2
        upper = QRect(left, top, option.rect.right() - left - SPACE, high)
        lower = upper.translated(0, high + 2)
        color = self._theme.color
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        total = amount_words(one.total, one.currency) if one.total is not None else ""
        upper = self._dot(painter, option, upper) if is_new else upper
        self._line(
            painter,
            option,
            upper,
            (self._digits(heading(one)), strong, color("text")),
            (self._digits(total), option.font, color("text")),
        )
        lower = self._badge(painter, option, lower, one.doubtful + one.failed_checks)
        self._line(
            painter,
            option,
            lower,
            (_below(one), option.font, color(_tone(one))),
            (self._digits(_when(one)), option.font, color("muted")),
        )

    def _dot(self, painter: QPainter, option: QStyleOptionViewItem, line: QRect) -> QRect:
        """Mark a line as new; return what is left of it."""
        dot = QRect(line.left(), line.top() + (line.height() - _DOT) // 2, _DOT, _DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawEllipse(mirrored(dot, option))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return line.adjusted(_DOT + 6, 0, 0, 0)

    def _line(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        first: tuple[str, QFont, QColor],
        last: tuple[str, QFont, QColor],
    ) -> None:
        """Draw a text where the language begins and one where it ends; the first one gives way."""
        wide = QFontMetrics(last[1]).horizontalAdvance(last[0])
        draw_words(painter, option, place, last, TRAILING)
        rest = QRect(place.topLeft(), QSize(place.width() - wide - (SPACE if wide else 0), place.height()))
        draw_words(painter, option, rest, first)

    def _badge(self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, many: int) -> QRect:
        """Draw how many values are in doubt; return what is left of the line."""
        if not many:
            return line
        text = number_words(many)
        metrics = QFontMetrics(option.font)
        wide = max(metrics.horizontalAdvance(text) + 12, line.height())
        pill = QRect(QPoint(line.right() - wide + 1, line.top()), QSize(wide, line.height()))
        pill = mirrored(pill, option)
        ground = self._theme.color("doubt")
        ground.setAlpha(46)
        painter.setBrush(ground)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.color("doubt"))
        painter.setFont(option.font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return QRect(line.topLeft(), QSize(line.width() - wide - SPACE, line.height()))

    def _digits(self, text: str) -> str:
        return to_family(text, self.family) if self.family is not None else text


def _tone(one: Summary) -> str:
    """Return the colour of the second line: red where it says why the invoice failed."""
    return "bad" if one.problem is not None and one.state is State.FAILED else "muted"


def _below(one: Summary) -> str:
    """Return the second line's words: why it failed, from whom it is, or what its file is called."""
    if one.problem is not None and one.state is State.FAILED:
        return what_words(one.problem)
    if one.seller:
        return shown(one.seller)
    return shown(one.name) if one.number else state_word(one.state)


def _when(one: Summary) -> str:
    return one.issued.isoformat() if one.issued is not None else ""
