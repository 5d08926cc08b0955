"""All sources of a desk, round after round, each when it is due; what arrives is read at once."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from invoice_desk.errors import BadSetting, DeskBusy, DeskError, MissingPart, Problem, Stopped
from invoice_desk.intake.faults import SignInNeeded, SourceFault
from invoice_desk.intake.pacing import Pace, Patience, Sleep, sleeping
from invoice_desk.intake.secrets import Vault
from invoice_desk.intake.source import Source
from invoice_desk.intake.watching import Watcher
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.reading_lock import reading_lock
from invoice_desk.store.sources import Source as Known
from invoice_desk.store.sources import all_sources
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.done import Done
from invoice_desk.workflow.fitting import Looking
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.source_choices import Choice, FolderChoice, choice_of
from invoice_desk.workflow.sync_bell import Bell
from invoice_desk.workflow.sync_log import SyncLog
from invoice_desk.workflow.sync_rhythm import Rhythm, is_quiet
from invoice_desk.workflow.sync_state import state_from_json
from invoice_desk.workflow.sync_words import words_of
from invoice_desk.workflow.syncing import Round, SyncEvent, Ways, note_trouble, sync

_LOOK_AGAIN = 5.0  # seconds after which the desk is asked whether a source was added, paused or removed
_LONGEST_REST = 24 * 3600.0  # seconds; what a clock that was set back would make of it is not believed
_TICK = 0.2


@dataclass(frozen=True, slots=True)
class NotRead:
    """What came in could not be read now, because another window or command reads, or a part is missing."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Asking:
    """A round of a source begins."""

    source: str


RunEvent = Asking | SyncEvent | Done | NotRead


@dataclass(frozen=True, slots=True)
class Run:
    """How a run goes. names: of the sources that are synced, None for all that are active.

    is_once: one round of each, now, whatever its interval and quiet hours say; else until it is stopped.
    bell: through which a person asks for rounds at once.
    """

    is_once: bool = True
    names: Collection[str] | None = None
    threads: int | None = None
    is_reading: bool = True
    patience: Patience = field(default_factory=Patience)
    bell: Bell | None = None


def run_sources(
    desk: Desk, vault: Vault, run: Run = Run(), *, is_stopped: IsStopped = never_stopped
) -> Generator[RunEvent, None, None]:
    """Sync the desk's sources and read what came; yield what becomes of each file.

    Raises DeskBusy where another program syncs this desk, BadSetting for a name that no source has.
    """
    folder = desk.store.folder
    with reading_lock(folder.sync_lock, done="its sources are being synced"):
        running = _Running(desk, vault, run, is_stopped)
        try:
            yield from running.go()
        finally:
            running.close()


