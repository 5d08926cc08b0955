"""`invoice-desk digits learn` and the shipped lines: what needs no fonts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from invoice_desk.cli.desks import DeskOption, JsonOption, opened
from invoice_desk.cli.running import print_line, reported, results, say_end, stoppable

if TYPE_CHECKING:
    from invoice_desk.training.judging import Figures
    from invoice_desk.workflow.learning import Evaluated, Learnt

FontsOption = Annotated[
    Path | None, typer.Option("--fonts", help="Folder of fonts; .setup/fonts or the system's if left out.")
]


def learn(desk: DeskOption = None, *, as_json: JsonOption = False) -> None:
    """Teach the digits reader what people corrected on a desk; the new model is used only if it is better."""
    with reported("stopped; nothing was learnt"), opened(desk) as place, stoppable() as is_stopped:
        from invoice_desk.training.epochs import EpochFigures
        from invoice_desk.workflow.learning import Gathered, Learnt, learn_digits

        for event in learn_digits(place, is_stopped=is_stopped):
            if isinstance(event, Gathered):
                typer.echo(f"{event.learnt} numbers to learn from, {event.checked} to judge by", err=True)
            elif isinstance(event, EpochFigures):
                own, made = event.own, event.made
                words = f"epoch {event.number} of {event.epochs}: own {own.exact}/{own.numbers} exact, "
                typer.echo(f"{words}drawn {made.exact}/{made.numbers}, loss {event.loss:.3f}", err=True)
            elif isinstance(event, Learnt):
                _print_learnt(event, as_json=as_json)


def draw(
    out: Annotated[Path, typer.Option("--out", "-o")] = Path("models"), fonts: FontsOption = None
) -> None:
    """Draw the lines anew that are shipped with the models, from fonts of .setup/fonts."""
    with reported():
        from invoice_desk.training.font_folders import all_fonts
        from invoice_desk.training.shipped_lines import LINES, draw_lines

        draw_lines(all_fonts(fonts), out / LINES)
        say_end(out / LINES, done=1, total=1, is_stopped=False)


def show_shipped(models: Path, *, as_json: bool) -> None:
    """Print how the models of a folder read the shipped lines. Raises BadFile, MissingPart."""
    from invoice_desk.reading.digits.lazy import load_reader
    from invoice_desk.training.judging import judging, known_of
    from invoice_desk.training.shipped_lines import read_lines
    from invoice_desk.workflow.digit_models import SHIPPED_FOLDER

    pages = [[known_of(line) for line in page] for page in read_lines(SHIPPED_FOLDER).judged]
    steps = judging(load_reader(models, SHIPPED_FOLDER), pages)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            _print_figures(end.value, as_json=as_json)
            return


def _print_figures(figures: Figures, *, as_json: bool) -> None:
    with results():
        if as_json:
            print_line(_json(_facts(figures)))
            return
        for line in _words(figures):
            print_line(line)


def _words(figures: Figures) -> Iterator[str]:
    """Yield figures as a table that a person can read."""
    yield f"exact numbers      {figures.share:6.1%}  {figures.exact} of {figures.numbers}"
    yield f"digits right       {figures.digit_share:6.2%}"
    yield f"confidence off by  {figures.calibration_error:6.1%}"
    for digit, (many, right) in figures.digits.items():
        if many:
            yield f"  {digit}  {right / many:6.1%}  {right} of {many}"
    worst = ", ".join(f"{wanted}→{read or 'nothing'} {many}" for wanted, read, many in figures.worst(8))
    yield f"commonest: {worst}" if worst else "no digit is read wrong"


def _facts(figures: Figures) -> dict[str, Any]:
    return {
        "numbers": figures.numbers,
        "exact": figures.exact,
        "digits": {
            digit: {"printed": many, "right": right} for digit, (many, right) in figures.digits.items()
        },
        "confusions": [
            {"printed": wanted, "read": read, "times": many} for wanted, read, many in figures.worst(100)
        ],
        "calibration": [{"numbers": one.many, "sure": one.sure, "right": one.right} for one in figures.bins],
    }


def _print_learnt(learnt: Learnt, *, as_json: bool) -> None:
    facts = {
        "model": learnt.name,
        "verdict": learnt.verdict.value,
        "in_use": learnt.is_in_use,
        "before": _both(learnt.before),
        "after": _both(learnt.after),
    }
    with results():
        if as_json:
            print_line(_json(facts))
            return
        print_line(f"{learnt.name}: {learnt.verdict.value}; {'in use' if learnt.is_in_use else 'kept aside'}")
        for when, one in (("before", learnt.before), ("after", learnt.after)):
            own = f"own {one.own.exact} of {one.own.numbers}, " if one.own is not None else ""
            print_line(f"  {when}: {own}drawn {one.made.exact} of {one.made.numbers} exact")


def _both(one: Evaluated) -> dict[str, Any]:
    return {"own": _facts(one.own) if one.own is not None else None, "drawn": _facts(one.made)}


def _json(facts: dict[str, Any]) -> str:
    import json

    return json.dumps(facts, ensure_ascii=False)
