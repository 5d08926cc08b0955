"""The keys of the review lane, as data: what each one does, whichever part of the lane has the focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

Chord = tuple[int, Qt.KeyboardModifier]  # a key's number, for not every key of a keyboard has a name
_PLAIN, _CTRL, _ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
DIGITS = tuple(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10))


def plain(key: Qt.Key) -> Chord:
    """Return a key by itself."""
    return key.value, _PLAIN


def ctrl(key: Qt.Key) -> Chord:
    """Return a key with Ctrl."""
    return key.value, _CTRL


def alt(key: Qt.Key) -> Chord:
    """Return a key with Alt."""
    return key.value, _ALT


class Keys(QObject):
    """Hands the keys of the widgets it watches to what they do, before the widgets or the window see them.

    An action that returns False leaves the key to the widget.
    """

    def __init__(self, actions: Mapping[Chord, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions

    def watch(self, *widgets: QWidget) -> None:
        """Take the keys of these widgets."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name
        """Do what a key stands for; all else goes on to the widget."""
        if not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = self._actions.get((event.key(), modifiers))
        if action is None:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # it is ours, not a shortcut of the window
            return False
        return event.type() is QEvent.Type.KeyPress and action() is not False
