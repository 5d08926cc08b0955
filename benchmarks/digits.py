"""Printed Arabic-Indic numbers: unseen font families by kind of page, and the real invoice, beside Tesseract.

The lines are drawn from the fourteen acceptance families, which nothing was trained or tuned on. A
number is exact when all of its digits are, of whichever family, and its marks by what they mean.
What was read wrongly is drawn on a sheet, out/digits-wrong.png.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from statistics import fmean

import numpy as np
import tesserocr
from PIL import Image

from benchmarks.digits_sheet import write_sheet
from benchmarks.real_numbers import print_real_numbers
from invoice_desk.reading.digits.confidence import confidence
from invoice_desk.reading.digits.model import DigitModel
from invoice_desk.reading.tessdata import find_tessdata
from invoice_desk.training.calibrating import Outcome, meant, outcomes, region_of
from invoice_desk.training.font_folders import all_fonts
from invoice_desk.training.fonts import Split
from invoice_desk.training.spoiling import PageKind
from invoice_desk.workflow.readers import MODELS

PAIRS = (("٦", "٩"), ("٥", "٠"), ("٥", "."), ("٠", "."), ("٢", "٣"))
SEED = 2026
REVIEWED = 0.05  # share of numbers that a person looks at


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=2_000)
    parser.add_argument("--tesseract-lines", type=int, default=300)
    parser.add_argument("--fonts", type=Path, default=None, help="default: .setup/fonts (setup/get-fonts)")
    arguments = parser.parse_args()
    model = DigitModel(MODELS)
    started = time.perf_counter()
    found = outcomes(model, all_fonts(arguments.fonts), Split.ACCEPTANCE, arguments.lines, seed=SEED)
    seconds = time.perf_counter() - started
    print(f"{len(found)} lines of 14 unseen families in {seconds:.0f} s, drawing included")
    _print_kinds(found, arguments.tesseract_lines)
    _print_families(found)
    _print_confusions(found)
    _print_confidence(found, model)
    wrong = [one for one in found if not one.is_right]
    write_sheet(Path("out/digits-wrong.png"), wrong[:120])
    print_real_numbers(model)


def _print_kinds(found: Sequence[Outcome], tesseract_lines: int) -> None:
    plain = found[:tesseract_lines]
    others = {name: _by_tesseract(plain, name) for name in ("ara", "script/Arabic") if _is_there(name)}
    print(f"  {'exact numbers':<16} {'Invoice Desk':>14}" + "".join(f"{name:>16}" for name in others))
    for kind in (None, *PageKind):
        own = [one.is_right for one in found if kind in {None, one.line.kind}]
        cells = [f"{fmean(own):14.1%}"]
        for texts in others.values():
            pairs = [(o, t) for o, t in zip(plain, texts, strict=True) if kind in {None, o.line.kind}]
            cells.append(f"{fmean(_means_same(o, t) for o, t in pairs):16.1%}")
        print(f"  {kind or 'all':<16} " + "".join(cells))
    total = sum(len(one.line.text) for one in found)
    print(f"  characters right {1 - sum(_edits(one) for one in found) / total:.2%}")


def _print_families(found: Sequence[Outcome]) -> None:
    families: dict[str, list[bool]] = {}
    for one in found:
        families.setdefault(one.line.family, []).append(one.is_right)
    shares = sorted((fmean(right), family) for family, right in families.items())
    print("  families: " + ", ".join(f"{family} {share:.0%}" for share, family in shares))


def _print_confusions(found: Sequence[Outcome]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        counts.update(_swaps(one.line.text, one.text))
    words = (f"{a}/{b} {counts[a, b] + counts[b, a]}" for a, b in PAIRS)
    print("  confusions: " + ", ".join(words))
    print("  commonest: " + ", ".join(f"{a}→{b} {n}" for (a, b), n in counts.most_common(8)))


def _print_confidence(found: Sequence[Outcome], model: DigitModel) -> None:
    sure = np.array([_confidence(one, model) for one in found])
    right = np.array([one.is_right for one in found])
    bins = np.minimum((sure * 10).astype(int), 9)
    errors = [abs(sure[bins == n].mean() - right[bins == n].mean()) * (bins == n).mean() for n in set(bins)]
    limit = np.quantile(sure, REVIEWED)
    kept = sure > limit
    print(f"  calibration error {sum(errors):.1%}")
    wrong = (~right[kept]).mean()
    print(f"  {REVIEWED:.0%} sent to review (below {limit:.2f}): {wrong:.1%} of the rest are wrong")
    for low in (0.9, 0.95, 0.99):
        over = sure >= low
        if over.any():
            share = right[over].mean()
            print(f"  at {low:.2f} or more: {over.mean():.1%} of numbers, {share:.2%} of them right")


def _confidence(one: Outcome, model: DigitModel) -> float:
    calibration = model.card.calibration
    return confidence(one.features, calibration.weights, calibration.bias) if one.features else 0.0


def _by_tesseract(found: Sequence[Outcome], language: str) -> list[str]:
    """Read the same crops by Tesseract as one line each."""
    texts = []
    with tesserocr.PyTessBaseAPI(
        path=f"{find_tessdata()}/", lang=language, psm=tesserocr.PSM.SINGLE_LINE
    ) as api:
        for one in found:
            crop = region_of(one.line).crop
            api.SetImage(Image.fromarray(np.ascontiguousarray(crop.grey)))
            texts.append("".join(api.GetUTF8Text().split()))
    return texts


def _means_same(one: Outcome, text: str) -> bool:
    return meant(text, one.line.field_kind) == meant(one.line.text, one.line.field_kind)


def _is_there(language: str) -> bool:
    return (find_tessdata() / f"{language}.traineddata").is_file()


def _edits(one: Outcome) -> int:
    """Return how many characters are wrong, missing or too many."""
    kind = one.line.field_kind
    wanted, seen = meant(one.line.text, kind), meant(one.text, kind)
    row = list(range(len(seen) + 1))
    for number, char in enumerate(wanted, start=1):
        before, row[0] = row[0], number
        for at, other in enumerate(seen, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (char != other))
    return row[-1]


def _swaps(wanted: str, seen: str) -> Iterator[tuple[str, str]]:
    for name, a0, a1, b0, b1 in SequenceMatcher(None, wanted, seen, autojunk=False).get_opcodes():
        if name == "replace" and a1 - a0 == b1 - b0:
            yield from zip(wanted[a0:a1], seen[b0:b1], strict=True)


if __name__ == "__main__":
    main()
