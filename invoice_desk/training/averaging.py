"""The weights of a network averaged over its last steps: steadier than those of any one step.

So training may be stopped at any epoch, long before the learning rate is low (Polyak and Juditsky 1992).
"""

from __future__ import annotations

from copy import deepcopy

import torch
from torch import nn

_STEPS = 1_000  # that the average reaches back, about
_FIRST = 10  # steps by which the first weights, which are chance, count less and less


class Average:
    """A network whose weights follow those of one that learns. For reading alone."""

    def __init__(self, network: nn.Module) -> None:
        """Begin with the weights as they are."""
        self.network = deepcopy(network).eval()
        self._own = list(self.network.state_dict().values())
        self.steps = 0

    @torch.no_grad()
    def add(self, network: nn.Module) -> None:
        """Take the weights after one more step."""
        self.steps += 1
        share = max(1 / _STEPS, _FIRST / (_FIRST - 1 + self.steps))
        for own, new in zip(self._own, network.state_dict().values(), strict=True):
            if own.is_floating_point():
                own.lerp_(new, share)
            else:
                own.copy_(new)
