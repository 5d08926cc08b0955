"""Eight Latin fields of an A4 page at 200 dpi, from file to Record, beside one pytesseract call a ROI.

Same file, same boxes, same run, both on two threads; the rounds of both take turns, so that a
slow moment of the machine strikes both. pytesseract is also timed with OMP_THREAD_LIMIT=1, which
is its best case on two cores. The ratio is the median over the rounds.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import pytesseract
from PIL import Image

from benchmarks.samples import SAMPLES, eight_field_template
from invoice_desk.extraction.batch import extract_all
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import Template
from invoice_desk.workflow.readers import build_readers
from invoice_desk.workflow.settings import Settings

THREADS = 2
OURS, PLAIN, PLAIN_AT_BEST = "Invoice Desk", "pytesseract", "pytesseract, OMP_THREAD_LIMIT=1"
PAGE = SAMPLES / "en-printing-may.png"


def main() -> None:
    """Print documents a second of each way and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--documents", type=int, default=40, help="ours reads in a round; pytesseract a fifth"
    )
    arguments = parser.parse_args()
    template = eight_field_template()
    ours = Ours(template)
    ours.read([PAGE] * 4)  # engines are loaded once, as a desk does
    few = max(2, arguments.documents // 5)
    rates: dict[str, list[float]] = {
        "Invoice Desk": [],
        "pytesseract": [],
        "pytesseract, OMP_THREAD_LIMIT=1": [],
    }
    for _ in range(arguments.rounds):
        rates["Invoice Desk"].append(
            _rate(lambda: ours.read([PAGE] * arguments.documents), arguments.documents)
        )
        for name, limit in (("pytesseract", None), ("pytesseract, OMP_THREAD_LIMIT=1", "1")):
            with _omp(limit):
                rates[name].append(_rate(lambda: _with_pytesseract([PAGE] * few, template), few))
    _print(rates, ours)


class Ours:
    """The batch with readers that are built once."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.readers = build_readers(Settings())
        self.last: list[Record] = []

    def read(self, files: list[Path]) -> None:
        """Read all files into records."""
        jobs = [(file, self.template) for file in files]
        events = extract_all(jobs, self.readers, threads=THREADS)
        self.last = [event for event in events if isinstance(event, Record)]


class _omp:  # noqa: N801 - reads as a word in a with statement
    """Sets OMP_THREAD_LIMIT for the programs started inside."""

    def __init__(self, limit: str | None) -> None:
        self.limit = limit
        self.before = os.environ.get("OMP_THREAD_LIMIT")

    def __enter__(self) -> None:
        _set_omp(self.limit)

    def __exit__(self, *_: object) -> None:
        _set_omp(self.before)


def _set_omp(limit: str | None) -> None:
    if limit is None:
        os.environ.pop("OMP_THREAD_LIMIT", None)
    else:
        os.environ["OMP_THREAD_LIMIT"] = limit


def _with_pytesseract(files: list[Path], template: Template) -> None:
    """Read each file's boxes with one call each, files on as many threads as ours."""
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda file: _one_with_pytesseract(file, template), files))


def _one_with_pytesseract(file: Path, template: Template) -> list[str]:
    image = Image.open(file)
    crops = [image.crop((box.x0, box.y0, box.x1, box.y1)) for box in (field.box for field in template.fields)]
    return [str(pytesseract.image_to_string(crop, lang="eng", config="--psm 7")) for crop in crops]


def _rate(work: Callable[[], None], documents: int) -> float:
    started = time.perf_counter()
    work()
    return documents / (time.perf_counter() - started)


def _print(rates: dict[str, list[float]], ours: Ours) -> None:
    read = sum(entry.reading is not None for entry in ours.last[0].entries)
    print(f"{PAGE.name}, {read} of {len(ours.template.fields)} fields read, {THREADS} threads, medians")
    for name, found in rates.items():
        print(f"  {name:<34} {median(found):7.2f} documents/s")
    for name, found in list(rates.items())[1:]:
        ratios = [a / b for a, b in zip(rates[OURS], found, strict=True)]
        print(
            f"  Invoice Desk / {name:<32} {median(ratios):5.1f} times ({min(ratios):.1f}..{max(ratios):.1f})"
        )


if __name__ == "__main__":
    main()
