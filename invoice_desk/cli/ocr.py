"""`invoice-desk ocr`: all print of whole pages, without a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from invoice_desk.cli.destination import check_out
from invoice_desk.cli.running import complain, end_with, print_line, reported, results, say_end, stoppable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invoice_desk.progress import IsStopped
    from invoice_desk.reading.whole_page import PageEngine

Files = Annotated[list[Path], typer.Argument(help="Pictures or PDFs of any number of pages.")]
LanguageOption = Annotated[
    str, typer.Option("--lang", "-l", help="Tesseract's names of the languages, joined by +.")
]
ConfidenceOption = Annotated[
    float, typer.Option("--min-confidence", min=0, max=100, help="Leave out lines that are less sure.")
]
OutOption = Annotated[Path | None, typer.Option("--out", "-o", help="Write to a .json or .csv file.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a file, nothing else.")]


def ocr(
    files: Files,
    lang: LanguageOption = "ara+eng",
    min_confidence: ConfidenceOption = 0.0,
    out: OutOption = None,
    json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Read all lines of each page, whichever way up it lies, with confidence 0..100 and bounds."""
    with reported():
        from invoice_desk.export.page_text import write_pages
        from invoice_desk.workflow.readers import build_engine
        from invoice_desk.workflow.settings import read_settings, settings_path

        if out is not None:
            _check_suffix(out)
            check_out(out, inputs=files)
        languages, engine = parse_languages(lang), build_engine(read_settings(settings_path()))
        with stoppable() as is_stopped:
            found = []
            for one in _read(files, languages, engine, min_confidence, is_stopped):
                found.append(one)
                with results(goes_on=out is not None):
                    _print(one, is_json=json)
            written = out if found or not is_stopped() else None
            if written is not None:
                write_pages(written, found)
            say_end(written, done=len(found), total=len(files), is_stopped=is_stopped())
    end_with(has_failed=any("error" in one for one in found))


def _check_suffix(out: Path) -> None:
    from invoice_desk.errors import BadSetting

    if out.suffix.lower() not in {".json", ".csv"}:
        raise BadSetting(f"cannot write a {out.suffix or 'nameless'} file", where=out, remedy=".json or .csv")


def _read(
    files: list[Path],
    languages: tuple[str, ...],
    engine: PageEngine,
    min_confidence: float,
    is_stopped: IsStopped,
) -> Iterator[dict[str, Any]]:
    """Yield each file's pages as they stand in JSON; what cannot be read is said on standard error."""
    from invoice_desk.cli.screen import progress_line
    from invoice_desk.export.page_text import failed_to_dict, pages_to_dict
    from invoice_desk.progress import Progress
    from invoice_desk.workflow.recognising import recognise

    with progress_line(len(files)) as line:
        for event in recognise(files, engine, languages, is_stopped=is_stopped):
            if isinstance(event, Progress):
                line.show(event)
                continue
            line.advance()
            if event.problem is None:
                yield pages_to_dict(str(event.file), event.pages, min_confidence=min_confidence)
            else:
                complain(event.problem)
                yield failed_to_dict(str(event.file), str(event.problem))


def parse_languages(lang: str) -> tuple[str, ...]:
    """Return ("ara", "eng") of "ara+eng". Raises BadSetting where a name is none."""
    from invoice_desk.errors import BadSetting

    names = tuple(lang.split("+"))
    if not all(name.replace("_", "").isalpha() and name.isascii() for name in names):
        raise BadSetting(f"{lang!r} names no languages", where="--lang", remedy="write ara+eng, or fra")
    return names


def _print(one: dict[str, Any], *, is_json: bool) -> None:
    from invoice_desk.errors import shown
    from invoice_desk.export.page_text import pages_line

    if is_json:
        print_line(pages_line(one))
        return
    for page in one["pages"]:
        for region in page["regions"]:
            typer.echo(f"{region['confidence']:5.1f}  {shown(region['text'])}")
        for code in page["codes"]:
            typer.echo(f"{code['format']}: {shown(code['text'].strip())}")
