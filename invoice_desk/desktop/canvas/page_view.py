"""The page on the screen: zoomed, panned, turned and lit, smooth at any size. It knows no regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QGestureEvent, QPinchGesture, QWidget

from invoice_desk.desktop.canvas.backdrop import Backdrop, Scene
from invoice_desk.desktop.canvas.ink import InkMap
from invoice_desk.desktop.canvas.pyramid import Pyramid
from invoice_desk.desktop.canvas.sheet import EyeLook
from invoice_desk.desktop.canvas.view import MARGIN, View
from invoice_desk.desktop.theme import LIGHT, Theme
from invoice_desk.invoice.geometry import Box, Size

_STEP = 1.25  # a press of a zoom button
_NOTCH = 1.2  # a notch of the wheel, which says 120


class PageView(QAbstractScrollArea):
    """Shows one page. A fit holds while the window changes, until the person zooms or pans."""

    zoom_changed = Signal(float)
    view_changed = Signal()  # zoomed, moved or turned

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)  # of two fingers on the screen itself
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = LIGHT
        self._eye = EyeLook()
        self._backdrop = Backdrop()
        self._view: View | None = None
        self._pyramid: Pyramid | None = None
        self._ink: InkMap | None = None
        self._fit: Callable[[View], View] | None = self._fitted_page
        self._is_placing = False
        self._growing = QTimer(self)
        self._growing.setInterval(0)
        self._growing.timeout.connect(self._grow)
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the page lies
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(40)
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def view(self) -> View | None:
        """Where the page lies; None without one."""
        return self._view

    @property
    def is_fitted(self) -> bool:
        """Whether the page is as large as there is room, and not as a person zoomed it."""
        return self._fit is not None

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    @property
    def is_sharp(self) -> bool:
        """Whether all that is needed to draw the page well is made."""
        return self._pyramid is None or self._pyramid.is_grown

    @property
    def ink(self) -> InkMap | None:
        """Where the page has print; None until its smallest picture is made."""
        if self._ink is None and self._pyramid is not None and self._pyramid.is_grown:
            page = self._pyramid.page
            self._ink = InkMap(self._pyramid.levels[-1], (page.width(), page.height()))
        return self._ink

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.viewport().update()

    @property
    def eye(self) -> EyeLook:
        """How the page looks to the eye."""
        return self._eye

    def set_look(self, brightness: float = 0.0, contrast: float = 1.0, *, is_inverted: bool = False) -> None:
        """Change how the page looks, to the eye alone: brightness -1..1 (as it is: 0), contrast 0..4 (1)."""
        self._eye = EyeLook(min(max(brightness, -1.0), 1.0), min(max(contrast, 0.0), 4.0), is_inverted)
        self.viewport().update()

    def show_page(self, page: Pyramid | QImage | None, *, keep_view: bool = False) -> None:
        """Show another page, or none; keep_view: at the zoom and place of the one before.

        A Pyramid that another thread made is there at once; a QImage is halved here.
        """
        before = self._view if keep_view else None
        self._pyramid = _pyramid_of(page)
        self._ink = None
        if self._pyramid is None:
            self._growing.stop()
            self._place(None)
            return
        self._growing.start()
        image = self._pyramid.page
        view = View(Size(image.width(), image.height()))
        if before is None:
            self._fit = self._fitted_page
        else:
            view = self._kept(before, view.page)
        self._place(self._fit(view) if self._fit else view)

    def _kept(self, before: View, page: Size) -> View:
        """Return the view of another page that shows its same part as large as before."""
        scale = before.scale * before.page.width / page.width
        return replace(before, page=page, scale=scale)

    def zoom_in(self) -> None:
        """Zoom in one step at the middle."""
        self.zoom(_STEP, self._middle())

    def zoom_out(self) -> None:
        """Zoom out one step at the middle."""
        self.zoom(1 / _STEP, self._middle())

    def actual_size(self) -> None:
        """Show each pixel of the page on one pixel of the device."""
        if self._view is not None:
            self.zoom(1 / self.devicePixelRatioF() / self._view.scale, self._middle())

    def set_zoom(self, scale: float) -> None:
        """Show the page so large: 1.0 is a pixel of the page on a pixel of the screen."""
        if self._view is not None:
            self.zoom(scale / self._view.scale, self._middle())

    def zoom(self, factor: float, at: QPointF) -> None:
        """Zoom so that the point of the page under `at` stays there."""
        if self._view is not None:
            self._fit = None
            self._place(self._view.zoomed(factor, at).kept_in(self._screen()))

    def pan(self, by: QPointF) -> None:
        """Move the page over the screen."""
        if self._view is not None and not by.isNull():
            self._fit = None
            self._place(self._view.panned(by).kept_in(self._screen()))

    def fit_page(self) -> None:
        """Show the whole page, and go on doing so while the window changes."""
        self._fit_by(self._fitted_page)

    def fit_width(self) -> None:
        """Show the page as wide as the window, and go on doing so while it changes."""
        self._fit_by(self._fitted_width)

    def fit_box(self, box: Box, *, max_scale: float) -> None:
        """Show a box as large as there is room, though not larger than `max_scale`."""
        if self._view is not None:
            self._fit = None
            self._place(self._view.fitted(box, self._room(), max_scale=max_scale))

    def center_on(self, point: QPointF) -> None:
        """Bring a point of the page to the middle."""
        if self._view is not None:
            self._fit = None
            there = self._view.transform.map(point) - self._middle()
            self.pan(QPointF(-round(there.x()), -round(there.y())))

    def rotate_view(self, quarter_turns: int) -> None:
        """Turn the page further clockwise, for the eye only: boxes stay in the page's own pixels."""
        if self._view is not None:
            view = self._view.turned_by(quarter_turns, self._screen())
            self._place(self._fit(view) if self._fit else view.kept_in(self._screen()))

    def _fit_by(self, fit: Callable[[View], View]) -> None:
        self._fit = fit
        if self._view is not None:
            self._place(fit(self._view))

    def _fitted_page(self, view: View) -> View:
        return view.fitted(view.page.box, self._room())

    def _fitted_width(self, view: View) -> View:
        room = self._room()
        fitted = view.fitted_width(room)
        if fitted.sheet.height() <= room.height() - 2 * MARGIN:
            return fitted
        return view.fitted_width(
            QSizeF(room.width() - self.verticalScrollBar().sizeHint().width(), room.height())
        )

    def _room(self) -> QSizeF:
        """The screen's size when it needs no scroll bars."""
        return QSizeF(self.maximumViewportSize())

    def _screen(self) -> QSizeF:
        return QSizeF(self.viewport().size())

    def _middle(self) -> QPointF:
        return QRectF(QPointF(), self._screen()).center()

    def _place(self, view: View | None) -> None:
        """Take a view, tell of a changed zoom, and bring the scroll bars to it."""
        before, self._view = self._view, view
        self._set_bars()
        self.viewport().update()
        if view is not None and (before is None or abs(view.scale / before.scale - 1) > 1e-9):
            self.zoom_changed.emit(view.scale)
        self.view_changed.emit()

    def _set_bars(self) -> None:
        screen = QRectF(QPointF(), self._screen())
        sheet = self._view.sheet.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN) if self._view else screen
        whole = sheet.united(screen)
        self._is_placing = True
        for bar, start, length, seen in (
            (self.horizontalScrollBar(), whole.left(), whole.width(), screen.width()),
            (self.verticalScrollBar(), whole.top(), whole.height(), screen.height()),
        ):
            bar.setPageStep(round(seen))
            bar.setRange(0, max(0, round(length - seen)))
            bar.setValue(round(-start))
        self._is_placing = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """Follow a scroll bar that the person moved."""
        if not self._is_placing and self._view is not None:
            self._fit = None
            self._view = self._view.panned(QPointF(dx, dy))
            self.viewport().update()
            self.view_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Hold a fit; else keep the page where it is, in sight."""
        super().resizeEvent(event)
        if self._view is not None and not self._is_placing:
            self._place(self._fit(self._view) if self._fit else self._view.kept_in(self._screen()))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom at the pointer; Shift scrolls sideways, and two fingers on a trackpad pan."""
        turn, keys = event.angleDelta(), event.modifiers()
        is_trackpad = event.phase() is not Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
        if keys & Qt.KeyboardModifier.ShiftModifier:
            self.pan(QPointF(turn.x() or turn.y(), 0))
        elif is_trackpad and not keys & Qt.KeyboardModifier.ControlModifier:
            self.pan(QPointF(event.pixelDelta()))
        else:
            self.zoom(_NOTCH ** ((turn.y() or turn.x()) / 120), event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Zoom by a pinch on a trackpad or on the screen itself."""
        is_pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is is_pinch:
            self.zoom(max(0.1, 1 + event.value()), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            return isinstance(pinch, QPinchGesture) and self._pinch(pinch)
        return super().viewportEvent(event)

    def _pinch(self, pinch: QPinchGesture) -> bool:
        """Zoom and move the page as two fingers do: what lies between them stays there."""
        at = QPointF(self.viewport().mapFromGlobal(pinch.centerPoint().toPoint()))
        if pinch.state() is not Qt.GestureState.GestureStarted:
            before = QPointF(self.viewport().mapFromGlobal(pinch.lastCenterPoint().toPoint()))
            self.pan(at - before)
        if pinch.scaleFactor() > 0:
            self.zoom(pinch.scaleFactor(), at)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Draw the ground, the page and what lies over it."""
        painter = QPainter(self.viewport())
        if self._view is None or self._pyramid is None:
            painter.fillRect(self.viewport().rect(), self._theme.color("page"))
        else:
            self._paint_page(painter, self._pyramid, self._view)
            self.paint_over(painter, self._view)
        painter.end()

    def _paint_page(self, painter: QPainter, pyramid: Pyramid, view: View) -> None:
        size, density = self.viewport().size(), self.devicePixelRatioF()
        scene = Scene(pyramid, view, self._theme, self._eye, size, density, len(pyramid.levels))
        if not self._backdrop.paint(painter, scene) and not self._growing.isActive():
            QTimer.singleShot(0, self.viewport(), self.viewport().update)

    def paint_over(self, painter: QPainter, view: View) -> None:
        """Draw what lies over the page, in pixels of the screen."""

    def _grow(self) -> None:
        """Make a little more of the page's smaller pictures while nothing else is to be done."""
        if self._pyramid is None or not self._pyramid.grow():
            self._growing.stop()
            self.viewport().update()


def _pyramid_of(page: Pyramid | QImage | None) -> Pyramid | None:
    if isinstance(page, QImage):
        return Pyramid(page) if not page.isNull() else None
    return page
