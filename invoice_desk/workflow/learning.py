"""The digits reader judged, and taught by what people corrected: generators that load PyTorch late."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from invoice_desk.errors import MissingPart, Refused, Stopped
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.digits.model import read_card
from invoice_desk.reading.digits.model_files import CARD
from invoice_desk.training.epochs import EpochFigures
from invoice_desk.training.judging import Figures, Known, judging, known_of
from invoice_desk.training.own_lines import known_own
from invoice_desk.training.shipped_lines import read_lines
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.digit_models import SHIPPED, SHIPPED_FOLDER, DigitModels
from invoice_desk.workflow.own_numbers import OwnNumbers, gather_numbers

if TYPE_CHECKING:
    from invoice_desk.reading.digits.reader import DigitReader
    from invoice_desk.training.relearning import Material, Plan, Relearnt

ENOUGH_LEARNT, ENOUGH_CHECKED = 24, 6
"""Own numbers that are needed: to learn from, and to judge by: four invoices, and a fifth, of six each."""

MARGIN = 0.02
"""Share of the shipped numbers that a new model may read worse and still be taken into use by itself."""

INSTALL = "pip install torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu"
"""The command that installs what reading and learning digits needs."""


class Stage(StrEnum):
    """What is being done."""

    GATHERING = "gathering"
    JUDGING = "judging"
    LEARNING = "learning"
    WRITING = "writing"
    JUDGING_AGAIN = "judging again"


class Verdict(StrEnum):
    """What a new model is worth beside the one that was in use."""

    BETTER = "better"
    NOT_BETTER = "not better"
    FORGETS = "forgets"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage is."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the desk gives. learnt, checked: numbers to learn from and to judge by; corrected: of both, those
    that had been read wrong; left_out: numbers whose print is not certain, or that cannot be seen again.
    """

    learnt: int
    checked: int
    corrected: int
    invoices: int
    left_out: int

    @property
    def is_enough(self) -> bool:
        """Whether a model can learn from it."""
        return self.learnt >= ENOUGH_LEARNT and self.checked >= ENOUGH_CHECKED


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How a model reads: a person's own numbers that are never learnt from, None where there are none, and
    the shipped lines that are never learnt from.
    """

    model: str
    own: Figures | None
    made: Figures


@dataclass(frozen=True, slots=True)
class Learnt:
    """A new model. name: under which it is kept; is_in_use: taken into use because it is better."""

    name: str
    verdict: Verdict
    before: Evaluated
    after: Evaluated
    is_in_use: bool


Event = Step | Gathered | Evaluated | EpochFigures | Learnt
Outcome = TypeVar("Outcome")


def has_torch() -> bool:
    """Whether PyTorch is installed; it is not imported."""
    return importlib.util.find_spec("torch") is not None


def evaluate_digits(desk: Desk, *, is_stopped: IsStopped = never_stopped) -> Generator[Event, None, None]:
    """Judge the model in use: yield Steps, one Gathered and one Evaluated. Raises MissingPart, BadFile."""
    _check_torch()
    models = DigitModels(desk.store.folder.models)
    with _one_core_left():
        numbers = yield from _gathered(desk, is_stopped)
        folder = models.readable()
        name = folder.name if folder != SHIPPED_FOLDER else SHIPPED
        yield (yield from _evaluated(name, folder, numbers, Stage.JUDGING, is_stopped))


def learn_digits(
    desk: Desk, *, plan: Plan | None = None, is_stopped: IsStopped = never_stopped
) -> Generator[Event, None, None]:
    """Teach the model in use what the desk's people corrected, and keep what comes of it beside it.

    Yields Steps, one Gathered, one Evaluated of before, EpochFigures, and one Learnt. The new model is taken
    into use only where it reads the people's numbers better and the shipped ones not worse than by MARGIN.
    Stopped, nothing is kept. Raises Refused where there are too few numbers, Stopped, MissingPart, BadFile,
    NotWritten.
    """
    _check_torch()
    with _one_core_left():
        yield from _learning(desk, plan, is_stopped)


def _learning(desk: Desk, plan: Plan | None, is_stopped: IsStopped) -> Generator[Event, None, None]:
    from invoice_desk.reading.digits.band_model import BandModel
    from invoice_desk.training.relearning import Material, Plan, relearn

    plan = plan or Plan()
    models = DigitModels(desk.store.folder.models)
    start = models.readable()
    begun = start.name if start != SHIPPED_FOLDER else SHIPPED
    numbers = yield from _gathered(desk, is_stopped)
    _check_enough(_counted(numbers))
    before = yield from _evaluated(begun, start, numbers, Stage.JUDGING, is_stopped)
    yield before
    lines = read_lines(SHIPPED_FOLDER)
    material = Material(numbers.learnt, numbers.checked, lines, BandModel(SHIPPED_FOLDER))
    done = yield from _staged(relearn(start, material, plan, is_stopped=is_stopped), Stage.LEARNING)
    if done is None:
        raise Stopped("learning was stopped")
    with models.making() as folder:
        yield from _shipped(done, folder, start, material, _facts(numbers, done), plan)
        name = models.next_name()
        after = yield from _evaluated(name, folder, numbers, Stage.JUDGING_AGAIN, is_stopped)
        verdict = verdict_of(before, after)
        _note(folder, before, after, verdict)
        models.keep(folder, name)
    if verdict is Verdict.BETTER:
        models.choose(name)
    yield Learnt(name, verdict, before, after, is_in_use=verdict is Verdict.BETTER)


def verdict_of(before: Evaluated, after: Evaluated) -> Verdict:
    """Return what a new model is worth: first that nothing is forgotten, then that it reads more."""
    if after.made.share < before.made.share - MARGIN:
        return Verdict.FORGETS
    own, was = after.own, before.own
    if own is None or was is None:
        return Verdict.NOT_BETTER
    is_better = (own.exact, own.digit_share) > (was.exact, was.digit_share)
    return Verdict.BETTER if is_better else Verdict.NOT_BETTER


@contextmanager
def _one_core_left() -> Iterator[None]:
    """Let PyTorch leave a core to the window and to reading while the body learns.

    On a busy machine threads of PyTorch that wait for each other take longer than one alone.
    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _check_torch() -> None:
    if not has_torch():
        raise MissingPart("PyTorch is not installed", remedy=INSTALL)


