"""Where the page lies on the screen: its zoom, its turn and its place. A change is a new view."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from invoice_desk.invoice.geometry import Box, Size

MIN_SCALE, MAX_SCALE = 0.01, 32.0
MARGIN = 24.0  # pixels of the screen around a page that is fitted
KEPT = 48.0  # pixels of the page that always stay on the screen


@dataclass(frozen=True, slots=True)
class View:
    """scale: screen pixels a page pixel; turns: quarters clockwise, 0..3; x, y: the turned page's corner."""

    page: Size
    scale: float = 1.0
    turns: int = 0
    x: float = 0.0
    y: float = 0.0

    @property
    def turned(self) -> Size:
        """The page's size in its own pixels, as it is turned."""
        return Size(self.page.height, self.page.width) if self.turns % 2 else self.page

    @property
    def turn(self) -> QTransform:
        """From page pixels to pixels of the turned page."""
        width, height = float(self.page.width), float(self.page.height)
        matrices = (
            QTransform(),
            QTransform(0, 1, -1, 0, height, 0),
            QTransform(-1, 0, 0, -1, width, height),
            QTransform(0, -1, 1, 0, 0, width),
        )
        return matrices[self.turns]

    @property
    def transform(self) -> QTransform:
        """From page pixels to pixels of the screen."""
        return self.turn * QTransform(self.scale, 0, 0, self.scale, self.x, self.y)

    @property
    def sheet(self) -> QRectF:
        """Where the whole page lies on the screen."""
        return QRectF(self.x, self.y, self.turned.width * self.scale, self.turned.height * self.scale)

    def to_screen(self, box: Box) -> QRectF:
        """Return where a box of the page lies on the screen."""
        return self.transform.mapRect(QRectF(box.x0, box.y0, box.width, box.height))

    def to_page(self, point: QPointF) -> QPointF:
        """Return the page's point under a point of the screen."""
        return self.transform.inverted()[0].map(point)

    def zoomed(self, factor: float, at: QPointF) -> View:
        """Return the view zoomed so that the page's point under `at` stays there."""
        scale = min(max(self.scale * factor, MIN_SCALE), MAX_SCALE)
        by = scale / self.scale
        return replace(
            self, scale=scale, x=at.x() - (at.x() - self.x) * by, y=at.y() - (at.y() - self.y) * by
        )

    def panned(self, by: QPointF) -> View:
        """Return the view with the page moved over the screen."""
        return replace(self, x=self.x + by.x(), y=self.y + by.y())

    def kept_in(self, screen: QSizeF) -> View:
        """Return the view with at least a strip of the page on the screen."""
        sheet = self.sheet
        across, down = min(KEPT, sheet.width()), min(KEPT, sheet.height())
        x = min(max(self.x, across - sheet.width()), screen.width() - across)
        y = min(max(self.y, down - sheet.height()), screen.height() - down)
        return replace(self, x=x, y=y)

    def centered(self, point: QPointF, screen: QSizeF) -> View:
        """Return the view with a point of the page in the middle of the screen."""
        there = self.transform.map(point)
        return self.panned(QPointF(screen.width() / 2 - there.x(), screen.height() / 2 - there.y()))

    def turned_by(self, quarters: int, screen: QSizeF) -> View:
        """Return the view turned clockwise about the middle of the screen."""
        middle = self.to_page(QPointF(screen.width() / 2, screen.height() / 2))
        return replace(self, turns=(self.turns + quarters) % 4).centered(middle, screen)

    def fitted(self, box: Box, screen: QSizeF, *, max_scale: float = MAX_SCALE) -> View:
        """Return the view in which a box fills the screen but for a margin."""
        part = self.turn.mapRect(QRectF(box.x0, box.y0, box.width, box.height))
        room = QSizeF(max(screen.width() - 2 * MARGIN, 1.0), max(screen.height() - 2 * MARGIN, 1.0))
        scale = min(room.width() / max(part.width(), 1.0), room.height() / max(part.height(), 1.0), max_scale)
        middle = QPointF((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        return replace(self, scale=max(scale, MIN_SCALE)).centered(middle, screen)

    def fitted_width(self, screen: QSizeF) -> View:
        """Return the view in which the page is as wide as the screen, from its top."""
        scale = max(screen.width() - 2 * MARGIN, 1.0) / self.turned.width
        x = (screen.width() - self.turned.width * scale) / 2
        fits = self.turned.height * scale <= screen.height() - 2 * MARGIN
        y = (screen.height() - self.turned.height * scale) / 2 if fits else MARGIN
        return replace(self, scale=scale, x=x, y=y)
