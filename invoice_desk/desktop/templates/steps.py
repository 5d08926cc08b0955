"""The steps of editing a template, which can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from invoice_desk.invoice.template import Template

if TYPE_CHECKING:
    from invoice_desk.desktop.templates.editing import TemplateEditor


class TemplateStep(QUndoCommand):
    """One change of a template."""

    def __init__(
        self,
        editor: TemplateEditor,
        words: str,
        before: Template | None,
        after: Template,
        names: Sequence[str],
        renamed: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(words)
        self._editor, self._before, self._after, self._names = editor, before, after, tuple(names)
        self._renamed = renamed

    def redo(self) -> None:
        """Do it, or do it again."""
        if self._renamed is not None:
            self._editor.field_renamed.emit(*self._renamed)
        self._editor.show(self._after, self._names)

    def undo(self) -> None:
        """Take it back."""
        if self._renamed is not None:
            self._editor.field_renamed.emit(*self._renamed[::-1])
        self._editor.show(self._before, self._names)


class RenamingStep(QUndoCommand):
    """Another name for a template that the desk keeps, with all its versions."""

    def __init__(self, editor: TemplateEditor, words: str, before: str, after: str) -> None:
        super().__init__(words)
        self._editor, self._before, self._after = editor, before, after

    def redo(self) -> None:
        """Do it, or do it again."""
        self._editor.rename_kept(self._before, self._after)

    def undo(self) -> None:
        """Take it back."""
        self._editor.rename_kept(self._after, self._before)
