"""The templates of the desk as a list: searched by their words, renamed in place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from invoice_desk.errors import shown
from invoice_desk.store.template_versions import Listed
from invoice_desk.values.searching import search_form

Index = QModelIndex | QPersistentModelIndex


class TemplateRole(IntEnum):
    """What a row gives beside Qt's own roles."""

    LISTED = Qt.ItemDataRole.UserRole + 1


class TemplateList(QAbstractListModel):
    """A row a template, by name. renamed: the name that stood there and the one that was typed."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Listed] = ()
        self._rows: list[Listed] = []
        self._words: list[str] = []
        self._has_deleted = False

    def show_templates(self, listed: Sequence[Listed]) -> None:
        """Show these."""
        self._all = listed
        self._filter()

    def ask(self, words: str, *, has_deleted: bool) -> None:
        """Show those in whose name, stem or fields' titles each word stands, deleted ones or others."""
        self._words, self._has_deleted = search_form(words).split(), has_deleted
        self._filter()

    def row_of(self, name: str) -> int | None:
        """Return where a template stands, None where it is not shown."""
        return next((row for row, one in enumerate(self._rows) if one.template.name == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what a row shows."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        listed = self._rows[index.row()]
        match role:
            case TemplateRole.LISTED:
                return listed
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return shown(listed.template.name)
            case Qt.ItemDataRole.EditRole:
                return listed.template.name
            case Qt.ItemDataRole.ToolTipRole:
                return ", ".join(shown(field.title) for field in listed.template.fields)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802
        """Say that a person typed another name; the row changes when the desk has."""
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        before = self._rows[index.row()].template.name
        if name and name != before:
            self.renamed.emit(before, name)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a row can be chosen, and renamed where it is not deleted."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and not self._rows[index.row()].is_deleted:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _filter(self) -> None:
        self.beginResetModel()
        self._rows = [one for one in self._all if one.is_deleted == self._has_deleted and self._fits(one)]
        self.endResetModel()

    def _fits(self, one: Listed) -> bool:
        titles = [field.title for field in one.template.fields]
        text = search_form(" ".join((one.template.name, one.stem, *titles)))
        return all(word in text for word in self._words)
