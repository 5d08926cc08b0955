"""The queue: each invoice read once, crashes survived, killers set aside, stops heard."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from desks import add, add_and_read, draw, events, filed, listed, read, record_of, seller_template
from small_invoices import VALUES

from invoice_desk.errors import DeskBusy, MissingPart
from invoice_desk.invoice.filed import Sameness, State
from invoice_desk.invoice.record import Record, Status
from invoice_desk.progress import Progress
from invoice_desk.store.change import What
from invoice_desk.store.reading_lock import reading_lock
from invoice_desk.store.searching import Filter
from invoice_desk.workflow import reading_process, reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.done import Done, InvoiceProgress
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.reading_crew import ReadingCrew
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.templates import remove, save

pytestmark = pytest.mark.usefixtures("tessdata")
HERE = Path(__file__).parent


def test_what_waits_is_read_and_kept(desk: Desk, tmp_path: Path) -> None:
    (key,) = add_and_read(desk, draw(tmp_path / "in"))
    record = record_of(desk, key)
    assert {entry.field.name: str(entry.value) for entry in record.entries} == VALUES
    assert filed(desk, key).state is State.REVIEW
    assert [event.what for event in events(desk, key)] == [What.ADDED, What.READING_BEGUN, What.READ]


def test_a_list_shows_what_was_read(desk: Desk, tmp_path: Path) -> None:
    add_and_read(desk, draw(tmp_path / "in"))
    (one,) = listed(desk, Filter(words="inv ٢٠٤٥"))
    assert (one.number, str(one.issued), str(one.total), one.currency) == (
        "INV-2045",
        "2026-03-14",
        "1234.50",
        "AED",
    )


def test_nothing_is_read_twice(desk: Desk, tmp_path: Path) -> None:
    add_and_read(desk, draw(tmp_path / "in"))
    assert read(desk) == []


def test_an_invoice_without_a_template_waits_for_one(desk: Desk, tmp_path: Path) -> None:
    (key,) = add_and_read(desk, draw(tmp_path / "in", "other.png"))
    assert filed(desk, key).state is State.NEW
    reviewing.read_again(desk, [key], template="small")
    assert [one.id for one in read(desk)] == [key]


def test_a_broken_original_is_a_failed_invoice_and_the_others_are_read(desk: Desk, tmp_path: Path) -> None:
    first, second = add(desk, draw(tmp_path / "in"), draw(tmp_path / "in", "small-2.png", number="INV-2"))
    original = filed(desk, first.id).document.path
    original.chmod(0o644)
    original.write_bytes(b"\x89PNG\r\n\x1a\n rubbish")
    told = {one.id: one for one in read(desk)}
    assert told[first.id].problem is not None
    assert "small-1.png" in str(told[first.id].problem)
    assert filed(desk, first.id).state is State.FAILED
    assert filed(desk, second.id).state is State.REVIEW


def test_a_template_that_is_gone_fails_its_invoices(desk: Desk, tmp_path: Path) -> None:
    (taken,) = add(desk, draw(tmp_path / "in"))
    remove(desk, "small")
    (done,) = read(desk)
    assert "no longer there" in str(done.problem)
    assert filed(desk, taken.id).state is State.FAILED


def test_two_programs_do_not_read_at_once(desk: Desk, tmp_path: Path) -> None:
    add(desk, draw(tmp_path / "in"))
    with (
        reading_lock(desk.store.folder.reading_lock),
        pytest.raises(DeskBusy, match=f"process {os.getpid()}"),
    ):
        read(desk)
    assert len(read(desk)) == 1


def test_a_stop_leaves_the_rest_waiting(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    add(desk, *(draw(folder, f"small-{number}.png", number=f"INV-{number}") for number in range(4)))
    told: list[object] = []

    def is_stopped() -> bool:
        return any(isinstance(one, Done) for one in told)

    told.extend(read_waiting(desk, threads=1, is_stopped=is_stopped))
    done = [one for one in told if isinstance(one, Done)]
    states = [one.state for one in listed(desk)]
    assert states.count(State.REVIEW) == len(done)
    assert states.count(State.NEW) == 4 - len(done) >= 2


def test_closing_the_generator_leaves_the_rest_waiting(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    add(desk, *(draw(folder, f"small-{number}.png", number=f"INV-{number}") for number in range(3)))
    running = read_waiting(desk, threads=2)
    next(event for event in running if isinstance(event, Progress))
    running.close()
    assert State.READING not in {one.state for one in listed(desk)}
    read(desk)
    assert {one.state for one in listed(desk)} == {State.REVIEW}


def test_the_same_seller_number_date_and_total_are_a_duplicate(desk: Desk, tmp_path: Path) -> None:
    save(desk, seller_template())
    first, second = add_and_read(
        desk, draw(tmp_path / "in"), draw(tmp_path / "in", "small-2.png", total="1234.50")
    )
    told = filed(desk, second)
    assert told.state is State.DUPLICATE
    assert told.duplicate is not None
    assert (told.duplicate.of, told.duplicate.sameness) == (first, Sameness.INVOICE)
    reviewing.overrule(desk, second)
    assert filed(desk, second).state is State.REVIEW
    reviewing.read_again(desk, [second])
    read(desk)
    assert filed(desk, second).state is State.REVIEW


def test_the_page_saved_anew_is_a_duplicate(desk: Desk, tmp_path: Path) -> None:
    from PIL import Image

    file = draw(tmp_path / "in")
    again = tmp_path / "in" / "small-again.jpg"
    Image.open(file).convert("RGB").save(again, quality=80)
    first, second = add_and_read(desk, file, again)
    told = filed(desk, second)
    assert told.duplicate is not None
    assert (told.duplicate.of, told.duplicate.sameness) == (first, Sameness.PAGE)


def test_another_invoice_of_the_layout_is_no_duplicate(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    keys = add_and_read(desk, draw(folder), draw(folder, "small-2.png", number="INV-2046"))
    assert [filed(desk, key).state for key in keys] == [State.REVIEW, State.REVIEW]


_DYING = """
    import os, signal, sys
    from pathlib import Path
    from invoice_desk.extraction import extract
    from invoice_desk.workflow import queue
    from invoice_desk.workflow.desk import Desk
    from invoice_desk.workflow.settings import Settings

    genuine = extract.extracting

    def extracting(document, templates, readers, **more):
        if "killer" in document.name:
            os.kill(os.getpid(), signal.SIGSEGV)
        return genuine(document, templates, readers, **more)

    extract.extracting = extracting
    desk = Desk.open(Path(sys.argv[1]), Settings(), who="Amal")
    list(queue.read_waiting(desk, threads=2))
