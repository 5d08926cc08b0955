"""`invoice-desk list`: the invoices of a desk, found and in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, JsonOption, opened, text_of
from invoice_desk.cli.running import print_line, reported, results
from invoice_desk.errors import BadSetting
from invoice_desk.invoice.filed import State

if TYPE_CHECKING:
    from invoice_desk.invoice.filed import Summary
    from invoice_desk.store.searching import Filter
    from invoice_desk.workflow.desk import Desk

_ASIDE = {State.DUPLICATE: "duplicate", State.REJECTED: "rejected"}
_SHOWN = 100  # invoices of a table where no number is asked for
_AMOUNT = re.compile(r"[+-]?\d+(\.\d+)?")


class SortedBy(StrEnum):
    """What a list is ordered by."""

    ADDED = "added"
    DATE = "date"
    TOTAL = "total"
    NUMBER = "number"
    FILE = "file"


Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORDS]...", help="Each must stand in a value or a file's name."),
]
StateOption = Annotated[
    list[State] | None,
    typer.Option("--state", "-s", help="Only these; default: all but duplicates and rejected ones."),
]
TemplateOption = Annotated[str | None, typer.Option("--template", "-t", metavar="NAME", help="By its name.")]
SellerOption = Annotated[str | None, typer.Option("--seller", metavar="WORDS", help="Words of its name.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Issued then or later.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Issued then or before.")]
MinOption = Annotated[str | None, typer.Option("--min", metavar="AMOUNT", help="The least total.")]
MaxOption = Annotated[str | None, typer.Option("--max", metavar="AMOUNT", help="The greatest total.")]
DoubtfulOption = Annotated[
    bool | None,
    typer.Option("--doubtful/--sure", help="With a value in doubt or a failed check, or without."),
]
DeletedOption = Annotated[bool, typer.Option("--deleted", help="The deleted ones.")]
SortOption = Annotated[SortedBy, typer.Option("--sort", help="What they are ordered by, the last first.")]
AscendingOption = Annotated[bool, typer.Option("--ascending", help="The first first.")]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=1, max=10**9, help="The most; default: 100, with --json all."),
]


def list_invoices(
    words: Words = None,
    state: StateOption = None,
    template: TemplateOption = None,
    seller: SellerOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    min_: MinOption = None,
    max_: MaxOption = None,
    doubtful: DoubtfulOption = None,
    deleted: DeletedOption = False,  # noqa: FBT002
    sort: SortOption = SortedBy.ADDED,
    ascending: AscendingOption = False,  # noqa: FBT002
    limit: LimitOption = None,
    json: JsonOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """List invoices, the newest first."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.store.ordering import Order
        from invoice_desk.store.searching import Filter, find

        asked = Filter(
            words=text_of(" ".join(words or ())),
            states=frozenset(state or ()),
            template=text_of(template) if template is not None else None,
            seller=text_of(seller or ""),
            issued_from=_date(from_, "--from"),
            issued_to=_date(to, "--to"),
            total_from=_amount(min_, "--min"),
            total_to=_amount(max_, "--max"),
            needs_look=doubtful,
            is_deleted=deleted,
        )
        most = limit or (None if json else _SHOWN)
        with place.reading() as connection:
            found = find(connection, asked, order=Order(sort.value), is_descending=not ascending, limit=most)
        with results():
            if json:
                _print_lines(found)
            elif found:
                _print_table(found)
        if not json:
            typer.echo(_below(place, asked, len(found)), err=True)


def _date(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise BadSetting(f"{text!r} is no date", where=option, remedy="type it as 2026-03-14")
    return found


def _amount(text: str | None, option: str) -> Decimal | None:
    if text is None:
        return None
    if not _AMOUNT.fullmatch(text):
        raise BadSetting(f"{text!r} is no amount", where=option, remedy="type it as 1234.50")
    return Decimal(text)


def _print_table(found: Sequence[Summary]) -> None:
    from invoice_desk.cli.terminal import console, table_of

    rows = [
        (
            str(one.id),
            one.state.value,
            one.name,
            one.number,
            one.issued.isoformat() if one.issued is not None else "",
            one.seller,
            _total(one),
            one.template,
            str(one.doubtful + one.failed_checks or ""),
        )
        for one in found
    ]
    headings = ("id", "state", "file", "number", "date", "seller", "total", "template", "in doubt")
    console().print(table_of(rows, *headings, right=("id", "total", "in doubt")))


def _total(one: Summary) -> str:
    from invoice_desk.export.rows import value_words

    return f"{value_words(one.total)} {one.currency}".strip() if one.total is not None else ""


def _print_lines(found: Sequence[Summary]) -> None:
    from invoice_desk.export.json_lines import line_of
    from invoice_desk.export.rows import value_words

    for one in found:
        print_line(
            line_of(
                {
                    "id": one.id,
                    "file": one.name,
                    "state": one.state.value,
                    "added": one.added.isoformat(),
                    "template": one.template or None,
                    "seller": one.seller or None,
                    "number": one.number or None,
                    "date": value_words(one.issued),
                    "total": value_words(one.total),
                    "currency": one.currency or None,
                    "doubtful": one.doubtful,
                    "failed_checks": one.failed_checks,
                    "duplicate_of": one.duplicate_of,
                }
                | ({"error": str(one.problem)} if one.problem is not None else {})
            )
        )


def _below(desk: Desk, asked: Filter, shown: int) -> str:
    """Return how many of how many are shown, and which are not for what they are."""
    from invoice_desk.store.searching import count

    with desk.reading() as connection:
        found = count(connection, asked)
        every = count(connection, _unlimited(asked))
        aside = {}
        if not (asked.states or asked.is_deleted):
            aside = {one: count(connection, replace(asked, states=frozenset({one}))) for one in _ASIDE}
    what = "deleted invoices" if asked.is_deleted else "invoices"
    words = f"{shown} of {every} {what}"
    if shown < found < every:
        words = f"{shown} of {found} that were found among {every} {what}"
    more = "; --limit shows more" if shown < found else ""
    left = [_many(number, _ASIDE[state]) for state, number in aside.items() if number]
    verb = "is" if sum(aside.values()) == 1 else "are"
    return words + (f"; {' and '.join(left)} {verb} not shown" if left else "") + more


def _unlimited(asked: Filter) -> Filter:
    """Return what is among the same invoices without any limit but that of being deleted or set aside."""
    states = frozenset(State) if asked.states else frozenset[State]()
    return type(asked)(states=states, is_deleted=asked.is_deleted)


def _many(number: int, what: str) -> str:
    return f"{number} {what}s" if what == "duplicate" and number > 1 else f"{number} {what}"