class _Running:
    """A run while it lasts: sources stay open between rounds, for what they remember saves questions."""

    def __init__(self, desk: Desk, vault: Vault, run: Run, is_stopped: IsStopped) -> None:
        self._desk, self._vault, self._run, self._is_stopped = desk, vault, run, is_stopped
        self._sleep: Sleep = sleeping(is_stopped)
        self._open: dict[int, tuple[Known, Source]] = {}
        self._due: dict[int, float] = {}
        self._failed: set[int] = set()
        self._looking = Looking()
        self._bell = run.bell or Bell()
        self._woken = self._bell.woken
        self._asked: set[int] = set()
        self._watcher = Watcher(self._woken)
        self._log = SyncLog(desk.store.folder.sync_log)
        self._chance = run.patience.chance

    def go(self) -> Generator[RunEvent, None, None]:
        """Do the rounds."""
        self._check_names()
        while True:
            came = 0
            self._asked |= self._bell.take()
            for known in self._sources():
                if self._is_stopped():
                    return
                if self._is_due(known):
                    came += yield from self._round(known)
            if self._run.is_reading and (came or self._run.is_once):
                yield from self._read()
            if self._run.is_once or not self._pause():
                return

    def close(self) -> None:
        """Give back what is held."""
        self._watcher.close()
        for _, source in self._open.values():
            source.close()
        self._log.close()

    def _check_names(self) -> None:
        there = {one.name for one in self._all()}
        for name in self._run.names or ():
            if name not in there:
                raise BadSetting(
                    f"there is no source {name!r}", remedy="invoice-desk sources list shows them"
                )

    def _all(self) -> list[Known]:
        with self._desk.reading() as connection:
            return all_sources(connection)

    def _sources(self) -> list[Known]:
        names = self._run.names
        active = [one for one in self._all() if one.is_active and (names is None or one.name in names)]
        for key in set(self._open) - {one.id for one in active}:
            self._open.pop(key)[1].close()
        return active

    def _is_due(self, known: Known) -> bool:
        if self._run.is_once:
            return True
        if known.id in self._asked:  # a person waits for it
            self._asked.discard(known.id)
            return True
        until = state_from_json(known.state).until
        if known.id not in self._due and until is not None:
            left = (until - datetime.now(UTC)).total_seconds()
            self._due[known.id] = time.monotonic() + min(left, _LONGEST_REST)
        if until is None and known.id in self._failed:  # a person said to try again
            self._failed.discard(known.id)
            self._due[known.id] = 0.0
        return time.monotonic() >= self._due.get(known.id, 0.0) and not is_quiet(
            _rhythm(known), datetime.now().astimezone()
        )

    def _round(self, known: Known) -> Generator[RunEvent, None, int]:
        """Do one round of a source; return how many files came."""
        came = 0
        yield Asking(known.name)
        try:
            rhythm, source = choice_of(known).rhythm, self._opened(known)
            pace = Pace(bandwidth=rhythm.bytes_a_second, is_stopped=self._is_stopped)
            ways = Ways(rhythm, self._run.patience, pace, self._is_stopped, self._sleep, self._chance)
            for event in sync(self._desk, known, source, ways):
                if isinstance(event, Round):
                    came = event.new
                    self._due[known.id] = time.monotonic() + event.rest
                    self._note_failed(known, event.problem)
                self._say(event)
                yield event
        except Stopped:
            return came
        except DeskError as error:
            if not _is_of_the_source(error):
                raise
            self._due[known.id] = time.monotonic() + _rhythm(known).interval
            note_trouble(self._desk, known, error.problem)
            event = Round(known.name, came, 0, 0, error.problem, float(_rhythm(known).interval))
            self._say(event)
            yield event
        return came

    def _note_failed(self, known: Known, problem: Problem | None) -> None:
        if problem is None:
            self._failed.discard(known.id)
            return
        self._failed.add(known.id)
        if problem.kind == SignInNeeded.__name__ and known.id in self._open:
            self._open.pop(known.id)[1].close()  # the next round opens it with what was signed in meanwhile

    def _opened(self, known: Known) -> Source:
        """Return a source that is open already, or open it, anew where its settings changed."""
        from invoice_desk.workflow.building import build_source  # what speaks HTTP, for whom has a source

        there = self._open.get(known.id)
        if there is not None and there[0].settings == known.settings:
            return there[1]
        if there is not None:
            there[1].close()
        source = build_source(self._desk, known, self._vault, is_stopped=self._is_stopped)
        self._open[known.id] = (known, source)
        return source

    def _read(self) -> Iterator[RunEvent]:
        """Read what waits; where another window reads on this desk, it reads these too."""
        try:
            for _progress in self._looking.choose(self._desk, is_stopped=self._is_stopped):
                pass
            threads = self._run.threads or self._desk.settings.threads
            for event in read_waiting(self._desk, threads=threads, is_stopped=self._is_stopped):
                if not isinstance(event, Progress):
                    yield event
        except DeskBusy as error:
            yield NotRead(error.problem)

    def _pause(self) -> bool:
        """Wait until a source is due, a folder moves, or a person stops; return False for that last."""
        active = self._sources()
        choices = {one.id: _choice(one) for one in active}
        folders = {key: one.path for key, one in choices.items() if isinstance(one, FolderChoice)}
        self._watcher.watch(list(folders.values()))
        end = min([time.monotonic() + _LOOK_AGAIN, *(self._due.get(one.id, 0.0) for one in active)])
        while not self._is_stopped():
            if self._woken.wait(_TICK):
                self._woken.clear()
                self._due |= dict.fromkeys(folders, 0.0)
                return True
            if time.monotonic() >= end:
                return True
        return False

    def _say(self, event: SyncEvent) -> None:
        words = words_of(event)
        if words:
            with suppress(OSError):
                self._log.say(event.source if not isinstance(event, Progress) else "", words)


def _is_of_the_source(error: DeskError) -> bool:
    """Whether an error concerns one source, so that the others are synced all the same."""
    return isinstance(error, (SourceFault, BadSetting, MissingPart))


def _choice(known: Known) -> Choice | None:
    with suppress(BadSetting):
        return choice_of(known)
    return None


def _rhythm(known: Known) -> Rhythm:
    choice = _choice(known)
    return choice.rhythm if choice is not None else Rhythm()
