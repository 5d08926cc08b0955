"""Which digit is taken for which, as a picture: rows are what is printed, columns what was read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from invoice_desk.desktop.theme import LIGHT, Theme
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.training.judging import Figures
from invoice_desk.values.digits import DigitFamily

LATIN = DigitFamily.LATIN.value
_DIGITS = frozenset(LATIN)
_COLUMNS = len(LATIN) + 1  # the digits, and what is none
_HEAD = 24  # pixels of the heads of rows and columns


class ConfusionPicture(QWidget):
    """A square for each pair. The family of digits in its heads is Arabic-Indic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._digits: Mapping[str, tuple[int, int]] = {}
        self._confusions: Mapping[tuple[str, str], int] = {}
        self.setAccessibleName(self.tr("Which digit is taken for which"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a comfortable size."""
        return QSize(_HEAD + 26 * _COLUMNS, _HEAD + 26 * len(LATIN))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least size at which counts are legible."""
        return QSize(_HEAD + 20 * _COLUMNS, _HEAD + 20 * len(LATIN))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.update()

    def show_figures(self, figures: Figures) -> None:
        """Show the confusions of one set of numbers."""
        self._digits, self._confusions = figures.digits, figures.confusions
        worst = [self._pair(wanted, read, many) for wanted, read, many in figures.worst()]
        self.setAccessibleDescription("; ".join(worst))
        self.update()

    def count(self, row: int, column: int) -> int:
        """Return how often the digit of a row was read as that of a column; the last column: as none."""
        wanted = LATIN[row]
        if column == row:
            return self._digits.get(wanted, (0, 0))[1]
        if column < len(LATIN):
            return self._confusions.get((wanted, LATIN[column]), 0)
        lost = (
            many for (one, read), many in self._confusions.items() if one == wanted and read not in _DIGITS
        )
        return sum(lost)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the squares."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heads = [*DigitFamily.ARABIC.value, "∅"]
        painter.setPen(self._theme.color("muted"))
        for column, head in enumerate(heads):
            painter.drawText(self._cell(-1, column), Qt.AlignmentFlag.AlignCenter, head)
        for row, head in enumerate(heads[:-1]):
            painter.setPen(self._theme.color("muted"))
            painter.drawText(self._cell(row, -1), Qt.AlignmentFlag.AlignCenter, head)
            for column in range(_COLUMNS):
                self._draw_cell(painter, row, column)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say in words what stands under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words_at(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def _draw_cell(self, painter: QPainter, row: int, column: int) -> None:
        many, printed = self.count(row, column), self._digits.get(LATIN[row], (0, 0))[0]
        cell = self._cell(row, column).adjusted(1, 1, -1, -1)
        color = QColor(self._theme.sure if row == column else self._theme.bad)
        share = many / printed if printed else 0.0
        color.setAlphaF(min(1.0, share if row == column else 0.25 + 2 * share) if many else 0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(cell, 3, 3)
        painter.setBrush(color)
        painter.drawRoundedRect(cell, 3, 3)
        if many:
            is_strong = color.alphaF() > 0.55
            painter.setPen(self._theme.color("on_accent" if is_strong else "text"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, number_words(many))

    def _cell(self, row: int, column: int) -> QRectF:
        """Return the place of a cell; -1 is the head. Columns begin at the side where reading begins."""
        wide = (self.width() - _HEAD) / _COLUMNS
        high = (self.height() - _HEAD) / len(LATIN)
        x = 0.0 if column < 0 else _HEAD + column * wide
        y = 0.0 if row < 0 else _HEAD + row * high
        width, height = _HEAD if column < 0 else wide, _HEAD if row < 0 else high
        if self.isRightToLeft():
            x = self.width() - x - width
        return QRectF(x, y, width, height)

    def _words_at(self, x: int, y: int) -> str:
        for row in range(len(LATIN)):
            for column in range(_COLUMNS):
                if self._cell(row, column).contains(x, y):
                    read = LATIN[column] if column < len(LATIN) else ""
                    return self._pair(LATIN[row], read, self.count(row, column))
        return ""

    def _pair(self, wanted: str, read: str, many: int) -> str:
        words = self.tr("%1 read as %2: %3 times") if read else self.tr("%1 read as no digit: %3 times")
        return fill(words, eastern(wanted), eastern(read), number_words(many))


def eastern(text: str) -> str:
    """Return a digit as it is printed on Arabic invoices."""
    return text.translate(str.maketrans(LATIN, DigitFamily.ARABIC.value))
