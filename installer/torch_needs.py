"""Which modules of PyTorch, and of what it imports, the program uses: found by using them, then printed.

The models are loaded, asked, taught a step, and written again, as reading and learning digits do. What is not
loaded by then is left out of the bundle (hooks/hook-torch.py); a test of the bundle learns digits in it.
"""

from __future__ import annotations

import inspect
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

OWNERS = ("torch", "torchgen", "sympy", "networkx", "mpmath")
MODELS = Path(__file__).resolve().parents[1] / "models"


def main() -> None:
    """Use PyTorch as the program does; print the modules that are loaded, then those whose source is read."""
    read = _noting_sources()
    _use()
    print(" ".join(sorted(one for one in sys.modules if one.split(".")[0] in OWNERS)))
    print(
        " ".join(
            sorted(name for name, module in sys.modules.items() if getattr(module, "__file__", "") in read)
        )
    )


def _noting_sources() -> set[str]:
    """Return a set that fills with the files whose source PyTorch reads, as its compilers do on import."""
    read: set[str] = set()
    find = inspect.findsource

    def note(found: Any) -> tuple[list[str], int]:  # noqa: ANN401 - whatever inspect takes
        with suppress(TypeError):
            read.add(inspect.getsourcefile(found) or "")
        return find(found)

    inspect.findsource = note  # type: ignore[assignment]
    return read


def _use() -> None:
    import numpy as np
    import torch
    from torch.nn import functional

    import invoice_desk.training.relearning  # noqa: F401 - with all that learning imports
    from invoice_desk.imaging.band_views import VIEW_ROWS, View
    from invoice_desk.imaging.strips import HEIGHT
    from invoice_desk.reading.digits.band_model import BandModel
    from invoice_desk.reading.digits.glyph_model import GlyphModel
    from invoice_desk.reading.digits.model import DigitModel
    from invoice_desk.reading.digits.model_files import MODEL
    from invoice_desk.training.calibrating import fitted  # noqa: F401 - with all that judging imports
    from invoice_desk.training.live_model import network_of
    from invoice_desk.training.shipping import write_digits

    DigitModel(MODELS)
    GlyphModel(MODELS)
    BandModel(MODELS).shifts([View(np.zeros((2, VIEW_ROWS, 64), np.uint8), (0.0, 0.0))])
    network = network_of(MODELS).train()
    optimiser = torch.optim.AdamW(network.parameters(), 1e-4, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-4, total_steps=4)
    scores = network(torch.zeros(2, 1, HEIGHT, 64)).log_softmax(-1)
    functional.mse_loss(scores, torch.zeros_like(scores)).backward()  # type: ignore[no-untyped-call]
    optimiser.step()
    schedule.step()
    torch.optim.LBFGS([torch.zeros(2, requires_grad=True)])
    with tempfile.TemporaryDirectory() as folder:
        write_digits(network, Path(folder) / MODEL)
        torch.export.load(Path(folder) / MODEL).module()


if __name__ == "__main__":
    main()
