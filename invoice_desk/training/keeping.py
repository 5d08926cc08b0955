"""What was learnt, taken only so far that nothing is forgotten: a mean of the weights before and after."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

import torch
from torch import nn

from invoice_desk.training.dataset import NumberLine, sample_of
from invoice_desk.training.evaluation import Judged, evaluate

SHARES = (1.0, 0.8, 0.6, 0.45, 0.3)
"""How much of what was learnt is taken: the first with which enough is still read."""

_LOST = 0.02  # share of lines that may be read worse


class Keeper:
    """Knows a network as it was, and what it reads of lines that are not learnt from.

    Between the weights before and after a short learning lie networks that know most of both (Wortsman 2022,
    robust fine-tuning); how near to which is told by drawn lines of families that are never learnt from, and
    never judged by.
    """

    def __init__(self, network: nn.Module, lines: Sequence[NumberLine]) -> None:
        """network: as it was, which is copied."""
        self._start = deepcopy(network).eval()
        samples = ((line, sample_of(line)) for line in lines)
        self._lines = [Judged(line, sample) for line, sample in samples if sample is not None]
        self._least = self._exact(self._start) - round(_LOST * len(self._lines))

    def kept(self, network: nn.Module) -> nn.Module:
        """Return the network with as much of what it learnt as it can have without forgetting."""
        for share in SHARES[:-1]:
            found = self._between(network, share)
            if self._exact(found) >= self._least:
                return found
        return self._between(network, SHARES[-1])

    def _exact(self, network: nn.Module) -> int:
        return evaluate(network, self._lines).exact

    @torch.no_grad()
    def _between(self, network: nn.Module, share: float) -> nn.Module:
        found = deepcopy(network).eval()
        for own, before in zip(found.parameters(), self._start.parameters(), strict=True):
            own.lerp_(before, 1.0 - share)
        return found
