"""The settings of keys: each action's key recorded, given back, or taken from another action."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.actions import plain
from invoice_desk.desktop.dialogs.settings.page import Page
from invoice_desk.desktop.dialogs.settings.shortcut_table import ShortcutTable
from invoice_desk.desktop.settings.shortcuts import (
    changes_of,
    keys_with,
    native,
    normal,
    owner_of,
    usual_keys,
    why_reserved,
)
from invoice_desk.desktop.theme import SPACE
from invoice_desk.desktop.words.filling import fill
from invoice_desk.workflow.settings import Settings


class ShortcutsPage(Page):
    """A key that another action has is taken only when the person says so; a reserved one never."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading.setText(self.tr("Shortcuts"))
        self._actions = actions
        self._settings = Settings()
        self._keys = usual_keys()
        self._wanted = ""
        self.search = QLineEdit(placeholderText=self.tr("Find a command or a key"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Find a command or a key"))
        self.table = ShortcutTable(actions)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self._title, self.words = QLabel(), QLabel(wordWrap=True)
        self.take = QPushButton()
        self.none, self.usual = QPushButton(self.tr("No key")), QPushButton(self.tr("Usual key"))
        self.reset = QPushButton(self.tr("Reset all keys"))
        self._lay_out()
        self.search.textChanged.connect(self.table.show_matching)
        self.table.chosen.connect(self._show_action)
        self.table.itemDoubleClicked.connect(self._record)
        for part in (self.search, self.table):
            part.installEventFilter(self)
        self.edit.editingFinished.connect(self._hear)
        self.take.clicked.connect(self._take)
        self.none.clicked.connect(lambda: self._give(self.table.name, ""))
        self.usual.clicked.connect(self._give_usual)
        self.reset.clicked.connect(self._reset)
        self._show_action("")

    def show_settings(self, settings: Settings) -> None:
        """Show the keys of these settings."""
        self._settings = settings
        self._show_keys(keys_with(settings.shortcuts))

    def chosen(self) -> dict[str, object]:
        """Return the keys that are not the usual ones; where none was changed, the settings as they are."""
        before = self._settings.shortcuts
        is_same = self._keys == keys_with(before)
        return {"shortcuts": before if is_same else changes_of(self._keys)}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Let Enter go from the search to the table and from there to the key, not to the dialog's OK."""
        is_press = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if is_press and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # type: ignore[attr-defined]
            self._go_on(watched)
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, at: QObject) -> None:
        if at is self.search:
            self.table.choose_first()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.table.name:
            self._record()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 10, 12, 10)
        line = QHBoxLayout()
        line.addWidget(self._title, 1)
        line.addWidget(self.edit)
        line.addWidget(self.none)
        line.addWidget(self.usual)
        self.edit.setMinimumWidth(150)
        inside.addLayout(line)
        said = QHBoxLayout()
        said.addWidget(self.words, 1)
        said.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(said)
        self.whole.setSpacing(SPACE + 2)
        self.whole.addWidget(self.search)
        self.whole.addWidget(self.table, 1)
        self.whole.addWidget(card)
        self.whole.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_action(self, name: str) -> None:
        """Show the key of an action, ready to be recorded anew."""
        for part in (self.edit, self.none, self.usual):
            part.setEnabled(bool(name))
        key = self._keys.get(name, "")
        self.edit.setKeySequence(QKeySequence(key))
        self.none.setEnabled(bool(key))
        self.usual.setEnabled(bool(name) and key != usual_keys()[name])
        words = self._words_of(name) if name else self.tr("Choose a command above, then press its new key.")
        self._title.setText(words)
        self.edit.setAccessibleName(fill(self.tr("Key of %1"), words))
        self._say("")

    def _record(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear(self) -> None:
        """Take the key that was pressed, or say why not."""
        name = self.table.name
        key = normal(self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText))
        if not name or not key or key == self._keys[name]:
            self._say("")
            return
        reason, owner = why_reserved(name, key), owner_of(self._keys, key, but=name)
        if reason:
            self.edit.setKeySequence(QKeySequence(self._keys[name]))
            self._say(f"{native(key)}: {reason}")
        elif owner is not None:
            words = self.tr("%1 belongs to “%2”. Shall “%3” have it instead?")
            who = self._words_of(owner), self._words_of(name)
            self._say(fill(words, native(key), *who), wanted=key)
        else:
            self._give(name, key)

    def _take(self) -> None:
        """Take the key away from the other action."""
        name, key = self.table.name, self._wanted
        owner = owner_of(self._keys, key, but=name)
        if owner is not None:
            self._keys[owner] = ""
        self._give(name, key)

    def _give_usual(self) -> None:
        name = self.table.name
        key = usual_keys()[name]
        self.edit.setKeySequence(QKeySequence(key))
        if key:
            self._hear()
        else:
            self._give(name, "")

    def _give(self, name: str, key: str) -> None:
        self._show_keys(self._keys | {name: key})

    def _reset(self) -> None:
        self._show_keys(usual_keys())

    def _show_keys(self, keys: dict[str, str]) -> None:
        self._keys = keys
        self.table.show_keys(keys)
        self._show_action(self.table.name)
        self.reset.setEnabled(bool(changes_of(keys)))

    def _say(self, words: str, *, wanted: str = "") -> None:
        """Say what stands against a key; with `wanted` the person may take it all the same."""
        self._wanted = wanted
        self.words.setText(words or self.tr("Press the new key while the field has the focus."))
        self.words.setProperty("muted", not words)
        self.words.style().polish(self.words)
        self.take.setText(self.tr("Take it"))
        self.take.setVisible(bool(wanted))

    def _words_of(self, name: str) -> str:
        return plain(self._actions[name])
