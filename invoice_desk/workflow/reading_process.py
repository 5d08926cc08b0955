"""Reads in a process of its own: what ends a reader ends that process alone, and the window never waits."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from invoice_desk.errors import DeskError, MissingPart, Problem, Told
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.invoice.template import Template, template_to_json
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.coding import Json, entry_from_json, pages_to_json, problem_from_text
from invoice_desk.store.record_json import record_from_json
from invoice_desk.workflow.child import command_of, end_child, how_ended, send, start_child
from invoice_desk.workflow.settings import Settings

SECONDS = 600.0  # for one document; one of 500 pages of dense tables takes less
_ANSWER_WAITED = 0.2  # seconds between two looks whether a person wants to stop
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # several processes share the cores

_PROGRESS = '{"progress"'  # how a line begins that is no answer yet

Report = Callable[[Progress], None]


class ReaderDied(DeskError):
    """The process that read a document ended, or did not answer in time."""


class ReadingProcess:
    """One process that reads one document at a time, started anew when it has ended."""

    def __init__(self, settings: Settings, models: Path | None = None) -> None:
        """models: the folder of the desk's own digit models."""
        self._settings, self._models = settings, models
        self._child: subprocess.Popen[str] | None = None

    def read(
        self,
        document: Document,
        template: Template,
        *,
        is_stopped: IsStopped,
        report: Report = lambda _progress: None,
    ) -> Record | None:
        """Return the record of a document, None where a person stopped. report: is told of each field.

        Raises ReaderDied, BadFile, and MissingPart where the machine lacks what the readers need.
        """
        steps = self._asked(_request(document, template), document.name, is_stopped)
        while True:
            try:
                report(Progress(*next(steps)["progress"]))
            except StopIteration as end:
                answer: Json | None = end.value
                break
        return record_from_json(answer["record"], document, template) if answer is not None else None

    def try_fields(
        self,
        document: Document,
        page: int,
        template: Template,
        names: Sequence[str],
        *,
        is_stopped: IsStopped = never_stopped,
    ) -> Generator[tuple[str, Entry], None, None]:
        """Yield the name and entry of each of the named fields that lies on a page, index from 0.

        Raises as `read`; where a person stopped nothing more is yielded.
        """
        fields = {field.name: field for field in template.fields}
        request = _request(document, template) | {"page": page, "names": list(names)}
        for told in self._asked(request, document.name, is_stopped):
            name = told["progress"][0]
            yield name, entry_from_json(told["entry"], fields[name])

    def _asked(self, request: Json, name: str, is_stopped: IsStopped) -> Generator[Json, None, Json | None]:
        """Yield what is told on the way and return the answer, None where a person stopped.

        name: of the document. Raises as `read`.
        """
        child = self._child = self._child or _start(self._settings, self._models)
        try:
            answer = yield from _ask(child, request, is_stopped)
        except GeneratorExit:  # nobody waits for the answer: another request must not get it
            self.close()
            raise
        if answer is None:
            self.close()
            return None
        if "ended" in answer:
            self.close()
            raise ReaderDied(answer["ended"], where=name)
        if "missing" in answer:
            self.close()
            problem = problem_from_text(answer["missing"])
            raise MissingPart(
                problem.what if problem else "no reader", remedy=problem.remedy if problem else ""
            )
        if "problem" in answer:
            problem = problem_from_text(answer["problem"])
            raise Told(problem) if problem else DeskError("could not be read", where=name)
        return answer

    @property
    def pid(self) -> int | None:
        """The number of the process; None while none is started."""
        return self._child.pid if self._child is not None else None

    def close(self) -> None:
        """End the process."""
        child, self._child = self._child, None
        if child is not None:
            end_child(child)


@contextmanager
def reading_process(settings: Settings, models: Path | None = None) -> Iterator[ReadingProcess]:
    """Give a process for the body; it ends with it. models: the folder of the desk's own digit models."""
    process = ReadingProcess(settings, models)
    try:
        yield process
    finally:
        process.close()


def _start(settings: Settings, models: Path | None) -> subprocess.Popen[str]:
    child = start_child(_command(), environment=_ONE_THREAD)
    send(child, settings.model_dump(mode="json"))
    send(child, {"models": str(models.absolute()) if models is not None else None})
    return child


def _command() -> list[str]:
    return command_of("invoice_desk.workflow.reading_worker", "--reading-worker")


def _request(document: Document, template: Template) -> Json:
    return {
        "sha256": document.sha256,
        "path": str(document.path.absolute()),
        "name": document.name,
        "origin": document.origin,
        "pages": pages_to_json(document.pages),
        "template": template_to_json(template),
    }


def _ask(
    child: subprocess.Popen[str], request: Json, is_stopped: IsStopped
) -> Generator[Json, None, Json | None]:
    """Yield what is told on the way; return the answer, {"ended": why} where the process ended or hung,
    None where a person stopped.
    """
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    waiting = threading.Thread(target=_pass_on, args=(child, request, lines), name="reader", daemon=True)
    waiting.start()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if is_stopped():
            child.kill()
            waiting.join()
            return None
        try:
            line = lines.get(timeout=_ANSWER_WAITED)
        except queue.Empty:
            continue
        if not line.endswith("\n"):
            break
        answer: Json = json.loads(line)
        if "progress" not in answer:
            waiting.join()
            return answer
        try:
            yield answer
        except GeneratorExit:
            child.kill()
            waiting.join()
            raise
    else:
        child.kill()
        waiting.join()
        return {"ended": f"the reader did not answer for {SECONDS:.0f} seconds"}
    waiting.join()
    if is_stopped():  # Ctrl+C reaches the process as well, which may not yet have learnt to leave it
        return None
    return {"ended": f"the reader ended ({how_ended(child)})"}


def _pass_on(child: subprocess.Popen[str], request: Json, lines: queue.SimpleQueue[str]) -> None:
    """Send a request and pass on each line of what is answered; a line without an end where it broke off."""
    line = ""
    with suppress(OSError, ValueError):
        send(child, request)
        while child.stdout is not None:
            line = child.stdout.readline()
            lines.put(line)
            if not line.startswith(_PROGRESS):
                return
    lines.put("")


def died_twice(document: Document, error: ReaderDied) -> Problem:
    """Return why a document is set aside at which the program died before, and its reader now."""
    what = f"the program died while reading it, and again when it was tried alone: {error.problem.what}"
    remedy = "look at the file; print it to a new PDF and add that"
    return replace(error.problem, what=what, where=document.name, remedy=remedy)
