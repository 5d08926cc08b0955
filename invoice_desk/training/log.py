"""What training came to, epoch by epoch: a JSON file and the plots made of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from invoice_desk.files import write_text_whole
from invoice_desk.training.learning import Epoch
from invoice_desk.training.plots import plot_confusion, plot_epochs

SCORES, EPOCHS, CONFUSION = "scores.json", "epochs.png", "confusion.png"


class Log:
    """Keeps SCORES, EPOCHS and CONFUSION in a folder up to date; goes on where an earlier training ended."""

    def __init__(self, folder: Path) -> None:
        """folder: of the training; it is made when the first epoch is added."""
        self._folder = folder
        path = folder / SCORES
        self._scores: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []

    @property
    def epochs(self) -> int:
        """How many epochs are in it."""
        return len(self._scores)

    def add(self, epoch: Epoch) -> None:
        """Write an epoch's scores and draw the plots anew. Raises NotWritten."""
        kinds = {str(kind): exact / max(1, lines) for kind, (exact, lines) in epoch.score.by_kind.items()}
        one = {"epoch": epoch.number, "loss": epoch.loss, "exact": epoch.score.share, "kinds": kinds}
        self._scores = [*(old for old in self._scores if old["epoch"] < epoch.number), one]
        write_text_whole(self._folder / SCORES, json.dumps(self._scores, indent=1))
        losses, shares = ([old[key] for old in self._scores] for key in ("loss", "exact"))
        plot_epochs(self._folder / EPOCHS, losses, shares)
        if epoch.score.confusion is not None:
            plot_confusion(self._folder / CONFUSION, epoch.score.confusion)

    def words(self, epoch: Epoch) -> str:
        """Return an epoch in one line."""
        kinds = ", ".join(
            f"{kind} {exact / max(1, lines):.1%}" for kind, (exact, lines) in epoch.score.by_kind.items()
        )
        exact = f"{epoch.score.share:.1%} of numbers exact ({kinds})"
        return f"epoch {epoch.number}: loss {epoch.loss:.3f}, {exact}, {epoch.seconds:.0f} s"
