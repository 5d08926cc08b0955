"""The docks around the page: where they stand when nobody has moved them yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_OTHER = {_LEFT: _RIGHT, _RIGHT: _LEFT}
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
_WIDTHS, _HEIGHT = (300, 400), 230  # pixels: of the left and right docks, of the one below


class Docks:
    """The four docks by name: invoices, values, template, table.

    Invoices stand where a line of the language begins, values where it ends: Qt mirrors what is inside
    of a dock, but never the sides of the window.
    """

    def __init__(
        self, window: QMainWindow, *, invoices: QWidget, values: QWidget, template: QWidget, table: QWidget
    ) -> None:
        self._window = window
        translate = QCoreApplication.translate
        first, last = (_RIGHT, _LEFT) if window.isRightToLeft() else (_LEFT, _RIGHT)
        self.invoices = self._dock(translate("Docks", "Invoices"), "invoices", invoices, first)
        self.values = self._dock(translate("Docks", "Values"), "values", values, last)
        self.template = self._dock(translate("Docks", "Template"), "template", template, last)
        self.table = self._dock(translate("Docks", "Table"), "table", table, _BOTTOM)
        window.tabifyDockWidget(self.values, self.template)
        for area in _OTHER:
            window.setTabPosition(area, QTabWidget.TabPosition.North)
        self.values.raise_()
        self._face: tuple[int | None, bool] = (None, False)
        window.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204 - of docks
        """Give the docks, as they stand along a line of the language."""
        return iter((self.invoices, self.values, self.template, self.table))

    def arrange(self) -> None:
        """Give the docks their usual sizes."""
        self._window.resizeDocks([self.invoices, self.values], list(_WIDTHS), Qt.Orientation.Horizontal)
        self._window.resizeDocks([self.table], [_HEIGHT], Qt.Orientation.Vertical)

    def face(self, invoice: int | None, *, is_read: bool) -> None:
        """Bring to the front what an invoice needs: the template, and the values as soon as it is read."""
        before, self._face = self._face, (invoice, is_read)
        if before[0] != invoice or (is_read and not before[1]):
            (self.values if is_read else self.template).raise_()

    def mirror(self, widths: Mapping[str, int]) -> None:
        """Put each dock on the other side: the layout is one of the other direction.

        widths: how wide each was, in pixels, by its name.
        """
        window = self._window
        moved = [dock for dock in self if window.dockWidgetArea(dock) in _OTHER and not dock.isFloating()]
        tabbed = {dock: window.tabifiedDockWidgets(dock) for dock in moved}
        for dock in moved:
            is_hidden, area = dock.isHidden(), window.dockWidgetArea(dock)
            window.addDockWidget(_OTHER[area], dock)
            dock.setHidden(is_hidden)
        for at, dock in enumerate(moved):
            for other in moved[at + 1 :]:
                if other in tabbed[dock]:
                    window.tabifyDockWidget(dock, other)
        self.values.raise_()
        QTimer.singleShot(0, window, lambda: self._resize(moved, widths))  # the window is laid out by then

    def _resize(self, docks: Sequence[QDockWidget], widths: Mapping[str, int]) -> None:
        sized = [dock for dock in docks if dock.objectName() in widths and not dock.isHidden()]
        wide = [widths[dock.objectName()] for dock in sized]
        self._window.resizeDocks(sized, wide, Qt.Orientation.Horizontal)

    def _dock(self, title: str, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        return dock
