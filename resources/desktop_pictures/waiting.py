"""Lets the window work until something is so."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer


def rest(seconds: float) -> None:
    """Let the window work for a time."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def wait(until: Callable[[], bool], most: float = 300) -> None:
    """Let the window work until something is so. Raises TimeoutError."""
    end = time.monotonic() + most
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come so far")
        rest(0.1)
