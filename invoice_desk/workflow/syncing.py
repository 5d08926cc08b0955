"""One round of one source: what has changed goes into the journal, and from there onto the desk, once."""

from __future__ import annotations

import random
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from invoice_desk.errors import BadFile, DeskError, NotWritten, Problem, Stopped
from invoice_desk.intake.faults import BadItem, Gone, SignInNeeded, SourceFault, StateRefused, TryLater
from invoice_desk.intake.pacing import Patience, Sleep, sleeping
from invoice_desk.intake.source import Found, Listing, Report, Source
from invoice_desk.invoice.filed import Origin
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.source_journal import (
    Noted,
    Seen,
    count_items,
    note_all_gone_but,
    note_gone,
    note_seen,
    retry,
    touch,
    waiting_items,
)
from invoice_desk.store.sources import Item, ItemState, find_source, keep_state, keep_sync_state, note_failure
from invoice_desk.store.sources import Source as Known
from invoice_desk.workflow.arriving import Arriving
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.sync_rhythm import Rhythm, rest_after
from invoice_desk.workflow.sync_state import SyncState, state_from_json, state_to_json
from invoice_desk.workflow.taking_in import Taken

MOST_TRIES = 5
"""After so many rounds in which a file could not be had, it is set aside."""

_IN_A_ROW = 3  # files that fail one after the other, before the source itself is taken to be unwell


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a listing is in the journal. new: how many files of it are to be fetched."""

    source: str
    new: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file is on the desk; taken.is_new is false for one that was there already."""

    source: str
    taken: Taken


@dataclass(frozen=True, slots=True)
class NotCome:
    """A file did not come. state: whether it is tried again, was set aside, or is gone."""

    source: str
    name: str
    problem: Problem
    state: ItemState


@dataclass(frozen=True, slots=True)
class Round:
    """The end of a round. new: files that came; waiting: how many still wait; problem: what ended it early.

    rest: seconds after which the source is to be asked again.
    """

    source: str
    new: int
    waiting: int
    set_aside: int
    problem: Problem | None
    rest: float


SyncEvent = Listed | Arrived | NotCome | Progress | Round


@dataclass
class Ways:
    """How a round goes about its work: how patiently, at what pace, and who may stop it."""

    rhythm: Rhythm = field(default_factory=Rhythm)
    patience: Patience = field(default_factory=Patience)
    report: Report = lambda _many: None
    is_stopped: IsStopped = never_stopped
    sleep: Sleep | None = None
    chance: random.Random = field(default_factory=random.Random)
    most_tries: int = MOST_TRIES

    def wait(self, seconds: float) -> None:
        """Wait, or raise Stopped."""
        (self.sleep or sleeping(self.is_stopped))(seconds)


def sync(
    desk: Desk, known: Known, source: Source, ways: Ways | None = None
) -> Generator[SyncEvent, None, None]:
    """Do one round of a source and yield what becomes of each file, at the end one Round.

    First the listing goes into the journal together with the state it leads to, page by page; then what
    waits there is fetched, checked, and taken in, each in one change. So a program that is killed at any
    moment goes on where it was: nothing is lost, and nothing comes twice. Only who holds the lock of
    syncing may call this. Raises what keeps the desk itself from being written.
    """
    yield from _Syncing(desk, known, source, ways or Ways()).run()


