"""The digit network: a strip of print becomes, for each two pixels of its width, scores of all classes."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from invoice_desk.reading.digits.classes import CLASSES
from invoice_desk.training.batches import Batch


@dataclass(frozen=True, slots=True)
class NetworkSize:
    """channels: of the three stages and the line; reach: columns that a layer of the line sees;
    steps: between them, of each layer in turn.
    """

    channels: tuple[int, int, int, int] = (32, 56, 80, 192)
    reach: int = 5
    steps: tuple[int, ...] = (1, 2, 4, 8)


class DigitNetwork(nn.Module):
    """Strips (N x 1 x 32 x W, 0 paper to 1 ink) to two scores a column: N x 2 x classes x W / 2.

    The first says what is printed at each column (paper between glyphs), so that it also tells
    where each glyph stands; the second spells the line, as connectionist temporal classification
    (Graves 2006) trains it. Both see the whole height, so a zero's dot differs from a decimal point
    by where it stands; and by dilated layers (Yu and Koltun 2016) some 60 columns, for the other
    digits of a line tell how its font draws a ٢ and a ٣, and how high its marks stand.
    """

    def __init__(self, size: NetworkSize | None = None) -> None:
        """size: as measured best by default."""
        super().__init__()
        size = size or NetworkSize()
        first, second, third, line = size.channels
        self.stages = nn.Sequential(
            _convolution(1, first, (5, 5), stride=2),  # N x first x 16 x W/2
            _convolution(first, second, (3, 3)),
            nn.MaxPool2d((2, 1)),  # N x second x 8 x W/2
            _convolution(second, third, (3, 3)),
            _convolution(third, third, (3, 3)),
            nn.MaxPool2d((2, 1)),  # N x third x 4 x W/2
            _convolution(third, line, (4, 3), padding=(0, 1)),  # N x line x 1 x W/2
        )
        self.line = nn.ModuleList(
            _convolution(line, line, (1, size.reach), padding=(0, size.reach // 2 * step), step=step)
            for step in size.steps
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


def _convolution(
    before: int,
    after: int,
    kernel: tuple[int, int],
    *,
    stride: int = 1,
    padding: tuple[int, int] | None = None,
    step: int = 1,
) -> nn.Sequential:
    """Return a convolution, normalised and cut at 0. padding: that of half the kernel, if not given."""
    around = padding or (kernel[0] // 2, kernel[1] // 2)
    return nn.Sequential(
        nn.Conv2d(before, after, kernel, stride=stride, padding=around, dilation=(1, step), bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(),
    )
