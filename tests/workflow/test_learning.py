"""A desk's people teach the digits reader: what is gathered, refused and learnt, and the way back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import narrow_invoices as narrow
import pytest

from invoice_desk.errors import Refused, Stopped
from invoice_desk.reading.digits.model import read_card
from invoice_desk.reading.digits.model_files import CARD
from invoice_desk.store.corrections import Spot
from invoice_desk.training.epochs import EpochFigures
from invoice_desk.training.judging import Figures
from invoice_desk.training.shipped_lines import ShippedLines
from invoice_desk.workflow import learning, reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.digit_models import SHIPPED, DigitModels
from invoice_desk.workflow.learning import Evaluated, Gathered, Learnt, Stage, Step, Verdict, verdict_of
from invoice_desk.workflow.own_numbers import LeftOut, OwnNumbers, gather_numbers
from invoice_desk.workflow.settings import Settings

pytest.importorskip("torch")
from invoice_desk.training.relearning import Plan

SHORT = Plan(epochs=2, steps=30, batch=24, rate=2e-4)
"""A fifth of what a desk learns; benchmarks/learning.py measures all of it."""


@pytest.fixture(scope="module", autouse=True)
def narrow_is_misread() -> Iterator[None]:
    """Let narrow print not be widened, so that there is something to learn."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("invoice_desk.reading.digits.reader._CONDENSED", 0.0)
        yield


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, int]]:
    """Return a desk on which 42 numbers in a narrow print were corrected, and how many were wrong."""
    folder = tmp_path_factory.mktemp("narrow")
    desk = Desk.open(folder / "desk", Settings(), who="Amal")
    known = narrow.take_all(desk, narrow.some(folder / "in", learnt=5, checked=2, narrow=0.35))
    wrong = narrow.correct_all(desk, known)
    yield desk, wrong
    desk.close()


@pytest.fixture
def few_lines(monkeypatch: pytest.MonkeyPatch) -> ShippedLines:
    """Let only some of the shipped lines be read, for that takes a while."""
    few = narrow.few_lines(3)
    monkeypatch.setattr(learning, "read_lines", lambda _folder: few)
    return few


def gathered(desk: Desk) -> OwnNumbers:
    steps = gather_numbers(desk, is_stopped=lambda: False)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_what_was_corrected_and_accepted_is_gathered_with_its_print(corrected: tuple[Desk, int]) -> None:
    desk, wrong = corrected
    found = gathered(desk)
    assert (found.many_learnt, found.many_checked, found.invoices) == (30, 12, 7)
    assert found.corrected == wrong > 6
    assert all(value.box.width > 0 and value.pixels.size for page in found.learnt for value in page)


def test_an_invoice_is_to_learn_from_or_to_judge_by_and_always_the_same(corrected: tuple[Desk, int]) -> None:
    first, again = gathered(corrected[0]), gathered(corrected[0])
    of = [{value.page for page in part for value in page} for part in (first.learnt, first.checked)]
    assert not of[0] & of[1]
    assert of == [{value.page for page in part for value in page} for part in (again.learnt, again.checked)]


