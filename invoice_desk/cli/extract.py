"""`invoice-desk extract`: files and a template become typed values."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invoice_desk.cli.destination import check_out
from invoice_desk.cli.running import complain, end_with, print_line, reported, results, say_end, stoppable

if TYPE_CHECKING:
    from collections.abc import Generator

    from invoice_desk.extraction.batch import Job
    from invoice_desk.invoice.record import Record
    from invoice_desk.progress import IsStopped
    from invoice_desk.reading.choosing import Readers

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
        from invoice_desk.workflow.pairing import pair, templates_of
        from invoice_desk.workflow.readers import build_readers
        from invoice_desk.workflow.settings import read_settings, settings_path

        if out is not None:
            check_suffix(out)
            check_out(out, inputs=files, template=template)
        settings = read_settings(settings_path())
        pairs = pair(files, template)
        readers = build_readers(settings, templates_of(pairs))
        threads, threshold = jobs or settings.threads, settings.threshold
        with stoppable() as is_stopped:
            records = []
            with closing(_read(pairs, readers, threads, threshold, is_stopped)) as reading:
                for record in reading:
                    records.append(record)
                    if json:
                        _print_line(record, goes_on=out is not None)
            if not json:
                with results(goes_on=True):
                    show_records(records)
            written = out if records or not is_stopped() else None
            if written is not None:
                write_records(records, written)
            say_end(written, done=len(records), total=len(files), is_stopped=is_stopped())
    end_with(has_failed=any(record.problem is not None for record in records))


def _read(
    pairs: list[Job], readers: Readers, threads: int | None, threshold: float, is_stopped: IsStopped
) -> Generator[Record, None, None]:
    """Yield each record as soon as it is there; what cannot be read is said on standard error."""
    from invoice_desk.cli.screen import progress_line
    from invoice_desk.extraction.batch import extract_all
    from invoice_desk.progress import Progress

    reading = extract_all(pairs, readers, threads=threads, threshold=threshold, is_stopped=is_stopped)
    with progress_line(len(pairs)) as line, closing(reading):
        for event in reading:
            if isinstance(event, Progress):
                line.show(event)
                continue
            line.advance()
            if event.problem is not None:
                complain(event.problem)
            yield event


def _print_line(record: Record, *, goes_on: bool) -> None:
    from invoice_desk.export.text import json_line

    with results(goes_on=goes_on):
        print_line(json_line(record))
