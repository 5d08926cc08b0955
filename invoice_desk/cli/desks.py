"""The desk that a command works on, and how its invoices, values and limits are named in arguments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.errors import BadDesk, BadSetting, DeskError

if TYPE_CHECKING:
    from invoice_desk.store.corrections import Spot
    from invoice_desk.store.desk_folder import DeskFolder
    from invoice_desk.workflow.desk import Desk

KEPT = "stopped; what was finished is kept"
"""What is said where Ctrl+C breaks off a command that works on a desk."""

_LAST = 2**63 - 1  # the largest number that a database keeps

DeskOption = Annotated[
    Path | None,
    typer.Option("--desk", metavar="DIR", help="The desk's folder; default: the one in this user's data."),
]
Id = Annotated[int, typer.Argument(metavar="ID", min=1, max=_LAST, help="The invoice's number.")]
Ids = Annotated[list[int], typer.Argument(metavar="ID...", min=1, max=_LAST, help="The invoices' numbers.")]
SomeIds = Annotated[
    list[int] | None,
    typer.Argument(metavar="[ID]...", min=1, max=_LAST, help="The invoices' numbers."),
]
FieldArgument = Annotated[
    str,
    typer.Argument(
        metavar="FIELD", help="A field, or a cell of a table as TABLE:LINE:COLUMN (items:2:price)."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, nothing else.")]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Files read at once; default: the cores.")
]


@contextmanager
def opened(folder: Path | None, *, is_new_allowed: bool = False) -> Iterator[Desk]:
    """Open a desk for the body, this user's own where none is named. Raises BadDesk, NotWritten.

    is_new_allowed: make it where there is none; else a mistyped folder would be an empty desk.
    """
    from invoice_desk.store.desk_folder import DeskFolder
    from invoice_desk.workflow.desk import Desk, default_folder
    from invoice_desk.workflow.settings import database_url, read_settings, settings_path

    place = folder if folder is not None else default_folder()
    settings = read_settings(settings_path())
    if not is_new_allowed and not _is_desk(DeskFolder(place), database_url(settings)):
        raise BadDesk(
            "there is no desk", where=place, remedy="name its folder with --desk; invoice-desk add makes one"
        )
    desk = Desk.open(place.absolute(), settings)
    try:
        with _crashes_noted(desk.store.folder):
            yield desk
    finally:
        desk.close()


@contextmanager
def _crashes_noted(folder: DeskFolder) -> Iterator[None]:
    """Leave a report in the desk's folder of what nobody expected in the body, and say where it lies."""
    try:
        yield
    except (DeskError, OSError, typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:
        from invoice_desk.workflow.crashes import Crashes

        crashes = Crashes(folder.crashes)
        crashes.note(error)
        if crashes.last is not None:
            typer.echo(f"a crash report without anything of your invoices lies at {crashes.last}", err=True)
        raise


def _is_desk(folder: DeskFolder, url: str | None) -> bool:
    return url is not None or folder.database.exists()


def spot_of(name: str) -> Spot:
    """Return the place that TABLE:LINE:COLUMN names; anything else is the name of a field."""
    from invoice_desk.store.corrections import Spot

    table, _, rest = text_of(name).partition(":")
    line, _, column = rest.partition(":")
    if line.isdecimal() and column and 0 < int(line) <= _LAST:
        return Spot(table, int(line), column)
    return Spot(name)


def spot_name(spot: Spot) -> str:
    """Return what a person types to name a value."""
    return f"{spot.field}:{spot.line}:{spot.column}" if spot.line else spot.field


def text_of(argument: str) -> str:
    """Return a text that a person typed. Raises BadSetting where its bytes are not UTF-8."""
    try:
        argument.encode()
    except UnicodeEncodeError as error:
        raise BadSetting(f"{argument!r} is no text in UTF-8", remedy="type it anew") from error
    return argument
