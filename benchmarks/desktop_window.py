"""The window as benchmarks.desktop measures it: one process each, driven by events, its figures told as JSON.

bare; start DESK; batch DESK FOLDER; asking DESK; memory DESK.
"""

from __future__ import annotations

import gc
import json
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer

if TYPE_CHECKING:
    from invoice_desk.desktop.desks.program import Program
    from invoice_desk.desktop.main_window import MainWindow

TICK_MS = 5
LONG_MS = 50.0
_LOOK = 0.005  # seconds between two looks at what the window's thread does
_WAIT_MS = 600_000


class Stops(QObject):
    """A timer of 5 ms in the window's thread, how late its ticks were, and what ran meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.ran: dict[float, str] = {}
        self._clock = QElapsedTimer()
        self._last = 0.0
        self._thread = threading.get_ident()
        self._is_over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure."""
        self._clock.start()
        self._last = time.perf_counter()
        self._timer.start()
        self._watcher.start()

    def stop(self) -> None:
        """End."""
        self._timer.stop()
        self._is_over.set()
        self._watcher.join()

    def told(self) -> dict[str, Any]:
        """Return the ordinary, the rare and the longest gap in milliseconds, and what ran in the longest."""
        gaps = sorted(self.gaps)

        def share(part: float) -> float:
            return gaps[min(len(gaps) - 1, int(part * len(gaps)))]

        longest = sorted(self.ran.items(), reverse=True)[:5]
        return {
            "ticks": len(gaps),
            "median": share(0.5),
            "p99": share(0.99),
            "p99.9": share(0.999),
            "longest": gaps[-1],
            "over": sum(gap > LONG_MS for gap in gaps),
            "ran": [(round(gap), words) for gap, words in longest],
        }

    def _tick(self) -> None:
        now = time.perf_counter()
        gap = (now - self._last) * 1000
        self._last = now
        self.gaps.append(gap)
        if gap > LONG_MS:
            self.ran[gap] = self._seen or "?"
        self._seen = ""

    _seen = ""

    def _watch(self) -> None:
        while not self._is_over.wait(_LOOK):
            if (time.perf_counter() - self._last) * 1000 > LONG_MS / 2 and not self._seen:
                frame = sys._current_frames().get(self._thread)  # noqa: SLF001 - there is no other way
                ours = [one for one in traceback.extract_stack(frame) if "invoice_desk" in one.filename]
                self._seen = " < ".join(
                    f"{Path(one.filename).stem}.{one.name}:{one.lineno}" for one in reversed(ours[-4:])
                )


def wait(milliseconds: int) -> None:
    """Let the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(is_there: Callable[[], bool], *, milliseconds: int = _WAIT_MS) -> None:
    """Let the event loop run until something is there."""
    end = time.monotonic() + milliseconds / 1000
    while not is_there():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come so far")
        wait(5)


@contextmanager
def opened(folder: str) -> Iterator[tuple[Program, MainWindow]]:
    """Open the program on a desk, as `invoice-desk open` does."""
    gc.disable()
    from PySide6.QtWidgets import QApplication

    from invoice_desk.desktop.desks.program import Program

    application = QApplication(sys.argv[:1])
    program = Program(application)
    window = program.open(Path(folder))
    program.begin()
    try:
        yield program, window
    finally:
        program.close()


class _Painted(QObject):
    """Notes when a widget is painted for the first time while something is in it."""

    def __init__(self, widget: QObject, is_filled: Callable[[], bool]) -> None:
        super().__init__()
        self._is_filled = is_filled
        self.is_done = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() is QEvent.Type.Paint and self._is_filled():
            self.is_done = True
        return super().eventFilter(watched, event)


def bare() -> dict[str, Any]:
    """A window of Qt's own with a list, and nothing of ours."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QListView, QMainWindow

    application = QApplication(sys.argv[:1])
    window, view = QMainWindow(), QListView()
    model = QStringListModel([str(number) for number in range(100)])
    view.setModel(model)
    window.setCentralWidget(view)
    window.resize(1440, 900)
    painted = _Painted(view.viewport(), lambda: True)
    window.show()
    wait_until(lambda: painted.is_done)
    del application
    return {"end": time.clock_gettime(time.CLOCK_MONOTONIC)}


