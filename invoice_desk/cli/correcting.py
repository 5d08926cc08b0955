"""`invoice-desk correct`, `confirm`, `withdraw`: what a person says of one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, FieldArgument, Id, opened, spot_name, spot_of, text_of
from invoice_desk.cli.running import print_line, reported, results

if TYPE_CHECKING:
    from invoice_desk.invoice.record import Entry, Record
    from invoice_desk.store.corrections import Spot

TextArgument = Annotated[str, typer.Argument(metavar="TEXT", help="What stands there; '' for nothing.")]


def correct(id: Id, field: FieldArgument, text: TextArgument, desk: DeskOption = None) -> None:  # noqa: A002
    """Put your text in place of a reading, which stays beside it. No later reading replaces it."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import reviewing

        spot = spot_of(field)
        _print(id, spot, reviewing.correct(place, id, spot, text_of(text)))


def confirm(id: Id, field: FieldArgument, desk: DeskOption = None) -> None:  # noqa: A002
    """Say that a doubtful reading is right."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import reviewing

        spot = spot_of(field)
        _print(id, spot, reviewing.confirm(place, id, spot))


def withdraw(id: Id, field: FieldArgument, desk: DeskOption = None) -> None:  # noqa: A002
    """Take your correction or confirmation back: the machine's reading stands again."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import reviewing

        spot = spot_of(field)
        _print(id, spot, reviewing.withdraw(place, id, spot))


def _print(key: int, spot: Spot, record: Record) -> None:
    """Print the value as it is now, and what is left to do on the invoice."""
    from invoice_desk.cli.outcomes import left_to_do
    from invoice_desk.cli.screen import value_words
    from invoice_desk.cli.terminal import one_line

    entry = _entry(record, spot)
    value = (value_words(entry) or entry.shown_text) if entry is not None else ""
    left = left_to_do(record) or "nothing in doubt"
    with results():
        print_line(one_line(f"invoice {key}: {spot_name(spot)} is {value or 'blank'}; {left}"))


def _entry(record: Record, spot: Spot) -> Entry | None:
    """Return the entry in a place; None where a later reading found no such field or line."""
    if not spot.line:
        return next((one for one in record.entries if one.field.name == spot.field), None)
    lines = record.tables.get(spot.field, ())
    return lines[spot.line - 1].get(spot.column) if spot.line <= len(lines) else None
