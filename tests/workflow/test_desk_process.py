"""The process that works for the window: files taken in, invoices read, stops heard, deaths survived."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desks import draw, filed, listed, record_of
from small_invoices import VALUES

from invoice_desk.errors import DeskError, Problem, shown
from invoice_desk.invoice.filed import Arrival, Duplicate, Origin, Sameness, State
from invoice_desk.progress import Progress
from invoice_desk.store.reading_lock import reading_lock
from invoice_desk.store.searching import Filter
from invoice_desk.workflow import desk_process
from invoice_desk.workflow.child import command_of, line_of
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.desk_messages import (
    Begun,
    End,
    arrival_from_json,
    arrival_to_json,
    message_from_json,
    message_to_json,
)
from invoice_desk.workflow.desk_process import DeskProcess, DeskProcessDied
from invoice_desk.workflow.done import Done, InvoiceProgress, Waiting
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import Taken, arrival_of

pytestmark = pytest.mark.usefixtures("tessdata")

_PROBLEM = Problem("BadFile", "فاتورة تالفة", "a.png", "look at it")
_DUPLICATE = Duplicate(3, Sameness.PAGE)


@pytest.fixture
def process(desk: Desk) -> Iterator[DeskProcess]:
    with closing(DeskProcess(desk)) as process:
        yield process


def _arrivals(folder: Path, many: int) -> list[Arrival]:
    return [arrival_of(draw(folder, f"small-{n}.png", number=f"INV-{2041 + n}")) for n in range(many)]


def _use(monkeypatch: pytest.MonkeyPatch, worker: str) -> None:
    monkeypatch.setattr(desk_process, "_command", lambda: [sys.executable, "-c", textwrap.dedent(worker)])


@pytest.mark.parametrize(
    "message",
    [
        Begun(),
        End(),
        End(_PROBLEM),
        Taken("a.png", 7, is_new=True, duplicate=_DUPLICATE, template="acme"),
        Taken("\u202ea\n.png", problem=_PROBLEM),
        Done(7, "a.png", duplicate=_DUPLICATE),
        Done(7, "a.png", problem=_PROBLEM),
        Waiting(12),
        _PROBLEM,
        InvoiceProgress("a.png", 2, 5, 7),
        Progress("a.png", 2, 5),
    ],
)
def test_every_message_comes_as_it_was_sent_in_one_line(message: object) -> None:
    line = line_of(message_to_json(message))  # type: ignore[arg-type]
    assert "\n" not in line
    assert message_from_json(json.loads(line)) == message


@pytest.mark.parametrize(
    "arrival",
    [
        Arrival("a.png", Origin("file", "/in/a.png"), Path("/in/a.png")),
        Arrival("b.pdf", Origin("drive", "id-1", 4, "v2"), content=b"\x00%PDF\xff"),
    ],
)
def test_an_arrival_comes_as_it_was_sent(arrival: Arrival) -> None:
    assert arrival_from_json(arrival_to_json(arrival)) == arrival


def test_it_takes_in_and_reads_with_one_process(desk: Desk, process: DeskProcess, tmp_path: Path) -> None:
    arrivals = _arrivals(tmp_path / "in", 2)
    told = list(process.take_in(arrivals))
    taken = [one for one in told if isinstance(one, Taken)]
    assert [(one.name, one.is_new, one.template) for one in taken] == [
        (f"small-{n}.png", True, "small") for n in range(2)
    ]
    assert [(one.done, one.total) for one in told if isinstance(one, Progress)] == [(1, 2), (2, 2)]
    told = list(process.read())
    assert told[0] == Waiting(2)
    done = {one.id for one in told if isinstance(one, Done)}
    assert done == {one.id for one in taken}
    for key in done:
        assert filed(desk, key).state is State.REVIEW
    first = record_of(desk, min(done))
    assert {entry.field.name: str(entry.value) for entry in first.entries} == VALUES | {"number": "INV-2041"}
    assert list(process.read()) == [Waiting(0)]


def test_what_comes_as_bytes_is_taken_in_as_well(desk: Desk, process: DeskProcess, tmp_path: Path) -> None:
    content = draw(tmp_path / "in").read_bytes()
    (taken, _) = process.take_in([Arrival("pasted.png", Origin("file", "clipboard"), content=content)])
    assert isinstance(taken, Taken)
    assert taken.is_new
    assert [one.name for one in listed(desk, Filter())] == ["pasted.png"]


def test_a_broken_file_is_told_and_the_others_come_in(process: DeskProcess, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG and no more")
    told = list(process.take_in([arrival_of(broken), *_arrivals(tmp_path / "in", 1)]))
    first, second = (one for one in told if isinstance(one, Taken))
    assert first.problem is not None
    assert first.problem.where == str(broken)
    assert second.is_new


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name can be any bytes")
def test_a_name_that_is_no_text_is_taken_in_and_read(
    desk: Desk, process: DeskProcess, tmp_path: Path
) -> None:
    (ordinary,) = _arrivals(tmp_path / "in", 1)
    assert ordinary.path is not None
    odd = ordinary.path.rename(ordinary.path.with_name(os.fsdecode(b"small-\xff\xfe.png")))
    (taken, _) = process.take_in([arrival_of(odd)])
    assert isinstance(taken, Taken)
    assert (taken.name, taken.is_new) == (odd.name, True)
    (done,) = (one for one in process.read() if isinstance(one, Done))
    assert (done.name, done.problem) == (shown(odd.name), None)  # as the desk keeps it
    assert taken.id is not None
    assert filed(desk, taken.id).state is State.REVIEW


def test_a_module_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('planted')")
    command = command_of("invoice_desk.workflow.desk_worker", "--desk-worker")
    told = subprocess.run([*command[:-2], "-c", "import numpy"], cwd=tmp_path, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")


_BOMB = """
    import os, signal
    from invoice_desk.workflow import desk_worker, taking_in

    genuine = taking_in.inspect

    def inspect(path, **more):
        if "bomb" in path.name:
            os.kill(os.getpid(), signal.SIGSEGV)
        return genuine(path, **more)

    taking_in.inspect = inspect
    desk_worker.main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
