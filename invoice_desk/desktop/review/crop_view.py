"""A crop, as wide as the panel: no character of a value in doubt is cut off; dragged where it cannot be."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from invoice_desk.desktop.theme import LIGHT, Theme

_READABLE = 26  # pixels: a crop is shown no lower than that, paper around the print included
_FADE = 28  # pixels at an end of the panel that shows that the crop goes on
_MOST, _LOWEST, _HIGHEST = 5.0, 44, 150


class CropView(QWidget):
    """Shows one crop. A crop that is wider than the panel starts at its reading side, and is dragged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._image = QImage()
        self._words = ""
        self._offset = 0.0
        self._is_rtl = False
        self._held: QPoint | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("The part of the page"))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.update()

    def show_crop(self, image: QImage, words: str, *, is_rtl: bool) -> None:
        """Show a crop, or words where there is none (a null picture)."""
        self._image, self._words, self._is_rtl = image, words, is_rtl
        self._place_start()
        self.updateGeometry()
        self.update()

    @property
    def scale(self) -> float:
        """How much larger than on the page the crop is shown, 0 for none."""
        return self._scale(self.width())

    @property
    def has_crop(self) -> bool:
        """Whether a crop is shown."""
        return not self._image.isNull()

    def _scale(self, width: int) -> float:
        if self._image.isNull():
            return 0.0
        fit = min((width - 2) / self._image.width(), (_HIGHEST - 2) / self._image.height(), _MOST)
        readable = min(_READABLE / self._image.height(), 2.0)
        return max(fit, readable)

    def _overhang(self) -> float:
        return max(0.0, self._image.width() * self.scale - (self.width() - 2))

    def _place_start(self) -> None:
        self._offset = self._overhang() if self._is_rtl else 0.0
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._overhang() else Qt.CursorShape.ArrowCursor)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the crop at a width."""
        return max(_LOWEST, min(_HIGHEST, round(self._image.height() * self._scale(width)) + 2))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size at the present width."""
        return QSize(280, self.heightForWidth(max(self.width(), 280)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the reading side again."""
        super().resizeEvent(event)
        self._place_start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the crop as on paper, or the words."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, 6, 6)
        painter.fillPath(path, QColor("#ffffff") if self.has_crop else self._theme.color("raised"))
        painter.save()
        painter.setClipPath(path)
        if self.has_crop:
            self._draw_crop(painter)
        else:
            painter.setPen(self._theme.color("muted"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        painter.restore()
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.drawPath(path)
        painter.end()

    def _draw_crop(self, painter: QPainter) -> None:
        width, height = self._image.width() * self.scale, self._image.height() * self.scale
        room = self.width() - 2
        x = 1 - self._offset if width > room else 1 + (room - width) / 2
        painter.drawImage(QRectF(x, (self.height() - height) / 2, width, height), self._image)

        for is_left, is_cut in ((True, self._offset > 1), (False, self._offset < self._overhang() - 1)):
            if is_cut:
                self._fade(painter, is_left=is_left)

    def _fade(self, painter: QPainter, *, is_left: bool) -> None:
        """Let the crop fade into the paper at an end, where there is more of it."""
        edge = 0 if is_left else self.width()
        inside = _FADE if is_left else self.width() - _FADE
        gradient = QLinearGradient(edge, 0, inside, 0)
        gradient.setColorAt(0, QColor(255, 255, 255, 255))
        gradient.setColorAt(1, QColor(255, 255, 255, 0))
        painter.fillRect(QRectF(min(edge, inside), 0, _FADE, self.height()), gradient)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a crop that is wider than the panel."""
        if self._overhang():
            self._held = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move it."""
        if self._held is None:
            return
        here = event.position().toPoint()
        self._offset = min(max(self._offset - (here.x() - self._held.x()), 0.0), self._overhang())
        self._held = here
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Let it go."""
        if self._held is not None:
            self._held = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