def start(folder: str) -> dict[str, Any]:
    """From the start of the process until the list is painted with invoices in it and a key is answered."""
    from PySide6.QtTest import QTest

    with opened(folder) as (_program, window):
        painted = _Painted(window.invoices.view.viewport(), lambda: window.invoices.model.rowCount() > 0)
        window.invoices.view.viewport().update()
        wait_until(lambda: painted.is_done)
        first = time.clock_gettime(time.CLOCK_MONOTONIC)
        slow = [name for name in ("torch", "tesserocr", "cv2", "fpdf", "numpy") if name in sys.modules]
        search = window.invoices.search
        QTest.keyClick(search, Qt.Key.Key_A)
        wait_until(lambda: search.text() == "a")
        end = time.clock_gettime(time.CLOCK_MONOTONIC)
        search.clear()
    return {"painted": first, "end": end, "slow": slow}


def batch(folder: str, files: str) -> dict[str, Any]:
    """Files are taken in and read, while a person goes from invoice to invoice."""
    with opened(folder) as (_program, window):
        wait(500)
        stops, work = Stops(), window.work
        done: list[object] = []
        work.done.connect(done.append)
        is_idle: list[bool] = []
        work.idle.connect(lambda: is_idle.append(True))
        paging = QTimer(interval=400)
        paging.timeout.connect(lambda: window.invoices.step(1) or window.invoices.step(-5))
        stops.start()
        begun = time.monotonic()
        window.commands.add([Path(files)])
        wait_until(lambda: len(done) > 3)
        paging.start()
        wait_until(lambda: bool(is_idle))
        seconds = time.monotonic() - begun
        paging.stop()
        stops.stop()
        return stops.told() | {"read": len(done), "seconds": seconds, "memory": memory_of()}


def asking(folder: str) -> dict[str, Any]:
    """A desk of many is refreshed, sorted, filtered and searched."""
    from PySide6.QtTest import QTest

    from invoice_desk.desktop.tables.state_chips import Chip

    found = {}
    with opened(folder) as (_program, window):
        wait_until(lambda: window.invoices.model.rowCount() > 0)
        wait(1000)
        panel, results = window.invoices, window.results

        def measured(name: str, act: Callable[[], object], *, rounds: int = 5) -> None:
            stops = Stops()
            stops.start()
            for _ in range(rounds):
                act()
                wait(700)
            stops.stop()
            found[name] = stops.told()

        def type_search() -> None:
            panel.search.clear()
            for letter in "sup":
                QTest.keyClicks(panel.search, letter)
                wait(40)

        measured("nothing", lambda: None, rounds=2)
        measured("refreshing", window.session.refresh)
        measured("sorting", lambda: results.view.horizontalHeader().sectionClicked.emit(1))
        chips = [Chip.REVIEW, Chip.ALL] * 3
        measured("filtering", lambda: panel.chips.button(chips.pop()).click())
        measured("searching", type_search)
        panel.search.clear()
        wait(700)
        measured("going on", lambda: [panel.step(1) for _ in range(1)], rounds=8)
        bar = panel.view.verticalScrollBar()
        places = iter(range(bar.maximum() // 9, bar.maximum(), bar.maximum() // 9))
        table = results.view.verticalScrollBar()
        measured("scrolling the list", lambda: bar.setValue(next(places)), rounds=8)
        others = iter(range(table.maximum() // 9, table.maximum(), table.maximum() // 9))
        measured("scrolling the table", lambda: table.setValue(next(others)), rounds=8)
    return found


def memory(folder: str) -> dict[str, Any]:
    """What the window's process holds with its invoices listed, and after going through 200 of them."""
    with opened(folder) as (_program, window):
        wait_until(lambda: window.invoices.model.rowCount() > 0)
        wait(1500)
        before, beside = memory_of(), memory_beside()
        window.invoices.view.go_to(0)
        for _ in range(200):
            window.invoices.step(1)
            wait_until(lambda: window.page_view.is_shown, milliseconds=60_000)
        return {
            "listed": window.invoices.model.rowCount(),
            "before": before,
            "after": memory_of(),
            "beside": beside,
        }


def memory_of(process: str = "self") -> float:
    """Return how much memory a process holds, this one by default, in MB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def memory_beside() -> float:
    """Return how much memory the processes hold that this one started, in MB."""
    threads = Path("/proc/self/task").iterdir()
    children = [pid for one in threads for pid in (one / "children").read_text(encoding="ascii").split()]
    return sum(memory_of(pid) for pid in children)


if __name__ == "__main__":
    told = {one.__name__: one for one in (bare, start, batch, asking, memory)}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(told))
