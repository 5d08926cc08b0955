"""`invoice-desk backup` and `restore`: a desk copied while it is in use, and made again of a copy."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import DeskOption, opened
from invoice_desk.cli.running import reported, stoppable
from invoice_desk.errors import Stopped, shown

if TYPE_CHECKING:
    from collections.abc import Generator

    from invoice_desk.progress import Progress
    from invoice_desk.store.backup import Backup

_STOPPED = "stopped; what was there before is as it was"

Target = Annotated[
    Path, typer.Argument(metavar="DIR", help="A new folder, or an earlier backup of the same desk.")
]
Source = Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder that `backup` wrote.")]


def backup(folder: Target, desk: DeskOption = None) -> None:
    """Copy the desk as it stands at one moment, while it is in use; originals already there are kept."""
    with reported(_STOPPED), opened(desk) as place, stoppable() as is_stopped:
        from invoice_desk.workflow.backing_up import back_up

        made = _drain(back_up(place, folder, is_stopped=is_stopped))
        typer.echo(f"backup of {made.invoices} invoices: {shown(folder)}", err=True)


def restore(folder: Source, desk: DeskOption = None) -> None:
    """Make a desk of a backup, once every byte of it is proved. A desk that is there is not written over."""
    with reported(_STOPPED), stoppable() as is_stopped:
        from invoice_desk.workflow.backing_up import bring_back
        from invoice_desk.workflow.desk import default_folder

        place = desk if desk is not None else default_folder()
        made = _drain(bring_back(folder, place, is_stopped=is_stopped))
        typer.echo(f"restored {made.invoices} invoices, as of {made.made}: {shown(place)}", err=True)


def _drain(events: Generator[Progress | Backup, None, None]) -> Backup:
    """Show progress until it is done. Raises Stopped where a person stopped it."""
    from invoice_desk.cli.screen import progress_line
    from invoice_desk.progress import Progress

    with closing(events), progress_line(0) as line:
        for event in events:
            if not isinstance(event, Progress):
                return event
            line.show(event)
    raise Stopped("nothing was made", remedy="run it again")
