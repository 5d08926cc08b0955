"""The sources of the desk as a list, by name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from invoice_desk.desktop.sources.words import SourceView, kind_words, standing_words
from invoice_desk.errors import shown

Index = QModelIndex | QPersistentModelIndex


class SourceRole(IntEnum):
    """What a row gives beside Qt's own roles."""

    VIEW = Qt.ItemDataRole.UserRole + 1


class SourceList(QAbstractListModel):
    """A row a source."""

    _views: Sequence[SourceView] = ()

    def show_sources(self, views: Sequence[SourceView]) -> None:
        """Show these; rows that are the same sources stay where they are."""
        if [one.status.id for one in views] == [one.status.id for one in self._views]:
            self._views = views
            self.dataChanged.emit(self.index(0), self.index(len(views) - 1))
            return
        self.beginResetModel()
        self._views = views
        self.endResetModel()

    def row_of(self, key: int) -> int | None:
        """Return where a source stands, by its key."""
        return next((row for row, one in enumerate(self._views) if one.status.id == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what a row shows."""
        if not index.isValid() or index.row() >= len(self._views):
            return None
        view = self._views[index.row()]
        match role:
            case SourceRole.VIEW:
                return view
            case Qt.ItemDataRole.DisplayRole:
                return shown(view.status.name)
            case Qt.ItemDataRole.AccessibleTextRole:
                name, kind = shown(view.status.name), kind_words(view.status.kind)
                return f"{name}, {kind}, {standing_words(view)}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{kind_words(view.status.kind)}: {shown(view.status.place)}"
        return None
