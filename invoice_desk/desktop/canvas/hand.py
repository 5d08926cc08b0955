"""The pointer on the canvas: which gesture a press begins, and what comes of it at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from invoice_desk.desktop.canvas.boxes import is_big_enough
from invoice_desk.desktop.canvas.gestures import Banding, Drawing, Gesture, Ground, Moving, Resizing
from invoice_desk.desktop.canvas.handles import cursor_of, handle_at
from invoice_desk.desktop.canvas.look import RegionLook, Tool
from invoice_desk.invoice.geometry import Box

if TYPE_CHECKING:
    from invoice_desk.desktop.canvas.canvas import PageCanvas

_SLIP = 4.0  # pixels of the screen that a click may tremble
_REACH = 6.0  # pixels of the screen within which edges meet
_MORE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_TICK, _FASTEST = 30, 40.0  # milliseconds between two moves of a page, pixels of the longest
_LEFT = Qt.MouseButton.LeftButton


class Hand:
    """Holds the one gesture that is under way, and where its press was."""

    def __init__(self, canvas: PageCanvas) -> None:
        self._canvas = canvas
        self._pressed = QPointF()
        self._panned_from: QPointF | None = None
        self._clicked: str | None = None  # what a click without a drag is to select
        self._has_moved = False
        self.gesture: Gesture | None = None
        self._outside = QTimer(canvas)  # while a drag is held beside the window, the page moves on
        self._outside.setInterval(_TICK)
        self._outside.timeout.connect(self._go_on)
        self._last = (QPointF(), Qt.KeyboardModifier.NoModifier)

    @property
    def is_panning(self) -> bool:
        """Whether the page is being panned."""
        return self._panned_from is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin what the button, the tool and the place call for."""
        at = event.position()
        if event.button() is Qt.MouseButton.RightButton:
            self._press_for_menu(at)
            return
        self._pressed, self._has_moved = at, False
        if event.button() is Qt.MouseButton.MiddleButton or (
            event.button() is _LEFT and self._canvas.is_pan_tool
        ):
            self._panned_from = at
        elif event.button() is _LEFT and self._canvas.tool is Tool.DRAW:
            self._press_to_draw(at)
        elif event.button() is _LEFT:
            self._press_to_select(event)
        self.point_at(at)

    def _press_for_menu(self, at: QPointF) -> None:
        """Select what a menu will be about."""
        canvas = self._canvas
        under = canvas.shown.at(at, canvas.sure_view)
        if self.gesture is None and under is not None and under.name not in canvas.shown.selected:
            canvas.select([under.name])

    def _press_to_draw(self, at: QPointF) -> None:
        if self.gesture is None:
            ground = self._ground([region.box for region in self._canvas.shown.regions])
            self.gesture = Drawing(ground, self._canvas.on_page(at))

    def _press_to_select(self, event: QMouseEvent) -> None:
        canvas, at = self._canvas, event.position()
        if self._press_handle(at):
            return
        under = canvas.shown.at(at, canvas.sure_view)
        self._clicked = under.name if under else None
        if event.modifiers() & _MORE:
            self._press_for_more(under, at)
            return
        if under is None:
            self.gesture = Banding(self._ground([]), canvas.on_page(at))
            return
        if canvas.shown.selected_at(at, canvas.sure_view) is None:
            canvas.select([under.name])
        self._begin_moving(at)

    def _press_for_more(self, under: RegionLook | None, at: QPointF) -> None:
        """Add to the selection, or take from it."""
        canvas = self._canvas
        self._clicked = None
        if under is None:
            self.gesture = Banding(self._ground([]), canvas.on_page(at), canvas.shown.selected)
        elif under.name in canvas.shown.selected:
            canvas.select([name for name in canvas.shown.selected if name != under.name])
        else:
            canvas.select([*canvas.shown.selected, under.name])
            self._begin_moving(at)

    def _press_handle(self, at: QPointF) -> bool:
        canvas = self._canvas
        only = canvas.shown.only_selected()
        sides = handle_at(at, only.box, canvas.sure_view) if only and not only.is_locked else None
        if only is None or sides is None:
            return False
        self._clicked = None
        ground = self._ground(canvas.shown.others({only.name: only.box}))
        self.gesture = Resizing(ground, canvas.on_page(at), only.name, only.box, sides)
        return True

    def _begin_moving(self, at: QPointF) -> None:
        boxes = self._canvas.shown.selected_boxes(is_free=True)
        self.gesture = Moving(self._ground(self._canvas.shown.others(boxes)), self._canvas.on_page(at), boxes)

    def _ground(self, others: list[Box]) -> Ground:
        view = self._canvas.sure_view
        return Ground(view.page, others, _REACH / view.scale)

    def move(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        at = event.position()
        if self._panned_from is not None:
            self._canvas.pan(at - self._panned_from)
            self._panned_from = at
        elif self.gesture is not None:
            self._follow(at, event.modifiers())
            self._go_on_if_outside(at, event)
        self.point_at(at)

    def _follow(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        if self.gesture is None:
            return
        if not self._has_moved and (at - self._pressed).manhattanLength() < _SLIP:
            return
        self._has_moved = True
        is_free = bool(keys & Qt.KeyboardModifier.AltModifier)
        self.gesture.follow(self._canvas.on_page(at), is_free=is_free)
        self._canvas.show_preview(self.gesture.preview)

    def _go_on_if_outside(self, at: QPointF, event: QMouseEvent) -> None:
        self._last = (at, event.modifiers())
        is_outside = not self._canvas.viewport().rect().contains(at.toPoint())
        if is_outside and event.buttons() & _LEFT:
            self._outside.start()
        else:
            self._outside.stop()

    def _go_on(self) -> None:
        """Move the page towards a pointer that is held outside, the faster the further out."""
        at, keys = self._last
        if self.gesture is None:
            self._outside.stop()
            return
        room = self._canvas.viewport().rect()
        way = QPointF(_beyond(at.x(), room.width()), _beyond(at.y(), room.height()))
        self._canvas.pan(-way)
        self._follow(at, keys)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture and say what the person wants."""
        if self._panned_from is not None and event.button() in {Qt.MouseButton.MiddleButton, _LEFT}:
            self._panned_from = None
        elif self.gesture is not None and event.button() is _LEFT:
            self._release_gesture(event)
        self.point_at(event.position())

    def _release_gesture(self, event: QMouseEvent) -> None:
        gesture = self.gesture
        if isinstance(gesture, Drawing) and not gesture.is_by_clicks and not self._has_moved:
            gesture.is_by_clicks = True  # the second click gives the other corner
            return
        self._has_moved = self._has_moved or isinstance(gesture, Drawing)
        self._follow(event.position(), event.modifiers())
        self.cancel()
        if isinstance(gesture, Drawing):
            self._end_drawing(gesture)
        elif isinstance(gesture, Banding):
            self._end_band(gesture)
        elif gesture is not None and self._has_moved:
            self._canvas.change(gesture.preview)
        elif self._clicked is not None:
            self._canvas.select([self._clicked])

    def _end_drawing(self, gesture: Drawing) -> None:
        if gesture.frame is not None and is_big_enough(gesture.frame):
            self._canvas.draw(gesture.frame)

    def _end_band(self, gesture: Banding) -> None:
        touched = self._canvas.shown.touching(gesture.frame) if gesture.frame is not None else []
        self._canvas.select([*gesture.before, *touched])

    def cancel(self) -> bool:
        """Forget the gesture; return whether there was one."""
        self._outside.stop()
        had_one, self.gesture = self.gesture is not None, None
        self._canvas.show_preview({})
        return had_one

    def point_at(self, at: QPointF) -> None:
        """Show by the cursor what a press here would do, and which region is meant."""
        canvas = self._canvas
        if canvas.view is None:
            canvas.viewport().unsetCursor()
            return
        is_selecting = canvas.tool is Tool.SELECT and not canvas.is_pan_tool
        under = canvas.shown.at(at, canvas.view) if is_selecting and self.gesture is None else None
        canvas.hover(under.name if under else "")
        canvas.viewport().setCursor(self._cursor(at, under))

    def _cursor(self, at: QPointF, under: RegionLook | None) -> Qt.CursorShape:
        canvas = self._canvas
        if self.is_panning:
            return Qt.CursorShape.ClosedHandCursor
        if canvas.is_pan_tool:
            return Qt.CursorShape.OpenHandCursor
        if canvas.tool is Tool.DRAW:
            return Qt.CursorShape.CrossCursor
        if isinstance(self.gesture, Resizing):
            return cursor_of(self.gesture.sides, canvas.sure_view.turns)
        if isinstance(self.gesture, Moving):
            return Qt.CursorShape.SizeAllCursor if self.gesture.boxes else Qt.CursorShape.ForbiddenCursor
        only = canvas.shown.only_selected()
        sides = handle_at(at, only.box, canvas.sure_view) if only and not only.is_locked else None
        if sides is not None:
            return cursor_of(sides, canvas.sure_view.turns)
        if under is None:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.PointingHandCursor if under.is_locked else Qt.CursorShape.SizeAllCursor


def _beyond(at: float, length: int) -> float:
    """Return how far a place lies outside 0..length, to the most that a page moves at once."""
    out = at if at < 0 else max(0.0, at - length)
    return max(-_FASTEST, min(out, _FASTEST))
