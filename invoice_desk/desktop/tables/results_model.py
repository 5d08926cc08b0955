"""The results as a table over the store: a row an invoice, a column a field, a page of them in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from invoice_desk.desktop.asking import Asking
from invoice_desk.desktop.tables.cell_drawing import CellDrawing
from invoice_desk.desktop.tables.cell_look import Cell
from invoice_desk.desktop.tables.cell_text import edited_text, text_for
from invoice_desk.desktop.tables.columns import Column, columns_of, order_of
from invoice_desk.desktop.tables.loading import Loading
from invoice_desk.desktop.tables.results_rows import Edit, ResultsRow, load_rows, row_of
from invoice_desk.desktop.tables.row_window import Found, RowWindow, found
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import fill
from invoice_desk.errors import DeskError, Problem, Refused
from invoice_desk.invoice.record import Entry, Value
from invoice_desk.store.corrections import Spot
from invoice_desk.store.ordering import Order
from invoice_desk.store.searching import Filter, find_numbers
from invoice_desk.store.templates import all_templates
from invoice_desk.values.digits import DigitFamily
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.reviewing import correct

_SOON_MS = 50
Index = QModelIndex | QPersistentModelIndex


class CellRole(IntEnum):
    """What a cell gives beside Qt's own roles: the Cell, None where the invoice has no such value."""

    CELL = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the desk answered: columns and rows. edits: how many there were when it was asked."""

    columns: tuple[Column, ...]
    rows: Found[ResultsRow]
    edits: int


class ResultsModel(QAbstractTableModel):
    """A row an invoice, a column a field of the templates in use.

    It shows the rows that it has until those that were asked for are there.
    problem: a Problem, of an edit that was refused or a desk that could not be asked; changed: the
    number of an invoice after an edit; edited: the Edit, so that it can be undone; answered: the rows
    are as the desk has them.
    """

    problem = Signal(object)
    answered = Signal()
    changed = Signal(int)
    edited = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drawing = CellDrawing(theme)
        self._asked = Filter()
        self._sort = ("#id", True)
        self._rows: RowWindow[ResultsRow] = RowWindow(lambda ids: load_rows(desk, ids))
        self.loading = Loading(self._rows, self)
        self.loading.loaded.connect(self._show_rows)
        self.loading.failed.connect(self.problem)
        self.columns: tuple[Column, ...] = columns_of(())
        self.is_held: Callable[[], bool] = lambda: False  # whether other rows would be in the way now
        self._edits = 0
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._asking = Asking(self)
        self._asking.answered.connect(self._take)
        self._asking.failed.connect(self.problem)

    # --- what is shown -----------------------------------------------------------------------------

    @property
    def sorting(self) -> tuple[str, bool]:
        """The key of the column by which the rows are sorted, and whether the largest stands first."""
        return self._sort

    def ask(self, asked: Filter) -> None:
        """Show other invoices."""
        self._asked = asked
        self.refresh()

    def sort_by(self, key: str, *, is_descending: bool) -> bool:
        """Sort by a column; False where it has no order."""
        if order_of(self.columns, key) is None:
            return False
        self._sort = (key, is_descending)
        self.refresh()
        return True

    def set_look(self, theme: Theme, family: DigitFamily | None) -> None:
        """Show in other colours, and digits of another family; None: values as they are printed."""
        self._drawing = CellDrawing(theme, family)
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def is_asking(self) -> bool:
        """Whether an answer of the desk is still to come."""
        return self._soon.isActive() or self._asking.is_open

    def refresh_soon(self) -> None:
        """Ask the desk anew a moment later: the list's answer and this one at once would be a stop."""
        self._soon.start()

    def refresh(self) -> None:
        """Ask the desk anew for its templates and invoices, off the screen's thread."""
        self._asking.ask((self._asked, self._sort), self._question(self._rows.in_sight()))

    def refresh_now(self) -> None:
        """Ask the desk and wait for it, as before the window is there."""
        try:
            self._take(None, self._question(self._rows.in_sight())())
        except DeskError as error:
            self.problem.emit(error.problem)

    def finish(self) -> None:
        """Wait for what is being asked."""
        self._soon.stop()
        self._asking.close()
        self.loading.finish()

    def _question(self, blocks: Sequence[int]) -> Callable[[], _Answer]:
        desk, asked, key, edits = self._desk, self._asked, self._sort[0], self._edits
        order, is_descending = order_of(self.columns, key) or Order.ADDED, self._sort[1]

        def ask() -> _Answer:
            with desk.reading() as connection:
                columns = columns_of([one.template for one in all_templates(connection)])
                ids = find_numbers(connection, asked, order=order, is_descending=is_descending)
            return _Answer(columns, found(ids, lambda some: load_rows(desk, some), blocks), edits)

        return ask

    def _take(self, _asked: object, answer: _Answer) -> None:
        """Show what the desk answered. While a cell is edited, or was since it was asked, it is void."""
        if self.is_held():
            return
        if answer.edits != self._edits:
            self.refresh()
            return
        if answer.columns == self.columns and self._rows.is_same(answer.rows):
            self._rows.reset(answer.rows)
            if self._rows:
                last = self.index(len(self._rows) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self.columns = answer.columns
            self._rows.reset(answer.rows)
            self.endResetModel()
        self.answered.emit()

    def refresh_invoice(self, key: int) -> None:
        """Show what has become of one invoice."""
        self._show_again(self._rows.forget(key))

    # --- Qt's questions ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many invoices there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, N802
        """Return a column's title."""
        if way is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        return self._drawing.heading(self.columns[section], role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        if not index.isValid() or role not in self._drawing.roles | {CellRole.CELL}:
            return None
        row: ResultsRow | None = self.loading.at(index.row())
        column = self.columns[index.column()]
        if row is None:
            return None
        if role == CellRole.CELL:
            return row.cells.get(column.key)
        return self._drawing.data(row, column, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that values which were read can be edited."""
        given = super().flags(index)
        return given | Qt.ItemFlag.ItemIsEditable if self.cell(index) is not None else given

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802
        """Put a person's text into a cell; what is wrong with it is said by `problem`."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        refused = self.put(self.id_at(index.row()), self.columns[index.column()].key, str(value))
        if refused is not None:
            self.problem.emit(refused)
        return refused is None

    # --- invoices and their values -----------------------------------------------------------------

    def cell(self, index: Index) -> Cell | None:
        """Return the value in a cell, None where the invoice has none of this field."""
        found = self.data(index, CellRole.CELL)
        return found if isinstance(found, Cell) else None

    def spot(self, index: Index) -> Spot | None:
        """Return which value of its invoice a cell shows; None for what every invoice has."""
        column = self.columns[index.column()]
        return None if column.fixed is not None else Spot(column.key)

    def id_at(self, row: int) -> int:
        """Return the number of the invoice in a row."""
        return self._rows.id_at(row)

    def row_of(self, key: int) -> int | None:
        """Return in which row an invoice stands."""
        return self._rows.row_of(key)

    def texts_of(self, key: str) -> list[str]:
        """Return the different texts of a field in the rows that are at hand, for completion."""
        cells = (row.cells.get(key) for row in self._rows.loaded())
        return sorted({cell.entry.shown_text for cell in cells if cell is not None} - {""})

    def put(
        self, key: int, field: str, text: str, *, value: Value | None = None, step: int = 0
    ) -> Problem | None:
        """Put a person's text in place of a value; return why it was refused, if it was.

        value: what it shall mean, where it is known: then it is written as this field understands it.
        A text that says what stands there already changes nothing.
        """
        number = self.row_of(key)
        row: ResultsRow | None = self.loading.at(number) if number is not None else None
        cell = row.cells.get(field) if row is not None else None
        if row is None or cell is None:
            return self._no_value(key, field)
        wanted = text if value is None else text_for(value, text, cell.entry.field)
        if wanted in {cell.entry.shown_text, edited_text(cell.entry)}:
            return None
        return self._correct(row, cell.entry, wanted, step)

    def tell_closed(self, index: Index) -> None:
        """Say that nothing can be typed where the invoice has no value, as its template has no such field."""
        is_field = index.isValid() and self.spot(index) is not None
        if is_field and self.cell(index) is None and self.loading.at(index.row()) is not None:
            self.problem.emit(self._no_value(self.id_at(index.row()), self.columns[index.column()].key))

    def _no_value(self, key: int, field: str) -> Problem:
        return Refused(fill(self.tr("invoice %1 has no value here"), key), where=field).problem

    def _correct(self, row: ResultsRow, entry: Entry, text: str, step: int) -> Problem | None:
        key, spot = row.summary.id, Spot(entry.field.name)
        try:
            record = correct(self._desk, key, spot, text)
        except DeskError as error:
            return error.problem
        old = entry.correction.text if entry.correction is not None else None
        self._edits += 1
        self._show_again(self._rows.put(key, row_of(row.summary, record)))
        self.edited.emit(Edit(key, spot, old, text, step))
        self.changed.emit(key)
        return None

    def _show_again(self, row: int | None) -> None:
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _show_rows(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
