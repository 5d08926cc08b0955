"""The keys of actions: the usual ones, those that a person chose, and those that nobody may take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from invoice_desk.desktop.actions import SPECS, plain

_CONTEXT = "shortcuts"
_N = QT_TRANSLATE_NOOP
_TYPED = _N("shortcuts", "This key types into a field; take it together with Ctrl, or an F key.")
_PAGE = _N("shortcuts", "This key works on the regions of the page.")
_LANE = _N("shortcuts", "This key belongs to the review lane.")
_TEXT = _N("shortcuts", "This key edits text and the table.")
_MENUS = _N("shortcuts", "Alt with one key opens menus, and chooses glyphs in the review lane.")
_WALK = _N("shortcuts", "This key walks from one field to the next.")
_RESERVED: Mapping[str, object] = {
    **dict.fromkeys(("Tab", "Shift+Tab", "Shift+Backtab", "Backtab"), _WALK),
    **dict.fromkeys(("Left", "Right", "Up", "Down"), _PAGE),
    **dict.fromkeys(("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"), _PAGE),
    **dict.fromkeys(("Del", "Backspace", "Ctrl+A", "Ctrl+D", "Ctrl+L"), _PAGE),
    **dict.fromkeys(("Return", "Enter", "Esc", "PgUp", "PgDown", "F2"), _LANE),
    **dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), _LANE),
    **dict.fromkeys(("Home", "End", "Ins", "Ctrl+C", "Ctrl+V", "Ctrl+X"), _TEXT),
}
"""Keys by their portable names (docs/desktop.md, All keys), and why they are kept."""

_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_LEFT_TO_RIGHT, _POP = "\u2066", "\u2069"  # isolates: Ctrl and a comma would change places (Unicode annex 9)
_NONE = Qt.KeyboardModifier.NoModifier
_LAST_PRINTED = 0x01000000  # keys below it print (https://doc.qt.io/qt-6/qt.html#Key-enum)


def usual_keys() -> dict[str, str]:
    """Return the key of each action where nobody changed it, "" for none."""
    return dict(_usual())


@cache
def _usual() -> Mapping[str, str]:
    return {spec.name: normal(spec.keys) for spec in SPECS}


def keys_with(changes: Mapping[str, str]) -> dict[str, str]:
    """Return the key of each action; a key that two would have stays with the first."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    chosen = {name: normal(key) for name, key in changes.items()}
    wanted = usual_keys() | {name: key for name, key in chosen.items() if name in _usual()}
    for name in sorted(wanted, key=lambda name: name not in chosen):
        is_free = wanted[name] not in taken and not why_reserved(name, wanted[name])
        keys[name] = wanted[name] if is_free else ""
        taken.add(wanted[name])
    return {name: keys[name] for name in wanted}


def changes_of(keys: Mapping[str, str]) -> dict[str, str]:
    """Return only the keys that are not the usual ones."""
    usual = usual_keys()
    return {name: key for name, key in keys.items() if key != usual.get(name, "")}


def owner_of(keys: Mapping[str, str], key: str, *, but: str) -> str | None:
    """Return which action has a key, one aside; None for nobody."""
    return next((name for name, one in keys.items() if key and one == key and name != but), None)


def normal(key: str) -> str:
    """Return a key's portable name as Qt writes it, "" for what is no key."""
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    if sequence.isEmpty() or _first(sequence).key() == Qt.Key.Key_unknown:
        return ""
    return QKeySequence(_first(sequence)).toString(QKeySequence.SequenceFormat.PortableText)


def native(key: str) -> str:
    """Return a key as it is called on this machine; its parts never change places."""
    words = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{_LEFT_TO_RIGHT}{words}{_POP}" if words and QGuiApplication.isRightToLeft() else words


def why_reserved(name: str, key: str) -> str:
    """Return why an action may not have a key, in words; "" where it may."""
    if not key or key == _usual().get(name):
        return ""
    combination = _first(QKeySequence(key))
    modifiers = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _RESERVED:
        return _say(_RESERVED[key])
    if modifiers in {_NONE, _SHIFT} and combination.key().value < _LAST_PRINTED:
        return _say(_TYPED)
    if modifiers == _ALT and combination.key().value < _LAST_PRINTED:
        return _say(_MENUS)
    return ""


def apply_keys(actions: Mapping[str, QAction], changes: Mapping[str, str]) -> None:
    """Give the actions their keys, and their tooltips the keys' names."""
    keys = keys_with(changes)
    for action in actions.values():
        action.setShortcut(QKeySequence())  # or two would have the same key for a moment
    for name, key in keys.items():
        actions[name].setShortcut(QKeySequence(key))
        words = plain(actions[name])
        actions[name].setToolTip(f"{words} ({native(key)})" if key else words)


def _first(sequence: QKeySequence) -> QKeyCombination:
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs do not know it
    return combination


def _say(words: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(words))
