"""Pictures of how training went: loss and accuracy per epoch, and what is taken for what."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from invoice_desk.files import write_bytes_whole
from invoice_desk.reading.digits.classes import CLASSES, OTHER

_NAMES = ["paper", *(char if char != OTHER else "other" for char in CLASSES[1:])]


def plot_epochs(path: Path, losses: Sequence[float], shares: Sequence[float]) -> None:
    """Write loss and share of exact lines (0..1) per epoch as a PNG. Raises NotWritten."""
    figure = Figure(figsize=(8, 4.5), layout="constrained")
    left = figure.subplots()
    right = left.twinx()
    epochs = range(1, len(losses) + 1)
    left.plot(epochs, losses, color="tab:blue", marker="o", markersize=3)
    right.plot(epochs, [100 * one for one in shares], color="tab:green", marker="o", markersize=3)
    left.set(xlabel="epoch", ylabel="loss of training (blue)")
    right.set(ylabel="exact numbers of unseen families, % (green)", ylim=(0, 100))
    left.grid(alpha=0.3)
    _write(path, figure)


def plot_confusion(path: Path, confusion: NDArray[np.int64]) -> None:
    """Write what is printed (rows) and what was seen (columns) as a PNG; counts only where they differ."""
    counts = confusion[1:]
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    figure = Figure(figsize=(11, 11), layout="constrained")
    axes = figure.subplots()
    axes.imshow(shares**0.5, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(_NAMES)), _NAMES, fontsize=8)
    axes.set_yticks(range(len(_NAMES) - 1), _NAMES[1:], fontsize=8)
    axes.set(xlabel="seen", ylabel="printed")
    for row, column in np.argwhere(counts):
        if column != row + 1:
            axes.text(
                column, row, str(counts[row, column]), ha="center", va="center", fontsize=6, color="tab:red"
            )
    _write(path, figure)


def _write(path: Path, figure: Figure) -> None:
    kept = io.BytesIO()
    figure.savefig(kept, format="png", dpi=110)
    write_bytes_whole(path, kept.getvalue())
