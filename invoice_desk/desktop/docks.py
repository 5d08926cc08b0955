"""The docks around the page: where they stand when nobody has moved them yet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
_WIDTHS, _HEIGHT = (300, 400), 230  # pixels: of the left and right docks, of the one below


class Docks:
    """The four docks by name: invoices, values, template, table."""

    def __init__(
        self, window: QMainWindow, *, invoices: QWidget, values: QWidget, template: QWidget, table: QWidget
    ) -> None:
        self._window = window
        translate = QCoreApplication.translate
        self.invoices = self._dock(translate("Docks", "Invoices"), "invoices", invoices, _LEFT)
        self.values = self._dock(translate("Docks", "Values"), "values", values, _RIGHT)
        self.template = self._dock(translate("Docks", "Template"), "template", template, _RIGHT)
        self.table = self._dock(translate("Docks", "Table"), "table", table, _BOTTOM)
        window.tabifyDockWidget(self.values, self.template)
        window.setTabPosition(_RIGHT, window.tabPosition(_RIGHT).North)
        self.values.raise_()
        window.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204 - of docks
        """Give the docks, left to right."""
        return iter((self.invoices, self.values, self.template, self.table))

    def arrange(self) -> None:
        """Give the docks their usual sizes."""
        self._window.resizeDocks([self.invoices, self.values], list(_WIDTHS), Qt.Orientation.Horizontal)
        self._window.resizeDocks([self.table], [_HEIGHT], Qt.Orientation.Vertical)

    def _dock(self, title: str, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        return dock
