"""The sources synced beside the window, while it is open: what is going on, and what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from invoice_desk.desktop.jobs import Job
from invoice_desk.errors import DeskBusy, DeskError, Problem
from invoice_desk.intake.secrets import Vault
from invoice_desk.progress import Progress
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.sources import Status, statuses, user_vault
from invoice_desk.workflow.sync_bell import Bell
from invoice_desk.workflow.sync_running import Asking, Run, run_sources
from invoice_desk.workflow.syncing import Arrived, Listed, NotCome, Round

_TOLD_MS = 250  # what is new is told at most so often
_CAME_MS = 1500  # lists are asked anew at most so often while files come
_LOOK_MS = 10_000  # the desk is asked so often whether a service or a command changed its sources


class Syncing(QObject):
    """Runs the rounds of all active sources on a thread of their own.

    changed: something about a source is other than it was; came: the numbers of invoices that are new
    on the desk, () where others brought them; rested: no source is being asked any more.
    """

    changed = Signal()
    came = Signal(object)
    rested = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bell = Bell()
        self._job: Job | None = None
        self._between: list[Callable[[], object]] = []
        self._arrived: list[int] = []
        self.statuses: Sequence[Status] = ()
        self.current, self.progress = "", Progress("", 0, 0)
        self.problem: Problem | None = None
        self.is_elsewhere = self.is_held = self._is_closed = self._is_between = False
        self._told = QTimer(self, singleShot=True, interval=_TOLD_MS)
        self._told.timeout.connect(self._tell)
        self._coming = QTimer(self, singleShot=True, interval=_CAME_MS)
        self._coming.timeout.connect(self._tell_arrived)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self.look)

    @cached_property
    def vault(self) -> Vault:
        """Where the secrets of sources lie; to look for the system's keyring takes a tenth of a second."""
        return user_vault()

    @property
    def is_running(self) -> bool:
        """Whether this window syncs the desk."""
        return self._job is not None

    @property
    def is_asking(self) -> bool:
        """Whether a source is being asked now."""
        return bool(self.current)

    def begin(self) -> None:
        """Sync from now on, whenever there is an active source."""
        self._looking.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask the desk how its sources stand; sync where one is active, rest where none is."""
        if self._is_closed:
            return
        self._refresh()
        has_active = any(one.is_active for one in self.statuses)
        if has_active and self._job is None and not (self.is_held or self._is_between):
            self._start()
        elif not has_active and self._job is not None:
            self._job.cancel()
        self.changed.emit()

    @Slot()
    def ask(self, sources: Sequence[int] = ()) -> None:
        """Ask for a round of these sources now, by their keys; none takes all that are active."""
        self.is_held = False
        self._bell.ring(sources or [one.id for one in self.statuses if one.is_active])
        self.look()

    @Slot()
    def hold_or_go_on(self) -> None:
        """Rest until a person asks again, or go on; it holds as long as the window is open."""
        self.is_held = not self.is_held
        if self.is_held and self._job is not None:
            self._job.cancel()
        self.look()

    def between(self, act: Callable[[], object]) -> None:
        """Do something while no round runs, such as taking a source away; what runs is stopped first."""
        self._between.append(act)
        if self._job is None:
            self._do_between()
        else:
            self._job.cancel()

    def cancel(self) -> None:
        """Ask what runs to end, as the window begins to close."""
        self._is_closed = True
        for timer in (self._told, self._coming, self._looking):
            timer.stop()
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """End what runs, and wait for it."""
        self.cancel()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _start(self) -> None:
        desk, vault, bell = self._desk, self.vault, self._bell
        job = Job(lambda is_stopped: run_sources(desk, vault, _run(bell), is_stopped=is_stopped), self)
        job.told.connect(self._hear)
        job.failed.connect(self._fail)
        job.ended.connect(self._end)
        self._job = job
        job.start()

    @Slot(object)
    def _hear(self, told: object) -> None:
        self.is_elsewhere, self.problem = False, None
        match told:
            case Asking():
                self.current, self.progress = told.source, Progress("", 0, 0)
            case Progress():
                self.progress = told
            case Arrived() if told.taken.is_new and told.taken.id is not None:
                self._arrived.append(told.taken.id)
                if not self._coming.isActive():
                    self._coming.start()
            case Round():
                self._end_round()
                return
            case Listed() | NotCome():
                pass
        if not self._told.isActive():
            self._told.start()

    def _end_round(self) -> None:
        self.current = ""
        self._refresh()
        self.changed.emit()
        self._tell_arrived()
        self.rested.emit()

    @Slot()
    def _tell(self) -> None:
        self._refresh()
        self.changed.emit()

    @Slot()
    def _tell_arrived(self) -> None:
        self._coming.stop()
        arrived, self._arrived = tuple(self._arrived), []
        if arrived:
            self.came.emit(arrived)

    @Slot(object)
    def _fail(self, problem: Problem) -> None:
        self.is_elsewhere = problem.kind == DeskBusy.__name__
        self.problem = None if self.is_elsewhere else problem

    @Slot()
    def _end(self) -> None:
        self._job, self.current = None, ""
        self._tell_arrived()
        self.rested.emit()
        self._do_between()

    def _do_between(self) -> None:
        acts, self._between = self._between, []
        self._is_between = True
        for act in acts:
            act()
        self._is_between = False
        if acts:
            self.look()
        else:
            self._tell()

    def _refresh(self) -> None:
        """Ask the desk how the sources stand; where a service brought something, say so."""
        before = _count_of(self.statuses)
        try:
            self.statuses = statuses(self._desk, has_items=False)
        except DeskError as error:
            self.problem = error.problem
        if self.is_elsewhere and _count_of(self.statuses) != before:
            self.came.emit(())


def _run(bell: Bell) -> Run:
    return Run(is_once=False, is_reading=False, bell=bell)


def _count_of(found: Sequence[Status]) -> int:
    return sum(one.arrived for one in found)
