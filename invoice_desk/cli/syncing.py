"""`invoice-desk sync`: the sources synced without a screen, once or until the service manager ends it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from invoice_desk.cli.desks import KEPT, DeskOption, JobsOption, JsonOption, opened, text_of
from invoice_desk.cli.running import end_with, print_line, reported, results, say_end, stoppable
from invoice_desk.errors import Problem, shown

if TYPE_CHECKING:
    from invoice_desk.progress import IsStopped
    from invoice_desk.workflow.sync_running import RunEvent

OnceOption = Annotated[
    bool,
    typer.Option("--once", help="One round of each source, now, then end; without it until it is stopped."),
]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Sources; default: all.")]
NoReadOption = Annotated[bool, typer.Option("--no-read", help="Take the files in, and read nothing now.")]


def sync(
    names: Names = None,
    once: OnceOption = False,  # noqa: FBT002
    jobs: JobsOption = None,
    no_read: NoReadOption = False,  # noqa: FBT002
    json: JsonOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """Fetch new invoices from the desk's sources and read them. Exit code 1 says that some did not come."""
    telling = _Telling(is_json=json)
    with reported(KEPT), opened(desk) as place, _terminable() as ended, stoppable() as is_pressed:
        from invoice_desk.workflow.sources import user_vault
        from invoice_desk.workflow.sync_running import Run, run_sources

        chosen = [text_of(one) for one in names] if names else None
        run = Run(is_once=once, names=chosen, threads=jobs, is_reading=not no_read)

        def is_stopped() -> bool:
            return is_pressed() or ended()

        with closing(run_sources(place, user_vault(), run, is_stopped=is_stopped)) as events:
            for event in events:
                telling.tell(event)
        say_end(None, done=telling.came, total=telling.came, is_stopped=is_pressed(), what="fetched")
    end_with(has_failed=once and telling.has_failed)


@contextmanager
def _terminable() -> Iterator[IsStopped]:
    """Give the body a flag that SIGTERM sets: a service manager ends the program between two steps."""
    asked: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGTERM, before)


class _Telling:
    """Says what becomes of each file, one line each."""

    def __init__(self, *, is_json: bool) -> None:
        self.came, self.has_failed, self._is_json = 0, False, is_json

    def tell(self, event: RunEvent) -> None:
        """Say an event, if there is anything to say."""
        from invoice_desk.workflow.syncing import Arrived

        facts, words = _facts_of(event)
        self.came += isinstance(event, Arrived) and event.taken.is_new
        self.has_failed |= facts.get("error") is not None
        if not words:
            return
        with results():
            if self._is_json:
                from invoice_desk.export.json_lines import line_of

                print_line(line_of(facts))
            else:
                print_line(shown(words))


def _facts_of(event: RunEvent) -> tuple[dict[str, Any], str]:
    """Return an event as JSON, and as a line; "" where nothing is to be said of it."""
    from invoice_desk.workflow.done import Done
    from invoice_desk.workflow.sync_running import NotRead
    from invoice_desk.workflow.sync_words import words_of
    from invoice_desk.workflow.syncing import Arrived, NotCome, Round

    match event:
        case Done():
            words = str(event.problem) if event.problem is not None else "read"
            facts = {"event": "read", "id": event.id, "name": event.name, "error": _json_of(event.problem)}
            return facts, f"{event.name}: {words}"
        case NotRead():
            return {"event": "not read", "error": _json_of(event.problem)}, str(event.problem)
        case Arrived():
            facts = {"event": "came", "id": event.taken.id, "is_new": event.taken.is_new, "error": None}
            return {"source": event.source, "name": event.taken.name} | facts, _line(
                event.source, words_of(event)
            )
        case NotCome():
            facts = {"event": event.state.value, "error": _json_of(event.problem)}
            return {"source": event.source, "name": event.name} | facts, _line(event.source, words_of(event))
        case Round():
            facts = {
                "event": "round",
                "new": event.new,
                "waiting": event.waiting,
                "set_aside": event.set_aside,
            }
            error = {"error": _json_of(event.problem)}
            return {"source": event.source} | facts | error, _line(event.source, words_of(event))
    return {}, ""


def _line(source: str, words: str) -> str:
    return f"{source}: {words}" if words else ""


def _json_of(problem: Problem | None) -> dict[str, str] | None:
    if problem is None:
        return None
    return {
        "kind": problem.kind,
        "what": problem.what,
        "where": problem.where,
        "remedy": problem.remedy,
    }
