"""A browser that a person would use: it goes to a page and follows where it is sent."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Visit = Callable[[str], object]


def visit(address: str) -> str:
    """Go to an address, follow what it leads to, and return the last page."""
    with urllib.request.urlopen(address, timeout=10) as page:
        return str(page.read(), "utf-8")


@contextmanager
def browse_to(address: str, how: Visit = visit) -> Iterator[None]:
    """Go to an address beside what is done meanwhile."""

    def go() -> None:
        with suppress(OSError):
            how(address)

    thread = threading.Thread(target=go, name="browser")
    thread.start()
    try:
        yield
    finally:
        thread.join()
