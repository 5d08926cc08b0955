"""What becomes of invoices: `accept`, `reopen`, `reject`, `delete`, `bring-back`, `not-duplicate`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, Id, Ids, SomeIds, opened
from invoice_desk.cli.running import complain, end_with, print_line, reported, results, say_end, stoppable
from invoice_desk.errors import BadSetting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from invoice_desk.progress import IsStopped
    from invoice_desk.workflow.desk import Desk

AllSureOption = Annotated[
    bool,
    typer.Option(
        "--all-sure", help="All in review that have no doubt and no failed check; with numbers, of those."
    ),
]


def accept(
    ids: SomeIds = None,
    all_sure: AllSureOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """Vouch for the values of invoices as they stand. All that are named, or none."""
    has_failed = False
    with reported(KEPT), opened(desk) as place, stoppable() as is_stopped:
        from invoice_desk.workflow import reviewing

        if not (ids or all_sure):
            raise BadSetting("no invoice is named", remedy="name their numbers, or give --all-sure")
        if ids:
            _say(reviewing.accept(place, _each(ids), only_sure=all_sure), "accepted")
        else:
            has_failed = _accept_sure(place, is_stopped)
    end_with(has_failed=has_failed)


def reopen(id: Id, desk: DeskOption = None) -> None:  # noqa: A002
    """Put an accepted or exported invoice back into review."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import reviewing

        reviewing.reopen(place, id)
        _say([id], "in review again")


def reject(ids: Ids, desk: DeskOption = None) -> None:
    """Set invoices aside that are not to be booked. All that are named, or none."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import reviewing

        reviewing.reject(place, _each(ids))
        _say(_each(ids), "rejected")


def delete(ids: Ids, desk: DeskOption = None) -> None:
    """Take invoices out of all lists; their files and values stay. All that are named, or none."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import reviewing

        reviewing.delete(place, _each(ids))
        _say(_each(ids), "deleted")


def bring_back(ids: Ids, desk: DeskOption = None) -> None:
    """Bring deleted or rejected invoices back. All that are named, or none."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import reviewing

        reviewing.restore(place, _each(ids))
        _say(_each(ids), "brought back")


def not_duplicate(id: Id, desk: DeskOption = None) -> None:  # noqa: A002
    """Say that an invoice is no duplicate; it is never held back as one again."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import reviewing

        reviewing.overrule(place, id)
        _say([id], "no duplicate")


def _accept_sure(desk: Desk, is_stopped: IsStopped) -> bool:
    """Accept each invoice of which nothing is in doubt, on its own; return whether one was refused.

    One that may be a duplicate, or that somebody else changes meanwhile, does not keep the others.
    """
    from invoice_desk.progress import Progress
    from invoice_desk.workflow.accepting import accept_sure

    total = done = refused = 0
    for told in accept_sure(desk, is_stopped=is_stopped):
        if isinstance(told, Progress):
            total = told.total
        elif told.problem is not None:
            complain(told.problem)
            refused += 1
        else:
            _say([told.id] if told.is_accepted else [], "accepted")
            done += 1
    say_end(None, done=done, total=total, is_stopped=is_stopped(), what="accepted")
    return refused > 0


def _each(ids: Iterable[int]) -> list[int]:
    """Return numbers in their order, each once."""
    return list(dict.fromkeys(ids))


def _say(ids: Sequence[int], what: str) -> None:
    with results(goes_on=True):
        for key in ids:
            print_line(f"invoice {key}: {what}")
