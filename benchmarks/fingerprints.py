"""How surely a page is known again by its fingerprint, and how surely two invoices are kept apart.

Positives: each page saved, scaled, blurred, made grey or black and white, moved and turned; the drawn
ones are also rendered anew at other dpi. Negatives: invoices of one layout, drawn from the samples'
own content with as little changed as each row says, the two real pairs of the samples, and where they
are there, the real documents of ../shared/data against each other.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.fingerprint_pages import DPI, TRANSFORMS, page_of, render, same_layout
from benchmarks.samples import SAMPLES as FOLDER
from benchmarks.shared_data import SHARED
from invoice_desk.imaging.fingerprints import fingerprint
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Page
from invoice_desk.invoice.page_prints import SAME_PAGE, difference
from resources.make_samples.samples import SAMPLES

ENDINGS = {".pdf", ".png", ".jpg", ".jpeg", ".tif"}
Pair = tuple[str, str]


def main() -> None:
    """Print a line for each transformation, each kind of unlike pair, and the time of a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--receipts", type=int, default=10, help="real receipts to take part")
    parser.add_argument("--draws", type=int, default=6, help="invoices drawn of each layout and change")
    arguments = parser.parse_args()
    drawn, real = list(_pages(sorted(FOLDER.iterdir()))), list(_pages(_real_files(arguments.receipts)))
    print(f"same page: difference <= {SAME_PAGE}; {len(drawn)} pages of the samples, {len(real)} real ones")
    for title, pages in (("samples", drawn), ("real", real)):
        _print_positives(title, pages)
    _print_rendered_anew()
    _print_negatives(arguments.draws)
    for title, pages in (("pages of the samples", drawn), ("real pages", real)):
        prints = [fingerprint(page) for page in pages]
        _print_unlike(f"{title}, each with each", list(combinations(prints, 2)))
    _print_times(next(page for page in drawn if page.size.width == 1654))


def _real_files(receipts: int) -> list[Path]:
    if not SHARED.is_dir():
        return []
    folders = ("billing", "arabic_invoice")
    files = [file for folder in folders for file in sorted((SHARED / folder).iterdir())]
    return files + sorted((SHARED / "receipts" / "img").iterdir())[:receipts]


def _pages(files: Iterable[Path]) -> Iterable[Page]:
    for file in files:
        if file.suffix in ENDINGS:
            document = inspect(file)
            yield from (open_page(document, info.index) for info in document.pages)


def _print_positives(title: str, pages: list[Page]) -> None:
    before = [fingerprint(page) for page in pages]
    for name, transform in TRANSFORMS.items() if pages else ():
        after = [fingerprint(page_of(transform(page.pixels))) for page in pages]
        _print_like(f"{title}: {name}", list(zip(before, after, strict=True)))


def _print_rendered_anew() -> None:
    drawings = [(sample, sample.invoice) for sample in SAMPLES]
    before = [fingerprint(render(*drawing, dpi=DPI)) for drawing in drawings]
    for dpi in (100.0, 150.0, 300.0):
        after = [fingerprint(render(*drawing, dpi=dpi)) for drawing in drawings]
        _print_like(f"drawn at {DPI:.0f} and {dpi:.0f} dpi", list(zip(before, after, strict=True)))


def _print_like(title: str, pairs: list[Pair]) -> None:
    apart = [difference(*pair) for pair in pairs]
    known = sum(found <= SAME_PAGE for found in apart)
    print(
        f"  {title:<42} known {known:3} of {len(pairs):3}; "
        f"difference: median {median(apart):.3f}, largest {max(apart):.3f}"
    )


def _print_negatives(draws: int) -> None:
    """Compare each sample's invoice with others of its layout; the smallest change comes first."""
    changes: dict[str, list[Pair]] = {}
    chance = random.Random(7)
    for sample in SAMPLES:
        before = fingerprint(render(sample, sample.invoice))
        for _ in range(draws):
            for change, invoice in same_layout(sample.invoice, chance).items():
                pair = (before, fingerprint(render(sample, invoice)))
                changes.setdefault(change, []).append(pair)
    for change, pairs in changes.items():
        _print_unlike(f"one layout: {change}", pairs)


def _print_unlike(title: str, pairs: list[Pair]) -> None:
    if not pairs:
        return
    apart = [difference(*pair) for pair in pairs]
    taken = sum(found <= SAME_PAGE for found in apart)
    print(
        f"  {title:<58} taken for one {taken:3} of {len(pairs):4}; "
        f"difference: smallest {min(apart):.3f}, median {median(apart):.3f}"
    )


def _print_times(page: Page, *, rounds: int = 50) -> None:
    print(f"time: fingerprint of {page.size.width} x {page.size.height} {_milliseconds(page, rounds)}")
    one, other = fingerprint(page), fingerprint(page_of(np.ascontiguousarray(page.pixels[::-1])))
    started = time.perf_counter()
    for _ in range(1000):
        difference(one, other)
    print(f"time: difference {(time.perf_counter() - started) * 1000:.1f} microseconds")


def _milliseconds(page: Page, rounds: int) -> str:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        fingerprint(page)
        times.append((time.perf_counter() - started) * 1000)
    return f"median {median(times):.1f} ms, fastest {min(times):.1f} ms"


if __name__ == "__main__":
    main()
