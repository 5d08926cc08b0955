"""What the list of invoices and the results table take on a desk of many: first rows, scrolling, memory.

Drawn by Qt without a screen. A fetch is the loading of what one place of the scroll bar shows.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.desk_filled import fill
from invoice_desk.store.store import Store
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings

if TYPE_CHECKING:
    from invoice_desk.desktop.panels.invoices import InvoicesPanel
    from invoice_desk.desktop.panels.results import ResultsPanel

PLACES = 200  # of the scroll bar, from the first row to the last


def main() -> None:
    """Print the figures of both panels, in one process each time."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path, help="a desk to use again; filled up where it has fewer")
    asked.add_argument("--invoices", type=int, default=100_000)
    given = asked.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        root = given.folder or Path(folder) / "desk"
        with closing(Store.open(root)) as store:
            fill(store, given.invoices)
        with closing(Desk.open(root, Settings(), who="benchmark")) as desk:
            _measure(desk)


def _measure(desk: Desk) -> None:
    from PySide6.QtWidgets import QApplication

    from invoice_desk.desktop.panels.invoices import InvoicesPanel
    from invoice_desk.desktop.panels.results import ResultsPanel
    from invoice_desk.desktop.theme import LIGHT, apply_theme

    application = QApplication([])
    apply_theme(application, LIGHT)
    print(f"{'':28}{'invoices':>10}{'first rows':>12}{'a place':>10}{'longest':>10}{'memory':>10}")
    before = _memory()
    makers: tuple[tuple[str, Callable[[], InvoicesPanel | ResultsPanel]], ...] = (
        ("list of invoices", lambda: InvoicesPanel(desk, LIGHT)),
        ("results table", lambda: ResultsPanel(desk, LIGHT)),
    )
    for name, make in makers:
        start = time.perf_counter()
        panel = make()
        panel.resize(1400, 800)
        panel.show()
        application.processEvents()
        view = panel.view
        first = time.perf_counter() - start
        times = _scroll(panel)
        many, used = view.model().rowCount(), _memory() - before
        print(
            f"{name:28}{many:>10,}{first * 1000:>9.0f} ms{median(times) * 1000:>7.1f} ms"
            f"{max(times) * 1000:>7.0f} ms{used:>6.0f} MiB"
        )
        panel.close()


def _scroll(panel: InvoicesPanel | ResultsPanel) -> list[float]:
    """Return the seconds until what each place of the scroll bar shows was loaded and drawn."""
    from PySide6.QtWidgets import QApplication

    view = panel.view
    bar = view.verticalScrollBar()
    times = []
    for place in range(PLACES + 1):
        start = time.perf_counter()
        bar.setValue(bar.maximum() * place // PLACES)
        view.viewport().repaint()
        while panel.model.loading.is_busy:
            QApplication.processEvents()
        times.append(time.perf_counter() - start)
    return times


def _memory() -> float:
    """Return how much memory the process holds now, in MiB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
