"""The lines of a command that takes invoices in or reads them: each of them gets its line once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from invoice_desk.cli.outcomes import Outcome, outcome_as_filed, outcome_of_reading, print_outcome

if TYPE_CHECKING:
    from invoice_desk.invoice.filed import Filed
    from invoice_desk.progress import IsStopped
    from invoice_desk.workflow.desk import Desk
    from invoice_desk.workflow.done import Done
    from invoice_desk.workflow.taking_in import Taken


class Telling:
    """Says what became of each invoice, and counts how many were read, failed, or lack a template."""

    def __init__(self, desk: Desk, *, is_json: bool) -> None:
        self.read = self.failed = self.without_template = 0
        self._desk, self._is_json = desk, is_json
        self._names: dict[int, str] = {}
        self._new: set[int] = set()
        self._waiting: dict[int, None] = {}  # in order
        self._said: dict[int, str] = {}

    @property
    def has_failed(self) -> bool:
        """Whether an invoice could not be read, or not for want of a template."""
        return self.failed + self.without_template > 0

    def expect(self, key: int, name: str) -> None:
        """Wait for what becomes of an invoice; name: what the person calls it."""
        self._names[key] = name
        self._waiting[key] = None

    def take(self, taken: Taken, name: str) -> None:
        """Say what became of a file, unless its invoice now waits to be read."""
        if taken.id is None:
            self._say(Outcome(name, None, is_new=False, state="failed", error=taken.problem))
            return
        self.expect(taken.id, name)
        if taken.is_new:
            self._new.add(taken.id)
        if taken.duplicate is not None or not (taken.is_new and taken.template):
            filed = self._filed(taken.id)
            if filed.state != "new" or not filed.template:
                self._say_filed(filed)

    def finish(self, done: Done) -> None:
        """Say what became of an invoice that was read."""
        self.read += 1
        name = self._names.setdefault(done.id, done.name)
        self._say(outcome_of_reading(done, name, is_new=done.id in self._new))

    def say_rest(self) -> None:
        """Say how those stand that were not read, and those that were set aside after their line."""
        for key in list(self._waiting):
            self._say_filed(self._filed(key))
        for key in self._set_aside_since():
            self._say_filed(self._filed(key))

    def _set_aside_since(self) -> list[int]:
        """Return those that were read well, and then a later one was found to be the same."""
        from invoice_desk.invoice.filed import State
        from invoice_desk.store.searching import Filter, find_ids

        read = {key for key, state in self._said.items() if state == State.REVIEW}
        with self._desk.reading() as connection:
            aside = find_ids(connection, Filter(states=frozenset({State.DUPLICATE})))
        return [key for key in aside if key in read]

    def _say_filed(self, filed: Filed) -> None:
        is_known = filed.id not in self._new and filed.id not in self._said
        name = self._names.get(filed.id, filed.document.name)
        self._say(outcome_as_filed(filed, name, is_new=not is_known))

    def _say(self, one: Outcome) -> None:
        if one.id is not None:
            self._waiting.pop(one.id, None)
            self._said[one.id] = one.state
        self.failed += one.error is not None or one.state == "failed"
        self.without_template += one.state == "new" and one.template is None
        print_outcome(one, is_json=self._is_json)

    def _filed(self, key: int) -> Filed:
        from invoice_desk.store.documents import get_filed

        with self._desk.reading() as connection:
            return get_filed(connection, self._desk.store.originals, key)


def read_all(desk: Desk, telling: Telling, jobs: int | None, is_stopped: IsStopped) -> int:
    """Read all that wait; return how many there were. Raises DeskBusy, MissingPart."""
    from invoice_desk.cli.screen import progress_line
    from invoice_desk.progress import Progress
    from invoice_desk.workflow.queue import read_waiting

    total = _waiting(desk)
    threads = jobs or desk.settings.threads
    reading = read_waiting(desk, threads=threads, is_stopped=is_stopped)
    with progress_line(total) as line, closing(reading):
        for event in reading:
            if isinstance(event, Progress):
                line.show(event)
            else:
                line.advance()
                telling.finish(event)
    return max(total, telling.read)


def _waiting(desk: Desk) -> int:
    """Return how many invoices wait to be read, those among them that were being read at a crash."""
    from invoice_desk.invoice.filed import State
    from invoice_desk.store.searching import count_states, count_without_template

    with desk.reading() as connection:
        states = count_states(connection)
        return states.get(State.NEW, 0) + states.get(State.READING, 0) - count_without_template(connection)


def say_without_template(desk: Desk) -> int:
    """Say on standard error how many invoices wait because no template is chosen; return how many."""
    from invoice_desk.store.searching import count_without_template

    with desk.reading() as connection:
        many = count_without_template(connection)
    if many:
        words = "1 invoice waits" if many == 1 else f"{many} invoices wait"
        typer.echo(
            f"{words} without a template: invoice-desk read ID --template NAME chooses one, "
            "invoice-desk templates list shows them",
            err=True,
        )
    return many
