"""The process that works for the window: it takes files in and reads what waits, and tells how far it is."""

from __future__ import annotations

import json
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from invoice_desk.errors import DeskError, bug
from invoice_desk.progress import IsStopped
from invoice_desk.store.coding import Json
from invoice_desk.store.documents import count_waiting
from invoice_desk.workflow.child import say, stand_back, take_streams
from invoice_desk.workflow.crashes import Crashes
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.desk_messages import Begun, End, Message, arrival_from_json, message_to_json
from invoice_desk.workflow.digit_models import DigitModels
from invoice_desk.workflow.done import Waiting
from invoice_desk.workflow.fitting import Looking, choose_fitting
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.reading_crew import ReadingCrew
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import take_in

_LOG = logging.getLogger(__name__)

_NICE = 5  # of 19; the processes that read stand back further still


@dataclass
class _Request:
    """What was asked, and whether a person wants it to stop or to begin nothing more."""

    asked: Json
    stop: threading.Event = field(default_factory=threading.Event)
    hold: threading.Event = field(default_factory=threading.Event)


class _Work:
    """The desk, opened for the first request, and what is kept between two of them."""

    def __init__(self, folder: Path, who: str) -> None:
        self._folder, self._who = folder, who
        self._desk: Desk | None = None
        self._crew: ReadingCrew | None = None
        self._looking = Looking()
        self.crashes: Crashes | None = None

    def answer(self, request: _Request) -> Generator[Message, None, None]:
        """Work a request off and tell how far it is. Raises DeskError."""
        desk = self._opened(Settings.model_validate(request.asked["settings"]))
        if "take_in" in request.asked:
            arrivals = [arrival_from_json(one) for one in request.asked["take_in"]]
            return take_in(desk, arrivals, is_stopped=request.stop.is_set)
        return self._read(desk, request.stop.is_set, request.hold.is_set)

    def _opened(self, settings: Settings) -> Desk:
        if self._desk is None:
            self._desk = Desk.open(self._folder, settings, who=self._who)
            self._crew = ReadingCrew(self._desk)
            self.crashes = Crashes(self._desk.store.folder.crashes)
            self.crashes.begin()
        self._desk.take_settings(settings)
        return self._desk

    def _read(self, desk: Desk, is_stopped: IsStopped, is_held: IsStopped) -> Generator[Message, None, None]:
        """Choose templates for what waits without one, count, and read."""
        choose_fitting(desk)
        yield from self._looking.choose(desk, is_stopped=is_stopped)
        models = DigitModels(desk.store.folder.models)
        broken = models.problem()
        if broken is not None:
            yield broken
        yield Waiting(_count_waiting(desk))
        threads = desk.settings.threads
        yield from read_waiting(
            desk, threads=threads, is_stopped=is_stopped, is_held=is_held, crew=self._crew
        )
        unloaded = models.problem() if broken is None else None
        if unloaded is not None:  # known only since it was to read
            yield unloaded
        if is_held():
            yield Waiting(_count_waiting(desk))


def main() -> None:
    """Work off one request after the other until standard input ends, as it does with the window."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the window's to answer
    stand_back(_NICE)
    answers = take_streams()
    place = json.loads(sys.stdin.readline())
    work = _Work(Path(place["folder"]), place["who"])
    requests: queue.SimpleQueue[_Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(work, requests), daemon=True).start()
    while True:
        _work_off(requests.get(), work, answers)


def _work_off(request: _Request, work: _Work, answers: TextIO) -> None:
    end = End()
    try:
        steps = work.answer(request)
        _tell(answers, Begun())
        for message in steps:
            _tell(answers, message)
            if request.stop.is_set():
                break
        steps.close()
    except DeskError as error:
        end = End(error.problem)
    except Exception as error:  # noqa: BLE001 - a bug is one message, never the end of the process
        _LOG.exception("unexpected error in the background")
        end = End(bug(error))
    _tell(answers, end)


def _tell(answers: TextIO, message: Message) -> None:
    say(answers, message_to_json(message))


def _listen(work: _Work, requests: queue.SimpleQueue[_Request]) -> None:
    """Take requests, and words to the one that runs; end the process when nobody asks any more.

    It ends at once: what is being read waits again, as after a crash, and no lock outlives the window.
    """
    latest, number = _Request({}), 0
    for line in sys.stdin:
        told = json.loads(line)
        if "number" in told:
            latest, number = _Request(told), told["number"]
            requests.put(latest)
        elif told.get("stop") == number:
            latest.stop.set()
        elif told.get("hold") == number:
            latest.hold.set()
    if work.crashes is not None:
        work.crashes.end()
    os._exit(0)


def _count_waiting(desk: Desk) -> int:
    with desk.reading() as connection:
        return count_waiting(connection)


if __name__ == "__main__":
    main()
