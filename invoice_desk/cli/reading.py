"""`invoice-desk read`: what waits is read, and what is named is read anew."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, JobsOption, JsonOption, SomeIds, opened, text_of
from invoice_desk.cli.running import end_with, reported, say_end, stoppable
from invoice_desk.errors import DeskError

if TYPE_CHECKING:
    from invoice_desk.cli.telling import Telling
    from invoice_desk.progress import IsStopped
    from invoice_desk.workflow.desk import Desk

TemplateOption = Annotated[
    str | None,
    typer.Option(
        "--template",
        "-t",
        metavar="NAME",
        help="The desk's template for these invoices; without numbers, for all that wait without one.",
    ),
]


def read(
    ids: SomeIds = None,
    template: TemplateOption = None,
    jobs: JobsOption = None,
    json: JsonOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """Read all that wait, after these were put among them. What a person typed stays."""
    with reported(KEPT), opened(desk) as place, stoppable() as is_stopped:
        from invoice_desk.cli.telling import Telling, read_all, say_without_template

        telling = Telling(place, is_json=json)
        named = text_of(template) if template is not None else None
        _queue(place, telling, ids or [], named, is_stopped)
        try:
            total = read_all(place, telling, jobs, is_stopped)
        except DeskError:
            with suppress(DeskError):  # the desk may be what failed
                telling.say_rest()
            raise
        telling.say_rest()
        is_left = say_without_template(place) > 0 and not ids
        say_end(None, done=telling.read, total=total, is_stopped=is_stopped())
    end_with(has_failed=telling.has_failed or is_left)


def _queue(desk: Desk, telling: Telling, ids: list[int], template: str | None, is_stopped: IsStopped) -> None:
    """Let those wait that are named; with none named, those that have a template only now."""
    from invoice_desk.store.documents import get_filed
    from invoice_desk.store.searching import find_ids
    from invoice_desk.workflow.fitting import WITHOUT_TEMPLATE, Looking, choose_fitting
    from invoice_desk.workflow.reviewing import read_again

    if not ids and template is None:
        choose_fitting(desk)
        for _progress in Looking().choose(desk, is_stopped=is_stopped):
            pass
        return
    with desk.reading() as connection:
        named = list(dict.fromkeys(ids)) or find_ids(connection, WITHOUT_TEMPLATE)
        names = {key: get_filed(connection, desk.store.originals, key).document.name for key in named}
    for key in read_again(desk, named, template=template):
        telling.expect(key, names[key])
