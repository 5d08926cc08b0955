"""What the actions of the first steps do. Methods are named as the actions are (actions.py)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from invoice_desk.desktop.asking import Asking
from invoice_desk.desktop.first_steps.steps import done_steps
from invoice_desk.invoice.filed import State
from invoice_desk.store.searching import Filter, find_ids

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow

_NAME, _BEGUN, _ENDED = "first_steps", "begun", "ended"  # as the desk's window remembers it


class FirstStepsCommands(QObject):
    """Shows the guide on a desk that is empty and never saw it, and when a person asks for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._guide = window, window.guide
        self._guide.ended.connect(self._remember_end)
        self._asking = Asking(self)
        self._asking.answered.connect(self._show_done)
        self._asking.failed.connect(window.session.meet)
        window.session.desk_changed.connect(self._note)

    def begin(self) -> None:
        """Show the guide where the desk is new, or where it was not ended yet."""
        with self._window.session.told():
            done, known = done_steps(self._window.session.desk), self._window.remembered.get(_NAME)
            if known == _BEGUN or (known is None and not any(done)):
                self._window.remembered.set(_NAME, _BEGUN)
                self._guide.begin(done)

    def first_steps(self) -> None:
        """Show the guide once more."""
        with self._window.session.told():
            self._guide.begin(done_steps(self._window.session.desk))

    def to_doubt(self) -> None:
        """Go to the first value in doubt: of the open invoice, else of the newest one that has any."""
        window, session = self._window, self._window.session
        with session.told():
            keys = self._in_doubt()
            if not keys:
                session.say(self.tr("No invoice waits for review."))
                return
            if session.filed is None or session.filed.id not in keys:
                window.go_to(keys[0])
            window.docks.values.show()
            window.docks.values.raise_()
            window.review.start()

    def _in_doubt(self) -> list[int]:
        """Return the invoices in review with something in doubt, all where none has; newest first."""
        asked = Filter(states=frozenset({State.REVIEW}))
        with self._window.session.desk.reading() as connection:
            doubtful = find_ids(connection, replace(asked, needs_look=True), is_descending=True)
            return doubtful or find_ids(connection, asked, is_descending=True)

    def _note(self) -> None:
        desk = self._window.session.desk
        if not self._guide.isHidden():
            self._asking.ask("steps", lambda: done_steps(desk))

    def _show_done(self, _asked: object, done: tuple[bool, bool, bool]) -> None:
        if not self._guide.isHidden():
            self._guide.note(done)

    def finish(self) -> None:
        """Wait for what is being asked."""
        self._asking.close()

    def _remember_end(self) -> None:
        self._window.remembered.set(_NAME, _ENDED)
