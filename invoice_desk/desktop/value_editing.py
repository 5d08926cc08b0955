"""What a person says of values, each a step that can be undone: corrected, confirmed, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from invoice_desk.desktop.session import Session
from invoice_desk.desktop.tables.results_rows import Edit
from invoice_desk.desktop.words.filling import fill
from invoice_desk.errors import DeskError
from invoice_desk.store.corrections import Spot, corrections_of
from invoice_desk.workflow import reviewing


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a value: a text, or that the reading is right; None where nothing was."""

    text: str
    is_confirmation: bool = False


class ValueEditor(QObject):
    """Edits the values of invoices; undo leads back through all that was done since the window opened.

    problem: a Problem with what was typed, None when it was taken; changed: the number of an invoice.
    """

    problem = Signal(object)
    changed = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._session = session

    def correct(self, spot: Spot, text: str) -> None:
        """Put a text in place of a reading of the open invoice."""
        self._say(spot, Said(text), self.tr("correct %1"))

    def confirm(self, spot: Spot) -> None:
        """Say that a reading is right."""
        self._say(spot, Said("", is_confirmation=True), self.tr("confirm %1"))

    def withdraw(self, spot: Spot) -> None:
        """Let the machine's reading stand again."""
        self._say(spot, None, self.tr("withdraw %1"))

    def note(self, edit: Edit) -> None:
        """Take up an edit that was made in the table, so that it can be undone here."""
        before, after = (Said(text) if text is not None else None for text in (edit.old, edit.new))
        change = _Change(edit.id, edit.spot, before, after)
        self.undo_stack.push(_Step(self, self.tr("edit %1"), change, together=edit.step))
        self._session.refresh()

    def _say(self, spot: Spot, said: Said | None, words: str) -> None:
        filed = self._session.filed
        if filed is None:
            return
        before = self._said(filed.id, spot)
        if self.put(filed.id, spot, said):
            self.undo_stack.push(_Step(self, words, _Change(filed.id, spot, before, said)))

    def put(self, key: int, spot: Spot, said: Said | None) -> bool:
        """Say it on the desk; return whether it was taken."""
        desk = self._session.desk
        try:
            if said is None:
                if self._said(key, spot) is not None:
                    reviewing.withdraw(desk, key, spot)
            elif said.is_confirmation:
                reviewing.confirm(desk, key, spot)
            else:
                reviewing.correct(desk, key, spot, said.text)
        except DeskError as error:
            self.problem.emit(error.problem)
            return False
        self.problem.emit(None)
        self._session.refresh()
        self.changed.emit(key)
        return True

    def _said(self, key: int, spot: Spot) -> Said | None:
        with self._session.desk.reading() as connection:
            kept = corrections_of(connection, [key]).get(key, {}).get(spot)
        return Said(kept.correction.text, kept.is_confirmation) if kept is not None else None


@dataclass(frozen=True, slots=True)
class _Change:
    """What was said of one value before, and what is said now."""

    key: int
    spot: Spot
    before: Said | None
    after: Said | None


class _Step(QUndoCommand):
    """What was said of one value, or of several that were changed together; it is done when it is pushed."""

    def __init__(self, editor: ValueEditor, words: str, change: _Change, *, together: int = 0) -> None:
        super().__init__(fill(words, change.spot))
        self._editor, self.changes, self.together = editor, [change], together
        self._is_done = True

    def id(self) -> int:
        """Let Qt ask whether the step before takes this one in."""
        return 1 if self.together else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's
        """Take in a step that belongs to the same paste, fill or clearing."""
        if not isinstance(other, _Step) or other.together != self.together:
            return False
        self.changes.extend(other.changes)
        return True

    def redo(self) -> None:
        """Say it again."""
        if self._is_done:
            self._is_done = False
            return
        for change in self.changes:
            self._editor.put(change.key, change.spot, change.after)

    def undo(self) -> None:
        """Say what was said before."""
        for change in reversed(self.changes):
            self._editor.put(change.key, change.spot, change.before)
