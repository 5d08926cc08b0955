"""What is open and selected: the panels watch it, and never each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from invoice_desk.errors import DeskError, Problem
from invoice_desk.invoice.filed import Filed
from invoice_desk.invoice.record import Record
from invoice_desk.store.corrections import Spot
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.reviewing import Difference, open_invoice


class Session(QObject):
    """One desk and the invoice that is open on it.

    differences: where the machine now reads other than the person said, on that invoice.
    invoice_opened: a Filed or None, when another one was chosen; record_changed: the open invoice was
    read or corrected; desk_changed: lists are to be asked anew; spot_chosen: a Spot or None;
    problem_met: a Problem that a person should see; said: a word that something is done.
    """

    invoice_opened = Signal(object)
    record_changed = Signal(object)
    desk_changed = Signal()
    spot_chosen = Signal(object)
    problem_met = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.filed: Filed | None = None
        self.record: Record | None = None
        self.differences: list[Difference] = []
        self.spot: Spot | None = None

    def open_invoice(self, key: int | None) -> None:
        """Open an invoice by its number; None closes the one that is open."""
        if key is not None and self.filed is not None and key == self.filed.id:
            return
        try:
            self._load(key)
        except DeskError as error:
            self._load(None)
            self.problem_met.emit(error.problem)
        self.spot = None
        self.invoice_opened.emit(self.filed)
        self.record_changed.emit(self.record)

    def refresh(self) -> None:
        """Look again at the open invoice and let the lists do so: something on the desk has changed."""
        try:
            self._load(self.filed.id if self.filed is not None else None)
        except DeskError as error:
            self.problem_met.emit(error.problem)
        self.record_changed.emit(self.record)
        self.desk_changed.emit()

    def note_changes(self, keys: frozenset[int] | None) -> None:
        """Let the lists look again, and look at the open invoice where it is among these; None is any."""
        if keys is None or (self.filed is not None and self.filed.id in keys):
            self.refresh()
        else:
            self.desk_changed.emit()

    def choose(self, spot: Spot | None) -> None:
        """Choose a value of the open invoice."""
        if spot != self.spot:
            self.spot = spot
            self.spot_chosen.emit(spot)

    def meet(self, problem: Problem) -> None:
        """Show a person a problem."""
        self.problem_met.emit(problem)

    def say(self, word: str) -> None:
        """Tell a person that something is done."""
        self.said.emit(word)

    @contextmanager
    def told(self) -> Iterator[list[bool]]:
        """Show a person what goes wrong in the body; the body may note there that it came to its end."""
        done: list[bool] = []
        try:
            yield done
        except DeskError as error:
            self.meet(error.problem)

    def _load(self, key: int | None) -> None:
        if key is None:
            self.filed = self.record = None
            self.differences = []
            return
        opened = open_invoice(self.desk, key)
        self.filed, self.record, self.differences = opened.filed, opened.record, opened.differences
