"""A confidence that means what it says: fitted on lines of families that the network has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from invoice_desk.reading.digits.confidence import seconded
from invoice_desk.reading.digits.grammar import same_number
from invoice_desk.reading.digits.model import Calibration
from invoice_desk.reading.digits.reader import DigitReader, Judged
from invoice_desk.training.dataset import LineMaker, NumberLine
from invoice_desk.training.fonts import FontFile, Split
from invoice_desk.training.judging import region_of

_SEED = 91
_ON_A_PAGE = 12  # numbers that are read together, as on an invoice
_DECAY = 1e-3  # of the weights, so that they stay small where nothing is to be told


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one line: what was read, None for nothing, and its confidence (0..1, 0 for nothing)."""

    line: NumberLine
    judged: Judged | None
    sure: float

    @property
    def text(self) -> str:
        """The number as read; "" for none."""
        return self.judged.decoded.text if self.judged is not None else ""

    @property
    def is_right(self) -> bool:
        """Whether the number is: all of its digits, and all marks by what they mean."""
        return same_number(self.text, self.line.text, self.line.field_kind)


def calibrated(reader: DigitReader, fonts: Sequence[FontFile], lines: int) -> Calibration:
    """Return the calibration of a reader on `lines` lines of the validation fonts.

    Where it has a second reader: of the numbers about which that one was asked.
    """
    found = [
        (one.judged, one.is_right)
        for one in outcomes(reader, fonts, Split.VALIDATION, lines, seed=_SEED)
        if one.judged is not None and (one.judged.second is not None or not reader.has_second)
    ]
    return fitted([values_of(judged) for judged, _ in found], [is_right for _, is_right in found])


def fitted(
    values: Sequence[Sequence[float]],
    right: Sequence[bool],
    *,
    near: Calibration | None = None,
    decay: float = _DECAY,
) -> Calibration:
    """Return the logistic curve that tells best which numbers are right by their features.

    near: the curve that it is held to where the numbers tell little, that of no weights if left out;
    decay: how strongly.
    """
    start = torch.tensor(near.weights if near is not None else (0.0,) * len(values[0]), dtype=torch.float64)
    at = near.bias if near is not None else 0.0
    seen = torch.tensor(values, dtype=torch.float64)
    wanted = torch.tensor(right, dtype=torch.float64)
    weights = start.clone().requires_grad_(True)
    bias = torch.full((1,), at, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=200)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(seen @ weights + bias, wanted)
        loss = loss + decay * (weights - start).square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return Calibration(weights=tuple(weights.tolist()), bias=float(bias.detach()))


def values_of(judged: Judged) -> tuple[float, ...]:
    """Return the features of a number, with the second reader's word where it was asked."""
    if judged.second is None:
        return judged.features
    return (*judged.features, seconded(judged.decoded.text, judged.second))


def judged_lines(reader: DigitReader, page: Sequence[NumberLine]) -> list[tuple[Judged, bool]]:
    """Return what is believed of the lines of a page on which anything was read, and whether it is right."""
    judged = reader.judge([region_of(line) for line in page])
    return [
        (one, same_number(one.decoded.text, line.text, line.field_kind))
        for line, one in zip(page, judged, strict=True)
        if one is not None
    ]


def outcomes(
    reader: DigitReader, fonts: Sequence[FontFile], split: Split, lines: int, *, seed: int
) -> list[Outcome]:
    """Return what came of lines with Arabic-Indic digits of one split, in the shapes that its fonts have.

    Lines that nobody could read are among them, as on invoices: a reader has to be unsure of those.
    """
    chosen = [font for font in fonts if font.split is split]
    maker = LineMaker(chosen, seed, with_shapes=False, least_trace=0.0)
    pages = maker.pages(_ON_A_PAGE, families="arabic")
    found: list[Outcome] = []
    for page in pages:
        judged = reader.judge([region_of(line) for line in page])
        found += [
            Outcome(line, one, reader.sure(one) if one is not None else 0.0)
            for line, one in zip(page, judged, strict=True)
        ]
        if len(found) >= lines:
            break
    return found[:lines]
