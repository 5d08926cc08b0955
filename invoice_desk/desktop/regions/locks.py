"""Which regions are locked against a slip of the hand: remembered on this desk, not in the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from invoice_desk.desktop.place.remembered import Remembered
from invoice_desk.desktop.templates.editing import TemplateEditor

_NAME = "locks"


class Locks(QObject):
    """Locks by template and field. changed: others are locked now."""

    changed = Signal()

    def __init__(self, editor: TemplateEditor, remembered: Remembered, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor, self._remembered = editor, remembered
        editor.field_renamed.connect(self._follow)
        editor.template_renamed.connect(self._carry)

    def has(self, name: str) -> bool:
        """Whether a field of the template that is open is locked."""
        return name in self._of(self._template())

    def free(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those that are not locked."""
        return tuple(name for name in names if not self.has(name))

    def toggle(self, names: Sequence[str]) -> None:
        """Lock fields, or unlock them where all of them are locked; one step that can be undone."""
        if not names:
            return
        before = self._of(self._template())
        is_lock = not before.issuperset(names)
        after = before | set(names) if is_lock else before - set(names)
        many = len(names)
        words = (
            self.tr("lock %n region(s)", "", many) if is_lock else self.tr("unlock %n region(s)", "", many)
        )
        self._editor.undo_stack.push(_Step(self, words, before, after))

    def put(self, names: frozenset[str]) -> None:
        """Lock these fields of the template that is open, and no others."""
        self._keep(self._template(), names)
        self.changed.emit()

    def _template(self) -> str:
        return self._editor.template.name if self._editor.template is not None else ""

    def _of(self, template: str) -> frozenset[str]:
        names = self._all().get(template, [])
        return (
            frozenset(one for one in names if isinstance(one, str))
            if isinstance(names, list)
            else frozenset()
        )

    def _all(self) -> dict[str, object]:
        known = self._remembered.get(_NAME, {})
        return known if isinstance(known, dict) else {}

    def _keep(self, template: str, names: frozenset[str]) -> None:
        rest = {name: locked for name, locked in self._all().items() if name != template}
        self._remembered.set(_NAME, rest | ({template: sorted(names)} if names else {}))

    def _follow(self, old: str, new: str) -> None:
        """Keep a lock on a field that is called otherwise now."""
        names = self._of(self._template())
        if old in names:
            self.put(names - {old} | {new})

    def _carry(self, old: str, new: str) -> None:
        """Give a template that is called otherwise the locks that it had."""
        self._keep(new, self._of(old))


class _Step(QUndoCommand):
    """One change of what is locked."""

    def __init__(self, locks: Locks, words: str, before: frozenset[str], after: frozenset[str]) -> None:
        super().__init__(words)
        self._locks, self._before, self._after = locks, before, after

    def redo(self) -> None:
        """Do it, or do it again."""
        self._locks.put(self._after)

    def undo(self) -> None:
        """Take it back."""
        self._locks.put(self._before)
