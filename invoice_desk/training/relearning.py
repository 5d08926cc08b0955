"""Learning again from a model file: own numbers beside shipped lines, so that nothing is forgotten."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import torch
from torch import nn

from invoice_desk.errors import Refused
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.digits.band_model import BandScorer
from invoice_desk.reading.digits.classes import CLASSES
from invoice_desk.reading.digits.glyph_reader import GlyphReader
from invoice_desk.reading.digits.model import FORMAT, Calibration, Card, DigitModel
from invoice_desk.reading.digits.model_files import CARD, MODEL
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.training.batches import Batch, collate
from invoice_desk.training.calibrating import fitted, judged_lines, values_of
from invoice_desk.training.dataset import NumberLine, Sample, band_of, sample_of
from invoice_desk.training.epochs import EpochFigures, SetFigures
from invoice_desk.training.judging import exact, known_of
from invoice_desk.training.keeping import Keeper
from invoice_desk.training.learning import Learner
from invoice_desk.training.live_model import LiveModel, network_of, size_of
from invoice_desk.training.network import NetworkSize
from invoice_desk.training.own_lines import OwnValue, known_own, placed
from invoice_desk.training.rehearsing import Lesson, Rehearsal, lessons
from invoice_desk.training.shipped_lines import Pages, ShippedLines
from invoice_desk.training.shipping import write_card, write_digits
from invoice_desk.training.training import line_loss

ORIGIN = "own corrections"
"""What the card of a model that a person made says of where it comes from."""

_OWN = 0.25  # share of a step's lines that are a person's own
_CORRECTED = 3  # times as often is a number learnt that was read wrong
_LOOKED_AT = 8  # pages of shipped lines by which each epoch is judged
_NEAR = 0.02  # how strongly a new confidence is held to the one before: few lines tell of it
_NO_LOSS = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast is learnt. epochs: after each of which it is looked at; batch: lines a step."""

    epochs: int = 8
    steps: int = 25
    batch: int = 32
    rate: float = 1e-4
    seed: int = 5


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What is learnt from and what each epoch is judged by. own, checked: values of pages; the same invoice
    is never in both; bands: tells where their lines stand, as in reading.
    """

    own: Sequence[Sequence[OwnValue]]
    checked: Sequence[Sequence[OwnValue]]
    shipped: ShippedLines
    bands: BandScorer | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Relearnt:
    """What learning came to. taken: how much of what was learnt, 0..1; learnt: own lines that were learnt
    from; epochs: that were gone through.
    """

    network: nn.Module
    size: NetworkSize
    taken: float
    epochs: int
    learnt: int


def relearn(
    start: Path, material: Material, plan: Plan, *, is_stopped: IsStopped = never_stopped
) -> Generator[Progress | EpochFigures, None, Relearnt | None]:
    """Learn from the model of a folder on; yield after each step and each epoch, the beginning as epoch 0.

    Nothing is chosen by the numbers that it is judged by: the last epoch counts, moved back towards the
    beginning as far as nothing is forgotten. Returns None where it was stopped. Raises BadFile, Refused.
    """
    model = DigitModel(start)
    torch.manual_seed(plan.seed)
    network = network_of(start)
    own = _own_lines(material.own, model, material.bands)
    checks = _Checks(model, material)
    # by AdamW alone, for which the plan was measured
    learner: Learner[Lesson] = Learner(network, plan, Rehearsal(network), with_muon=False)
    keeper = Keeper(network, model.card, material.shipped.calibrating, material.bands)
    seen = learner.average.network
    yield checks.figures(seen, number=0, epochs=plan.epochs, loss=_NO_LOSS, seconds=0.0)
    drawn = [line for page in material.shipped.learnt for line in page]
    source = lessons(own, drawn, size=plan.batch, share=_OWN, seed=plan.seed)
    taken = 1.0
    for number in range(1, plan.epochs + 1):
        started, losses = time.monotonic(), 0.0
        for step in range(1, plan.steps + 1):
            losses += learner.step(next(source))
            yield Progress("", (number - 1) * plan.steps + step, plan.epochs * plan.steps)
            if is_stopped():
                return None
        if number == plan.epochs:
            seen, taken = keeper.kept(seen)
        yield checks.figures(
            seen, number=number, epochs=plan.epochs,
            loss=losses / plan.steps, seconds=time.monotonic() - started,
        )  # fmt: skip
    return Relearnt(seen, size_of(model.card), taken, plan.epochs, len(own))


def ship_own(
    done: Relearnt,
    folder: Path,
    before: Card,
    lines: ShippedLines,
    second: GlyphReader | None,
    bands: BandScorer | None,
    facts: dict[str, Any],
    plan: Plan,
) -> Generator[Progress, None, Card]:
    """Write MODEL and CARD of what was learnt to `folder`, its confidence fitted anew; return the card.

    before: of the model that was begun with; facts: what else the card is to say. Yields after each page
    that the confidence is fitted on. Raises NotWritten.
    """
    network = done.network.to("cpu").to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    write_digits(network, folder / MODEL)
    card = Card(
        **{
            "format": FORMAT,
            "sha256": hashlib.sha256((folder / MODEL).read_bytes()).hexdigest(),
            "classes": CLASSES,
            "calibration": before.calibration,
            "seconded": before.seconded,
            "made": date.today().isoformat(),
            "origin": ORIGIN,
            "recipe": {**asdict(plan), "size": asdict(done.size), "start": before.sha256},
            "epochs": done.epochs,
            **facts,
        }
    )
    write_card(card, folder / CARD)
    alone, seconded = yield from _calibrations(
        DigitReader(DigitModel(folder), second, bands), card, lines.calibrating
    )
    card = card.model_copy(update={"calibration": alone, "seconded": seconded})
    write_card(card, folder / CARD)
    return card


def _own_lines(
    pages: Sequence[Sequence[OwnValue]], model: DigitModel, bands: BandScorer | None
) -> list[tuple[NumberLine, int]]:
    """Return the lines whose text is found on them, each with how many times as often it is learnt."""
    found: list[tuple[NumberLine, int]] = []
    for page in pages:
        for value, line in zip(page, placed(page, model, bands), strict=True):
            if line is not None:
                found.append((line, _CORRECTED if value.is_corrected else 1))
    if not found:
        raise Refused(
            "of none of the numbers the print was found on its page",
            remedy="look at the boxes of their fields: each must hold its number",
        )
    return found


class _Checks:
    """What each epoch is judged by: own and shipped numbers that are never learnt."""

    def __init__(self, model: DigitModel, material: Material) -> None:
        self._card, self._bands = model.card, material.bands
        made = material.shipped.judged[:_LOOKED_AT]
        self._own = [[known_own(one) for one in page] for page in material.checked]
        self._made = [[known_of(line) for line in page] for page in made]
        own_lines = [
            line
            for page in material.checked
            for line in placed(page, model, material.bands)
            if line is not None
        ]
        self._own_batches = _clean_batches(own_lines)
        self._made_batches = _clean_batches([line for page in made for line in page])

    def figures(
        self, network: nn.Module, *, number: int, epochs: int, loss: float, seconds: float
    ) -> EpochFigures:
        """Return how a network does on both sets. The second reader is not asked: it does not learn."""
        reader = DigitReader(LiveModel(network, self._card), bands=self._bands)
        own, made = (
            SetFigures(_loss(network, batches), *exact(reader, pages))
            for batches, pages in ((self._own_batches, self._own), (self._made_batches, self._made))
        )
        return EpochFigures(number, epochs, loss, own, made, seconds)


def _clean_batches(lines: Sequence[NumberLine], size: int = 32) -> list[Batch]:
    made = (sample_of(one, band=band_of(one)) for one in lines)
    samples: list[Sample] = [one for one in made if one is not None and one.labels]
    samples.sort(key=lambda one: one.strip.pixels.shape[1])
    return [collate(samples[at : at + size]) for at in range(0, len(samples), size)]


@torch.no_grad()
def _loss(network: nn.Module, batches: Sequence[Batch]) -> float:
    """Return the mean loss of a network on batches that it does not learn from; 0 for none."""
    device = next(network.parameters()).device
    network.eval()
    lines = sum(len(batch.lengths) for batch in batches)
    total = sum(float(line_loss(network, batch, device)) * len(batch.lengths) for batch in batches)
    return total / lines if lines else _NO_LOSS


def _calibrations(
    reader: DigitReader, before: Card, pages: Pages
) -> Generator[Progress, None, tuple[Calibration, Calibration | None]]:
    """Return the confidence fitted anew, near to the one before: alone, and where the second was asked."""
    alone: list[tuple[tuple[float, ...], bool]] = []
    seconded: list[tuple[tuple[float, ...], bool]] = []
    for number, page in enumerate(pages, start=1):
        for judged, is_right in judged_lines(reader, page):
            alone.append((judged.features, is_right))
            if judged.second is not None:
                seconded.append((values_of(judged), is_right))
        yield Progress("", number, len(pages))
    both = _fitted_near(seconded, before.seconded) if before.seconded is not None else None
    return _fitted_near(alone, before.calibration), both


def _fitted_near(found: Sequence[tuple[tuple[float, ...], bool]], before: Calibration) -> Calibration:
    if not found:
        return before
    return fitted([one for one, _ in found], [right for _, right in found], near=before, decay=_NEAR)
