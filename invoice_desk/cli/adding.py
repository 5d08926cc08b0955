"""`invoice-desk add`: files come onto the desk, and all that waits there is read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, JobsOption, JsonOption, opened, text_of
from invoice_desk.cli.running import end_with, reported, say_end, stoppable
from invoice_desk.errors import DeskError

if TYPE_CHECKING:
    from invoice_desk.cli.telling import Telling
    from invoice_desk.progress import IsStopped
    from invoice_desk.workflow.desk import Desk

Files = Annotated[
    list[Path], typer.Argument(help="Invoices: PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF; folders of them.")
]
TemplateOption = Annotated[
    str | None,
    typer.Option("--template", "-t", metavar="NAME", help="The desk's template for all of these files."),
]
NoReadOption = Annotated[bool, typer.Option("--no-read", help="Take the files in, and read nothing now.")]


def add(
    files: Files,
    template: TemplateOption = None,
    jobs: JobsOption = None,
    no_read: NoReadOption = False,  # noqa: FBT002
    json: JsonOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """Take files in, then read all that wait. Exit code 1 says that some could not be read."""
    with reported(KEPT), opened(desk, is_new_allowed=True) as place, stoppable() as is_stopped:
        from invoice_desk.cli.telling import Telling, read_all, say_without_template

        telling = Telling(place, is_json=json)
        paths = list(_files_of(files, but=place.store.folder.root))
        try:
            done = _take(place, paths, telling, template, is_stopped)
            if done < len(paths):
                telling.say_rest()
                say_end(None, done=done, total=len(paths), is_stopped=True, what="taken in")
            total = 0 if no_read else read_all(place, telling, jobs, is_stopped)
        except DeskError:
            with suppress(DeskError):  # the desk may be what failed
                telling.say_rest()
            raise
        telling.say_rest()
        say_without_template(place)
        say_end(None, done=telling.read, total=total, is_stopped=is_stopped())
    end_with(has_failed=telling.has_failed)


def _take(
    desk: Desk, paths: Sequence[Path], telling: Telling, template: str | None, is_stopped: IsStopped
) -> int:
    """Take files in; return how many were, which is less where a person stopped it."""
    from invoice_desk.workflow.taking_in import Taken, arrival_of, take_in

    chosen = text_of(template) if template is not None else None
    arrivals = [arrival_of(path) for path in paths]
    left = iter(paths)
    for event in take_in(desk, arrivals, template=chosen, is_stopped=is_stopped):
        if isinstance(event, Taken):
            telling.take(event, str(next(left)))
    return len(paths) - len(list(left))


def _files_of(files: Sequence[Path], *, but: Path) -> Iterator[Path]:
    """Give the files that are named, and of the folders among them the files that can be opened."""
    for path in files:
        if path.is_dir():
            yield from _files_in(path, but=but.resolve())
        else:
            yield path


def _files_in(folder: Path, *, but: Path) -> Iterator[Path]:
    """Give the files of a folder and those in it that have an ending we know, in order; no hidden ones.

    but: the desk's own folder, whose originals are on the desk already. Raises BadFile for a folder
    that cannot be read.
    """
    from invoice_desk.errors import BadFile
    from invoice_desk.imaging.opening import SUFFIXES

    def refuse(error: OSError) -> None:
        raise BadFile(f"cannot be read: {error.strerror or error}", where=error.filename or folder) from error

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        folders[:] = [name for name in folders if (Path(root) / name).resolve() != but]
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(root) / name
