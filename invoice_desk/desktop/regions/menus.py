"""The context menus of the page: of the regions that are selected, and of the page itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from invoice_desk.desktop.canvas.look import Arrangement, Edge
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.regions.clipboard import has_regions
from invoice_desk.desktop.words.closed_sets import kind_words
from invoice_desk.invoice.fields import FieldKind

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow

_PAGE = ("fit_page", "fit_width", "fit_selection", "actual_size", "rotate", "appearance")


class RegionMenus(QObject):
    """Opens the menu that fits what lies under the pointer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._canvas = window, window.canvas
        self._canvas.menu_asked.connect(self.open)

    def open(self, place: QPoint) -> None:
        """Show a menu at a place of the canvas."""
        view = self._canvas.view
        if view is None:
            return
        under = self._canvas.shown.at(QPointF(place), view)
        is_about_regions = under is not None and under.name in self._canvas.selection
        menu = self._of_regions() if is_about_regions else self._of_page(place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._canvas.viewport().mapToGlobal(place))

    def _of_regions(self) -> QMenu:
        canvas, names = self._canvas, self._canvas.selection
        menu = QMenu(canvas)
        if len(names) == 1:
            name = names[0]
            self._add(
                menu, "name", self.tr("Name…"), partial(self._window.naming.ask, name), "pencil", "Enter"
            )
            self._add_kinds(menu, name)
        is_locked = all(self._window.locks.has(name) for name in names)
        words = self.tr("Unlock") if is_locked else self.tr("Lock")
        self._add(menu, "lock", words, canvas.lock, "lock-open" if is_locked else "lock", "Ctrl+L")
        again = partial(self._window.page_view.read_again, names)
        self._add(menu, "read_again", self.tr("Read again"), again, "refresh-cw")
        menu.addSeparator()
        self._add(menu, "copy", self.tr("Copy"), canvas.copy, "copy", "Ctrl+C")
        free = bool(canvas.shown.selected_boxes(is_free=True))
        self._add(menu, "cut", self.tr("Cut"), canvas.cut, keys="Ctrl+X").setEnabled(free)
        self._add(menu, "duplicate", self.tr("Duplicate"), canvas.duplicate, "files", "Ctrl+D")
        if len(names) > 1:
            menu.addMenu(self._alignments(menu))
        self._add(menu, "snap", self.tr("Tighten to the print"), canvas.snap_to_ink, "scan").setEnabled(free)
        menu.addSeparator()
        self._add(menu, "delete", self.tr("Delete"), canvas.delete, "trash-2", "Del").setEnabled(free)
        return menu

    def _of_page(self, place: QPoint) -> QMenu:
        canvas = self._canvas
        menu = QMenu(canvas)
        point = canvas.on_page(QPointF(place))
        at = (round(point.x()), round(point.y()))
        can_paste = has_regions(QGuiApplication.clipboard().mimeData())
        here = self._add(
            menu, "paste_here", self.tr("Paste here"), partial(canvas.paste, at), "clipboard-paste"
        )
        same = self._add(menu, "paste_same", self.tr("Paste at the same place"), canvas.paste, keys="Ctrl+V")
        here.setEnabled(can_paste)
        same.setEnabled(can_paste)
        everything = self._add(menu, "select_all", self.tr("Select all"), canvas.select_all, keys="Ctrl+A")
        everything.setEnabled(bool(canvas.shown.regions))
        menu.addSeparator()
        for name in _PAGE:
            menu.addAction(self._window.actions_[name])
        return menu

    def _add_kinds(self, menu: QMenu, name: str) -> None:
        field = self._window.template_editor.field(name)
        if field is None or field.kind is FieldKind.TABLE:
            return
        kinds = menu.addMenu(self.tr("Kind"))
        kinds.setObjectName("kinds")
        for kind in FieldKind:
            if kind is not FieldKind.TABLE:
                act = partial(self._window.regions.set_kind, name, kind)
                action = self._add(kinds, kind.value, kind_words(kind), act)
                action.setCheckable(True)
                action.setChecked(kind is field.kind)

    def _alignments(self, menu: QMenu) -> QMenu:
        words = {
            Edge.LEFT: self.tr("Left edges"),
            Edge.CENTER: self.tr("Centres, left to right"),
            Edge.RIGHT: self.tr("Right edges"),
            Edge.TOP: self.tr("Top edges"),
            Edge.MIDDLE: self.tr("Middles, top to bottom"),
            Edge.BOTTOM: self.tr("Bottom edges"),
        }
        more = {
            Arrangement.SAME_WIDTH: self.tr("Same width"),
            Arrangement.SAME_HEIGHT: self.tr("Same height"),
            Arrangement.ACROSS: self.tr("Equal gaps across"),
            Arrangement.DOWN: self.tr("Equal gaps down"),
        }
        aligning = QMenu(self.tr("Align"), menu)
        aligning.setObjectName("align")
        for edge, said in words.items():
            self._add(aligning, edge.name.lower(), said, partial(self._canvas.align, edge))
        aligning.addSeparator()
        for how, said in more.items():
            action = self._add(aligning, how.name.lower(), said, partial(self._canvas.arrange, how))
            action.setEnabled(how in _FOR_TWO or len(self._canvas.selection) > 2)
        return aligning

    def _add(
        self, menu: QMenu, name: str, words: str, act: Callable[[], object], drawing: str = "", keys: str = ""
    ) -> QAction:
        """Add a line to a menu. keys: what does the same, to be seen only; the canvas itself hears them."""
        action = menu.addAction(f"{words}\t{keys}" if keys else words)
        action.setObjectName(name)
        if drawing:
            action.setIcon(icon(drawing, self._canvas.theme))
        action.triggered.connect(lambda _checked=False: act())
        return action


_FOR_TWO = {Arrangement.SAME_WIDTH, Arrangement.SAME_HEIGHT}
