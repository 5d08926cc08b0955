"""Keys of commands in text fields: Qt takes some for the text there, as Ctrl+E on Linux."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit

_CTRL = Qt.KeyboardModifier.ControlModifier
_OF_TEXT = frozenset("ACVXYZ")  # select all, copy, paste, cut, redo, undo: what everybody types with


class CommandKeys(QObject):
    """Lets Ctrl with a letter reach the commands of a window from every text field that it has now."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        for place in (*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)):
            place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Say that the text field has no use for the key."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_ours(event)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        letter = chr(event.key()) if event.key() < 128 else ""
        if event.modifiers() != _CTRL or not letter.isalpha() or letter in _OF_TEXT:
            return False
        keys = QKeySequence(event.keyCombination())
        return any(action.shortcut() == keys for action in self._window.actions())
