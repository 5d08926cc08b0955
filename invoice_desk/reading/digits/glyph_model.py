"""The trained glyph network: asked about all proposed glyphs of a page at once."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.glyph_windows import Windows
from invoice_desk.reading.digits.classes import CLASSES
from invoice_desk.reading.digits.model_files import ModelCard, load_model, read_card_as

GLYPH_FORMAT = "invoice-desk-glyphs/1"
GLYPH_MODEL, GLYPH_CARD = "arabic_glyphs.pt2", "arabic_glyphs.json"

_BATCH = 256  # windows at once: more take more memory and no less time


class GlyphScorer(Protocol):
    """Says what proposed glyphs are."""

    def scores(self, windows: Windows) -> NDArray[np.float32]:
        """Return logarithms of probabilities, N x classes; class 0 is no whole glyph."""


class GlyphCard(ModelCard):
    """What stands beside the glyph model: what it is, and how it was made."""

    format: Literal["invoice-desk-glyphs/1"]


class GlyphModel:
    """The network of a folder's GLYPH_MODEL and GLYPH_CARD. Serves many threads, one at a time."""

    def __init__(self, folder: Path) -> None:
        """Load it. Raises BadFile where it is missing, changed or foreign; MissingPart without PyTorch."""
        self.card = read_card_as(folder / GLYPH_CARD, GlyphCard)
        self._network = load_model(folder / GLYPH_MODEL, self.card)
        self._lock = threading.Lock()

    def scores(self, windows: Windows) -> NDArray[np.float32]:
        """Return logarithms of probabilities, N x classes; class 0 is no whole glyph."""
        import torch

        found = [np.zeros((0, len(CLASSES)), np.float32)]
        for at in range(0, len(windows.pixels), _BATCH):
            pixels = torch.from_numpy(windows.pixels[at : at + _BATCH]).float() / 255
            measures = torch.from_numpy(windows.measures[at : at + _BATCH])
            with self._lock, torch.no_grad():
                found.append(self._network(pixels, measures).log_softmax(1).numpy())  # N x classes
        return np.concatenate(found)
