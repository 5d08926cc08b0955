"""What the window and the process that works for it say to each other, as lines of JSON."""

from __future__ import annotations

import base64
from dataclasses import astuple, dataclass
from pathlib import Path

from invoice_desk.errors import Problem
from invoice_desk.invoice.filed import Arrival, Duplicate, Origin, Sameness
from invoice_desk.progress import Progress
from invoice_desk.store.coding import Json, problem_from_text, problem_to_text
from invoice_desk.workflow.done import Done, InvoiceProgress, Waiting
from invoice_desk.workflow.taking_in import Taken


@dataclass(frozen=True, slots=True)
class Begun:
    """The desk is open there: what ends the process from now on is a file."""


@dataclass(frozen=True, slots=True)
class End:
    """A request is worked off. problem: why it could not be."""

    problem: Problem | None = None


Message = Begun | Progress | InvoiceProgress | Taken | Done | Waiting | Problem | End
"""What is told of a request: Begun, any number of others, and one End."""


def message_to_json(message: Message) -> Json:
    """Return a message as JSON. A Done is told without its record, which is kept."""
    match message:
        case Begun():
            return {"begun": True}
        case End(problem):
            return {"end": problem_to_text(problem)}
        case Taken():
            return {
                "taken": message.name,
                "id": message.id,
                "new": message.is_new,
                "duplicate": _duplicate_to_json(message.duplicate),
                "template": message.template,
                "problem": problem_to_text(message.problem),
            }
        case Done():
            return {
                "done": message.name,
                "id": message.id,
                "duplicate": _duplicate_to_json(message.duplicate),
                "problem": problem_to_text(message.problem),
            }
        case Waiting(invoices):
            return {"waiting": invoices}
        case Problem():
            return {"problem": astuple(message)}
        case InvoiceProgress():
            return {"going": [message.subject, message.done, message.total, message.id]}
        case Progress():
            return {"progress": [message.subject, message.done, message.total]}


def message_from_json(told: Json) -> Message:
    """Return the message that `message_to_json` wrote."""
    match next(iter(told)):
        case "begun":
            return Begun()
        case "end":
            return End(problem_from_text(told["end"]))
        case "taken":
            return Taken(
                told["taken"],
                told["id"],
                is_new=told["new"],
                duplicate=_duplicate_from_json(told["duplicate"]),
                template=told["template"],
                problem=problem_from_text(told["problem"]),
            )
        case "done":
            duplicate, problem = _duplicate_from_json(told["duplicate"]), problem_from_text(told["problem"])
            return Done(told["id"], told["done"], duplicate=duplicate, problem=problem)
        case "waiting":
            return Waiting(told["waiting"])
        case "problem":
            return Problem(*told["problem"])
        case "going":
            return InvoiceProgress(*told["going"])
    return Progress(*told["progress"])


def arrival_to_json(arrival: Arrival) -> Json:
    """Return an arrival as JSON, with its bytes where it has no path."""
    origin, content = arrival.origin, arrival.content
    return {
        "name": arrival.name,
        "origin": [origin.kind, origin.item, origin.source_id, origin.version],
        "path": str(arrival.path) if arrival.path is not None else None,
        "content": base64.b64encode(content).decode("ascii") if content is not None else None,
    }


def arrival_from_json(data: Json) -> Arrival:
    """Return the arrival that `arrival_to_json` wrote."""
    path = Path(data["path"]) if data["path"] is not None else None
    content = base64.b64decode(data["content"]) if data["content"] is not None else None
    return Arrival(data["name"], Origin(*data["origin"]), path, content)


def _duplicate_to_json(duplicate: Duplicate | None) -> list[object] | None:
    return [duplicate.of, duplicate.sameness.name] if duplicate is not None else None


def _duplicate_from_json(data: list[object] | None) -> Duplicate | None:
    return Duplicate(int(str(data[0])), Sameness[str(data[1])]) if data is not None else None