"""
_DYING_WORKER = """
    import os, signal
    from invoice_desk.workflow import reading_worker

    genuine = reading_worker.extracting

    def extracting(document, templates, readers, **more):
        if "killer" in document.name:
            os.kill(os.getpid(), signal.SIGSEGV)
        return genuine(document, templates, readers, **more)

    reading_worker.extracting = extracting
    reading_worker.main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
def test_a_file_that_kills_its_reader_twice_is_set_aside(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first death takes the program along, the second only a process of its own; there is no third."""
    folder = tmp_path / "in"
    names = ["small-0.png", "small-1-killer.png", "small-2.png"]
    taken = add(desk, *(draw(folder, name, number=f"INV-{number}") for number, name in enumerate(names)))
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_DYING), str(desk.store.folder.root)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.returncode == -signal.SIGSEGV
    killer = taken[1].id
    assert filed(desk, killer).state is State.READING
    monkeypatch.setattr(
        reading_process, "_command", lambda: [sys.executable, "-c", textwrap.dedent(_DYING_WORKER)]
    )
    read(desk)
    told = filed(desk, killer)
    assert (told.state, told.deaths) == (State.FAILED, 2)
    assert "died while reading it, and again" in str(told.problem)
    assert "signal 11" in str(told.problem)
    assert [filed(desk, taken[place].id).state for place in (0, 2)] == [State.REVIEW, State.REVIEW]
    assert read(desk) == []
    assert [event.what for event in events(desk, killer)].count(What.READING_BEGUN) == 2


def test_a_suspect_is_read_in_a_process_of_its_own_with_the_same_outcome(desk: Desk, tmp_path: Path) -> None:
    file = draw(tmp_path / "in")
    (plain,) = add_and_read(desk, file)
    before = record_of(desk, plain)
    reviewing.read_again(desk, [plain])
    with desk.change() as change:
        change.connection.exec_driver_sql("UPDATE documents SET deaths = 1")
    (done,) = read(desk)
    assert isinstance(done.record, Record)
    assert done.record.status is Status.OK
    assert record_of(desk, plain).entries == before.entries
    assert filed(desk, plain).deaths == 0


def test_a_reader_that_hangs_is_ended(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (taken,) = add(desk, draw(tmp_path / "in"))
    with desk.change() as change:
        change.connection.exec_driver_sql("UPDATE documents SET deaths = 1")
    monkeypatch.setattr(
        reading_process, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"]
    )
    monkeypatch.setattr(reading_process, "SECONDS", 0.5)
    start = time.monotonic()
    (done,) = read(desk)
    assert time.monotonic() - start < 30
    assert "did not answer" in str(done.problem)
    assert filed(desk, taken.id).state is State.FAILED


_INTERRUPTED_WORKER = """
    import os, signal
    from invoice_desk.workflow import reading_worker

    genuine = reading_worker.extracting

    def extracting(document, templates, readers, **more):
        os.kill(os.getpid(), signal.SIGINT)
        return genuine(document, templates, readers, **more)

    reading_worker.extracting = extracting
    reading_worker.main()
"""


def _suspect(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch, worker: str) -> int:
    """Return an invoice at which the program died once, and that such a worker is to read now."""
    (taken,) = add(desk, file)
    with desk.change() as change:
        change.connection.exec_driver_sql("UPDATE documents SET deaths = 1")
    monkeypatch.setattr(reading_process, "_command", lambda: [sys.executable, "-c", textwrap.dedent(worker)])
    assert taken.id is not None
    return taken.id


def test_ctrl_c_is_no_death_of_the_reader_of_a_suspect(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal sends it to every process of the program."""
    key = _suspect(desk, draw(tmp_path / "in"), monkeypatch, _INTERRUPTED_WORKER)
    (done,) = read(desk)
    assert done.problem is None
    assert filed(desk, key).state is State.REVIEW


def test_a_suspect_waits_again_where_a_stop_took_its_reader_along(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed = tmp_path / "pressed"
    worker = f"import pathlib; pathlib.Path({str(pressed)!r}).touch()"
    key = _suspect(desk, draw(tmp_path / "in"), monkeypatch, worker)
    assert not [one for one in read_waiting(desk, is_stopped=pressed.exists) if isinstance(one, Done)]
    assert (filed(desk, key).state, filed(desk, key).deaths) == (State.NEW, 1)


def test_a_suspect_waits_where_tesseract_is_missing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the reader cannot even start says nothing of the file."""
    (taken,) = add(desk, draw(tmp_path / "in"))
    with desk.change() as change:
        change.connection.exec_driver_sql("UPDATE documents SET deaths = 1")
    desk.settings = Settings(tessdata=tmp_path / "nowhere")
    with pytest.raises(MissingPart):
        read(desk)
    assert filed(desk, taken.id).state is State.NEW
    assert filed(desk, taken.id).problem is None


def test_a_crew_reads_the_same_and_tells_how_far_each_invoice_is(desk: Desk, tmp_path: Path) -> None:
    (plain,) = add_and_read(desk, draw(tmp_path / "in"))
    before = record_of(desk, plain)
    reviewing.read_again(desk, [plain])
    with closing(ReadingCrew(desk)) as crew:
        told = list(read_waiting(desk, threads=1, crew=crew))
    assert isinstance(told[-1], Done)
    assert record_of(desk, plain).entries == before.entries
    assert record_of(desk, plain).fingerprint == before.fingerprint
    steps = [(one.id, one.done) for one in told if isinstance(one, InvoiceProgress)]
    assert steps == [(plain, 0), (plain, 1), (plain, 2), (plain, 3)]


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
def test_a_file_that_kills_its_reader_keeps_neither_the_others_nor_this_process(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["small-0.png", "small-1-killer.png", "small-2.png"]
    taken = add(desk, *(draw(tmp_path / "in", name, number=f"INV-{n}") for n, name in enumerate(names)))
    monkeypatch.setattr(
        reading_process, "_command", lambda: [sys.executable, "-c", textwrap.dedent(_DYING_WORKER)]
    )
    with closing(ReadingCrew(desk)) as crew:
        done = [one for one in read_waiting(desk, threads=1, crew=crew) if isinstance(one, Done)]
    assert [one.name for one in done] == ["small-0.png", "small-2.png", "small-1-killer.png"]
    told = filed(desk, taken[1].id)
    assert (told.state, told.deaths) == (State.FAILED, 2)
    assert "again when it was tried alone" in str(told.problem)
    assert [event.what for event in events(desk, taken[1].id)].count(What.READING_BROKEN_OFF) == 1


def test_once_it_is_held_what_is_read_is_finished_and_nothing_else_is_begun(
    desk: Desk, tmp_path: Path
) -> None:
    add(desk, *(draw(tmp_path / "in", f"small-{n}.png", number=f"INV-{n}") for n in range(3)))
    held = threading.Event()
    done = []
    for told in read_waiting(desk, threads=1, is_held=held.is_set):
        held.set()
        if isinstance(told, Done):
            done.append(told.id)
    assert done == [1]
    assert [filed(desk, key).state for key in (1, 2, 3)] == [State.REVIEW, State.NEW, State.NEW]


def test_a_process_that_was_lent_serves_the_next_batch(desk: Desk, tmp_path: Path) -> None:
    with closing(ReadingCrew(desk)) as crew:
        add(desk, draw(tmp_path / "in"))
        list(read_waiting(desk, threads=1, crew=crew))
        with crew.borrowed() as first:
            child = first.pid
        add(desk, draw(tmp_path / "in", "small-2.png", number="INV-2"))
        list(read_waiting(desk, threads=1, crew=crew))
        with crew.borrowed() as second:
            assert second.pid == child
    assert child is not None
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
