"""The trained digit network: checked before it is loaded, then asked about many strips at once."""

from __future__ import annotations

import hashlib
import json
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from invoice_desk.errors import BadFile, MissingPart
from invoice_desk.imaging.strips import HEIGHT
from invoice_desk.reading.digits.classes import CLASSES
from invoice_desk.reading.digits.decoding import Scores

FORMAT = "invoice-desk-digits/1"
MODEL, CARD = "arabic_digits.pt2", "arabic_digits.json"
MAX_BYTES = 8 * 1024 * 1024
STEP = 2  # pixels of a strip that one column of scores stands for

_BATCH = 32  # strips at once: more take more memory and no less time
_REMEDY = "install Invoice Desk again, or make the model anew: invoice-desk digits train, then export"


class Calibration(BaseModel):
    """How what the network says becomes a confidence that means what it says: a logistic curve.

    weights: of the features that `confidence.features` gives, in its order; bias: added to them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    weights: tuple[float, ...]
    bias: float


class Card(BaseModel):
    """What stands beside a model file: what it is, how it was made, and how well it reads."""

    model_config = ConfigDict(frozen=True, extra="allow")
    format: Literal["invoice-desk-digits/1"]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    classes: tuple[str, ...]
    calibration: Calibration


class DigitModel:
    """The network of a folder's MODEL and CARD. Serves many threads, one at a time."""

    def __init__(self, folder: Path) -> None:
        """Load it. Raises BadFile where it is missing, changed or foreign; MissingPart without PyTorch."""
        self.card = read_card(folder / CARD)
        check_model(folder / MODEL, self.card)
        try:
            import torch
        except ImportError as error:
            raise MissingPart("PyTorch is not installed", remedy="pip install torch==2.13.0") from error
        self._torch = torch
        self._network = torch.export.load(folder / MODEL).module()
        self._lock = threading.Lock()

    def scores(self, strips: Sequence[NDArray[np.uint8]]) -> list[Scores]:
        """Return the scores of strips (HEIGHT x W, 0 paper to 255 ink), each of W / STEP columns."""
        order = sorted(range(len(strips)), key=lambda index: strips[index].shape[1])
        found: dict[int, Scores] = {}
        for at in range(0, len(order), _BATCH):
            some = order[at : at + _BATCH]
            found.update(zip(some, self._batch([strips[one] for one in some]), strict=True))
        return [found[index] for index in range(len(strips))]

    def _batch(self, strips: Sequence[NDArray[np.uint8]]) -> list[Scores]:
        columns = [max(4, one.shape[1] // STEP) for one in strips]
        padded = np.zeros((len(strips), 1, HEIGHT, max(columns) * STEP), np.float32)
        for row, one, width in zip(padded, strips, columns, strict=True):
            shown = one[:, : width * STEP]
            row[0, :, : shown.shape[1]] = shown.astype(np.float32) / 255
        with self._lock, self._torch.no_grad():
            scores = self._network(self._torch.from_numpy(padded)).log_softmax(2).numpy()  # N x 2 x C x W/2
        return [own[:, :, :width] for own, width in zip(scores, columns, strict=True)]


def read_card(path: Path) -> Card:
    """Return a model's card. Raises BadFile where it is missing, wrong, or of other classes."""
    try:
        card = Card.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise BadFile("is not there or no card of a digit model", where=path, remedy=_REMEDY) from error
    if card.classes != CLASSES:
        raise BadFile("is of a model with other classes", where=path, remedy=_REMEDY)
    return card


def check_model(path: Path, card: Card) -> None:
    """Raise BadFile where a model file is not the one of the card, or holds anything pickled."""
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise BadFile(f"cannot be read: {error.strerror}", where=path, remedy=_REMEDY) from error
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise BadFile("is not the model that its card describes", where=path, remedy=_REMEDY)
    try:
        with zipfile.ZipFile(path) as archive:
            is_pickled = any(_has_pickled(json.loads(archive.read(name))) for name in _configs(archive))
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise BadFile("is no model of torch.export", where=path, remedy=_REMEDY) from error
    if is_pickled:
        raise BadFile("holds pickled objects, which are never loaded", where=path, remedy=_REMEDY)


def _configs(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the archive's lists of weights and constants. Raises ValueError for none."""
    names = [one for one in archive.namelist() if one.endswith("_config.json")]
    if not names:
        raise ValueError("no lists of weights")
    return names


def _has_pickled(config: Any) -> bool:  # noqa: ANN401 - any JSON
    if isinstance(config, dict):
        return config.get("use_pickle") is True or any(map(_has_pickled, config.values()))
    return isinstance(config, list) and any(map(_has_pickled, config))
