"""Printed Arabic-Indic numbers: unseen font families by kind of page, and the real invoice, beside Tesseract.

The lines are drawn from the fourteen acceptance families, which nothing was trained or tuned on. A
number is exact when all of its digits are, of whichever family, and its marks by what they mean.
Some lines nobody can read, for a fax or a shadow left no trace of a glyph; they count, and the others
are counted once more without them. What was read wrongly is drawn on a sheet, out/digits-wrong.png.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import numpy as np
import tesserocr
from PIL import Image

from benchmarks.digits_sheet import write_sheet
from benchmarks.real_numbers import print_real_numbers, real_numbers
from invoice_desk.imaging.page import Crop
from invoice_desk.reading.digits.band_model import BAND_CARD, BandModel
from invoice_desk.reading.digits.grammar import same_number
from invoice_desk.reading.digits.lazy import load_reader
from invoice_desk.reading.digits.model import DigitModel
from invoice_desk.reading.tessdata import find_tessdata
from invoice_desk.training.band_training import RIGHT, is_right
from invoice_desk.training.calibrating import Outcome, outcomes
from invoice_desk.training.dataset import NumberLine
from invoice_desk.training.figures import exact_by_kind, figures, reviewed, shares_by_kind
from invoice_desk.training.font_folders import all_fonts
from invoice_desk.training.fonts import Split
from invoice_desk.training.judging import region_of
from invoice_desk.training.traces import LEGIBLE
from invoice_desk.workflow.readers import MODELS

SEED = 2026


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=2_000)
    parser.add_argument("--tesseract-lines", type=int, default=300)
    parser.add_argument("--fonts", type=Path, default=None, help="default: .setup/fonts (setup/get-fonts)")
    parser.add_argument("--models", type=Path, default=MODELS)
    arguments = parser.parse_args()
    reader = load_reader(arguments.models)
    started = time.perf_counter()
    found = outcomes(reader, all_fonts(arguments.fonts), Split.ACCEPTANCE, arguments.lines, seed=SEED)
    seconds = time.perf_counter() - started
    print(f"{len(found)} lines of 14 unseen families in {seconds:.0f} s, drawing included")
    _print_kinds(found, arguments.tesseract_lines)
    for line in figures(found):
        print(f"  {line}")
    _print_legible([one for one in found if one.line.patch.trace >= LEGIBLE])
    if (arguments.models / BAND_CARD).is_file():
        _print_bands([one.line for one in found[: arguments.tesseract_lines]], BandModel(arguments.models))
    write_sheet(Path("out/digits-wrong.png"), [one for one in found if not one.is_right][:120])
    print_real_numbers(reader, DigitModel(arguments.models))
    regions, texts = real_numbers("box")
    for name in _languages():
        read = _by_tesseract([one.crop for one in regions], name)
        print(f"  by Tesseract {name}: {sum(map(str.__eq__, read, texts))} exact")


def _print_kinds(found: Sequence[Outcome], tesseract_lines: int) -> None:
    plain = found[:tesseract_lines]
    crops = [region_of(one.line).crop for one in plain]
    others = {name: _by_tesseract(crops, name) for name in _languages()}
    print(f"  {'exact numbers':<16} {'Invoice Desk':>14}" + "".join(f"{name:>16}" for name in others))
    for kind, share in exact_by_kind(found):
        cells = [f"{share:14.1%}"]
        for texts in others.values():
            pairs = [(o, t) for o, t in zip(plain, texts, strict=True) if kind in {None, o.line.kind}]
            cells.append(
                f"{fmean(same_number(t, o.line.text, o.line.field_kind) for o, t in pairs):16.1%}"
                if pairs
                else " " * 16
            )
        print(f"  {kind or 'all':<16} " + "".join(cells))


def _print_legible(legible: Sequence[Outcome]) -> None:
    """Print how many of the lines are exact on which each glyph can be seen."""
    print(f"  {len(legible)} lines whose glyphs can all be seen; exact: {shares_by_kind(legible)}")
    print(f"    {reviewed(legible)}")


def _print_bands(lines: Sequence[NumberLine], bands: BandModel) -> None:
    """Print of how many lines the place is found, each alone on its page."""
    by_ink, by_network = (sum(is_right(one, told) for one in lines) for told in (None, bands))
    found = f"by the pieces of ink {by_ink / len(lines):.0%}, by the network {by_network / len(lines):.0%}"
    print(f"  place and height within {RIGHT:.0%} of a digit's height, of {len(lines)} lines: {found}")


def _by_tesseract(crops: Sequence[Crop], language: str) -> list[str]:
    """Read crops by Tesseract as one line each."""
    texts = []
    with tesserocr.PyTessBaseAPI(
        path=f"{find_tessdata()}/", lang=language, psm=tesserocr.PSM.SINGLE_LINE
    ) as api:
        for crop in crops:
            api.SetImage(Image.fromarray(np.ascontiguousarray(crop.grey)))
            texts.append("".join(api.GetUTF8Text().split()))
    return texts


def _languages() -> list[str]:
    """Return Tesseract's models of Arabic and of its script that are installed."""
    return [
        one
        for one in ("ara", "Arabic", "script/Arabic")
        if (find_tessdata() / f"{one}.traineddata").is_file()
    ]


if __name__ == "__main__":
    main()
