"""An owner of a page canvas: it notes what the canvas asks for, and does it where a test wants that."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.canvas import PageCanvas, RegionLook
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SIGNALS = (
    *("region_drawn", "regions_changed", "regions_deleted", "regions_duplicated", "region_activated"),
    *("selection_changed", "pointer_moved", "zoom_changed", "files_dropped", "tool_changed"),
)
PAGE = (1240, 1754)


def page(width: int = PAGE[0], height: int = PAGE[1]) -> QImage:
    """Return a white page with some lines of print."""
    image = QImage(width, height, QImage.Format.Format_BGR888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    for y in range(60, height, 60):
        painter.drawText(40, y, f"line {y}")
    painter.end()
    return image


def look(name: str, box: Box, *, title: str = "", is_locked: bool = False, text: str = "") -> RegionLook:
    """Return a region."""
    return RegionLook(name, title or name, box, FieldKind.TEXT, "#2f7de1", is_locked=is_locked, text=text)


class Owner:
    """Holds a canvas of 800 x 600 with a page, and what it said. does_it: changes are carried out."""

    def __init__(self, qtbot: QtBot, *regions: RegionLook, does_it: bool = True) -> None:
        self.bot = qtbot
        self.canvas = PageCanvas()
        qtbot.addWidget(self.canvas)
        self.said: dict[str, list] = {name: [] for name in SIGNALS}
        for name in SIGNALS:
            getattr(self.canvas, name).connect(self.said[name].append)
        self.regions = regions
        if does_it:
            self.canvas.regions_changed.connect(self._carry_out)
        self.canvas.resize(800, 600)
        self.canvas.show_page(page())
        self.canvas.set_regions(regions)
        with qtbot.waitExposed(self.canvas):
            self.canvas.show()
        self.canvas.setFocus()
        self.forget()

    def _carry_out(self, boxes: dict[str, Box]) -> None:
        self.regions = tuple(replace(one, box=boxes.get(one.name, one.box)) for one in self.regions)
        self.canvas.set_regions(self.regions)

    def forget(self) -> None:
        """Forget what the canvas said."""
        for said in self.said.values():
            said.clear()

    def box(self, name: str) -> Box:
        """Return a region's box as the owner has it."""
        return next(one.box for one in self.regions if one.name == name)

    def at(self, x: float, y: float) -> QPoint:
        """Return the pixel of the viewport where a point of the page lies."""
        return self.canvas.view.transform.map(QPointF(x, y)).toPoint()

    def on_page(self, point: QPointF) -> QPointF:
        """Return the page's point under a pixel of the viewport."""
        return self.canvas.view.to_page(QPointF(point))

    def press(self, at: QPoint, *, button=LEFT, keys=NONE) -> None:
        """Press a button."""
        self.bot.mousePress(self.canvas.viewport(), button, keys, at)

    def move(self, at: QPoint, *, buttons=LEFT, keys=NONE) -> None:
        """Move the pointer with buttons held; qtbot's own move knows no buttons."""
        viewport = self.canvas.viewport()
        where = QPointF(viewport.mapToGlobal(at))
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, Qt.MouseButton.NoButton, buttons, keys)
        QApplication.sendEvent(viewport, event)

    def release(self, at: QPoint, *, button=LEFT, keys=NONE) -> None:
        """Let a button go."""
        self.bot.mouseRelease(self.canvas.viewport(), button, keys, at)

    def drag(self, start: QPoint, end: QPoint, *, button=LEFT, keys=NONE) -> None:
        """Press, move in steps, and let go."""
        self.press(start, button=button, keys=keys)
        for step in range(1, 5):
            self.move(start + (end - start) * (step / 4), buttons=button, keys=keys)
        self.release(end, button=button, keys=keys)

    def click(self, at: QPoint, *, keys=NONE) -> None:
        """Press and let go."""
        self.press(at, keys=keys)
        self.release(at, keys=keys)

    def key(self, key: Qt.Key, keys=NONE) -> None:
        """Press a key and let it go."""
        self.bot.keyClick(self.canvas, key, keys)

    def wheel(self, at: QPoint, turn: int, keys=NONE) -> None:
        """Turn the wheel; 120 is a notch away from the person."""
        viewport = self.canvas.viewport()
        event = QWheelEvent(
            QPointF(at), QPointF(viewport.mapToGlobal(at)), QPoint(), QPoint(0, turn),
            Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)


def near(one: QPointF, other: QPointF, by: float) -> bool:
    """Whether two points are within `by` of each other."""
    return (one - other).manhattanLength() <= by
