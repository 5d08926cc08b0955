"""`invoice-desk sources`: where invoices come from, listed, renamed, removed, paused, resumed and retried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, JsonOption, opened, text_of
from invoice_desk.cli.drive_accounts import accounts
from invoice_desk.cli.drive_adding import add_drive
from invoice_desk.cli.running import print_line, reported, results
from invoice_desk.cli.source_adding import add
from invoice_desk.cli.usage import OneLineGroup
from invoice_desk.errors import shown

if TYPE_CHECKING:
    from invoice_desk.workflow.sources import Status

sources = typer.Typer(
    cls=OneLineGroup, help="Where invoices come from.", no_args_is_help=True, add_completion=False
)
add.command("drive")(add_drive)
sources.add_typer(add, name="add")
sources.add_typer(accounts, name="accounts")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The source's name.")]
SomeName = Annotated[str | None, typer.Argument(metavar="NAME", help="One source; default: all.")]
LinesOption = Annotated[int, typer.Option("--lines", "-n", min=1, max=100_000, help="How many lines.")]


@sources.command("list")
def list_sources(
    json: JsonOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """List the sources: when each was last synced, what came, what waits, and what is wrong."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow.sources import statuses

        found = statuses(place)
        with results():
            if json:
                from invoice_desk.export.json_lines import line_of

                for one in found:
                    print_line(line_of(_object(one)))
            else:
                _print(found)


@sources.command()
def remove(name: Name, desk: DeskOption = None) -> None:
    """Remove a source and its key; its invoices stay on the desk."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import sources as kept

        kept.remove(place, kept.user_vault(), text_of(name))
        _say(f"{name}: removed; its invoices stay")


@sources.command()
def rename(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it is called from now on.")],
    desk: DeskOption = None,
) -> None:
    """Give a source another name; what came of it goes with it."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import sources as kept

        kept.rename(place, text_of(name), text_of(new))
        _say(f"{name}: is called {new.strip()}")


@sources.command()
def pause(name: Name, desk: DeskOption = None) -> None:
    """Let a source rest until it is resumed."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import sources as kept

        kept.pause(place, text_of(name))
        _say(f"{name}: paused")


@sources.command()
def resume(name: Name, desk: DeskOption = None) -> None:
    """Sync a paused source again."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import sources as kept

        kept.resume(place, text_of(name))
        _say(f"{name}: resumed")


@sources.command()
def retry(name: Name, desk: DeskOption = None) -> None:
    """Fetch again what was set aside after its tries; the next sync does it."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow import sources as kept

        many = kept.retry_source(place, text_of(name))
        _say(f"{name}: {many} to be fetched again")


@sources.command()
def log(name: SomeName = None, lines: LinesOption = 50, desk: DeskOption = None) -> None:
    """Show what the syncing did last, oldest first."""
    with reported(KEPT), opened(desk) as place:
        from invoice_desk.workflow.sync_log import read_log

        source = text_of(name) if name is not None else None
        for line in read_log(place.store.folder.sync_log, source=source, last=lines):
            _say(line)


def _say(line: str) -> None:
    with results(goes_on=True):
        print_line(shown(line))


def _print(found: list[Status]) -> None:
    from invoice_desk.cli.terminal import console, table_of

    rows = [_row(one) for one in found]
    console().print(
        table_of(rows, "name", "kind", "from", "last sync", "came", "waiting", "set aside", "state")
    )


def _row(one: Status) -> tuple[str, ...]:
    from invoice_desk.store.sources import ItemState

    shown_states = (ItemState.TAKEN, ItemState.WAITING, ItemState.SET_ASIDE)
    counts = [str(one.counts.get(state, 0)) for state in shown_states]
    when = one.synced.astimezone().isoformat(sep=" ", timespec="minutes")[:16] if one.synced else "never"
    state = "active" if one.is_active else "paused"
    words = str(one.problem) if one.problem is not None else state
    return (shown(one.name), one.kind, shown(one.place), when, *counts, words)


def _object(one: Status) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind,
        "place": one.place,
        "is_active": one.is_active,
        "synced": one.synced.isoformat() if one.synced is not None else None,
        "counts": {state.value: many for state, many in one.counts.items()},
        "problem": str(one.problem) if one.problem is not None else None,
        "set_aside": [
            {"item": item.item, "name": item.name, "tries": item.tries, "problem": str(item.problem)}
            for item in one.set_aside
        ],
    }
