"""What a desk takes as it grows: opening it, searching, filtering, adding one invoice, at 1,000 to 100,000.

Times are medians of several runs in one process, on a desk whose invoices have twelve fields and three
lines each; the growth from size to size says more than the times, for machines differ.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

from benchmarks.desk_filled import TEMPLATE, add, fill
from invoice_desk.invoice.filed import State
from invoice_desk.store.database import Connection
from invoice_desk.store.ordering import Order
from invoice_desk.store.searching import Filter, count, find
from invoice_desk.store.store import Store
from invoice_desk.store.templates import newest_template

SIZES = (1_000, 10_000, 100_000)
RUNS = 7
_OPEN = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from invoice_desk.store.store import Store
from invoice_desk.store.searching import Filter, find
store = Store.open(Path(sys.argv[1]))
with store.reading() as connection:
    find(connection, Filter())
print(time.perf_counter() - start)
"""
_EXPORT = """
import re, sys, time
from pathlib import Path
from invoice_desk.export.columns import Columns
from invoice_desk.export.options import ExportOptions
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.exporting import Selection, export_invoices
from invoice_desk.workflow.settings import Settings
desk = Desk.open(Path(sys.argv[1]), Settings(), who="benchmark")
with desk.reading() as connection:
    keys = tuple(find_ids(connection, Filter())[: int(sys.argv[2])])
fields = "number issued due seller tax_id buyer subtotal discount tax total order note".split()
options = ExportOptions(Columns(tuple(fields)))
start = time.perf_counter()
for _ in export_invoices(desk, Path(sys.argv[3]), Selection(keys, has_unaccepted=True), options):
    pass
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(time.perf_counter() - start, int(peak[1]) / 1024)
"""
_EXPORTED = (1_000, 10_000)
_SEARCHES = {
    "a number (INV-7-000007)": Filter(words="INV-7-000007"),
    "a number in Arabic digits": Filter(words="٠٠٠٠٠٧"),
    "a word of most (شركة)": Filter(words="شركة"),
    "two words of many": Filter(words="النور Marine"),
    "the begin of a word (sup)": Filter(words="sup"),
    "a word that none has": Filter(words="nowhere"),
}
_FILTERS = {
    "all, newest first": Filter(),
    "to review": Filter(states=frozenset({State.REVIEW})),
    "one month": Filter(issued_from=date(2024, 3, 1), issued_to=date(2024, 3, 31)),
    "a seller": Filter(seller="النور 42"),
    "an amount": Filter(total_from=Decimal(5000), total_to=Decimal(5010)),
    "a template, doubtful": Filter(template=TEMPLATE, needs_look=True),
    "all at once": Filter(
        words="شركة", seller="marine", issued_from=date(2023, 1, 1), total_from=Decimal(100), needs_look=True
    ),
}


def main() -> None:
    """Print the figures for each size, beside those of the size before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--folder", type=Path, help="keep the desk there, for looking at it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = arguments.folder or Path(name) / "desk"
        before: dict[str, float] = {}
        for size in arguments.sizes:
            with closing(Store.open(root)) as store:
                fill(store, size)
                figures = {"opening, with the first list": _opening(root)} | _figures(store, size)
            megabytes = store.folder.database.stat().st_size / 1e6
            print(f"{size:,} invoices; the database has {megabytes:.0f} MB")
            for what, seconds in figures.items():
                growth = f"{seconds / before[what]:6.1f} times" if what in before else ""
                print(f"  {what:44s} {1000 * seconds:8.1f} ms {growth}")
            before = figures
            if size >= max(_EXPORTED):
                _print_exports(root, Path(name))


def _print_exports(root: Path, folder: Path) -> None:
    """Print seconds and peak memory of exports of twelve columns, each in a fresh process."""
    for rows in _EXPORTED:
        command = [sys.executable, "-c", _EXPORT, str(root), str(rows), str(folder / f"{rows}.xlsx")]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        seconds, megabytes = map(float, told.split())
        print(
            f"  exporting {rows:,} rows of 12 columns: {seconds:.2f} s, at most {megabytes:.0f} MB of memory"
        )


def _opening(root: Path) -> float:
    """Return the seconds of opening in a fresh process, with its imports and the first hundred invoices."""
    command = [sys.executable, "-c", _OPEN, str(root)]
    return median(
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(RUNS)
    )


def _figures(store: Store, size: int) -> dict[str, float]:
    figures = {}
    with store.reading() as connection:
        for kind, questions in (("search", _SEARCHES), ("filter", _FILTERS)):
            for what, asked in questions.items():
                figures[f"{kind}: {what}"] = _time(lambda asked=asked: find(connection, asked))  # type: ignore[misc]
        figures["ordered by total"] = _time(lambda: find(connection, Filter(), order=Order.TOTAL))
        figures["counting a search of most"] = _time(lambda: count(connection, Filter(words="شركة")))
        template = _template_id(connection)
    numbers = iter(range(size, size + RUNS))  # `fill` finds these there and goes on after them

    def add_one() -> None:
        with store.change("benchmark") as change:
            add(change, store, next(numbers), template)

    figures["adding one, read, in one transaction"] = _time(add_one)
    return figures


def _time(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def _template_id(connection: Connection) -> int:
    saved = newest_template(connection, TEMPLATE)
    if saved is None:
        raise RuntimeError("the desk was not filled")
    return saved.id


if __name__ == "__main__":
    main()
