"""The window: its start, how long its event loop ever stops, and its memory; each in a process of its own.

Start is from the start of the process to the first painting of a list with invoices in it, and to the
answer to a key after it; the baseline is a bare window of PySide6 with a list. A stop is the time between
two ticks of a 5 ms timer in the window's thread: while FILES invoices are taken in and read and a person
goes from one to the next, and while a desk of many is refreshed, sorted, filtered, searched and scrolled.
Other work on the machine makes stops longer: the load stands beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.desk_filled import fill
from benchmarks.killing import draw_invoices
from benchmarks.samples import SAMPLES
from invoice_desk.store.documents import get_filed
from invoice_desk.store.searching import Filter, find
from invoice_desk.store.store import Store
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import arrival_of, take_in
from invoice_desk.workflow.templates import import_templates

ROUNDS = 5
FILES = 500
SIZES = (1_000, 100_000)
GONE_TO = 200
PAGE = SAMPLES / "en-marine-march.pdf"
_PAGES = {".pdf", ".png", ".jpg", ".tif"}


def main() -> None:
    """Print all figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path, help="where the desks are kept to be used again")
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--files", type=int, default=FILES)
    asked.add_argument("--batches", type=int, default=1, help="how often the files are taken in and read")
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, place = given.folder or Path(name), Path(name)
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(place / "bytecode")}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        desks = {"the samples": _samples(folder / "samples")}
        desks |= {f"{size:,} invoices": _filled(folder / f"filled-{size}", size) for size in given.sizes}
        _print_starts(desks, given.rounds)
        _print_batches(place, given.files, given.batches)
        _print_stops(desks[f"{max(given.sizes):,} invoices"], max(given.sizes))
        _print_memory(desks[f"{min(given.sizes):,} invoices"], min(given.sizes))


def _print_starts(desks: dict[str, Path], rounds: int) -> None:
    _ask("bare"), _ask("start", str(desks["the samples"]))  # the first of each fills the caches
    print(f"start to usable window, best and median of {rounds}; {_load()}")
    bare = _times(rounds, "bare")
    print(f"  {'a bare PySide6 window':28}{min(bare):7.2f} s{median(bare):7.2f} s")
    for words, desk in desks.items():
        times = _times(rounds, "start", str(desk))
        ratio = min(times) / min(bare)
        print(f"  {'on ' + words:28}{min(times):7.2f} s{median(times):7.2f} s   {ratio:4.1f} times")
    slow = _ask("start", str(desks["the samples"]))["slow"]
    print(f"  slow modules loaded before the first painting: {slow}")


def _times(rounds: int, *asked: str) -> list[float]:
    times = []
    for _ in range(rounds):
        begun = time.clock_gettime(time.CLOCK_MONOTONIC)
        times.append(_ask(*asked)["end"] - begun)
    return times


def _print_batches(place: Path, many: int, batches: int) -> None:
    draw_invoices(place / "in", many)
    print(f"stops of the event loop in milliseconds; {_load()}")
    _print_head()
    longest = []
    for number in range(batches):
        told = _ask("batch", str(place / f"batch-{number}"), str(place / "in"))
        longest.append(told["longest"])
        _print_line(f"{told['read']} invoices taken in and read", told)
        print(f"    read in {told['seconds']:.0f} s; the window's process held {told['memory']:.0f} MB")
    if batches > 1:
        print(f"  longest stop of each of {batches}: {', '.join(f'{one:.0f}' for one in sorted(longest))}")


def _print_stops(desk: Path, many: int) -> None:
    print(f"on a desk of {many:,} invoices; {_load()}")
    _print_head()
    for words, told in _ask("asking", str(desk)).items():
        _print_line(words, told)


def _print_memory(desk: Path, many: int) -> None:
    _put_pages(desk)
    told = _ask("memory", str(desk))
    print(f"memory of the window's process with {many:,} invoices")
    pages = f"after the pages of {GONE_TO} were opened: {told['after']:.0f} MB"
    print(f"  listed: {told['before']:.0f} MB; {pages}")
    print(f"  the process beside it, which takes in and reads: {told['beside']:.0f} MB")


def _print_head() -> None:
    print(f"  {'':36}{'median':>8}{'99 %':>8}{'99.9 %':>8}{'longest':>9}{'over 50':>9}")


def _print_line(words: str, told: dict[str, Any]) -> None:
    figures = "".join(f"{told[name]:8.0f}" for name in ("median", "p99", "p99.9"))
    print(f"  {words:36}{figures}{told['longest']:9.0f}{told['over']:9}")
    for gap, ran in told["ran"][:3]:
        print(f"      {gap} ms: {ran}")


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _ask(*asked: str) -> Any:  # noqa: ANN401 - JSON
    command = [sys.executable, "-m", "benchmarks.desktop_window", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _samples(folder: Path) -> Path:
    """Return a desk on which the sample invoices are read."""
    with closing(Desk.open(folder, Settings(), who="benchmark")) as desk:
        import_templates(desk, [SAMPLES])
        files = sorted(file for file in SAMPLES.iterdir() if file.suffix in _PAGES)
        for _ in take_in(desk, [arrival_of(file) for file in files]):
            pass
        for _ in read_waiting(desk):
            pass
    return folder


def _put_pages(folder: Path) -> None:
    """Give the newest invoices of a filled desk a page that can be opened: an A4 page of a PDF."""
    with closing(Desk.open(folder, Settings(), who="benchmark")) as desk, desk.reading() as connection:
        for one in find(connection, Filter(), limit=GONE_TO + 1):
            path = get_filed(connection, desk.store.originals, one.id).document.path
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PAGE, path)


def _filled(folder: Path, size: int) -> Path:
    with closing(Store.open(folder)) as store:
        fill(store, size)
    return folder


if __name__ == "__main__":
    main()
