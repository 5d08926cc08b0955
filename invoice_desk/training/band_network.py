"""The band network: a look at a guessed band becomes how far off the guess is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from invoice_desk.imaging.band_views import Shift, View
from invoice_desk.reading.digits.band_model import stacked

HINTS = 2
_WIDEST = 2.0  # of what is answered: guesses are not farther off, in heights or logarithms


@dataclass(frozen=True, slots=True)
class BandNetworkSize:
    """channels: of the four stages and of the line; hidden: of the fully connected layers."""

    channels: tuple[int, int, int, int, int] = (16, 24, 40, 56, 80)
    hidden: int = 64


class BandNetwork(nn.Module):
    """Views (N x 2 x 48 x W, 0 to 1) and hints (N x 2) to N x 3: down, growth and doubt of a Shift.

    Columns are weighed (attention, Bahdanau 2015), so that words and rulings beside the number count little.
    """

    def __init__(self, size: BandNetworkSize | None = None) -> None:
        """size: as measured best by default."""
        super().__init__()
        size = size or BandNetworkSize()
        first, second, third, fourth, line = size.channels
        self.stages = nn.Sequential(
            _convolution(2, first, (5, 5), stride=(2, 2)),  # N x first x 24 x W/2
            _convolution(first, second, (3, 3), stride=(2, 2)),  # N x second x 12 x W/4
            _convolution(second, third, (3, 3), stride=(2, 1)),  # N x third x 6 x W/4
            _convolution(third, fourth, (3, 3)),
            _convolution(fourth, line, (6, 3), padding=(0, 1)),  # N x line x 1 x W/4
            _convolution(line, line, (1, 5)),
        )
        self.weights = nn.Conv2d(line, 1, 1)
        self.hidden = nn.Linear(line + HINTS, size.hidden)
        self.again = nn.Linear(size.hidden, size.hidden)
        self.head = nn.Linear(size.hidden, 3)

    def forward(self, views: Tensor, hints: Tensor) -> Tensor:
        """Return down, growth and doubt, float32."""
        features = self.stages(views).squeeze(2)  # N x line x W/4
        weights = self.weights(features.unsqueeze(2)).squeeze(2).float().softmax(2)  # N x 1 x W/4
        pooled = (features * weights).sum(2)  # N x line
        hidden = torch.relu(self.hidden(torch.cat([pooled, hints], 1)))
        found: Tensor = self.head(torch.relu(self.again(hidden))).float().clamp(-2 * _WIDEST, _WIDEST)
        return found


def view_tensors(views: Sequence[View], device: torch.device | str = "cpu") -> tuple[Tensor, Tensor]:
    """Return views of like width and their hints as the network takes them."""
    pixels, hints = stacked(views)
    shown = torch.from_numpy(pixels).to(device).float() / 255
    return shown.contiguous(memory_format=torch.channels_last), torch.from_numpy(hints).to(device)


@dataclass(frozen=True, slots=True)
class LiveBands:
    """A network in training, asked as a BandModel is."""

    network: nn.Module

    def shifts(self, views: Sequence[View]) -> list[Shift]:
        """Return a Shift a view."""
        device = next(self.network.parameters()).device
        self.network.eval()
        with torch.no_grad():
            return [
                Shift(*row) for view in views for row in self.network(*view_tensors([view], device)).tolist()
            ]


def _convolution(
    before: int,
    after: int,
    kernel: tuple[int, int],
    *,
    stride: tuple[int, int] = (1, 1),
    padding: tuple[int, int] | None = None,
) -> nn.Sequential:
    around = padding or (kernel[0] // 2, kernel[1] // 2)
    return nn.Sequential(
        nn.Conv2d(before, after, kernel, stride=stride, padding=around, bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(),
    )
