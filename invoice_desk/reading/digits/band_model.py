"""The trained band network: looks at guesses of where lines stand, and says how far off they are."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.band_views import VIEW_ROWS, Shift, View
from invoice_desk.reading.digits.model_files import ModelCard, load_model, read_card_as

BAND_FORMAT = "invoice-desk-bands/1"
BAND_MODEL, BAND_CARD = "arabic_bands.pt2", "arabic_bands.json"

_BATCH = 32  # views at once: more take more memory and no less time
_WIDTHS = 4  # pixels: the network halves a view's width twice


class BandScorer(Protocol):
    """Says how far off guessed bands are."""

    def shifts(self, views: Sequence[View]) -> list[Shift]:
        """Return a Shift a view."""


class BandCard(ModelCard):
    """What stands beside the band model: what it is, and how it was made."""

    format: Literal["invoice-desk-bands/1"]


class BandModel:
    """The network of a folder's BAND_MODEL and BAND_CARD. Serves many threads, one at a time."""

    def __init__(self, folder: Path) -> None:
        """Load it. Raises BadFile where it is missing, changed or foreign; MissingPart without PyTorch."""
        self.card = read_card_as(folder / BAND_CARD, BandCard)
        self._network = load_model(folder / BAND_MODEL, self.card)
        self._lock = threading.Lock()

    def shifts(self, views: Sequence[View]) -> list[Shift]:
        """Return a Shift a view."""
        import torch

        order = sorted(range(len(views)), key=lambda at: views[at].pixels.shape[2])
        found: dict[int, Shift] = {}
        for at in range(0, len(order), _BATCH):
            some = order[at : at + _BATCH]
            pixels, hints = stacked([views[one] for one in some])
            tensors = torch.from_numpy(pixels).float() / 255, torch.from_numpy(hints)
            with self._lock, torch.no_grad():
                rows = self._network(*tensors).tolist()  # N x 3
            found.update((one, Shift(*row)) for one, row in zip(some, rows, strict=True))
        return [found[at] for at in range(len(views))]


def stacked(views: Sequence[View]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Return views of like width as N x 2 x VIEW_ROWS x W, with paper at their right, and hints N x 2."""
    width = max(4 * _WIDTHS, *(one.pixels.shape[2] for one in views))
    pixels = np.zeros((len(views), 2, VIEW_ROWS, -(-width // _WIDTHS) * _WIDTHS), np.uint8)
    for own, one in zip(pixels, views, strict=True):
        own[:, :, : one.pixels.shape[2]] = one.pixels
    return pixels, np.array([one.hint for one in views], np.float32)
