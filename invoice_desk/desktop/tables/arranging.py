"""How the columns of the results table are arranged: which are shown, where, how wide, and the sorting."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from invoice_desk.desktop.tables.columns import Column, Fixed
from invoice_desk.desktop.tables.results_model import ResultsModel
from invoice_desk.invoice.fields import FieldKind

_WIDTHS = {
    FieldKind.TEXT: 210,
    FieldKind.NUMBER: 100,
    FieldKind.AMOUNT: 140,
    FieldKind.DATE: 120,
    FieldKind.IDENTIFIER: 150,
    FieldKind.CODE: 160,
    FieldKind.TABLE: 90,
    FieldKind.CHECKBOX: 80,
}
_FIXED_WIDTHS = {Fixed.ID: 72, Fixed.FILE: 190, Fixed.STATE: 120, Fixed.TEMPLATE: 170}
_MIN, _MAX = 40, 2000  # pixels


class Arrangement(QObject):
    """Arranges the columns by their keys, so that it fits whichever templates are in use."""

    def __init__(self, view: QTableView, model: ResultsModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._menu = QMenu(view)
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_MIN)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        header.sectionClicked.connect(self._sort_by)
        self.restore({})

    def state(self) -> dict[str, Any]:
        """Return the order of the columns, the hidden ones, widths and sorting."""
        header, keys = self._view.horizontalHeader(), self._keys()
        places = sorted(range(len(keys)), key=header.visualIndex)
        key, is_descending = self._model.sorting
        return {
            "columns": [keys[one] for one in places],
            "hidden": [one for place, one in enumerate(keys) if header.isSectionHidden(place)],
            "widths": {one: self._width(place) for place, one in enumerate(keys)},
            "sort": [key, is_descending],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Arrange as `state` says; columns it does not know come last, in their usual width."""
        header, keys = self._view.horizontalHeader(), self._keys()
        wanted = [one for one in state.get("columns", ()) if one in keys]
        for place, one in enumerate([*wanted, *(key for key in keys if key not in wanted)]):
            header.moveSection(header.visualIndex(keys.index(one)), place)
        hidden, widths = set(state.get("hidden", ())), state.get("widths", {})
        for place, column in enumerate(self._model.columns):
            header.setSectionHidden(place, column.key in hidden and hidden != set(keys))
            width = widths.get(column.key)
            fits = isinstance(width, int) and _MIN <= width <= _MAX
            header.resizeSection(place, width if fits else usual_width(column))
        self._restore_sorting(state)

    def show_sorting(self) -> None:
        """Show in the headings by which column the rows are sorted."""
        key, is_descending = self._model.sorting
        keys, header = self._keys(), self._view.horizontalHeader()
        # Fusion draws an arrow that points down for ascending rows; people know it the other way round.
        way = Qt.SortOrder.AscendingOrder if is_descending else Qt.SortOrder.DescendingOrder
        header.setSortIndicatorShown(key in keys)
        if key in keys:
            header.setSortIndicator(keys.index(key), way)

    def menu(self) -> QMenu:
        """Return a menu in which columns are chosen."""
        menu = self._menu
        menu.clear()
        header = self._view.horizontalHeader()
        shown_ones = header.count() - header.hiddenSectionCount()
        for place, column in enumerate(self._model.columns):
            action = menu.addAction(column.title.replace("&", "&&"))
            action.setData(column.key)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(place))
            action.setEnabled(not action.isChecked() or shown_ones > 1)
            action.toggled.connect(partial(self._toggle, column.key))
        menu.addSeparator()
        menu.addAction(self.tr("Show all columns"), self._show_all)
        return menu

    def _restore_sorting(self, state: Mapping[str, Any]) -> None:
        with suppress(TypeError, ValueError):
            key, is_descending = state.get("sort", self._model.sorting)
            if (key, bool(is_descending)) != self._model.sorting:
                self._model.sort_by(str(key), is_descending=bool(is_descending))
        self.show_sorting()

    def _toggle(self, key: str, is_shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        if key in self._keys():
            place = self._keys().index(key)
            self._view.horizontalHeader().setSectionHidden(place, not is_shown)

    def _show_all(self) -> None:
        for place in range(len(self._model.columns)):
            self._view.horizontalHeader().setSectionHidden(place, False)

    def _open_menu(self, place: QPoint) -> None:
        self.menu().popup(self._view.horizontalHeader().mapToGlobal(place))

    def _sort_by(self, place: int) -> None:
        """Sort by the clicked column, the other way round the second time."""
        key, is_descending = self._model.sorting
        wanted = self._model.columns[place].key
        is_down = not is_descending if wanted == key else False
        self._model.sort_by(wanted, is_descending=is_down)
        self.show_sorting()

    def _width(self, place: int) -> int:
        """Return how wide a column is or, while it is hidden, was."""
        header = self._view.horizontalHeader()
        if not header.isSectionHidden(place):
            return header.sectionSize(place)
        return usual_width(self._model.columns[place])

    def _keys(self) -> list[str]:
        return [one.key for one in self._model.columns]


def usual_width(column: Column) -> int:
    """Return how wide a column is before anybody changes it."""
    return _FIXED_WIDTHS[column.fixed] if column.fixed is not None else _WIDTHS[column.kind]
