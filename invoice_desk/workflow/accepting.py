"""All invoices accepted of which nothing is in doubt, one by one, so that a person may stop in between."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from invoice_desk.errors import Problem, Refused
from invoice_desk.invoice.filed import State
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.reviewing import accept

SURE = Filter(states=frozenset({State.REVIEW}), needs_look=False)
"""The invoices in review without a doubtful value and without a failed check."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one. is_accepted: False where a person is to look; problem: why it was refused."""

    id: int
    is_accepted: bool
    problem: Problem | None = None


def accept_sure(
    desk: Desk, *, is_stopped: IsStopped = never_stopped
) -> Generator[Progress | Accepted, None, None]:
    """Accept each invoice of which nothing is in doubt, on its own; yield a Progress and an Accepted each.

    One that may be a duplicate, or that somebody else changes meanwhile, does not keep the others.
    """
    with desk.reading() as connection:
        sure = find_ids(connection, SURE)
    for done, key in enumerate(sure):
        if is_stopped():
            return
        yield Progress("", done, len(sure))
        yield _accepted(desk, key)


def _accepted(desk: Desk, key: int) -> Accepted:
    try:
        return Accepted(key, is_accepted=bool(accept(desk, [key], only_sure=True)))
    except Refused as error:
        return Accepted(key, is_accepted=False, problem=error.problem)
