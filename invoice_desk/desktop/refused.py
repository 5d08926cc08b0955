"""What did not come in: every refused file stays told until a person closes it, none hides another."""

from __future__ import annotations

from PySide6.QtCore import QObject

from invoice_desk.desktop.notices import Notices
from invoice_desk.desktop.words.floor_words import duplicate_words
from invoice_desk.errors import Problem, shown
from invoice_desk.workflow.taking_in import Taken


class Refused(QObject):
    """Hears what became of each file that came."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._problems: list[Problem] = []
        self._said = ""

    def hear(self, taken: Taken) -> None:
        """Tell why a file could not be taken in, or that it is a duplicate, which is in the list."""
        is_told = bool(self._said) and self._notices.words == self._said
        if taken.problem is not None:
            self._problems = [*(self._problems if is_told else ()), taken.problem]
            self._notices.show_problems(self._problems)
            self._said = self._notices.words
        elif taken.duplicate is not None and not is_told:
            self._notices.show_word(f"{shown(taken.name)}: {duplicate_words(taken.duplicate)}")
