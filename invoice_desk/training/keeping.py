"""What was learnt, taken only so far that nothing is forgotten: a mean of the weights before and after."""

from __future__ import annotations

from copy import deepcopy

import torch
from torch import nn

from invoice_desk.reading.digits.band_model import BandScorer
from invoice_desk.reading.digits.model import Card
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.training.judging import exact, known_of
from invoice_desk.training.live_model import LiveModel
from invoice_desk.training.shipped_lines import Pages

SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""How much of what was learnt is taken: the first with which enough is still read, else the last."""

_LOST = 0.02  # share of lines that may be read worse


class Keeper:
    """Knows a network as it was, and what it reads of lines that are not learnt from.

    Between the weights before and after a short learning lie networks that know most of both (Wortsman 2022,
    robust fine-tuning); how near to which is told by drawn lines of families that are never learnt from, and
    never judged by.
    """

    def __init__(self, network: nn.Module, card: Card, pages: Pages, bands: BandScorer | None = None) -> None:
        """network: as it was, which is copied; card: of its file; bands: tells where lines stand."""
        self._start = deepcopy(network).eval()
        self._card, self._bands = card, bands
        self._pages = [[known_of(line) for line in page] for page in pages]
        lines = sum(map(len, self._pages))
        self._least = self._exact(self._start) - int(_LOST * lines)

    def kept(self, network: nn.Module) -> tuple[nn.Module, float]:
        """Return the network with as much of what it learnt as it can without forgetting; and how much."""
        for share in SHARES[:-1]:
            found = self._between(network, share)
            if self._exact(found) >= self._least:
                return found, share
        return self._between(network, SHARES[-1]), SHARES[-1]

    def _exact(self, network: nn.Module) -> int:
        return exact(DigitReader(LiveModel(network, self._card), bands=self._bands), self._pages)[0]

    @torch.no_grad()
    def _between(self, network: nn.Module, share: float) -> nn.Module:
        found = deepcopy(network).eval()
        for own, before in zip(found.parameters(), self._start.parameters(), strict=True):
            own.lerp_(before, 1.0 - share)
        return found
