"""The course of learning as two live plots: exact numbers and loss, a person's own and the shipped ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words, percent_words
from invoice_desk.training.epochs import EpochFigures

_LEFT, _TOP, _RIGHT, _BOTTOM = 46, 30, 14, 42  # pixels around the plot, where its words stand


class Curve(QWidget):
    """One plot of two lines over epochs: a person's own numbers drawn through, the shipped ones dashed."""

    def __init__(self, title: str, *, is_share: bool, parent: QWidget | None = None) -> None:
        """is_share: values are 0..1 and shown in percent."""
        super().__init__(parent)
        self._title, self._is_share = title, is_share
        self._theme: Theme = LIGHT
        self._epochs = 1
        self.own: tuple[float, ...] = ()
        self.made: tuple[float, ...] = ()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a comfortable size."""
        return QSize(340, 210)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least size at which the words have room."""
        return QSize(240, 150)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.update()

    def show_values(self, own: Sequence[float], made: Sequence[float], epochs: int) -> None:
        """Show values of the beginning and of each epoch. epochs: that there will be at most."""
        self.own, self.made, self._epochs = tuple(own), tuple(made), max(1, epochs)
        self.setAccessibleDescription(self._described())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the plot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        if self.isRightToLeft():
            area.translate(_RIGHT - _LEFT, 0)
        low, high = self._range()
        self._draw_frame(painter, area, low, high)
        theme = self._theme
        self._draw_line(painter, area, self.made, theme.muted, Qt.PenStyle.DashLine, (low, high))
        self._draw_line(painter, area, self.own, theme.accent, Qt.PenStyle.SolidLine, (low, high))
        self._draw_legend(painter, area)
        painter.end()

    def _range(self) -> tuple[float, float]:
        values = (*self.own, *self.made)
        if self._is_share:
            return min([0.9, *values]) // 0.1 * 0.1, 1.0
        return 0.0, max([0.1, *values]) * 1.1

    def _draw_frame(self, painter: QPainter, area: QRectF, low: float, high: float) -> None:
        theme, is_mirrored = self._theme, self.isRightToLeft()
        start, side = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight  # the painter mirrors both
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        head = QRectF(6, 2, self.width() - 12, _TOP - 6)
        painter.drawText(head, start | Qt.AlignmentFlag.AlignVCenter, self._title)
        font.setBold(False)
        painter.setFont(font)
        for part in range(5):
            y = area.bottom() - part / 4 * area.height()
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(theme.color("muted"))
            value = low + part / 4 * (high - low)
            x = area.right() + 6 if is_mirrored else area.left() - _LEFT
            painter.drawText(
                QRectF(x, y - 9, _LEFT - 8, 18), side | Qt.AlignmentFlag.AlignVCenter, self._said(value)
            )
        for number in {0, self._epochs // 2, self._epochs}:
            x = self._x(area, number)
            painter.drawText(
                QRectF(x - 20, area.bottom() + 3, 40, 16), Qt.AlignmentFlag.AlignCenter, number_words(number)
            )

    def _draw_line(
        self,
        painter: QPainter,
        area: QRectF,
        values: Sequence[float],
        color: str,
        style: Qt.PenStyle,
        limits: tuple[float, float],
    ) -> None:
        low, high = limits
        points = [
            QPointF(self._x(area, number), area.bottom() - (value - low) / (high - low) * area.height())
            for number, value in enumerate(values)
        ]
        painter.setPen(QPen(QColor(color), 2, style))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        for point in points:
            painter.drawEllipse(point, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_legend(self, painter: QPainter, area: QRectF) -> None:
        theme, y = self._theme, self.height() - 11.0
        is_mirrored = self.isRightToLeft()
        at = area.right() if is_mirrored else area.left()
        for words, color, style in (
            (self.tr("your numbers"), theme.accent, Qt.PenStyle.SolidLine),
            (self.tr("drawn numbers"), theme.muted, Qt.PenStyle.DashLine),
        ):
            wide = painter.fontMetrics().horizontalAdvance(words) + 2
            line = (at - 24, at) if is_mirrored else (at, at + 24)
            painter.setPen(QPen(QColor(color), 2, style))
            painter.drawLine(QPointF(line[0], y), QPointF(line[1], y))
            painter.setPen(theme.color("text"))
            place = QRectF(at - 30 - wide if is_mirrored else at + 30, y - 9, wide, 18)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
            at += -(wide + 50) if is_mirrored else wide + 50

    def _x(self, area: QRectF, number: int) -> float:
        share = number / self._epochs
        return (
            area.right() - share * area.width()
            if self.isRightToLeft()
            else area.left() + share * area.width()
        )

    def _said(self, value: float) -> str:
        return percent_words(value) if self._is_share else str(QLocale().toString(value, "f", 2))

    def _described(self) -> str:
        if not self.own:
            return ""
        words = self.tr("After epoch %1: your numbers %2, drawn numbers %3")
        last = number_words(len(self.own) - 1), self._said(self.own[-1]), self._said(self.made[-1])
        return fill(words, *last)


class Curves(QWidget):
    """Both plots side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.exact = Curve(self.tr("Exact numbers by epoch"), is_share=True)
        self.loss = Curve(self.tr("Loss by epoch"), is_share=False)
        self.epochs: list[EpochFigures] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self.exact)
        layout.addWidget(self.loss)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.exact.set_theme(theme)
        self.loss.set_theme(theme)

    def clear(self) -> None:
        """Show no epochs."""
        self.epochs = []
        self._show(1)

    def add(self, epoch: EpochFigures) -> None:
        """Show one epoch more."""
        self.epochs.append(epoch)
        self._show(epoch.epochs)

    def _show(self, epochs: int) -> None:
        own, made = [one.own for one in self.epochs], [one.made for one in self.epochs]
        self.exact.show_values([one.share for one in own], [one.share for one in made], epochs)
        self.loss.show_values([one.loss for one in own], [one.loss for one in made], epochs)
