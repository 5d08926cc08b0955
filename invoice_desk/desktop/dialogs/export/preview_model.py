"""The first invoices of an export in the columns that were chosen, as they will stand in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from invoice_desk.desktop.tables.cell_text import is_right_to_left, name_shown
from invoice_desk.errors import shown
from invoice_desk.workflow.previewing import Preview

_Index = QModelIndex | QPersistentModelIndex
_LONGEST = 80  # characters of a cell


class PreviewModel(QAbstractTableModel):
    """Rows of texts; the columns are chosen by name."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._places: list[int] = []

    def show_preview(self, preview: Preview, names: Sequence[str]) -> None:
        """Show these columns of this preview."""
        places = {heading.name: place for place, heading in enumerate(preview.headings)}
        self.beginResetModel()
        self._preview = preview
        self._places = [places[name] for name in names if name in places]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802 - Qt's
        """Return how many invoices are shown."""
        return 0 if parent.isValid() else len(self._preview.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802 - Qt's
        """Return how many columns are chosen."""
        return 0 if parent.isValid() else len(self._places)

    def headerData(  # noqa: N802 - Qt's
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's
        """Return a column's title."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return name_shown(self._preview.headings[self._places[section]].title)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """Return what stands in a cell, on one line."""
        text = self._preview.rows[index.row()][self._places[index.column()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(" ".join(text.split())[:_LONGEST])
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown(text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        return None
