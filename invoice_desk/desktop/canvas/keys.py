"""The keyboard on the canvas: arrows nudge, and the keys for deleting, duplicating, selecting and walking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from invoice_desk.desktop.canvas.boxes import moved_together

if TYPE_CHECKING:
    from invoice_desk.desktop.canvas.canvas import PageCanvas

_FAR = 10  # pixels of the page with Shift
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Keys:
    """Holds the arrows that are down and how far they have nudged so far."""

    def __init__(self, canvas: PageCanvas) -> None:
        self._canvas = canvas
        self._down: set[int] = set()
        self._dx = self._dy = 0
        self.is_space_down = False

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; return whether it was for anything."""
        if event.key() in _ARROWS and self._canvas.shown.selected:
            return self._nudge(event)
        if event.key() == Qt.Key.Key_Space:
            self.is_space_down = True
            return True
        action = self._action(event)
        return action() if action else False

    def _action(self, event: QKeyEvent) -> Callable[[], bool] | None:
        canvas = self._canvas
        standard: dict[QKeySequence.StandardKey, Callable[[], bool]] = {
            QKeySequence.StandardKey.SelectAll: canvas.select_all,
            QKeySequence.StandardKey.Copy: canvas.copy,
            QKeySequence.StandardKey.Cut: canvas.cut,
            QKeySequence.StandardKey.Paste: canvas.paste,
        }
        for keys, act in standard.items():
            if event.matches(keys):
                return act
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return {Qt.Key.Key_D: canvas.duplicate, Qt.Key.Key_L: canvas.lock}.get(Qt.Key(event.key()))
        return {
            Qt.Key.Key_Delete: canvas.delete,
            Qt.Key.Key_Backspace: canvas.delete,
            Qt.Key.Key_Return: canvas.activate,
            Qt.Key.Key_Enter: canvas.activate,
            Qt.Key.Key_Escape: self._escape,
        }.get(Qt.Key(event.key()))

    def _escape(self) -> bool:
        """Leave one thing at a time: the gesture, the nudge, the selection."""
        if self._canvas.cancel_gesture():
            return True
        if self._down:
            self.forget()
            self._canvas.show_preview({})
            return True
        if self._canvas.shown.selected:
            self._canvas.select([])
            return True
        return False

    def _nudge(self, event: QKeyEvent) -> bool:
        boxes = self._canvas.shown.selected_boxes(is_free=True)
        step = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        way = self._way_on_page(Qt.Key(event.key())) * step
        self._down.add(event.key())
        page = self._canvas.sure_view.page
        moved = moved_together(boxes, dx=self._dx + round(way.x()), dy=self._dy + round(way.y()), page=page)
        for name, box in moved.items():
            self._dx, self._dy = box.x0 - boxes[name].x0, box.y0 - boxes[name].y0
        self._canvas.show_preview(moved)
        return True

    def _way_on_page(self, arrow: Qt.Key) -> QPointF:
        """Return which way on the page an arrow points on the screen."""
        to_page = self._canvas.sure_view.turn.inverted()[0]
        return to_page.map(QPointF(*_ARROWS[arrow])) - to_page.map(QPointF(0, 0))

    def release(self, event: QKeyEvent) -> None:
        """End the nudge with the last arrow; a key that repeats itself is not let go."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self.is_space_down = False
        if event.key() in self._down:
            self._down.discard(event.key())
            if not self._down:
                self.finish()

    def finish(self) -> None:
        """Say where the nudge has brought the regions."""
        if self._dx or self._dy:
            preview = dict(self._canvas.shown.preview)
            self.forget()
            self._canvas.show_preview({})
            self._canvas.change(preview)
        self.forget()

    def leave(self) -> None:
        """End everything, for the keyboard goes elsewhere."""
        self.is_space_down = False
        self.finish()

    def forget(self) -> None:
        """Drop a nudge that is under way."""
        self._down.clear()
        self._dx = self._dy = 0
