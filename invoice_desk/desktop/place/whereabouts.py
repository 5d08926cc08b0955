"""Where one is: invoice, page, zoom, value, filter, drafts, docks; noted as it changes, found again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer

from invoice_desk.desktop.tables.state_chips import Chip
from invoice_desk.store.corrections import Spot

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow
    from invoice_desk.desktop.place.remembered import Remembered

_DUE_MS = 500  # after the last change
_MOVED = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange}


class Whereabouts(QObject):
    """Writes down what a crash must not lose, and brings the person back there at the next start."""

    def __init__(self, window: MainWindow, remembered: Remembered) -> None:
        super().__init__(window)
        self._window, self._remembered = window, remembered
        self._found: Mapping[str, Any] = {}
        self._due = QTimer(self, singleShot=True, interval=_DUE_MS)
        self._due.timeout.connect(self.note)

    def begin(self) -> None:
        """Note from now on what changes."""
        window, due = self._window, self.note_soon
        window.session.invoice_opened.connect(due)
        window.session.spot_chosen.connect(due)
        window.page_view.number.connect(due)
        window.canvas.zoom_changed.connect(due)
        window.canvas.horizontalScrollBar().valueChanged.connect(due)
        window.canvas.verticalScrollBar().valueChanged.connect(due)
        window.invoices.asked_changed.connect(due)
        window.review.drafted.connect(due)
        for dock in window.docks:
            dock.dockLocationChanged.connect(due)
            dock.topLevelChanged.connect(due)
            dock.visibilityChanged.connect(due)
            dock.installEventFilter(self)
        window.installEventFilter(self)

    def finish(self) -> None:
        """Note all as it is now, and no more."""
        self._due.stop()
        self.note()

    def note_soon(self, *_: object) -> None:
        """Note it once nothing changes for a moment."""
        self._due.start()

    def note(self) -> None:
        """Write down where the person is."""
        window, remembered = self._window, self._remembered
        remembered.keep_window(window)
        remembered.set("results", window.results.state())
        remembered.set("place", self._place())
        remembered.set(
            "list", {"words": window.invoices.search.text(), "chip": window.invoices.chips.chip.value}
        )
        remembered.set("drafts", window.review.drafts())

    def find_list(self) -> None:
        """Filter and search as before, and bring back what was typed and not kept."""
        kept = self._remembered.get("list")
        if isinstance(kept, dict):
            with suppress(ValueError):
                chip = Chip(str(kept.get("chip", Chip.ALL)))
                self._window.invoices.find_list(str(kept.get("words", "")), chip)
        drafts = self._remembered.get("drafts")
        if isinstance(drafts, list):
            self._window.review.restore_drafts(drafts)

    def find_place(self) -> None:
        """Go to the value and the page, and once that is there to the zoom and its place."""
        kept, filed = self._remembered.get("place"), self._window.session.filed
        if not isinstance(kept, dict) or filed is None or kept.get("invoice") != filed.id:
            return
        self._found = kept
        spot = kept.get("spot")
        if isinstance(spot, list) and len(spot) == 3:
            field, line, column = spot
            self._window.session.choose(Spot(str(field), int(line), str(column)))
        page = kept.get("page")
        if isinstance(page, int):
            self._window.page_view.go_to_page(page)
        self._window.page_view.page_shown.connect(self._find_zoom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Note that the window or a dock has another size."""
        if event.type() in _MOVED:
            self.note_soon()
        return super().eventFilter(watched, event)

    def _place(self) -> dict[str, Any]:
        session, view = self._window.session, self._window.canvas.view
        middle = self._window.canvas.viewport().rect().center()
        point = view.to_page(QPointF(middle)) if view is not None else None
        spot = session.spot
        return {
            "invoice": session.filed.id if session.filed is not None else None,
            "page": self._window.page_view.index,
            "spot": [spot.field, spot.line, spot.column] if spot is not None else None,
            "zoom": view.scale if view is not None and not self._window.canvas.is_fitted else None,
            "middle": [point.x(), point.y()] if point is not None else None,
        }

    def _find_zoom(self, index: int, _image: object) -> None:
        """Show the page as large and at the place as it was left, once: if it is that page."""
        self._window.page_view.page_shown.disconnect(self._find_zoom)
        kept, canvas = self._found, self._window.canvas
        zoom, middle = kept.get("zoom"), kept.get("middle")
        if kept.get("page") != index or not isinstance(zoom, float) or canvas.view is None:
            return
        canvas.zoom(zoom / canvas.view.scale, QPointF(canvas.viewport().rect().center()))
        if isinstance(middle, list) and len(middle) == 2:
            canvas.center_on(QPointF(float(middle[0]), float(middle[1])))
