"""The split glyphs of a reading: each one's own crop, its character, how sure it is, and its runner-up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from invoice_desk.desktop.review.paper import draw_on_paper
from invoice_desk.desktop.review.runner_up import other_of
from invoice_desk.desktop.theme import LIGHT, Theme
from invoice_desk.desktop.words.filling import fill, percent_words
from invoice_desk.invoice.reading import Glyph
from invoice_desk.values.digits import to_latin_digits

_HEIGHT, _NARROW, _WIDE = 104, 34, 46  # pixels of a cell
_GAP = 4
SURE = 0.8  # of one glyph; a bar below it is in the colour of doubt


class GlyphCell(QAbstractButton):
    """One glyph; a click puts its runner-up in its place."""

    def __init__(self, glyph: Glyph, image: QImage, key: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.glyph, self._image, self.key = glyph, image, key
        self._theme: Theme = LIGHT
        self._shown, self._other = glyph.char, other_of(glyph)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(bool(self._other))
        words = fill(self.tr("%1, %2 sure"), glyph.char, percent_words(glyph.probability))
        if self._other:
            words += fill(self.tr(", or %1"), self._other)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        self.setToolTip(words + (f" (Alt+{key})" if key else ""))

    def set_look(self, theme: Theme, shown: str) -> None:
        """Draw in these colours. shown: the character that stands in the text now."""
        self._theme, self._shown = theme, shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the cell: crop, character, bar, runner-up, key."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        theme, is_low = self._theme, self.glyph.probability < SURE
        is_swapped = to_latin_digits(self._shown) != to_latin_digits(self.glyph.char)
        edge = theme.typed if is_swapped else theme.doubt if is_low else theme.border
        ground = theme.raised if self.underMouse() and self.isEnabled() else theme.surface
        painter.setPen(QPen(QColor(edge), 1.5 if is_low or is_swapped else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        draw_on_paper(painter, QRectF(5, 5, self.width() - 10, 33), self._image, corner=3, edge=2)
        self._write(painter, QRect(0, 39, self.width(), 26), self._shown, theme.text, 14, is_bold=True)
        self._draw_bar(painter, QColor(theme.doubt if is_low else theme.sure))
        self._draw_foot(painter, is_swapped=is_swapped)
        painter.end()

    def _draw_bar(self, painter: QPainter, color: QColor) -> None:
        whole = QRectF(7, 67, self.width() - 14, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(whole, 2, 2)
        painter.setBrush(color)
        whole.setWidth(max(4.0, whole.width() * self.glyph.probability))
        painter.drawRoundedRect(whole, 2, 2)

    def _draw_foot(self, painter: QPainter, *, is_swapped: bool) -> None:
        if not self._other:
            return
        theme = self._theme
        other = self.glyph.char if is_swapped else self._other
        wide = self.width() if self.key is None else self.width() // 2
        self._write(painter, QRect(0, 75, wide, 24), other, theme.accent, 12, is_bold=True)
        if self.key is not None:
            badge = QRectF(self.width() / 2 + 1, 79, 15, 16)
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(badge, 3, 3)
            self._write(painter, badge.toRect(), str(self.key), theme.muted, 8)

    def _write(
        self, painter: QPainter, room: QRect, text: str, color: str, points: int, *, is_bold: bool = False
    ) -> None:
        font = QFont(self.font())
        font.setPointSize(points)
        font.setBold(is_bold)
        painter.setFont(font)
        painter.setPen(QColor(color))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


class GlyphStrip(QWidget):
    """The glyphs of one reading, in as many rows as the width needs."""

    glyph_clicked = Signal(int)  # its index among the reading's glyphs

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._is_rtl = False
        self.cells: list[GlyphCell] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        for cell in self.cells:
            cell.set_look(theme, cell.glyph.char)

    def show_glyphs(
        self, glyphs: Sequence[Glyph], images: Sequence[QImage], keys: dict[int, int], *, is_rtl: bool
    ) -> None:
        """Show glyphs with a picture each. keys: key to the index of the glyph it replaces."""
        for cell in self.cells:
            cell.setParent(None)
            cell.deleteLater()
        of_glyph = {index: key for key, index in keys.items()}
        self._is_rtl = is_rtl
        self.cells = []
        for index, (glyph, image) in enumerate(zip(glyphs, images, strict=True)):
            cell = GlyphCell(glyph, image, of_glyph.get(index), self)
            cell.setProperty("place", index)
            cell.set_look(self._theme, glyph.char)
            cell.clicked.connect(self._tell)
            cell.show()
            self.cells.append(cell)
        self._place()
        self.updateGeometry()

    def show_text(self, chars: Sequence[str | None]) -> None:
        """Show what stands in the text now at the place of each glyph, None for what is not known."""
        for cell, char in zip(self.cells, chars, strict=True):
            cell.set_look(self._theme, char or cell.glyph.char)

    def _tell(self) -> None:
        cell = self.sender()
        if isinstance(cell, GlyphCell):
            self.glyph_clicked.emit(int(cell.property("place")))

    def _columns(self, width: int) -> int:
        most = max(1, (width + _GAP) // (_NARROW + _GAP))
        return min(most, max(1, len(self.cells)))

    def _cell_width(self, width: int) -> int:
        return min(_WIDE, (width + _GAP) // self._columns(width) - _GAP)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of all rows at a width."""
        rows = -(-len(self.cells) // self._columns(width))
        return max(0, rows * (_HEIGHT + _GAP) - _GAP)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size at the present width."""
        return QSize(280, self.heightForWidth(max(self.width(), 280)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the rows anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        columns, wide = self._columns(self.width()), self._cell_width(self.width())
        for at, cell in enumerate(self.cells):
            row, column = divmod(at, columns)
            x = column * (wide + _GAP)
            left = self.width() - wide - x if self._is_rtl else x
            cell.setGeometry(left, row * (_HEIGHT + _GAP), wide, _HEIGHT)
