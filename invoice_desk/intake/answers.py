"""What an HTTP status says about a source, in words with a remedy; the same for every source over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, SignInNeeded, SourceFault, TryLater

_LONGEST_WAIT = 24 * 3600.0  # seconds; a server, or a clock, that says more is not believed
_MOST_DIGITS = 18  # so that it fits into 64 bits
_TOO_MANY = 429
_PASSING = frozenset({408, 425, _TOO_MANY})


def check_status(status: int, headers: Mapping[str, str], *, where: str) -> None:
    """Raise what an answer's status says; a good one, and 416, which only ranges bring, raises nothing."""
    if (status < 400 and status not in {204, 304}) or status == 416:
        return
    raise fault_of(status, headers, where=where)


def fault_of(status: int, headers: Mapping[str, str], *, where: str) -> SourceFault:
    """Return the fault that a status stands for."""
    if status in _PASSING or status >= 500:
        return _passing(status, headers, where)
    match status:
        case 401:
            return SignInNeeded(
                "the server wants to know who asks (401)",
                where=where,
                remedy="sign in again, or give a link or key that still holds",
            )
        case 403:
            return RightsRefused(
                "the server refuses (403)",
                where=where,
                remedy="ask its owner for the right to read, or for a link or key that still holds",
            )
        case 404 | 410:
            return Gone(f"is not there ({status})", where=where, remedy="check whether it was moved")
        case 412:
            return TryLater("was changed while it was fetched", where=where)
    return BadItem(f"the server cannot give it ({status})", where=where, remedy="check the address")


def _passing(status: int, headers: Mapping[str, str], where: str) -> TryLater:
    after = seconds_asked(headers)
    if status == _TOO_MANY:
        what = "the server wants to be asked less often (429)"
        return TryLater(what, where=where, after=after, is_everywhere=True)
    return TryLater(f"the server has trouble ({status})", where=where, after=after)


def whole_number(text: str) -> int | None:
    """Return a length that a server says, None for what is none, digits without end among it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def seconds_asked(headers: Mapping[str, str], *, now: datetime | None = None) -> float | None:
    """Return how long Retry-After asks to wait, in seconds from 0 to a day; None where it says nothing."""
    text = (headers.get("retry-after") or headers.get("Retry-After") or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    left = (moment - (now or datetime.now(UTC))).total_seconds()
    return min(max(left, 0.0), _LONGEST_WAIT)
