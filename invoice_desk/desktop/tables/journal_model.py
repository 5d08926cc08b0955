"""The files of a source as a table: how each stands, how often it was tried, and why it did not come."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from invoice_desk.desktop.sources.words import ITEM_COLORS, item_state_words
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import number_words
from invoice_desk.desktop.words.floor_words import problem_words, remedy_words, what_words
from invoice_desk.errors import shown
from invoice_desk.store.sources import Item, ItemState

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in their order."""

    NAME = 0
    STATE = 1
    TRIES = 2
    WHY = 3


class JournalModel(QAbstractTableModel):
    """A row a file, the newest first."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._all: Sequence[Item] = ()
        self._rows: Sequence[Item] = ()
        self._state: ItemState | None = None

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these."""
        if items != self._all:
            self._all = items
            self._filter()

    def ask(self, state: ItemState | None) -> None:
        """Show those that stand so; None shows all."""
        self._state = state
        self._filter()

    def item(self, row: int) -> Item | None:
        """Return the file of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: str) -> int | None:
        """Return where a file stands, by its id at the source."""
        return next((row for row, one in enumerate(self._rows) if one.item == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many files are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Return a heading."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (self.tr("File"), self.tr("State"), self.tr("Tries"), self.tr("Why"))
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what a cell shows."""
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(item, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(item) if index.column() == Column.WHY else self._text(item, Column.NAME)
            case Qt.ItemDataRole.ForegroundRole if index.column() == Column.STATE:
                return self.theme.color(ITEM_COLORS[item.state])
        return None

    def _text(self, item: Item, column: Column) -> str:
        match column:
            case Column.NAME:
                return shown(item.name)
            case Column.STATE:
                return item_state_words(item.state)
            case Column.TRIES:
                return number_words(item.tries) if item.tries else ""
            case Column.WHY:
                return what_words(item.problem) if item.problem is not None else ""

    def _tip(self, item: Item) -> str:
        if item.problem is None:
            return ""
        return "\n".join(filter(None, (problem_words(item.problem), remedy_words(item.problem))))

    def _filter(self) -> None:
        self.beginResetModel()
        self._rows = [one for one in self._all if self._state is None or one.state is self._state]
        self.endResetModel()
