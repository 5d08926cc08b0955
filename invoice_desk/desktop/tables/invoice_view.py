"""The view of the list of invoices: what is chosen in it, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from invoice_desk.desktop.tables.invoice_delegate import InvoiceDelegate
from invoice_desk.desktop.tables.invoice_list import InvoiceList, ListRole
from invoice_desk.desktop.tables.thumbnails import ThumbnailLoader
from invoice_desk.desktop.theme import Theme
from invoice_desk.invoice.filed import State, Summary

Index = QModelIndex | QPersistentModelIndex
_ASKED = 200  # chosen invoices whose states are looked up for the menu
_NARROW = 210  # pixels of a list below which pictures would leave no room for words
_Flag = QItemSelectionModel.SelectionFlag


class InvoiceView(QListView):
    """A list in which invoices are chosen. chosen: the number of the one that is current now."""

    chosen = Signal(int)

    def __init__(
        self, model: InvoiceList, theme: Theme, pictures: ThumbnailLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._invoices = model
        self._wants_pictures = True
        self.setModel(model)
        self.cells = InvoiceDelegate(theme, pictures, self)
        pictures.arrived.connect(self._show_picture)
        self.setItemDelegate(self.cells)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Invoices"))

    def show_pictures(self, *, is_wanted: bool) -> None:
        """Show the first pages, where the list is wide enough, or hide them."""
        self._wants_pictures = is_wanted
        self._fit_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the pictures out while the list is narrow."""
        super().resizeEvent(event)
        self._fit_pictures()

    def _fit_pictures(self) -> None:
        has_room = self._wants_pictures and self.width() >= _NARROW
        if has_room is not self.cells.has_pictures:
            self.cells.has_pictures = has_room
            self.cells.sizeHintChanged.emit(QModelIndex())
            self.scheduleDelayedItemsLayout()
            self.viewport().update()

    def _show_picture(self, key: int) -> None:
        """Draw the row of an invoice again, where it is in sight."""
        row = self._invoices.row_of(key)
        if row is not None:
            self.update(self._invoices.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell of the invoice that was gone to."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._invoices.id_at(current.row()))

    def current_id(self) -> int | None:
        """Return the number of the current invoice."""
        index = self.currentIndex()
        return self._invoices.id_at(index.row()) if index.isValid() else None

    def chosen_ids(self) -> list[int]:
        """Return the numbers of all chosen invoices, in the order of the list."""
        ranges = sorted(self.selectionModel().selection().toList(), key=lambda one: one.top())
        return [key for one in ranges for key in self._invoices.ids_between(one.top(), one.bottom())]

    def chosen_states(self) -> frozenset[State]:
        """Return in which states the chosen invoices are; all states where too many are chosen to ask."""
        ranges = self.selectionModel().selection().toList()
        rows = [row for one in ranges for row in range(one.top(), one.bottom() + 1)]
        if len(rows) > _ASKED:
            return frozenset(State)
        found = (self._invoices.index(row).data(ListRole.SUMMARY) for row in rows)
        return frozenset(one.state for one in found if isinstance(one, Summary))

    def go_to(self, row: int) -> None:
        """Make a row the current one and the only one that is chosen."""
        self.setCurrentIndex(self._invoices.index(row))

    def refresh(self) -> None:
        """Ask the desk anew; what is chosen, current and in sight stays so."""
        current, ids = self.current_id(), self.chosen_ids()
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self._invoices.refresh()
        self._choose_again(current, ids)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(place)

    def _choose_again(self, current: int | None, ids: list[int]) -> None:
        model = self.selectionModel()
        row = self._invoices.row_of(current) if current is not None else None
        if row is not None:
            model.setCurrentIndex(self._invoices.index(row), _Flag.NoUpdate)
        chosen = QItemSelection()
        for key in ids[:_ASKED]:
            row = self._invoices.row_of(key)
            if row is not None:
                chosen.select(self._invoices.index(row), self._invoices.index(row))
        model.select(chosen, _Flag.ClearAndSelect)
