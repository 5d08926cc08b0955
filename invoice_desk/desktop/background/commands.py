"""What the actions on the work in the background do. Methods are named as the actions are (actions.py)."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from invoice_desk.desktop.background.work import DeskWork
from invoice_desk.desktop.session import Session
from invoice_desk.progress import IsStopped
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.accepting import Accepted, accept_sure
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import Imported


@dataclass(frozen=True, slots=True)
class _AllAccepted:
    """How many invoices were accepted together."""

    many: int


class WorkCommands(QObject):
    """Pauses, goes on, stops; starts errands and says what came of them."""

    def __init__(self, session: Session, work: DeskWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._work = session, work

    def pause(self) -> None:
        """Pause what is read in the background, or go on with it."""
        if self._work.is_paused:
            self._work.read()
        else:
            self._work.pause()

    def stop(self) -> None:
        """Stop what runs."""
        self._work.cancel()

    def accept_sure(self) -> None:
        """Accept every invoice in review that has no doubt and no failed check, in the background."""
        desk = self._session.desk
        self._work.errands.run(self.tr("Accepting"), lambda is_stopped: _accepting(desk, is_stopped))

    def read_again(self, keys: Sequence[int]) -> None:
        """Read invoices again that failed."""
        with self._session.told():
            reviewing.read_again(self._session.desk, keys)
            self._session.refresh()
            self._work.read()

    def hear(self, told: object) -> None:
        """Say what an errand came to."""
        match told:
            case _AllAccepted():
                self._session.say(self.tr("%n invoice(s) accepted.", "", told.many))
            case Imported():
                self._session.say(self.tr("%n template(s) imported.", "", told.many))
                self._work.read()


def _accepting(desk: Desk, is_stopped: IsStopped) -> Generator[object, None, None]:
    many = 0
    for told in accept_sure(desk, is_stopped=is_stopped):
        many += isinstance(told, Accepted) and told.is_accepted
        yield told
    yield _AllAccepted(many)
