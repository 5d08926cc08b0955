"""The lines of the list of values, as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from invoice_desk.desktop.review.values import Mark
from invoice_desk.desktop.review.words import name_of_mark
from invoice_desk.store.corrections import Spot

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; spot: None for a heading."""

    label: str
    text: str = ""
    mark: Mark = Mark.SURE
    spot: Spot | None = None


class ValueModel(QAbstractListModel):
    """The lines of the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self._rows: dict[Spot, int] = {}

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; where they are the same ones with other texts, nothing moves."""
        is_same = [one.spot for one in lines] == [one.spot for one in self.lines] and bool(lines)
        if is_same:
            self.lines = tuple(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self._rows = {one.spot: at for at, one in enumerate(lines) if one.spot is not None}
        self.endResetModel()

    def show_line(self, line: Line) -> None:
        """Show this line in place of the one of its spot; nothing else is asked for anew."""
        row = self.row_of(line.spot)
        if row >= 0:
            self.lines = (*self.lines[:row], line, *self.lines[row + 1 :])
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line's words, for those who cannot see it."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.label}: {line.text}" if line.spot else line.label
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return name_of_mark(line.mark)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are not chosen."""
        is_value = self.lines[index.row()].spot is not None
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_value else Qt.ItemFlag.NoItemFlags
        )

    def row_of(self, spot: Spot | None) -> int:
        """Return the row of a spot, -1 for none."""
        return self._rows.get(spot, -1) if spot is not None else -1