def test_a_file_that_ends_the_process_is_told_and_the_others_come_in(
    desk: Desk, process: DeskProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, _BOMB)
    before, after = _arrivals(tmp_path / "in", 2)
    bomb = arrival_of(draw(tmp_path / "in", "bomb.png", number="INV-9"))
    told = list(process.take_in([before, bomb, after]))
    taken = [one for one in told if isinstance(one, Taken)]
    assert [one.is_new for one in taken] == [True, False, True]
    assert taken[1].problem is not None
    assert "signal 11" in taken[1].problem.what
    assert taken[1].problem.where == str(bomb.path)
    assert [(one.done, one.total) for one in told if isinstance(one, Progress)] == [(1, 3), (3, 3)]
    assert len(listed(desk, Filter())) == 2


def test_one_that_cannot_begin_blames_no_file(
    process: DeskProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, "import sys; sys.stdin.readline(); sys.exit(3)")
    with pytest.raises(DeskProcessDied, match="exit code 3"):
        list(process.take_in(_arrivals(tmp_path / "in", 2)))


def test_a_process_that_ends_while_it_reads_is_told_and_started_anew(
    desk: Desk, process: DeskProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(process.take_in(_arrivals(tmp_path / "in", 1)))
    process.close()
    with monkeypatch.context() as other:
        _use(other, "import sys; sys.stdin.readline(); sys.exit(3)")
        with pytest.raises(DeskProcessDied, match="exit code 3"):
            list(process.read())
    assert [type(one) for one in process.read() if isinstance(one, Done)] == [Done]


def test_what_goes_wrong_there_is_raised_here(
    desk: Desk, process: DeskProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading_lock(desk.store.folder.reading_lock), pytest.raises(DeskError) as error:
        list(process.read())
    assert error.value.problem.kind == "DeskBusy"
    assert list(process.read()) == [Waiting(0)]
    process.close()
    _use(
        monkeypatch,
        """
        from invoice_desk.workflow import desk_worker

        def broken(desk):
            raise ZeroDivisionError("a bug")

        desk_worker.choose_fitting = broken
        desk_worker.main()
        """,
    )
    with pytest.raises(DeskError, match=r"something unexpected happened.*a bug") as error:
        list(process.read())
    assert error.value.problem.kind == "Unexpected"
    assert list(desk.store.folder.crashes.glob("crash-*.txt"))  # a report to send, as of the window


def test_a_stop_ends_it_between_two_files(desk: Desk, process: DeskProcess, tmp_path: Path) -> None:
    stop = threading.Event()
    taken = []
    for told in process.take_in(_arrivals(tmp_path / "in", 30), is_stopped=stop.is_set):
        taken.append(told)
        stop.set()
    in_list = len(listed(desk, Filter()))
    assert 1 <= in_list < 30
    assert list(process.take_in(_arrivals(tmp_path / "in", 1)))  # and it goes on with the next request


def test_one_that_is_closed_early_leaves_no_answer_for_the_next(
    desk: Desk, process: DeskProcess, tmp_path: Path
) -> None:
    steps = process.take_in(_arrivals(tmp_path / "in", 5))
    next(steps)
    steps.close()
    told = list(process.read())
    assert isinstance(told[0], Waiting)
    assert not [one for one in told if isinstance(one, Taken)]
    assert len([one for one in told if isinstance(one, Done)]) == told[0].invoices


def test_once_it_is_held_nothing_more_is_begun_and_what_is_left_is_told(
    desk: Desk, process: DeskProcess, tmp_path: Path
) -> None:
    desk.take_settings(Settings(threads=1))
    list(process.take_in(_arrivals(tmp_path / "in", 6)))
    hold = threading.Event()
    told = []
    for one in process.read(is_held=hold.is_set):
        told.append(one)
        if isinstance(one, Done):
            hold.set()
    done = len([one for one in told if isinstance(one, Done)])
    assert 1 <= done < 6
    assert told[-1] == Waiting(6 - done)


def test_one_that_does_not_stop_is_ended(process: DeskProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_process, "SECONDS", 0.3)
    _use(
        monkeypatch,
        """
        import time
        print('{"waiting":1}', flush=True)
        time.sleep(60)
        """,
    )
    steps = process.read()
    assert next(steps) == Waiting(1)
    begun = time.monotonic()
    steps.close()
    assert time.monotonic() - begun < 20


def test_it_works_by_the_settings_of_now(desk: Desk, process: DeskProcess, tmp_path: Path) -> None:
    list(process.take_in(_arrivals(tmp_path / "in", 1)))
    desk.take_settings(Settings(tessdata=tmp_path / "nowhere"))
    with pytest.raises(DeskError) as error:
        list(process.read())
    assert error.value.problem.kind == "MissingPart"
    desk.take_settings(Settings())
    assert [one for one in process.read() if isinstance(one, Done)]


def test_it_ends_with_the_program_that_asks_and_holds_no_lock(desk: Desk, tmp_path: Path) -> None:
    """As when the window is killed: the next one must be able to read at once."""
    program = """
        import sys
        from pathlib import Path
        from invoice_desk.workflow.desk import Desk
        from invoice_desk.workflow.desk_process import DeskProcess
        from invoice_desk.workflow.settings import Settings

        desk = Desk.open(Path(sys.argv[1]), Settings(), who="Amal")
        process = DeskProcess(desk)
        list(process.read())
        print(process._child.pid, flush=True)
        sys.stdin.readline()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(desk.store.folder.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as asking:
        assert asking.stdout is not None
        worker = int(asking.stdout.readline())
        asking.kill()
    end = time.monotonic() + 20
    while _is_running(worker) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _is_running(worker)
    assert not list(desk.store.folder.crashes.glob("run-*"))  # it ended by itself: that is no crash


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_unknown_desk_is_refused_in_words(tmp_path: Path, desk: Desk) -> None:
    folder = desk.store.folder.root
    desk.close()
    (folder / "desk.sqlite3").write_bytes(b"no database " * 100)
    with closing(DeskProcess(desk)) as process, pytest.raises(DeskError) as error:
        list(process.read())
    assert error.value.problem.kind == "BadDesk"
