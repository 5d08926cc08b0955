"""`invoice-desk numbers`: each picture is one number line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from invoice_desk.cli.running import complain, end_with, print_line, reported, results, say_end, stoppable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invoice_desk.progress import IsStopped


class NumberKind(StrEnum):
    """What the line is: it tells which marks may stand where."""

    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    IDENTIFIER = "identifier"


Images = Annotated[list[Path], typer.Argument(help="Pictures that hold one number each.")]
KindOption = Annotated[NumberKind, typer.Option("--kind", "-k", help="What the lines are.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, nothing else.")]


def numbers(
    images: Images,
    kind: KindOption = NumberKind.NUMBER,
    json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Read printed Arabic-Indic, Persian and Latin numbers digit by digit."""
    failed = done = 0
    with reported(), stoppable() as is_stopped:
        for one in _read(images, kind, is_stopped):
            done += 1
            failed += "error" in one
            with results():
                _print(one, is_json=json)
        say_end(None, done=done, total=len(images), is_stopped=is_stopped())
    end_with(has_failed=failed > 0)


def _read(images: list[Path], kind: NumberKind, is_stopped: IsStopped) -> Iterator[dict[str, Any]]:
    """Yield each picture's number as it stands in JSON; what cannot be read is said on standard error."""
    from invoice_desk.errors import MissingPart
    from invoice_desk.export.number_text import failed_number, number_to_dict
    from invoice_desk.invoice.fields import FieldKind
    from invoice_desk.progress import Progress
    from invoice_desk.workflow.numbering import read_numbers
    from invoice_desk.workflow.readers import build_digits

    reader = build_digits()
    if reader is None:
        raise MissingPart("the digits reader is not installed", remedy="invoice-desk doctor tells how")
    for event in read_numbers(images, reader, FieldKind(kind), is_stopped=is_stopped):
        if isinstance(event, Progress):
            continue
        if event.problem is not None:
            complain(event.problem)
            yield failed_number(event.file, str(event.problem))
        else:
            yield number_to_dict(event.file, event.reading, event.meaning)


def _print(one: dict[str, Any], *, is_json: bool) -> None:
    from invoice_desk.errors import shown

    if is_json:
        from invoice_desk.export.json_lines import line_of

        print_line(line_of(one))
    elif "error" not in one:
        text = one["text"] or "no number"
        print_line(f"{one['confidence']:6.1%}  {shown(text)}  {one['value'] or ''}  {shown(one['file'])}")
