"""Readers that fail, dawdle or count on purpose; what reads is never faked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.choosing import Readers
from invoice_desk.reading.reader import Region


class FakeReader:
    """Asks `answer` for each region: it may raise, wait or return a text."""

    name = "fake"

    def __init__(self, answer: Callable[[Region], str | None]) -> None:
        self._answer = answer

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        for region in regions:
            text = self._answer(region)
            box = region.crop.box
            yield text and Reading(text, 0.99, self.name, region.crop.page.info.index, box)


class Counter:
    """Counts the regions that were read, on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count = 0

    def __call__(self, region: Region) -> str:
        with self._lock:
            self.count += 1
        return "text"


def readers_with(answer: Callable[[Region], str | None]) -> Readers:
    """Return readers of which every one asks `answer`."""
    fake = FakeReader(answer)
    nothing = FakeReader(lambda region: None)
    return Readers(nothing, fake, fake, fake)
