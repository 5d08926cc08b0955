"""The command palette: every action found by a few letters of its words, and run by Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.actions import plain
from invoice_desk.desktop.words.filling import isolated

_ACTION = Qt.ItemDataRole.UserRole
_KEYS = "\t"  # stands between an action's words and its key, as in Qt's menus
_EDGE = 12  # pixels between a key and the end of its row


class CommandPalette(QDialog):
    """Lists the actions that can be done now."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Commands"))
        self._search = QLineEdit(placeholderText=self.tr("Type what you want to do"))
        self._search.setAccessibleName(self.tr("Type what you want to do"))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setItemDelegate(_Rows(self._list))
        for action in actions:
            self._add(action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        self.resize(460, 420)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._search.returnPressed.connect(self._run)
        self._list.itemActivated.connect(self._run)
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Let the arrow keys walk the list while a person types."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _add(self, action: QAction) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        item = QListWidgetItem(action.icon(), f"{plain(action)}{_KEYS}{isolated(keys)}".rstrip())
        item.setData(_ACTION, action)
        self._list.addItem(item)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        shown = []
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))
            if not item.isHidden():
                shown.append(row)
        self._list.setCurrentRow(shown[0] if shown else -1)

    def _step(self, step: int) -> None:
        rows = [row for row in range(self._list.count()) if not self._list.item(row).isHidden()]
        if rows:
            at = rows.index(self._list.currentRow()) if self._list.currentRow() in rows else 0
            self._list.setCurrentRow(rows[max(0, min(len(rows) - 1, at + step))])

    def _run(self) -> None:
        item = self._list.currentItem()
        if item is None or item.isHidden():
            return
        self.accept()
        item.data(_ACTION).trigger()


class _Rows(QStyledItemDelegate):
    """Draws words where a row begins, and the key, quieter, where it ends."""

    def initStyleOption(  # noqa: N802 - Qt's
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the key to `paint`."""
        super().initStyleOption(option, index)
        option.text = option.text.partition(_KEYS)[0]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        super().paint(painter, option, index)
        keys = str(index.data()).partition(_KEYS)[2]
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignRight)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(
            option.rect.adjusted(_EDGE, 0, -_EDGE, 0), side | Qt.AlignmentFlag.AlignVCenter, keys
        )
