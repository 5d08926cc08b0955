"""What came by itself, told once for all that came together, and once it is read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from invoice_desk.desktop.sources.counting import SourceCounts
from invoice_desk.errors import DeskError
from invoice_desk.invoice.filed import State
from invoice_desk.store.documents import state_of
from invoice_desk.workflow.desk import Desk

_MOST_ASKED = 2000  # invoices of one batch that are looked up


class ArrivalNews(QObject):
    """Collects the numbers of invoices that came. told: a title and words."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._new: list[int] = []

    @Slot(object)
    def note(self, keys: Sequence[int]) -> None:
        """Keep these in mind."""
        self._new += keys

    def tell(self, *, is_read: bool) -> None:
        """Tell of all that came since the last time. is_read: with how many of them are to be reviewed."""
        keys, self._new = self._new, []
        if not keys:
            return
        counts = SourceCounts()
        lines = []
        if is_read:
            states = self._states(keys)
            review, failed = states.count(State.REVIEW), states.count(State.FAILED)
            lines += [counts.to_review(review)] if review else []
            lines += [counts.failed(failed)] if failed else []
        words = " · ".join(lines) or QCoreApplication.translate("ArrivalNews", "They stand in the list.")
        self.told.emit(counts.new_invoices(len(keys)), words)

    def _states(self, keys: Sequence[int]) -> list[State]:
        found = []
        with self._desk.reading() as connection:
            for key in keys[:_MOST_ASKED]:
                with suppress(DeskError):  # it was deleted just now
                    found.append(state_of(connection, key))
        return found
