"""When a source is asked: its interval and quiet hours, and how much longer it rests after each failure."""

from __future__ import annotations

import random
from datetime import datetime, time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

FOLDER_INTERVAL, INTERVAL = 15, 300
"""Seconds between two looks: into a folder, which costs little, and at a server."""

_LONGEST_REST = 3600.0
_KILOBYTE = 1024


def _on_this_clock(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("quiet hours are on this machine's clock")
    return at


_Hour = Annotated[time, AfterValidator(_on_this_clock)]


class Rhythm(BaseModel):
    """What a person chose of a source's rhythm.

    interval: seconds between two looks; quiet: two times of the day, on this machine's clock, between
    which it rests; bandwidth: kilobytes a second at most, None for all there is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    interval: Annotated[int, Field(ge=5, le=7 * 24 * 3600)] = INTERVAL
    quiet: tuple[_Hour, _Hour] | None = None
    bandwidth: Annotated[int, Field(ge=1)] | None = None

    @property
    def bytes_a_second(self) -> int | None:
        """The bandwidth in bytes."""
        return self.bandwidth * _KILOBYTE if self.bandwidth is not None else None


def is_quiet(rhythm: Rhythm, now: datetime) -> bool:
    """Whether a moment lies in the quiet hours, which may reach over midnight."""
    if rhythm.quiet is None:
        return False
    begin, end = rhythm.quiet
    at = now.time()
    return begin <= at < end if begin <= end else at >= begin or at < end


def rest_after(rhythm: Rhythm, failures: int, asked: float | None, chance: random.Random) -> float:
    """Return for how many seconds a source rests after that many failures in a row.

    It doubles from the interval up to an hour, and differs by chance, so that many machines do not come
    back at once; what the server asks for (Retry-After) counts if it is longer.
    """
    rest = min(max(_LONGEST_REST, rhythm.interval), rhythm.interval * 2.0 ** min(failures - 1, 16))
    return max(rest * chance.uniform(0.5, 1.0), asked or 0.0)
