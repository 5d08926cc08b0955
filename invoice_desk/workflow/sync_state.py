"""What the desk keeps of a source between two rounds: how far it is listed, and what trouble it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from invoice_desk.errors import Problem


@dataclass(frozen=True, slots=True)
class SyncState:
    """Between two rounds. listing: the source's own state; failures: rounds in a row that failed;
    problem: of the last of them, None for none; until: when it may be asked again, in UTC.
    """

    listing: Mapping[str, Any] = field(default_factory=dict)
    failures: int = 0
    problem: Problem | None = None
    until: datetime | None = None


def state_to_json(state: SyncState) -> dict[str, Any]:
    """Return a state as JSON; what says nothing is left out."""
    kept: dict[str, Any] = {"listing": dict(state.listing)}
    if state.failures:
        kept["failures"] = state.failures
    if state.problem is not None:
        kept["problem"] = asdict(state.problem)
    if state.until is not None:
        kept["until"] = state.until.isoformat()
    return kept


def state_from_json(kept: Mapping[str, Any]) -> SyncState:
    """Return the state that `state_to_json` wrote; the empty one for {}."""
    problem, until = kept.get("problem"), kept.get("until")
    return SyncState(
        kept.get("listing", {}),
        int(kept.get("failures", 0)),
        Problem(**problem) if problem else None,
        datetime.fromisoformat(until) if until else None,
    )