def test_a_typed_value_without_a_known_print_is_left_out_and_counted(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    (drawn,) = narrow.some(tmp_path / "in", learnt=1, checked=0)
    ((key, one),) = narrow.take_all(desk, [drawn]).items()
    reviewing.correct(desk, key, Spot("n1"), one.texts[0])
    reviewing.correct(desk, key, Spot("n2"), "INV-77")
    found = gathered(desk)  # it is in review: only what a person said counts
    desk.close()
    assert [value.text for page in found.learnt for value in page] == [one.texts[0]]
    assert found.left_out[LeftOut.UNSURE_PRINT] == 1


def test_too_few_numbers_are_refused_with_how_many_are_needed(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    with pytest.raises(Refused, match="24 and 6 are needed"):
        list(learning.learn_digits(desk))
    desk.close()
    assert not (tmp_path / "desk" / "models").exists()


def test_learning_reads_more_of_the_peoples_numbers_and_is_taken_into_use(
    corrected: tuple[Desk, int],
) -> None:
    desk, _ = corrected
    events = list(learning.learn_digits(desk, plan=SHORT))
    before = next(one for one in events if isinstance(one, Evaluated))
    (learnt,) = (one for one in events if isinstance(one, Learnt))
    epochs = [one.number for one in events if isinstance(one, EpochFigures)]
    assert epochs == [0, 1, 2]
    assert before.own is not None
    assert learnt.after.own is not None
    assert learnt.after.own.exact >= before.own.exact + 3
    assert (learnt.after.made.numbers, before.made.numbers) == (240, 240)
    assert learnt.after.made.share >= before.made.share - learning.MARGIN
    assert (learnt.verdict, learnt.is_in_use) == (Verdict.BETTER, True)
    models = DigitModels(desk.store.folder.models)
    assert models.in_use().name == learnt.name == "own-1"
    card = read_card(models.in_use().folder / CARD).model_dump()
    assert card["origin"] == "own corrections"
    assert card["after"]["own"] == [learnt.after.own.exact, 12]
    assert not list(desk.store.folder.models.glob(".learning-*"))
    assert _exact_when_read_again(desk) > 42 - corrected[1]  # the next job reads by it
    models.go_back()
    assert models.in_use().name == SHIPPED


def _exact_when_read_again(desk: Desk) -> int:
    """Read all invoices anew by the model in use; return how many numbers are as the people said."""
    from invoice_desk.workflow.queue import read_waiting

    keys = range(1, 8)
    for key in keys:
        reviewing.reopen(desk, key)
    reviewing.read_again(desk, keys)
    list(read_waiting(desk, threads=1))
    exact = sum(
        entry.reading is not None and entry.reading.text == entry.shown_text
        for key in keys
        for entry in narrow.record_of(desk, key).entries
    )
    reviewing.accept(desk, keys)
    return exact


def test_stopped_nothing_is_kept(corrected: tuple[Desk, int], few_lines: ShippedLines) -> None:
    desk, _ = corrected
    had = [one.name for one in DigitModels(desk.store.folder.models).all()]
    stopped = threading.Event()
    events = learning.learn_digits(desk, plan=SHORT, is_stopped=stopped.is_set)
    next(one for one in events if isinstance(one, Step) and (one.stage, one.done) == (Stage.LEARNING, 2))
    stopped.set()  # in the midst of learning
    with pytest.raises(Stopped):
        list(events)
    assert [one.name for one in DigitModels(desk.store.folder.models).all()] == had


def test_the_model_in_use_is_judged_on_both_sets(
    corrected: tuple[Desk, int], few_lines: ShippedLines
) -> None:
    events = list(learning.evaluate_digits(corrected[0]))
    (judged,) = (one for one in events if isinstance(one, Evaluated))
    assert judged.own is not None
    assert (judged.own.numbers, judged.made.numbers) == (12, 36)
    assert any(isinstance(one, Gathered) and one.is_enough for one in events)
    done = [one.done for one in events if isinstance(one, Step) and one.stage is Stage.JUDGING]
    assert done == sorted(done)
    assert done[-1] == 48


def evaluated(own: int, made: int) -> Evaluated:
    digits = {"1": (100, 50 + own)}
    return Evaluated("", Figures(50, own, digits, {}, ()), Figures(100, made, digits, {}, ()))


@pytest.mark.parametrize(
    ("own", "made", "verdict"),
    [
        (41, 90, Verdict.BETTER),
        (41, 88, Verdict.BETTER),
        (41, 87, Verdict.FORGETS),
        (40, 95, Verdict.NOT_BETTER),
        (39, 90, Verdict.NOT_BETTER),
    ],
)
def test_better_is_more_own_numbers_without_forgetting(own: int, made: int, verdict: Verdict) -> None:
    assert verdict_of(evaluated(40, 90), evaluated(own, made)) is verdict


def test_a_worse_model_is_kept_aside_and_can_be_chosen_all_the_same(
    corrected: tuple[Desk, int], few_lines: ShippedLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "verdict_of", lambda _before, _after: Verdict.FORGETS)
    desk, _ = corrected
    models = DigitModels(desk.store.folder.models)
    was = models.in_use().name
    plan = replace(SHORT, epochs=1, steps=1)
    (learnt,) = (one for one in learning.learn_digits(desk, plan=plan) if isinstance(one, Learnt))
    assert not learnt.is_in_use
    assert models.in_use().name == was
    models.choose(learnt.name)
    assert models.in_use().name == learnt.name
    models.go_back()
