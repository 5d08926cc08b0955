"""`invoice-desk export`, `exports` and `report`: what was accepted goes to a file, and is written down."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.desks import DeskOption, Id, JsonOption, SomeIds, opened, text_of
from invoice_desk.cli.running import print_line, reported, results, stoppable
from invoice_desk.errors import BadSetting, shown
from invoice_desk.export.csv_style import CsvStyle

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from invoice_desk.export.options import ExportOptions
    from invoice_desk.progress import Progress
    from invoice_desk.store.exports import Export
    from invoice_desk.workflow.desk import Desk
    from invoice_desk.workflow.exporting import Exported

_NOTHING_WRITTEN = "stopped; no file was written"

OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", help="A .xlsx, .csv, .json or .pdf file; default: a new one in the desk's folder."
    ),
]
AppendOption = Annotated[
    bool, typer.Option("--append", help="Add rows to the workbook that is there; none is doubled.")
]
ColumnsOption = Annotated[
    str | None,
    typer.Option("--columns", metavar="A,B,...", help="Which columns, in which order; default: all."),
]
ReadingsOption = Annotated[
    bool, typer.Option("--readings", help="A sheet more, with a row for each value that was read (.xlsx).")
]
CropsOption = Annotated[
    bool, typer.Option("--crops", help="Keep pictures of the boxes and link the values to them (.xlsx).")
]
CsvOption = Annotated[CsvStyle, typer.Option("--csv", help="Where a .csv file is going.")]
UnacceptedOption = Annotated[
    bool, typer.Option("--unaccepted", help="Also those that wait in review: nobody vouched for them.")
]
ChecksOption = Annotated[bool, typer.Option("--failed-checks", help="Also those on which a check fails.")]
AgainOption = Annotated[
    int | None, typer.Option("--again", metavar="N", min=1, help="Repeat export N; --out names another file.")
]


def export(
    ids: SomeIds = None,
    out: OutOption = None,
    append: AppendOption = False,  # noqa: FBT002
    columns: ColumnsOption = None,
    readings: ReadingsOption = False,  # noqa: FBT002
    crops: CropsOption = False,  # noqa: FBT002
    csv: CsvOption = CsvStyle.EXCEL,
    unaccepted: UnacceptedOption = False,  # noqa: FBT002
    failed_checks: ChecksOption = False,  # noqa: FBT002
    again: AgainOption = None,
    desk: DeskOption = None,
) -> None:
    """Write the accepted invoices, or those that are named, to a file; they are exported then."""
    with reported(_NOTHING_WRITTEN), opened(desk) as place, stoppable() as is_stopped:
        from invoice_desk.workflow.exporting import Selection, default_path, export_again, export_invoices

        if again is not None:
            if ids or columns or append or readings or crops:
                raise BadSetting(
                    "an export is repeated as it was", where="--again", remedy="name --out alone"
                )
            if out is not None:
                _check_out(place, out)
            events = export_again(place, again, out, is_stopped=is_stopped)
        else:
            path = out or default_path(place)
            _check_out(place, path)
            selection = Selection(
                tuple(ids or ()), has_unaccepted=unaccepted, has_failed_checks=failed_checks
            )
            options = _options(columns, csv, append=append, has_readings=readings)
            events = export_invoices(place, path, selection, options, has_crops=crops, is_stopped=is_stopped)
        _say(_drain(events))


def exports(json: JsonOption = False, desk: DeskOption = None) -> None:  # noqa: FBT002
    """List the exports that were made, the last first; `export --again N` repeats one."""
    with reported(_NOTHING_WRITTEN), opened(desk) as place:
        from invoice_desk.store.exports import all_exports

        with place.reading() as connection:
            found = all_exports(connection)
        with results():
            if json:
                _print_lines(found)
            elif found:
                _print_table(found)
        if not found and not json:
            typer.echo("nothing was exported yet", err=True)


def report(
    id_: Id,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A .pdf file; default: one in the desk's folder.")
    ] = None,
    desk: DeskOption = None,
) -> None:
    """Write a PDF of an invoice: its pages with the boxes, its values, its history."""
    with reported(_NOTHING_WRITTEN), opened(desk) as place:
        from invoice_desk.workflow.exporting import report_invoice

        path = out or place.store.folder.exports / f"invoice-{id_}.pdf"
        if path.suffix.lower() != ".pdf":
            raise BadSetting("is no .pdf file", where=path, remedy="let the name end in .pdf")
        _check_out(place, path)
        report_invoice(place, id_, path)
        typer.echo(f"written: {shown(path)}", err=True)


def _options(columns: str | None, csv: CsvStyle, *, append: bool, has_readings: bool) -> ExportOptions:
    from invoice_desk.export.columns import Columns
    from invoice_desk.export.options import ExportOptions

    names = tuple(name.strip() for name in text_of(columns or "").split(",") if name.strip())
    return ExportOptions(Columns(names), has_readings=has_readings, append=append, csv=csv)


def _check_out(desk: Desk, path: Path) -> None:
    """Raise BadSetting where a file would take the place of one that the desk lives from."""
    folder = desk.store.folder
    target = Path(os.path.realpath(path))  # Path.resolve refuses a link that leads to itself
    for part in (folder.database, folder.originals, folder.templates, folder.backups):
        place = Path(os.path.realpath(part))
        if target == place or place in target.parents:
            raise BadSetting(
                "is a part of the desk, which is not replaced", where=path, remedy="choose another"
            )


def _drain(events: Generator[Progress | Exported, None, None]) -> Exported:
    """Show progress until the export is there."""
    from invoice_desk.cli.screen import progress_line
    from invoice_desk.progress import Progress

    with closing(events), progress_line(0) as line:
        for event in events:
            if not isinstance(event, Progress):
                return event
            line.show(event)
    raise AssertionError("an export that ended must say what it came to")


def _say(done: Exported) -> None:
    written = done.written
    words = f"export {done.id}: {_invoices(written.added)} written to {shown(done.path)}"
    if written.already_there:
        words += f"; {written.already_there} stood there already"
    if written.links_left_out:
        words += f"; {written.links_left_out} links left out, which Excel does not hold"
    typer.echo(words, err=True)


def _invoices(many: int) -> str:
    return "1 invoice" if many == 1 else f"{many} invoices"


def _print_lines(found: Sequence[Export]) -> None:
    from invoice_desk.export.json_lines import line_of

    for one in found:
        print_line(
            line_of(
                {
                    "id": one.id,
                    "at": one.at.isoformat(),
                    "who": one.who,
                    "path": one.path,
                    "added": one.added,
                    "sha256": one.sha256,
                    "options": dict(one.options),
                }
            )
        )


def _print_table(found: Sequence[Export]) -> None:
    from invoice_desk.cli.terminal import console, table_of

    rows = [
        (str(one.id), f"{one.at.astimezone():%Y-%m-%d %H:%M}", one.who, str(one.added), one.path)
        for one in found
    ]
    console().print(table_of(rows, "id", "when", "who", "invoices", "file", right=("id", "invoices")))
