"""The trained digit network: checked before it is loaded, then asked about many strips at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

from invoice_desk.errors import BadFile
from invoice_desk.imaging.strips import HEIGHT
from invoice_desk.reading.digits.classes import CLASSES
from invoice_desk.reading.digits.confidence import FEATURES, SECONDED
from invoice_desk.reading.digits.decoding import Scores
from invoice_desk.reading.digits.model_files import CARD, MODEL, REMEDY, ModelCard, load_model, read_card_as

FORMAT = "invoice-desk-digits/2"
STEP = 2  # pixels of a strip that one column of scores stands for

_FIRST_FORMAT = "invoice-desk-digits/1"
_FIRST_FEATURES = 5  # of the confidence, before those that were added to it
_BATCH = 32  # strips at once: more take more memory and no less time


class Calibration(BaseModel):
    """How what the network says becomes a confidence that means what it says: a logistic curve.

    weights: of confidence.FEATURES, or of SECONDED where a second reader was asked; bias: added to them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    weights: tuple[float, ...]
    bias: float


class Card(ModelCard):
    """What stands beside a model file: what it is, how it was made, and how well it reads."""

    format: Literal["invoice-desk-digits/2"]
    calibration: Calibration
    seconded: Calibration | None = None

    @model_validator(mode="before")
    @classmethod
    def _as_now(cls, card: object) -> object:
        """Take a card of the first format, too: what its confidence did not know weighs nothing."""
        if not isinstance(card, dict) or card.get("format") != _FIRST_FORMAT:
            return card
        curves = {name: _widened(card.get(name)) for name in ("calibration", "seconded")}
        return {**card, **curves, "format": FORMAT}

    @model_validator(mode="after")
    def _has_all_weights(self) -> Self:
        for curve, names in ((self.calibration, FEATURES), (self.seconded, SECONDED)):
            if curve is not None and len(curve.weights) != len(names):
                raise ValueError(f"{len(names)} weights are wanted: {', '.join(names)}")
        return self


class DigitModel:
    """The network of a folder's MODEL and CARD. Serves many threads, one at a time."""

    def __init__(self, folder: Path) -> None:
        """Load it. Raises BadFile where it is missing, changed or foreign; MissingPart without PyTorch."""
        self.card = read_card(folder / CARD)
        self._network = load_model(folder / MODEL, self.card)
        self._lock = threading.Lock()
        self._try(folder / MODEL)

    def scores(self, strips: Sequence[NDArray[np.uint8]]) -> list[Scores]:
        """Return the scores of strips (HEIGHT x W, 0 paper to 255 ink), each of W / STEP columns."""
        order = sorted(range(len(strips)), key=lambda index: strips[index].shape[1])
        found: dict[int, Scores] = {}
        for at in range(0, len(order), _BATCH):
            some = order[at : at + _BATCH]
            found.update(zip(some, self._batch([strips[one] for one in some]), strict=True))
        return [found[index] for index in range(len(strips))]

    def _try(self, path: Path) -> None:
        """Raise BadFile where the network is another one than a card of our format can be of."""
        try:
            (found,) = self.scores([np.zeros((HEIGHT, 16 * STEP), np.uint8)])
            is_ours = found.shape == (2, len(CLASSES), 16)
        except Exception as error:
            raise BadFile("is no model of digits", where=path, remedy=REMEDY) from error
        if not is_ours:
            raise BadFile("is no model of digits", where=path, remedy=REMEDY)

    def _batch(self, strips: Sequence[NDArray[np.uint8]]) -> list[Scores]:
        import torch

        columns = [max(4, one.shape[1] // STEP) for one in strips]
        padded = np.zeros((len(strips), 1, HEIGHT, max(columns) * STEP), np.float32)
        for row, one, width in zip(padded, strips, columns, strict=True):
            shown = one[:, : width * STEP]
            row[0, :, : shown.shape[1]] = shown.astype(np.float32) / 255
        with self._lock, torch.no_grad():
            scores = self._network(torch.from_numpy(padded)).log_softmax(2).numpy()  # N x 2 x C x W/2
        return [own[:, :, :width] for own, width in zip(scores, columns, strict=True)]


def _widened(curve: object) -> object:
    """Return a curve of the first format with weights of 0 for the features that it did not know."""
    if not isinstance(curve, dict) or not isinstance(weights := curve.get("weights"), list):
        return curve
    new = [0.0] * (len(FEATURES) - _FIRST_FEATURES)
    return {**curve, "weights": [*weights[:_FIRST_FEATURES], *new, *weights[_FIRST_FEATURES:]]}


def read_card(path: Path) -> Card:
    """Return a digit model's card. Raises BadFile where it is missing, wrong, or of other classes."""
    return read_card_as(path, Card)
