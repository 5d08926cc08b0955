"""How fast and how patiently: a bandwidth that is not exceeded, and waits that double and differ."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from invoice_desk.errors import Stopped
from invoice_desk.progress import IsStopped, never_stopped

_TICK = 0.2  # seconds between two looks at the flag

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """Truncated exponential back-off with jitter.

    tries: how often a fault that passes by itself is tried again at once; first, longest: seconds of
    the first wait and of any; longest_asked: how long a server's own Retry-After is waited for at
    once, longer ones end the round. Each wait is between half and all of its length, by chance.
    """

    tries: int = 3
    first: float = 1.0
    longest: float = 64.0
    longest_asked: float = 30.0
    chance: random.Random = field(default_factory=random.Random)

    def wait_before(self, number: int) -> float:
        """Return the seconds to wait before the try after failure `number`, from 0."""
        return self._jittered(min(self.longest, self.first * 2.0**number))

    def _jittered(self, seconds: float) -> float:
        return seconds * self.chance.uniform(0.5, 1.0)


def sleeping(is_stopped: IsStopped = never_stopped) -> Sleep:
    """Return a sleep that ends with Stopped soon after the flag is set."""

    def sleep(seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if is_stopped():
                raise Stopped("stopped while it waited")
            time.sleep(min(left, _TICK))

    return sleep


class Pace:
    """Told of each piece of a file: it waits where too much came, and raises Stopped on a person's word."""

    def __init__(
        self,
        *,
        bandwidth: int | None = None,
        is_stopped: IsStopped = never_stopped,
        sleep: Sleep | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bandwidth, self._is_stopped = bandwidth, is_stopped
        self._sleep, self._now = sleep or sleeping(is_stopped), now
        self._begun: float | None = None
        self.bytes = 0

    def __call__(self, many: int) -> None:
        """Count `many` bytes. Raises Stopped."""
        if self._is_stopped():
            raise Stopped("stopped while a file was fetched")
        self._begun = self._now() if self._begun is None else self._begun
        self.bytes += many
        if self._bandwidth:
            ahead = self.bytes / self._bandwidth - (self._now() - self._begun)
            if ahead > 0:
                self._sleep(ahead)