class _Syncing:
    """One round while it runs."""

    def __init__(self, desk: Desk, known: Known, source: Source, ways: Ways) -> None:
        self._desk, self._known, self._source, self._ways = desk, known, source, ways
        self._state = state_from_json(known.state)
        self._found: dict[str, Found] = {}
        self._arriving = Arriving(desk, known, has_own_ids=source.has_own_ids)
        self._came = 0
        self._is_growing = False
        self._failing: list[tuple[Item, Problem]] = []

    def run(self) -> Generator[SyncEvent, None, None]:
        """List, fetch, and say how it ended."""
        try:
            yield from self._list()
            yield from self._fetch_waiting()
        except Stopped:
            yield self._end(self._state, None, rest=0.0)
        except (SourceFault, NotWritten) as error:
            yield self._fail(error)
        else:
            rest = 2.0 if self._is_growing else float(self._ways.rhythm.interval)
            done = SyncState(self._state.listing)
            with self._desk.change() as change:
                keep_sync_state(change, self._known.id, state_to_json(done))
            yield self._end(done, None, rest=rest)

    def _list(self) -> Iterator[SyncEvent]:
        """Bring what has changed into the journal. What passes by itself is tried again a few times."""
        failures, is_anew = 0, False
        while True:
            try:
                yield from self._list_once()
            except StateRefused:
                if is_anew:
                    raise
                is_anew, self._state = True, replace(self._state, listing={})
            except TryLater as fault:
                self._wait_or_raise(fault, failures)
                failures += 1
            else:
                return

    def _list_once(self) -> Iterator[SyncEvent]:
        seen: set[str] = set()
        for page in self._source.list_changes(self._state.listing):
            if self._ways.is_stopped():
                raise Stopped("stopped while a source was listed")
            seen.update(one.id for one in page.found)
            noted = self._keep(page, seen)
            self._found |= {one.id: one for one in page.found}
            self._is_growing |= page.has_more_soon
            yield Listed(self._known.name, noted.waiting)
            yield from self._settle([one for one in page.found if one.id in noted.taken])

    def _keep(self, page: Listing, seen: set[str]) -> Noted:
        """Write a page and the state behind it in one change: neither is there without the other."""
        state = replace(self._state, listing=page.state)
        with self._desk.change() as change:
            noted = note_seen(change, self._known.id, [_seen(one) for one in page.found])
            note_gone(change, self._known.id, page.removed)
            if page.is_complete:
                note_all_gone_but(change, self._known.id, seen)
            keep_state(change, self._known.id, state_to_json(state))
        self._state = state
        return noted

    def _fetch_waiting(self) -> Iterator[SyncEvent]:
        waiting = self._waiting()
        self._arriving.clean(waiting)
        for number, item in enumerate(waiting):
            if self._ways.is_stopped():
                raise Stopped("stopped between two files")
            yield Progress(item.name, number, len(waiting))
            yield from self._fetch_one(item)
        yield from self._blame()

    def _waiting(self) -> list[Item]:
        with self._desk.reading() as connection:
            return waiting_items(connection, self._known.id)

    def _fetch_one(self, item: Item) -> Iterator[SyncEvent]:
        """Bring one file onto the desk, or write down why it did not come. Raises what ends the round."""
        try:
            found = self._facts_of(item)
            if found is None:
                return
            taken = self._bring(item, found)
        except Stopped:
            raise
        except Gone as error:
            yield self._gone(item, error.problem)
        except TryLater as error:
            yield from self._passing(item, error)
        except DeskError as error:
            if isinstance(error, (NotWritten, SignInNeeded)) or getattr(error, "is_everywhere", False):
                raise
            most = 1 if isinstance(error, (BadItem, BadFile)) else self._ways.most_tries
            yield self._blame_one(item, self._named(error.problem, item), most=most)
        else:
            self._came += taken.is_new
            yield Arrived(self._known.name, taken)
            yield from self._blame()
            yield from self._settle([found])

    def _facts_of(self, item: Item) -> Found | None:
        """Return what the source says of an item; None where it has another version now. Raises Gone."""
        found = self._found.get(item.item) or self._source.look_up(item.item)
        if found.version == item.version:
            return found
        with self._desk.change() as change:
            note_seen(change, self._known.id, [_seen(found)])
        return None

    def _bring(self, item: Item, found: Found) -> Taken:
        """Fetch a file, with a few tries at once, and take it in."""
        failures = 0
        while True:
            try:
                fetched = self._source.fetch(found, self._arriving.part_of(item), self._ways.report)
                return self._arriving.take_in(item, fetched)
            except TryLater as fault:
                self._wait_or_raise(fault, failures)
                failures += 1

    def _wait_or_raise(self, fault: TryLater, failures: int) -> None:
        """Wait before the next try, or raise the fault where there were enough, or it asks for too long."""
        patience = self._ways.patience
        if failures >= patience.tries or (fault.after or 0.0) > patience.longest_asked:
            raise fault
        self._ways.wait(max(patience.wait_before(failures), fault.after or 0.0))

    def _passing(self, item: Item, fault: TryLater) -> Iterator[SyncEvent]:
        """Deal with a file that did not come for a reason that passes; end the round where none comes."""
        problem = self._named(fault.problem, item)
        if fault.is_everywhere:
            raise fault
        self._failing.append((item, problem))
        if len(self._failing) < _IN_A_ROW:
            return
        if self._came:
            yield from self._blame()
        with self._desk.change() as change:
            for one, _ in self._failing:
                touch(change, self._known.id, one.item, one.version)
        raise fault

    def _blame(self) -> Iterator[SyncEvent]:
        """Count a try against each file that failed while others came, or that was alone."""
        failing, self._failing = self._failing, []
        for item, problem in failing:
            yield self._blame_one(item, problem, most=self._ways.most_tries)

    def _blame_one(self, item: Item, problem: Problem, *, most: int) -> NotCome:
        origin = Origin(self._known.name, item.item, self._known.id, item.version)
        with self._desk.change() as change:
            state = note_failure(change, origin, item.name, problem, most_tries=most)
        return NotCome(self._known.name, item.name, problem, state)

    def _gone(self, item: Item, problem: Problem) -> NotCome:
        with self._desk.change() as change:
            note_gone(change, self._known.id, [item.item])
        return NotCome(self._known.name, item.name, self._named(problem, item), ItemState.GONE)

    def _settle(self, founds: list[Found]) -> Iterator[SyncEvent]:
        """Let the source do what is to be done with files that are on the desk; a failure is only said."""
        for found in founds:
            try:
                self._source.settle(found)
            except SourceFault as error:
                yield NotCome(self._known.name, found.name, error.problem, ItemState.TAKEN)

    def _named(self, problem: Problem, item: Item) -> Problem:
        """Return a problem that names the file as the person knows it, not where it lay for a moment."""
        folder = str(self._desk.store.folder.arriving)
        if problem.where and not problem.where.startswith(folder):
            return problem
        return replace(problem, where=item.name)

    def _fail(self, error: DeskError) -> Round:
        failures = self._state.failures + 1
        asked = error.after if isinstance(error, TryLater) else None
        rest = rest_after(self._ways.rhythm, failures, asked, self._ways.chance)
        until = datetime.now(UTC) + timedelta(seconds=rest)
        state = SyncState(self._state.listing, failures, error.problem, until)
        with self._desk.change() as change:
            keep_state(change, self._known.id, state_to_json(state))
        return self._end(state, error.problem, rest=rest)

    def _end(self, state: SyncState, problem: Problem | None, *, rest: float) -> Round:
        self._state = state
        with self._desk.reading() as connection:
            counts = count_items(connection, self._known.id)
        waiting, aside = counts.get(ItemState.WAITING, 0), counts.get(ItemState.SET_ASIDE, 0)
        return Round(self._known.name, self._came, waiting, aside, problem, rest)


def note_trouble(desk: Desk, known: Known, problem: Problem) -> None:
    """Keep why a source could not even be asked, so that its state says so until a round is good again."""
    with desk.change() as change:
        state = replace(state_from_json(known.state), problem=problem)
        keep_state(change, known.id, state_to_json(state))


def ask_soon(desk: Desk, known: Known) -> None:
    """Let a source that rests after a failure be asked at its next turn, as after a new sign-in."""
    with desk.change() as change:
        now = find_source(change.connection, known.name)  # a round may have gone on since
        state = replace(state_from_json(now.state), failures=0, until=None)
        keep_state(change, known.id, state_to_json(state))


def try_again(desk: Desk, known: Known) -> int:
    """Let what was set aside of a source be fetched again; return how many files that are."""
    with desk.change() as change:
        many = retry(change, known.id)
        state = replace(state_from_json(known.state), failures=0, until=None)
        keep_state(change, known.id, state_to_json(state))
    return many


def _seen(found: Found) -> Seen:
    return Seen(found.id, found.version, found.name, found.refusal)
