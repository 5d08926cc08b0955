"""Share of receipt lines that are read exactly, beside plain tesserocr on the same boxes.

Each truth line's box of ../shared/data/receipts, grown by 4 px, is one text field. Compared
without spaces and case. `--wrong FILE.csv` writes the lines that were read wrong.
"""

from __future__ import annotations

import argparse
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import tesserocr

from benchmarks.shared_data import receipt_lines, shared_folder, write_rows
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Crop
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.reader import Region
from invoice_desk.reading.tessdata import find_tessdata
from invoice_desk.reading.tesseract import TesseractReader
from invoice_desk.reading.tesserocr_engine import TesserocrEngine

GROWN = 4  # pixels on each side of the truth's box
_PLAIN = threading.local()  # one plain engine a thread, kept warm as ours are
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True)
class Outcome:
    """One line: what is printed, what each reader read, and our confidence."""

    receipt: str
    truth: str
    ours: str
    plain: str
    confidence: float


def main() -> None:
    """Read all lines with both readers and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", type=Path)
    wrong = parser.parse_args().wrong
    names = sorted(path.stem for path in (shared_folder("receipts") / "box").glob("*.csv"))
    reader = TesseractReader(TesserocrEngine(find_tessdata()))
    started = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        outcomes = [one for part in pool.map(lambda name: _read(name, reader), names) for one in part]
    _print(outcomes, time.perf_counter() - started)
    if wrong:
        write_rows(
            wrong, [(o.receipt, o.truth, o.ours, f"{o.confidence:.2f}") for o in outcomes if not _ours(o)]
        )


def _read(name: str, reader: TesseractReader) -> list[Outcome]:
    document = inspect(shared_folder("receipts") / "img" / f"{name}.jpg")
    page = open_page(document, 0)
    lines = list(receipt_lines(name))
    crops = [page.crop(box.grown(GROWN)) for box, _ in lines]
    readings = reader.read([Region(crop, FieldKind.TEXT, ("eng",)) for crop in crops])
    return [
        Outcome(name, truth, r.text if r else "", _plain(crop), r.confidence if r else 0.0)
        for (_, truth), crop, r in zip(lines, crops, readings, strict=True)
    ]


def _plain(crop: Crop) -> str:
    """Read the crop as tesserocr does by itself with --psm 7."""
    pixels = np.ascontiguousarray(crop.grey)
    height, width = pixels.shape
    with tesserocr.PyTessBaseAPI(
        path=f"{find_tessdata()}/", lang="eng", psm=tesserocr.PSM.SINGLE_LINE
    ) as api:
        api.SetImageBytes(pixels.tobytes(), width, height, 1, width)
        return str(api.GetUTF8Text())


def _folded(text: str) -> str:
    return "".join(text.split()).lower()


def _ours(outcome: Outcome) -> bool:
    return _folded(outcome.ours) == _folded(outcome.truth)


def _print(outcomes: list[Outcome], seconds: float) -> None:
    total = len(outcomes)
    ours = sum(map(_ours, outcomes))
    plain = sum(_folded(o.plain) == _folded(o.truth) for o in outcomes)
    print(f"receipts: {total} lines, boxes grown by {GROWN} px, exact without spaces and case")
    print(f"  plain tesserocr --psm 7   {plain:5d}  {100 * plain / total:5.1f} %")
    print(f"  Invoice Desk              {ours:5d}  {100 * ours / total:5.1f} %   (reached: 72 %)")
    print(f"  both in {seconds:.0f} s")
    print("  confidence   lines   exact")
    for low, high in pairwise(BINS):
        held = [o for o in outcomes if low <= o.confidence < high]
        if held:
            share = 100 * sum(map(_ours, held)) / len(held)
            print(f"  {low:.2f}-{min(high, 1):.2f}  {len(held):7d}  {share:5.1f} %")


if __name__ == "__main__":
    main()
