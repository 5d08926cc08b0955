"""Works for the window in a process of its own: files are taken in and invoices read there.

So nothing that this takes is taken from the window: not its core, not the interpreter's lock, not its
memory; and a file that ends the process ends that process alone.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress

from invoice_desk.errors import DeskError, Problem, Told
from invoice_desk.invoice.filed import Arrival
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.coding import Json
from invoice_desk.workflow.child import command_of, how_ended, leave_child, send, start_child
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.desk_messages import Begun, End, Message, arrival_to_json, message_from_json
from invoice_desk.workflow.taking_in import Taken

SECONDS = 10.0
"""How long the process may take to come to an end after a person stopped it."""

_LOOKED = 0.1  # seconds between two looks whether a person wants to stop
_LEFT = 1.0  # seconds in which it ends by itself


class DeskProcessDied(DeskError):
    """The process that works for the window ended without a word.

    how: by which signal or code; has_begun: whether it had come as far as to work on the request.
    """

    has_begun = False

    def __init__(self, how: str) -> None:
        super().__init__(
            f"the process that reads ended ({how})", remedy="read again; what was finished is kept"
        )
        self.how = how


class DeskProcess:
    """One process that works on one request at a time, started when there is one and when it has ended."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._child: subprocess.Popen[str] | None = None
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._number = 0

    def take_in(
        self, arrivals: Sequence[Arrival], *, is_stopped: IsStopped = never_stopped
    ) -> Generator[Message, None, None]:
        """Take files in as `taking_in.take_in` does: yield its Taken and Progress. Raises as it does.

        A file at which the process ends could not be taken in, and the others are. Raises DeskProcessDied
        where it ends before it comes to a file.
        """
        left = list(arrivals)
        while left and not is_stopped():
            asked = {"take_in": [arrival_to_json(one) for one in left]}
            try:
                for told in self._asked(asked, is_stopped):
                    if isinstance(told, Taken):
                        left.pop(0)
                    yield _of_all(told, len(arrivals))
                break  # all of them, or a person stopped
            except DeskProcessDied as error:
                if not error.has_begun:
                    raise
                yield _fatal(left.pop(0), error)

    def read(
        self, *, is_stopped: IsStopped = never_stopped, is_held: IsStopped = never_stopped
    ) -> Generator[Message, None, None]:
        """Choose templates for what waits without one, and read what waits.

        Yields a Waiting, then as `queue.read_waiting`, and a Problem where the chosen model of digits
        does not read. Once `is_held` says so, what is being read is finished, nothing else is begun, and
        a last Waiting tells what is left. Raises as `queue.read_waiting`, and DeskProcessDied.
        """
        yield from self._asked({"read": True}, is_stopped, is_held)

    def close(self) -> None:
        """End the process, at once."""
        child, self._child = self._child, None
        if child is not None:
            leave_child(child, seconds=_LEFT)

    def _asked(
        self, request: Json, is_stopped: IsStopped, is_held: IsStopped = never_stopped
    ) -> Iterator[Message]:
        """Yield what is told of a request until its end. Raises what it ended with, DeskProcessDied."""
        child = self._begin(request)
        said: set[str] = set()
        has_begun = has_ended = False
        try:
            for told in self._told(child):
                if isinstance(told, End):
                    has_ended = True
                    if told.problem is not None:
                        raise Told(told.problem)
                    return
                if isinstance(told, Begun):
                    has_begun = True
                elif told is not None:
                    yield told
                for word, is_wanted in (("stop", is_stopped), ("hold", is_held)):
                    if word not in said and is_wanted():
                        said.add(word)
                        self._say(child, word)
        except DeskProcessDied as error:
            has_ended, error.has_begun = True, has_begun
            self.close()
            raise
        finally:
            if not has_ended:  # nobody listens any more: a later request must not get these answers
                self._stop(child)

    def _begin(self, request: Json) -> subprocess.Popen[str]:
        if self._child is None:
            self._child = start_child(_command(), is_silent=False)
            self._lines = queue.SimpleQueue()
            threading.Thread(
                target=_listen, args=(self._child, self._lines), name="desk process", daemon=True
            ).start()
            place = {"folder": str(self._desk.store.folder.root.absolute()), "who": self._desk.who}
            self._send(self._child, place)
        self._number += 1
        settings = self._desk.settings.model_dump(mode="json")
        self._send(self._child, request | {"number": self._number, "settings": settings})
        return self._child

    def _told(self, child: subprocess.Popen[str]) -> Iterator[Message | None]:
        """Give what is told, None where nothing was for a while. Raises DeskProcessDied."""
        while True:
            try:
                line = self._lines.get(timeout=_LOOKED)
            except queue.Empty:
                yield None
                continue
            if not line.endswith("\n"):
                raise DeskProcessDied(how_ended(child))
            yield message_from_json(json.loads(line))

    def _stop(self, child: subprocess.Popen[str]) -> None:
        """Let a request come to its end, and end the process where it does not."""
        self._say(child, "stop")
        end = time.monotonic() + SECONDS
        with suppress(DeskProcessDied):
            for told in self._told(child):
                if isinstance(told, End):
                    return
                if time.monotonic() > end:
                    break
        self.close()

    def _say(self, child: subprocess.Popen[str], word: str) -> None:
        self._send(child, {word: self._number})

    def _send(self, child: subprocess.Popen[str], told: Json) -> None:
        with suppress(OSError, ValueError):  # it has ended: its silence tells
            send(child, told)


def _command() -> list[str]:
    return command_of("invoice_desk.workflow.desk_worker", "--desk-worker")


def _listen(child: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
    """Pass on each line that is told, and one without an end when the process has ended."""
    with suppress(OSError, ValueError):
        while child.stdout is not None and (line := child.stdout.readline()):
            lines.put(line)
    lines.put("")


def _fatal(arrival: Arrival, error: DeskProcessDied) -> Taken:
    what = f"the process that opened it ended ({error.how})"
    remedy = "look at the file; print it to a new PDF and add that"
    return Taken(arrival.name, problem=Problem("BadFile", what, str(arrival.path or arrival.name), remedy))


def _of_all(told: Message, total: int) -> Message:
    """Return a file's progress as one of all files, not of those that were left."""
    if isinstance(told, Progress) and told.total != total:
        return Progress(told.subject, told.done + total - told.total, total)
    return told
