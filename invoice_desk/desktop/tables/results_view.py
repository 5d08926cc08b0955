"""The results table's view: the keys of a spreadsheet, and edits that lose nothing when they are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from invoice_desk.desktop.tables.editors import REFUSED, CellDelegate
from invoice_desk.desktop.tables.results_model import ResultsModel
from invoice_desk.desktop.tables.sheet import Sheet
from invoice_desk.desktop.theme import Theme

_ROW_HEIGHT = 32
_SHEET = "QTableView {{ border: none; border-top: 1px solid {}; }} QHeaderView {{ border: none; }}"
_Hint = QAbstractItemDelegate.EndEditHint
_Move = QAbstractItemView.CursorAction
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_Trigger = QAbstractItemView.EditTrigger


class ResultsView(QTableView):
    """A table that is worked with as a spreadsheet.

    edit_ended: an editor was closed, so that what waited for it can be done.
    """

    edit_ended = Signal()

    def __init__(self, model: ResultsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results = model
        self.setModel(model)
        self.cells = CellDelegate(model, theme, self)
        self.setItemDelegate(self.cells)
        self.sheet = Sheet(self, model)
        self.setEditTriggers(_Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.setAccessibleName(self.tr("Results"))

        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.cells.set_theme(theme)
        self.setStyleSheet(_SHEET.format(theme.border))

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def event(self, event: QEvent) -> bool:
        """Take the spreadsheet's keys before the window's shortcuts do."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._work_of(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy, paste, fill, clear, or go on to the next row; else move, or begin to edit."""
        work = self._work_of(event)
        if work is not None:
            work()
        elif event.key() in _ENTER:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(_Move.MoveUp if is_back else _Move.MoveDown)
        else:
            if event.text().isprintable() and event.text().strip():
                self._results.tell_closed(self.currentIndex())
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to edit, or say why that cannot be."""
        self._results.tell_closed(self.indexAt(event.position().toPoint()))
        super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what is at hand; the rest is loaded beside the window and drawn then."""
        with self._results.loading.painting():
            super().paintEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Close an editor and go on as a spreadsheet does; one whose text was refused stays open."""
        if editor.property(REFUSED) is not None and hint is not _Hint.RevertModelCache:
            return
        super().closeEditor(editor, _Hint.NoHint if hint is not _Hint.RevertModelCache else hint)
        moves = {
            _Hint.SubmitModelCache: _Move.MoveDown,
            _Hint.EditNextItem: _Move.MoveNext,
            _Hint.EditPreviousItem: _Move.MovePrevious,
        }
        if hint in moves:
            self._move(moves[hint])
        self.edit_ended.emit()

    def _move(self, way: QAbstractItemView.CursorAction) -> None:
        there: QModelIndex = self.moveCursor(way, Qt.KeyboardModifier.NoModifier)
        if there.isValid():
            self.setCurrentIndex(there)

    def _work_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does with the chosen cells."""
        keys: Mapping[QKeySequence.StandardKey, Callable[[], None]] = {
            QKeySequence.StandardKey.Copy: self.sheet.copy,
            QKeySequence.StandardKey.Paste: self.sheet.paste,
            QKeySequence.StandardKey.Delete: self.sheet.clear,
        }
        found = next((work for key, work in keys.items() if event.matches(key)), None)
        is_fill = event.keyCombination() == Qt.Modifier.CTRL | Qt.Key.Key_D
        return self.sheet.fill_down if is_fill else found
