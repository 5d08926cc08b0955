"""What becomes of a source's files in one line each, for the log and the commands."""

from __future__ import annotations

from invoice_desk.progress import Progress
from invoice_desk.store.sources import ItemState
from invoice_desk.workflow.syncing import Arrived, Listed, NotCome, Round, SyncEvent

_THEN = {
    ItemState.WAITING: "is tried again",
    ItemState.SET_ASIDE: "set aside; sources retry fetches it again",
    ItemState.GONE: "gone before it was fetched",
    ItemState.TAKEN: "on the desk",
}


def words_of(event: SyncEvent) -> str:
    """Return an event as a line, "" for what nobody needs to read later."""
    match event:
        case Listed():
            return f"{event.new} new in the listing" if event.new else ""
        case Arrived():
            taken = event.taken
            if not taken.is_new:
                return f"{taken.name}: is on the desk already, as invoice {taken.id}"
            same = f"; {taken.duplicate.words}" if taken.duplicate is not None else ""
            return f"{taken.name}: came, invoice {taken.id}{same}"
        case NotCome():
            place = "" if event.problem.where == event.name else f"{event.name}: "
            return f"{place}{event.problem} - {_THEN.get(event.state, event.state.value)}"
        case Round():
            return _end(event)
        case Progress():
            return ""


def _end(one: Round) -> str:
    if one.problem is None and not (one.new or one.waiting):
        return ""
    words = [f"{one.new} came"]
    words += [f"{one.waiting} still to come"] if one.waiting else []
    words += [f"{one.set_aside} set aside"] if one.set_aside else []
    words += [f"ended early: {one.problem}; again in {round(one.rest)} s"] if one.problem is not None else []
    return ", ".join(words)
