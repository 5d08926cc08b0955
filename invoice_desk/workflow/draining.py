"""Work that reports by a call, as a generator of events that can be stopped and closed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Generic, TypeVar

from invoice_desk.progress import IsStopped, Progress

Outcome = TypeVar("Outcome")
Work = Callable[[Callable[[Progress], None], IsStopped], Outcome]
"""Does it, and is given whom to report to and whom to ask whether it is over."""


@dataclass(frozen=True, slots=True)
class _End(Generic[Outcome]):
    """What a piece of work came to: its outcome, or what it raised."""

    outcome: Outcome | None = None
    error: BaseException | None = None


def drained(work: Work[Outcome], *, is_stopped: IsStopped) -> Generator[Progress | Outcome, None, None]:
    """Run `work` on a thread; yield what it reports and then its outcome, or raise what it raised.

    Closing the generator asks the work to stop and waits for it.
    """
    closing = threading.Event()
    events: queue.SimpleQueue[Progress | _End[Outcome]] = queue.SimpleQueue()

    def is_over() -> bool:
        return closing.is_set() or is_stopped()

    def run() -> None:
        try:
            events.put(_End(outcome=work(events.put, is_over)))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            events.put(_End(error=error))

    thread = threading.Thread(target=run, name="work")
    thread.start()
    try:
        while isinstance(event := events.get(), Progress):
            yield event
    finally:
        closing.set()
        thread.join()
    if event.error is not None:
        raise event.error
    if event.outcome is not None:
        yield event.outcome