def _check_enough(found: Gathered) -> None:
    if found.is_enough:
        return
    raise Refused(
        f"there are {found.learnt} numbers to learn from and {found.checked} to judge by; "
        f"{ENOUGH_LEARNT} and {ENOUGH_CHECKED} are needed",
        remedy="correct or accept more invoices with Arabic-Indic numbers",
    )


def _gathered(desk: Desk, is_stopped: IsStopped) -> Generator[Event, None, OwnNumbers]:
    numbers = yield from _staged(gather_numbers(desk, is_stopped=is_stopped), Stage.GATHERING)
    _check_going(is_stopped)
    yield _counted(numbers)
    return numbers


def _counted(numbers: OwnNumbers) -> Gathered:
    left_out = sum(numbers.left_out.values())
    return Gathered(numbers.many_learnt, numbers.many_checked, numbers.corrected, numbers.invoices, left_out)


def _evaluated(
    name: str, folder: Path, numbers: OwnNumbers, stage: Stage, is_stopped: IsStopped
) -> Generator[Event, None, Evaluated]:
    from invoice_desk.reading.digits.lazy import load_reader

    reader = load_reader(folder, SHIPPED_FOLDER)
    own = [[known_own(one) for one in page] for page in numbers.checked]
    made = [[known_of(line) for line in page] for page in read_lines(SHIPPED_FOLDER).judged]
    total = sum(map(len, (*own, *made)))
    of_own = yield from _judged(reader, own, stage, 0, total, is_stopped)
    of_made = yield from _judged(reader, made, stage, of_own.numbers, total, is_stopped)
    return Evaluated(name, of_own if of_own.numbers else None, of_made)


def _judged(
    reader: DigitReader,
    pages: Sequence[Sequence[Known]],
    stage: Stage,
    before: int,
    total: int,
    is_stopped: IsStopped,
) -> Generator[Event, None, Figures]:
    steps = judging(reader, pages)
    while True:
        try:
            yield Step(stage, before + next(steps), total)
        except StopIteration as end:
            figures: Figures = end.value
            return figures
        _check_going(is_stopped)


def _staged(
    steps: Generator[Progress | EpochFigures, None, Outcome], stage: Stage
) -> Generator[Event, None, Outcome]:
    """Tell of each step which stage it is of."""
    while True:
        try:
            event = next(steps)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome
        yield Step(stage, event.done, event.total) if isinstance(event, Progress) else event


def _shipped(
    done: Relearnt, folder: Path, start: Path, material: Material, facts: dict[str, Any], plan: Plan
) -> Generator[Event, None, None]:
    from invoice_desk.reading.digits.glyph_model import GlyphModel
    from invoice_desk.reading.digits.glyph_reader import GlyphReader
    from invoice_desk.training.relearning import ship_own

    second = GlyphReader(GlyphModel(SHIPPED_FOLDER))
    card = read_card(start / CARD)
    steps = ship_own(done, folder, card, material.shipped, second, material.bands, facts, plan)
    yield from _staged(steps, Stage.WRITING)


def _facts(numbers: OwnNumbers, done: Relearnt) -> dict[str, Any]:
    """Return what the card says of what was learnt from."""
    counts = {
        "learnt": done.learnt,
        "judged": numbers.many_checked,
        "corrected": numbers.corrected,
        "invoices": numbers.invoices,
    }
    return {"numbers": counts, "taken": done.taken}


def _note(folder: Path, before: Evaluated, after: Evaluated, verdict: Verdict) -> None:
    """Write to the card of a new model how it reads."""
    from invoice_desk.training.shipping import write_card

    card = read_card(folder / CARD)
    figures = {"before": _short(before), "after": _short(after), "verdict": verdict.value}
    write_card(card.model_copy(update=figures), folder / CARD)


def _short(one: Evaluated) -> dict[str, Any]:
    """Return the figures that a card holds: exact numbers, of how many."""
    own = [one.own.exact, one.own.numbers] if one.own is not None else [0, 0]
    return {"model": one.model, "own": own, "shipped": [one.made.exact, one.made.numbers]}


def _check_going(is_stopped: IsStopped) -> None:
    if is_stopped():
        raise Stopped("it was stopped")
