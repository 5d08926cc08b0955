"""The window on a screen of its own, driven by the keyboard from outside, killed, and started again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from invoice_desk.invoice.filed import State
from invoice_desk.invoice.record import Record
from invoice_desk.store.change import history_of
from invoice_desk.store.records import load_record
from invoice_desk.store.searching import Filter, find
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings

T = TypeVar("T")
WAIT = 90.0  # seconds at most for what the window does
INVOICE, TEMPLATE = "en-printing-may.png", "en-printing.template.json"
pytestmark = pytest.mark.usefixtures("tessdata")


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """Return the environment of a virtual screen; the test is skipped where there is no such thing."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        if not display:
            pytest.skip("Xvfb does not start here")
        yield {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        server.terminate()


@contextmanager
def window_on(folder: Path, environment: dict[str, str], *files: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program as a person does; whatever becomes of it, it does not outlive the test."""
    command = [sys.executable, "-m", "invoice_desk", "open", "--desk", str(folder), *map(str, files)]
    with subprocess.Popen(command, env=environment) as program:
        try:
            yield program
        finally:
            program.kill()


def xdotool(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, timeout=WAIT)
    return done.stdout.strip()


def focus_window(environment: dict[str, str]) -> None:
    """Give the window the keyboard, as a window manager would."""
    number = until(lambda: xdotool(environment, "search", "--onlyvisible", "--name", " – Invoice Desk$"))
    xdotool(environment, "windowfocus", "--sync", number.splitlines()[-1])


def until(ask: Callable[[], T]) -> T:
    """Ask until the answer is yes; return it."""
    end = time.monotonic() + WAIT
    while not (answer := ask()):
        assert time.monotonic() < end, "the window did not come so far"
        time.sleep(0.2)
    return answer


def states(desk: Desk) -> list[State]:
    with desk.reading() as connection:
        return [one.state for one in find(connection, Filter())]


def record(desk: Desk) -> Record:
    with desk.reading() as connection:
        found = load_record(connection, desk.store.originals, 1)
    assert found is not None
    return found


def test_accepted_by_a_key_killed_and_all_there(
    tmp_path: Path, samples: Path, screen: dict[str, str]
) -> None:
    folder = tmp_path / "desk"
    desk = Desk.open(folder, Settings(), who="Amal")
    with window_on(folder, screen, samples / INVOICE, samples / TEMPLATE) as program:
        until(lambda: states(desk) == [State.REVIEW])
        focus_window(screen)

        def accept() -> bool:
            xdotool(screen, "key", "ctrl+Return")
            return states(desk) == [State.ACCEPTED]

        until(accept)
        xdotool(screen, "key", "ctrl+f")
        xdotool(screen, "key", "ctrl+e")  # which X11 takes for texts: the search has the keyboard
        until(lambda: xdotool(screen, "search", "--onlyvisible", "--name", "^Export$"))
        program.kill()  # -9: nothing in it can say goodbye
    before = record(desk)
    with window_on(folder, screen) as again:
        focus_window(screen)
        assert states(desk) == [State.ACCEPTED]
        assert record(desk) == before
        with desk.reading() as connection:
            assert [one.what.value for one in history_of(connection, 1)].count("accepted") == 1
        xdotool(screen, "key", "ctrl+q")
        assert again.wait(WAIT) == 0
    desk.close()


def test_killed_while_it_reads_it_opens_where_the_person_was_and_reads_the_rest(
    tmp_path: Path, samples: Path, screen: dict[str, str]
) -> None:
    folder, remembered = tmp_path / "desk", tmp_path / "desk" / "window.json"
    desk = Desk.open(folder, Settings(), who="Amal")
    files = [samples / name for name in (INVOICE, "en-printing-june.png", TEMPLATE)]
    with window_on(folder, screen, *files) as program:
        until(lambda: State.REVIEW in states(desk))
        readers = children_of(program.pid)
        focus_window(screen)

        def is_at_the_first() -> bool:
            xdotool(screen, "key", "ctrl+Down")  # the newest stands above it
            return remembered.exists() and json.loads(remembered.read_text()).get("invoice") == 1

        until(is_at_the_first)
        program.kill()
    until(lambda: not any(map(is_alive, readers)))  # no reader outlives its window
    with window_on(folder, screen) as again:
        until(lambda: set(states(desk)) == {State.REVIEW})
        focus_window(screen)

        def accept() -> bool:
            xdotool(screen, "key", "ctrl+Return")
            return State.ACCEPTED in states(desk)

        until(accept)
        with desk.reading() as connection:
            assert 1 in [one.id for one in find(connection, Filter(states=frozenset({State.ACCEPTED})))]
        xdotool(screen, "key", "ctrl+q")
        assert again.wait(WAIT) == 0
    desk.close()


def children_of(process: int) -> list[int]:
    """Return the numbers of the processes that a process has started."""
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for children in found for number in children.read_text().split()]


def is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text()
