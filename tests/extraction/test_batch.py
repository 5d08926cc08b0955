"""Many files on several threads: in order, stoppable between fields, and never ended by one file."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from fake_readers import Counter, readers_with
from small_invoices import VALUES, draw_invoice, small_template

from invoice_desk.errors import BadFile, Problem
from invoice_desk.export.rows import value_words
from invoice_desk.export.text import record_to_dict
from invoice_desk.extraction.batch import Job, default_threads, extract_all
from invoice_desk.invoice.record import Record, Status
from invoice_desk.progress import Progress
from invoice_desk.reading.choosing import Readers
from invoice_desk.reading.reader import Region

FIELDS = len(VALUES)
TEMPLATE = small_template()


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    """Return twelve invoices with numbers of their own."""
    return [
        (draw_invoice(tmp_path / f"{number:02}.png", number=f"INV-{2000 + number}"), TEMPLATE)
        for number in range(12)
    ]


def records(events: object) -> list[Record]:
    return [event for event in events if isinstance(event, Record)]  # type: ignore[attr-defined]


def reading_threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("reading")]


@pytest.mark.parametrize("threads", [1, 4])
def test_records_come_in_the_order_of_the_jobs(readers: Readers, jobs: list[Job], threads: int) -> None:
    found = records(extract_all(jobs, readers, threads=threads))
    assert [record.file for record in found] == [str(path) for path, _ in jobs]
    numbers = [value_words(record.entries[0].value) for record in found]
    assert numbers == [f"INV-{2000 + number}" for number in range(12)]


def test_one_thread_and_four_give_equal_records(readers: Readers, jobs: list[Job]) -> None:
    one, four = (records(extract_all(jobs, readers, threads=threads)) for threads in (1, 4))
    assert one == four


def test_the_first_file_may_be_the_slowest(jobs: list[Job]) -> None:
    arabic = tuple(one.model_copy(update={"languages": ("ara",)}) for one in TEMPLATE.fields)
    jobs[0] = (jobs[0][0], TEMPLATE.model_copy(update={"fields": arabic}))

    def answer(region: Region) -> str:
        time.sleep(0.1 if region.languages == ("ara",) else 0)
        return "x"

    found = records(extract_all(jobs, readers_with(answer), threads=3))
    assert [record.file for record in found] == [str(path) for path, _ in jobs]


def test_every_field_of_every_file_gives_progress(jobs: list[Job]) -> None:
    events = list(extract_all(jobs, readers_with(Counter()), threads=2))
    for path, _ in jobs:
        done = [one.done for one in events if isinstance(one, Progress) and one.subject == path.name]
        assert done == list(range(1, FIELDS + 1))


def test_work_is_stopped_between_two_fields(jobs: list[Job]) -> None:
    counter, stopped = Counter(), threading.Event()
    events = []
    for event in extract_all(jobs, readers_with(counter), threads=2, is_stopped=stopped.is_set):
        stopped.set()
        events.append(event)
    assert len(records(events)) <= 4, "what was finished when it was stopped is kept, no more"
    assert counter.count < FIELDS * len(jobs) / 2


def test_a_stop_before_the_first_field_reads_nothing(jobs: list[Job]) -> None:
    counter = Counter()
    assert list(extract_all(jobs, readers_with(counter), threads=2, is_stopped=lambda: True)) == []
    assert counter.count == 0


def test_a_stop_waits_for_one_field_a_thread_at_the_most(jobs: list[Job]) -> None:
    stopped, after = threading.Event(), Counter()

    def answer(region: Region) -> str:
        if stopped.is_set():
            after(region)
        time.sleep(0.02)
        return "x"

    events = extract_all(jobs, readers_with(answer), threads=2, is_stopped=stopped.is_set)
    next(events)
    stopped.set()
    assert records(events) == []
    assert after.count <= 2


def test_closing_ends_the_threads_and_reads_no_further(jobs: list[Job]) -> None:
    counter = Counter()
    events = extract_all(jobs, readers_with(counter), threads=2)
    next(events)
    events.close()
    assert reading_threads() == []
    count = counter.count
    time.sleep(0.05)
    assert counter.count == count < FIELDS * len(jobs)


def test_no_thread_runs_ahead_of_the_one_that_is_waited_for(jobs: list[Job]) -> None:
    """Records that nobody takes yet are not piled up: memory stays bounded."""
    gate, counter = threading.Event(), Counter()
    waiting: set[str] = set()

    def answer(region: Region) -> str:
        if region.kind is TEMPLATE.fields[0].kind and not waiting:
            waiting.add("first")
            gate.wait(5)
        return counter(region)

    events = extract_all(jobs, readers_with(answer), threads=2)
    opener = threading.Timer(0.3, gate.set)
    opener.start()
    seen = 0
    for event in events:
        if isinstance(event, Record):
            break
        seen = max(seen, counter.count)
    events.close()
    opener.join()
    assert seen <= FIELDS * 4


def test_a_file_that_cannot_be_read_is_a_failed_record_among_the_others(
    readers: Readers, jobs: list[Job], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    missing = tmp_path / "missing.pdf"
    mixed = [jobs[0], (broken, TEMPLATE), jobs[1], (missing, TEMPLATE), (tmp_path, TEMPLATE), jobs[2]]
    found = records(extract_all(mixed, readers, threads=2))
    assert [record.file for record in found] == [str(path) for path, _ in mixed]
    assert [record.status for record in found] == [
        Status.OK,
        Status.FAILED,
        Status.OK,
        Status.FAILED,
        Status.FAILED,
        Status.OK,
    ]
    for record in found:
        assert (record.problem is None) == (record.status is Status.OK)
        assert record.problem is None or record.problem.where == record.file
    assert found[3].problem is not None
    assert found[3].problem.what == "is not there"
    assert record_to_dict(found[1])["error"]


def test_a_bug_on_one_file_is_a_failed_record_and_the_rest_is_read(
    jobs: list[Job], caplog: pytest.LogCaptureFixture
) -> None:
    struck: list[Region] = []

    def answer(region: Region) -> str:
        if len(struck) < 1:
            struck.append(region)
            raise ZeroDivisionError("a bug")
        return "x"

    found = records(extract_all(jobs, readers_with(answer), threads=1))
    assert [record.status is Status.FAILED for record in found] == [True] + [False] * (len(jobs) - 1)
    problem = found[0].problem
    assert problem is not None
    assert str(problem) == (
        f"{jobs[0][0]}: cannot be read for an unexpected reason: ZeroDivisionError "
        "(please report it with this file)"
    )
    assert "ZeroDivisionError: a bug" in caplog.text  # the log has what a developer needs


@pytest.mark.timeout(20)
@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt()])
def test_what_ends_a_program_ends_the_batch_and_does_not_hang(jobs: list[Job], error: BaseException) -> None:
    def answer(region: Region) -> str:
        raise error

    with pytest.raises(type(error)):
        list(extract_all(jobs, readers_with(answer), threads=2))
    assert reading_threads() == []


def test_a_file_that_has_no_template_is_a_failed_record_among_the_others(jobs: list[Job]) -> None:
    jobs[1] = (jobs[1][0], Problem("BadTemplate", "box: is empty", "acme.template.json", "draw it"))
    found = records(extract_all(jobs[:3], readers_with(Counter()), threads=2))
    assert [record.status is Status.FAILED for record in found] == [False, True, False]
    assert str(found[1].problem) == f"{jobs[1][0]}: acme.template.json: box: is empty (draw it)"
    assert record_to_dict(found[1])["template"] is None


def test_a_stop_yields_what_is_finished_behind_a_slow_file_and_nothing_that_it_broke_off(
    jobs: list[Job],
) -> None:
    """Ctrl+C ends the processes that open PDFs too: their files then look as if they were broken."""
    stopped, arabic = threading.Event(), TEMPLATE.fields[0].model_copy(update={"languages": ("ara",)})
    slow = TEMPLATE.model_copy(update={"fields": (arabic,)})
    jobs[:3] = [(jobs[0][0], slow), jobs[1], (jobs[2][0], slow)]
    done = Counter()

    def answer(region: Region) -> str:
        if region.languages == ("ara",):
            while done.count < FIELDS:
                time.sleep(0.01)
            time.sleep(0.1)
            stopped.set()
            raise BadFile("is broken")
        return done(region)

    found = records(extract_all(jobs[:3], readers_with(answer), threads=2, is_stopped=stopped.is_set))
    assert [record.file for record in found] == [str(jobs[1][0])]


def test_no_files_give_no_events(readers: Readers) -> None:
    assert list(extract_all([], readers)) == []


def test_by_default_there_is_a_thread_a_core() -> None:
    assert default_threads() >= 1
