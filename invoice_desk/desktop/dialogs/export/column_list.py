"""The columns of an export: ticked, and dragged or moved by keys into their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from invoice_desk.desktop.tables.cell_text import name_shown
from invoice_desk.export.columns import Heading

_NAME = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnList(QListWidget):
    """One item a column. changed: another choice, or another order."""

    changed = Signal()

    def __init__(self, headings: Sequence[Heading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAccessibleName(self.tr("Columns, in their order"))
        self.setToolTip(self.tr("Tick what goes out; drag it, or Alt+Up and Alt+Down, into its order"))
        self._all = [heading.name for heading in headings]
        for heading in headings:
            item = QListWidgetItem(name_shown(heading.title))
            item.setData(_NAME, heading.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        self.itemChanged.connect(lambda _item: self.changed.emit())
        self.model().rowsMoved.connect(lambda *_where: self.changed.emit())
        self.model().rowsInserted.connect(lambda *_where: self.changed.emit())
        self.model().rowsRemoved.connect(lambda *_where: self.changed.emit())

    def ticked(self) -> list[str]:
        """Return the names of the columns that are ticked, in their order."""
        items = [self.item(row) for row in range(self.count())]
        return [str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def chosen(self) -> tuple[str, ...]:
        """Return the ticked names; none where all stand as they came, so that later ones come, too."""
        names = self.ticked()
        return () if names == self._all else tuple(names)

    def tick_all(self, *, is_ticked: bool) -> None:
        """Tick all of them, or none."""
        state = Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        self.blockSignals(True)
        for row in range(self.count()):
            self.item(row).setCheckState(state)
        self.blockSignals(False)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's
        """Move the current column by Alt+Up and Alt+Down."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
            return
        super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        row = self.currentRow()
        if 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentItem(item)
