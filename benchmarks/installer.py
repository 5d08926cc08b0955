"""The bundle: its size, unpacked and packed, its largest parts, and its start beside that of the source.

    make installer; python -m benchmarks.installer [--rounds N]

A start is timed from outside, on a virtual screen and in the same way for both, in turns: from the start of
the process until the window is there, takes Ctrl+K, and shows the palette of commands. Needs Xvfb, xdotool.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.desktop import _samples
from installer.growth import MANY, sizes

DIST = Path(__file__).resolve().parents[1] / "dist"
ROUNDS = 7
_WAIT = 120.0
_LOOK = 0.02  # seconds between two looks at the screen


def main() -> None:
    """Print all figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    _print_sizes()
    _print_starts(asked.parse_args().rounds)


def _print_sizes() -> None:
    parts = sizes(DIST / "invoice-desk")
    total = sum(parts.values())
    print(f"unpacked: {total / 1e6:.0f} MB ({total / 2**20:.0f} MiB), to reach: 750 MB")
    for path in sorted((*DIST.glob("*.deb"), *DIST.glob("*.tar.xz"))):
        size = path.stat().st_size
        print(f"packed: {size / 1e6:.0f} MB ({size / 2**20:.0f} MiB), to reach: 260 MB; {path.name}")
    print(f"the {MANY} largest parts, in MB")
    for name, size in parts.most_common(MANY):
        print(f"  {size / 1e6:7.1f}  {name}")


def _print_starts(rounds: int) -> None:
    commands = {
        "from source": [sys.executable, "-m", "invoice_desk"],
        "the bundle": [str(DIST / "invoice-desk" / "invoice-desk")],
    }
    with tempfile.TemporaryDirectory() as name, _screen() as environment:
        desk = _samples(Path(name) / "desk")
        times: dict[str, list[float]] = {which: [] for which in commands}
        for turn in range(rounds + 1):
            for which, command in commands.items():
                took = _started([*command, "open", "--desk", str(desk)], environment)
                if turn:  # the first of each fills the caches
                    times[which].append(took)
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"start to usable window, best and median of {rounds} in turns; {load}")
    for which, found in times.items():
        print(f"  {which:14}{min(found):7.2f} s{median(found):7.2f} s")
    source, bundle = times["from source"], times["the bundle"]
    ratios = [one / other for one, other in zip(bundle, source, strict=True)]
    best = min(bundle) / min(source)
    print(f"  the bundle takes {best:.2f} times as long (best), {median(ratios):.2f} (median), to reach: 1.3")


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Give the environment of a virtual screen."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        yield {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        server.terminate()


def _started(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return how long a program takes from its start until it has answered a key."""
    begun = time.monotonic()
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as program:
        window = _found(environment, " – Invoice Desk$")
        _xdotool(environment, "windowfocus", "--sync", window)
        _xdotool(environment, "key", "ctrl+k")
        _found(environment, "^Commands$")
        took = time.monotonic() - begun
        program.kill()
    return took


def _found(environment: dict[str, str], title: str) -> str:
    end = time.monotonic() + _WAIT
    while time.monotonic() < end:
        found = _xdotool(environment, "search", "--onlyvisible", "--name", title)
        if found:
            return found.splitlines()[-1]
        time.sleep(_LOOK)
    raise TimeoutError(f"no window {title!r} came")


def _xdotool(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
