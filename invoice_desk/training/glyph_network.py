"""The glyph network: a proposed glyph's window becomes scores of all classes, "no whole glyph" among them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from invoice_desk.imaging.glyph_windows import CHANNELS, COLUMNS, MEASURES, Windows
from invoice_desk.imaging.splitting import ROWS
from invoice_desk.reading.digits.classes import CLASSES


@dataclass(frozen=True, slots=True)
class GlyphNetworkSize:
    """channels: of the three convolutions; hidden: of the first of the two fully connected layers."""

    channels: tuple[int, int, int] = (24, 48, 96)
    hidden: int = 160


class GlyphNetwork(nn.Module):
    """Windows (N x 3 x 40 x 32, 0 paper to 1 ink) and measures (N x 4) to scores: N x classes.

    Class 0, paper elsewhere, says here that the proposal is not one whole glyph.
    """

    def __init__(self, size: GlyphNetworkSize | None = None) -> None:
        """size: as measured best by default."""
        super().__init__()
        size = size or GlyphNetworkSize()
        first, second, third = size.channels
        self.stages = nn.Sequential(
            _convolution(CHANNELS, first, 5),  # N x first x 20 x 16
            _convolution(first, second, 3),  # N x second x 10 x 8
            _convolution(second, third, 3),  # N x third x 5 x 4
            nn.Flatten(),
        )
        self.hidden = nn.Linear(third * (ROWS // 8) * (COLUMNS // 8) + MEASURES, size.hidden)
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(size.hidden, len(CLASSES))

    def forward(self, windows: Tensor, measures: Tensor) -> Tensor:
        """Return scores before softmax, float32."""
        features = torch.cat([self.stages(windows), measures], 1)  # N x (third * 20 + 4)
        hidden = self.drop(torch.relu(self.hidden(features)))  # N x hidden
        scores: Tensor = self.head(hidden).float()  # N x classes
        return scores


def tensors_of(windows: Windows, device: torch.device | str = "cpu") -> tuple[Tensor, Tensor]:
    """Return windows and measures as the network takes them."""
    pixels = torch.from_numpy(windows.pixels).to(device).float() / 255  # N x CHANNELS x ROWS x COLUMNS
    return pixels.contiguous(memory_format=torch.channels_last), torch.from_numpy(windows.measures).to(device)


def _convolution(before: int, after: int, side: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(before, after, side, padding=side // 2, bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(),
        nn.MaxPool2d(2),
    )
