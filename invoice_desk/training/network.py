"""The digit network: a strip of print becomes, for each two pixels of its width, scores of all classes."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from invoice_desk.reading.digits.classes import CLASSES
from invoice_desk.training.batches import Batch


@dataclass(frozen=True, slots=True)
class NetworkSize:
    """channels: of the three stages and the line; reach: columns that a line layer sees; depth: of these."""

    channels: tuple[int, int, int, int] = (20, 40, 80, 160)
    reach: int = 7
    depth: int = 2


class DigitNetwork(nn.Module):
    """Strips (N x 1 x 32 x W, 0 paper to 1 ink) to two scores a column: N x 2 x classes x W / 2.

    The first says what is printed at each column (paper between glyphs), so that it also tells
    where each glyph stands; the second spells the line, as connectionist temporal classification
    (Graves 2006) trains it. Both see the whole height, so a zero's dot differs from a decimal point
    by where it stands.
    """

    def __init__(self, size: NetworkSize | None = None) -> None:
        """size: as measured best by default."""
        super().__init__()
        size = size or NetworkSize()
        first, second, third, line = size.channels
        self.stages = nn.Sequential(
            _convolution(1, first),
            nn.MaxPool2d(2),  # N x first x 16 x W/2
            _convolution(first, second),
            _convolution(second, second),
            nn.MaxPool2d((2, 1)),  # N x second x 8 x W/2
            _convolution(second, third),
            _convolution(third, third),
            nn.MaxPool2d((2, 1)),  # N x third x 4 x W/2
            nn.Conv2d(third, line, (4, 3), padding=(0, 1), bias=False),  # N x line x 1 x W/2
            nn.BatchNorm2d(line),
            nn.ReLU(),
        )
        self.line = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(line, line, (1, size.reach), padding=(0, size.reach // 2), bias=False),
                nn.BatchNorm2d(line),
                nn.ReLU(),
            )
            for _ in range(size.depth)
        )
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Conv2d(line, 2 * len(CLASSES), 1)

    def forward(self, strips: Tensor) -> Tensor:
        """Return scores before softmax, float32."""
        features = self.stages(strips)
        for layer in self.line:
            features = features + layer(features)
        scores = self.heads(self.drop(features)).squeeze(2)  # N x 2C x W/2
        split: Tensor = scores.float().unflatten(1, (2, len(CLASSES)))  # N x 2 x C x W/2
        return split


def strips_of(batch: Batch, device: torch.device | str = "cpu") -> Tensor:
    """Return the strips as the network takes them: N x 1 x HEIGHT x W, 0 paper to 1 ink."""
    strips = torch.from_numpy(batch.strips).to(device).unsqueeze(1).float() / 255
    return strips.to(memory_format=torch.channels_last)


def _convolution(before: int, after: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(before, after, 3, padding=1, bias=False), nn.BatchNorm2d(after), nn.ReLU())
