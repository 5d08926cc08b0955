"""`invoice-desk extract`: files and a template become typed values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.running import complain, end_with, reported, results, say_written

if TYPE_CHECKING:
    from invoice_desk.invoice.record import Record

Files = Annotated[list[Path], typer.Argument(help="Invoices: PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF.")]
TemplateOption = Annotated[
    Path,
    typer.Option(
        "--template",
        "-t",
        help="A NAME.template.json file, or a folder of them: there a file takes the template whose "
        "name its own name begins with.",
    ),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write the values to a .xlsx, .csv or .json file.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, nothing else.")]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Files read at once; default: the cores.")
]


def extract(
    files: Files,
    template: TemplateOption,
    out: OutOption = None,
    json: JsonOption = False,  # noqa: FBT002
    jobs: JobsOption = None,
) -> None:
    """Read the template's fields on each file. Exit code 1 says that some files could not be read."""
    with reported():
        from invoice_desk.cli.screen import show_records
        from invoice_desk.export.formats import check_suffix, write_records

        if out is not None:
            check_suffix(out)
        records = _read(files, template, jobs, is_json=json)
        if not json:
            with results():
                show_records(records)
        if out is not None:
            write_records(records, out)
            say_written(out)
    end_with(has_failed=any(record.problem is not None for record in records))


def _read(files: list[Path], template: Path, jobs: int | None, *, is_json: bool) -> list[Record]:
    """Return all records; with `is_json` each is printed as soon as it is there."""
    from invoice_desk.cli.screen import progress_line
    from invoice_desk.export.text import json_line
    from invoice_desk.extraction.batch import extract_all
    from invoice_desk.progress import Progress
    from invoice_desk.workflow.pairing import pair
    from invoice_desk.workflow.readers import build_readers
    from invoice_desk.workflow.settings import read_settings, settings_path

    settings = read_settings(settings_path())
    pairs, readers = pair(files, template), build_readers(settings)
    records = []
    with progress_line(len(pairs)) as line:
        for event in extract_all(pairs, readers, threads=jobs or settings.threads):
            if isinstance(event, Progress):
                line.show(event)
                continue
            line.advance()
            records.append(event)
            if event.problem is not None:
                complain(event.problem)
            if is_json:
                with results():
                    typer.echo(json_line(event))
    return records
