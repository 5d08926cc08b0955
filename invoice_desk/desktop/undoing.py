"""Undo where the person is: of regions or of values, never both in one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QUndoGroup, QUndoStack
from PySide6.QtWidgets import QApplication, QWidget

from invoice_desk.desktop.words.filling import fill


class Undoing(QObject):
    """Follows the focus to the stack of steps that belongs to it."""

    def __init__(self, places: Mapping[QUndoStack, Sequence[QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._places = places
        self._group = QUndoGroup(self)
        for stack in places:
            self._group.addStack(stack)
        self._group.setActiveStack(next(iter(places)))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def name(self, undo: QAction, redo: QAction) -> None:
        """Let two actions say what they would take back and do again, where they are seen."""
        self._actions = (undo, redo)
        self._group.undoTextChanged.connect(self._say)
        self._group.redoTextChanged.connect(self._say)
        self._group.canUndoChanged.connect(undo.setEnabled)
        self._group.canRedoChanged.connect(redo.setEnabled)
        undo.setEnabled(self._group.canUndo())
        redo.setEnabled(self._group.canRedo())
        self._say()

    def _say(self, _words: str = "") -> None:
        undo, redo = self._actions
        back, again = self._group.undoText(), self._group.redoText()
        undo.setText(fill(self.tr("&Undo: %1"), back) if back else self.tr("&Undo"))
        redo.setText(fill(self.tr("&Redo: %1"), again) if again else self.tr("&Redo"))
        for action in self._actions:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text().replace('&', '')} ({keys})")

    def undo(self) -> None:
        """Take the last step back."""
        self._group.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._group.redo()

    @property
    def active(self) -> QUndoStack:
        """The stack whose steps `undo` takes back now."""
        return self._group.activeStack()

    def _follow(self, _old: object, new: QWidget | None) -> None:
        for stack, places in self._places.items():
            if new is not None and any(one is new or one.isAncestorOf(new) for one in places):
                self._group.setActiveStack(stack)
