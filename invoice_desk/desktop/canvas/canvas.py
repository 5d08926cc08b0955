"""The page canvas: hand and keyboard on the regions of a page, and files that are dropped on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip, QWidget

from invoice_desk.desktop.canvas.hand import Hand
from invoice_desk.desktop.canvas.keys import Keys
from invoice_desk.desktop.canvas.look import Tool
from invoice_desk.desktop.canvas.overlay import paint_overlay
from invoice_desk.desktop.canvas.pyramid import Pyramid
from invoice_desk.desktop.canvas.region_view import RegionView
from invoice_desk.desktop.canvas.view import View

_TAB_IN = {Qt.FocusReason.TabFocusReason: 0, Qt.FocusReason.BacktabFocusReason: -1}


class PageCanvas(RegionView):
    """Each gesture of hand or keyboard ends in one signal; until then only a preview is drawn."""

    pointer_moved = Signal(object)  # (x, y) in pixels of the page, or None beside it
    files_dropped = Signal(object)  # list[str] of local paths
    tool_changed = Signal(object)  # Tool
    menu_asked = Signal(object)  # QPoint of the viewport

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool = Tool.SELECT
        self._hand = Hand(self)
        self._keys = Keys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Page of the invoice"))

    @property
    def is_pan_tool(self) -> bool:
        """Whether the left button pans."""
        return self.tool is Tool.PAN or self._keys.is_space_down

    def show_page(self, page: Pyramid | QImage | None, *, keep_view: bool = False) -> None:
        """Show another page, or none; what was under way on the one before is dropped."""
        self.cancel_gesture()
        self._keys.forget()
        super().show_page(page, keep_view=keep_view)

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left button does."""
        if tool is not self.tool:
            self.cancel_gesture()
            self.tool = tool
            self._point_again()
            self.tool_changed.emit(tool)

    def settle(self) -> None:
        """End a nudge, and say where it brought the regions."""
        self._keys.finish()

    def on_page(self, at: QPointF) -> QPointF:
        """Return the page's point under a point of the screen."""
        return self.sure_view.to_page(at)

    def hover(self, name: str) -> None:
        """Show which region the pointer means; "" for none."""
        if name != self.shown.hovered:
            self.shown.hovered = name
            self.viewport().update()

    def cancel_gesture(self) -> bool:
        """Forget a gesture that is under way; return whether there was one."""
        return self._hand.cancel()

    def paint_over(self, painter: QPainter, view: View) -> None:
        """Draw the regions over the page."""
        screen = QRectF(self.viewport().rect())
        gesture = self._hand.gesture
        paint_overlay(painter, view, self.shown, gesture, theme=self.theme, screen=screen, ink=self.ink)

    def _point_again(self) -> None:
        self._hand.point_at(QPointF(self.viewport().mapFromGlobal(self.cursor().pos())))

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a gesture."""
        if self.view is not None:
            self.settle()
            self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer, and tell where it is."""
        if self.view is not None:
            self._hand.move(event)
            at = self.on_page(event.position())
            x, y = int(at.x() // 1), int(at.y() // 1)
            is_on = 0 <= x < self.view.page.width and 0 <= y < self.view.page.height
            self.pointer_moved.emit((x, y) if is_on else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End a gesture."""
        if self.view is not None:
            self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the region there to be named; with another tool it is two clicks like any."""
        if self.view is None:
            return
        is_selecting = self.tool is Tool.SELECT and event.button() is Qt.MouseButton.LeftButton
        under = self.shown.at(event.position(), self.view) if is_selecting and not self.is_pan_tool else None
        if under is None:
            self.mousePressEvent(event)
            return
        self.cancel_gesture()
        self.select([under.name])
        self.region_activated.emit(under.name)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Forget the pointer when it leaves; tell a region's title and text where they are cut or hidden."""
        if event.type() is QEvent.Type.Leave:
            self.hover("")
            self.pointer_moved.emit(None)
        elif isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self.view is not None:
            under = self.shown.at(QPointF(event.pos()), self.view)
            words = "\n".join(filter(None, (under.title, under.text))) if under else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for a menu, at the pointer or, from the keyboard, at what is selected."""
        if self.view is None:
            return
        boxes = list(self.shown.selected_boxes().values())
        place = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and boxes:
            place = self.view.to_screen(boxes[0]).center().toPoint()
        self.menu_asked.emit(place)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do what the key is for, or leave it to the window."""
        if self.view is None or not self._keys.press(event):
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            self._point_again()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """End what the key began."""
        self._keys.release(event)
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._point_again()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Begin at the first region, or the last when one comes from behind."""
        super().focusInEvent(event)
        order = self.shown.reading_order(self.view)
        if event.reason() in _TAB_IN and order:
            self._walk_to(order[_TAB_IN[event.reason()]])

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """End a nudge, and panning: their keys will be let go elsewhere."""
        self._keys.leave()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802
        """Walk the regions in reading order; behind the last one the keyboard leaves the page."""
        order = self.shown.reading_order(self.view)
        here = [order.index(name) for name in self.shown.selected if name in order]
        there = (max(here) + 1 if next else min(here) - 1) if here else (0 if next else len(order) - 1)
        if not 0 <= there < len(order):
            return super().focusNextPrevChild(next)
        self._walk_to(order[there])
        return True

    def _walk_to(self, name: str) -> None:
        self.select([name])
        self.reveal(name)

    # Files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files; anything else is for the window around."""
        _take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Take files anywhere on the page."""
        _take(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Tell which files were dropped."""
        _take(event)
        if event.isAccepted():
            self.files_dropped.emit(_local_paths(event.mimeData()))


def _take(event: QDropEvent) -> None:
    """Accept a drag that holds files of this machine, as a copy: the files stay where they are."""
    if _local_paths(event.mimeData()):
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
    else:
        event.ignore()


def _local_paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
