"""The view of the list of invoices: what is chosen in it, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from invoice_desk.desktop.tables.invoice_delegate import InvoiceDelegate
from invoice_desk.desktop.tables.invoice_list import InvoiceList, ListRole
from invoice_desk.desktop.tables.thumbnails import ThumbnailLoader
from invoice_desk.desktop.theme import Theme
from invoice_desk.invoice.filed import State, Summary

Index = QModelIndex | QPersistentModelIndex
_ASKED = 200  # chosen invoices whose states are looked up for the menu
_NARROW = 210  # pixels of a list below which pictures would leave no room for words
_Move = QAbstractItemView.CursorAction
_Flag = QItemSelectionModel.SelectionFlag


class InvoiceView(QTableView):
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
        # A table of one column: QListView asks for each of 100,000 rows when they are laid out anew.
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Invoices"))
        self._kept: tuple[int | None, list[int], int] = (None, [], 0)
        model.modelAboutToBeReset.connect(self._note_place)
        model.modelReset.connect(self._find_place)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first or last row by Home and End, as in a list."""
        if self._invoices.rowCount() and action in {_Move.MoveHome, _Move.MoveEnd}:
            last = self._invoices.rowCount() - 1
            return self._invoices.index(0 if action is _Move.MoveHome else last)
        return super().moveCursor(action, modifiers)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Make the rows as high as another font asks for."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_rows()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what is at hand; the rest is loaded beside the window and drawn then."""
        with self._invoices.loading.painting():
            super().paintEvent(event)

    def _fit_rows(self) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        high = self.cells.sizeHint(option, QModelIndex()).height()
        if self.verticalHeader().defaultSectionSize() != high:
            self.verticalHeader().setDefaultSectionSize(high)

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
            self._fit_rows()
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

    def _note_place(self) -> None:
        """Note what is chosen, current and in sight, before other rows take the place of these."""
        self._kept = (self.current_id(), self.chosen_ids()[:_ASKED], self.verticalScrollBar().value())
        self.blockSignals(True)

    def _find_place(self) -> None:
        """Choose again what was chosen; it is told of nowhere, for nobody went anywhere."""
        current, ids, place = self._kept
        self._choose_again(current, ids)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(place)

    def _choose_again(self, current: int | None, ids: list[int]) -> None:
        model = self.selectionModel()
        row = self._invoices.row_of(current) if current is not None else None
        if row is not None:
            model.setCurrentIndex(self._invoices.index(row), _Flag.NoUpdate)
        chosen = QItemSelection()
        for one in self._invoices.rows_of(ids):
            chosen.select(self._invoices.index(one), self._invoices.index(one))
        model.select(chosen, _Flag.ClearAndSelect)
