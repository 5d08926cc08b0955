"""By which optimiser the network of lines learns more from as many lines: AdamW alone, or matrices by Muon.

Both begin with the same weights and see the same batches, drawn anew for each. Judged by lines of the
validation families, by the best spelling of each without any grammar. Seeded, but for the order in which
threads add.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import torch

from invoice_desk.training.batches import Batch, Maker, batches
from invoice_desk.training.evaluation import Judged, evaluate, validation_lines
from invoice_desk.training.font_folders import fonts_of
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.learning import Learner
from invoice_desk.training.network import DigitNetwork
from invoice_desk.training.training import Recipe, line_loss

SEED = 78


def main() -> None:
    """Print what each came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=96_000, help="that each learns from")
    parser.add_argument("--judged", type=int, default=3_000, help="lines to judge by")
    parser.add_argument("--fonts", type=Path, default=None, help="default: .setup/fonts (setup/get-fonts)")
    arguments = parser.parse_args()
    fonts = fonts_of(arguments.fonts, "train")
    lines = validation_lines(fonts_of(arguments.fonts, "validation"), arguments.judged, seed=SEED)
    recipe = Recipe(lines=arguments.lines, epoch_lines=arguments.lines)
    print(f"{recipe.steps} steps of {recipe.batch} lines; {len(lines)} lines to judge by")
    for name, with_muon in (("AdamW alone", False), ("Muon and AdamW", True)):
        print(f"  {name:<16}{_learnt(fonts, lines, recipe, with_muon=with_muon)}", flush=True)


def _learnt(fonts: Sequence[FontFile], lines: Sequence[Judged], recipe: Recipe, *, with_muon: bool) -> str:
    """Return how a network does after a whole recipe, and how long its steps took without the drawing."""
    torch.manual_seed(recipe.seed)
    learner: Learner[Batch] = Learner(DigitNetwork(recipe.size), recipe, line_loss, with_muon=with_muon)
    maker = Maker(
        batches, fonts, seed=recipe.seed, size=recipe.batch, workers=1, epoch=0, batches=recipe.steps
    )
    busy = 0.0
    with closing(maker):
        for batch in islice(maker, recipe.steps):
            started = time.thread_time()
            learner.step(batch)
            busy += time.thread_time() - started
    score = evaluate(learner.average.network, lines)
    return f"{score.share:6.1%} exact, {busy / recipe.steps * 1e3:4.0f} ms a step"


if __name__ == "__main__":
    main()
