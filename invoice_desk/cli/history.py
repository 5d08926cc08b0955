"""`invoice-desk history`: all that happened to one invoice, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from invoice_desk.cli.desks import KEPT, DeskOption, Id, JsonOption, opened
from invoice_desk.cli.running import print_line, reported, results

if TYPE_CHECKING:
    from invoice_desk.store.change import Event


def history(
    id: Id,  # noqa: A002 - its name in the usage
    json: JsonOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """Tell what happened to an invoice: when, who, what, where, what stood there before and after."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.store.change import history_of
        from invoice_desk.store.documents import get_filed

        with place.reading() as connection:
            get_filed(connection, place.store.originals, id)  # or it says that there is none of this number
            events = history_of(connection, id)
        with results():
            if json:
                _print_lines(events)
            else:
                _print_table(events)


def _print_table(events: Sequence[Event]) -> None:
    from invoice_desk.cli.terminal import console, local_time, table_of

    rows = [(local_time(one.at), one.who, one.what.value, one.subject, _change(one)) for one in events]
    console().print(table_of(rows, "when", "who", "what", "where", "old -> new"))


def _change(one: Event) -> str:
    """Return what stood there and what stands there, '' where it was blank and nothing where nothing was."""
    old, new = (None if text is None else text or "''" for text in (one.old, one.new))
    if old is None:
        return new or ""
    return f"{old} -> {new if new is not None else 'nothing'}"


def _print_lines(events: Sequence[Event]) -> None:
    from invoice_desk.export.json_lines import line_of

    for one in events:
        print_line(
            line_of(
                {
                    "id": one.document,
                    "when": one.at.isoformat(),
                    "who": one.who,
                    "what": one.what.value,
                    "field": one.subject or None,
                    "old": one.old,
                    "new": one.new,
                }
            )
        )
