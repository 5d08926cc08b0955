"""`add` and `read`: what becomes of each file, whatever happens meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import PROGRAM, objects, run
from desk_runs import (
    ARABIC,
    COPY,
    SURE,
    TABLE,
    UNREAD,
    desk_template,
    draw,
    make_desk,
    on,
    said,
    states,
    words,
)
from desk_runs import write_templates as templates_in

from invoice_desk.cli import running
from invoice_desk.cli.telling import Telling
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.filed import Duplicate, Sameness
from invoice_desk.store.documents import set_aside
from invoice_desk.store.records import load_record
from invoice_desk.workflow import taking_in
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.done import Done
from invoice_desk.workflow.settings import Settings

pytestmark = pytest.mark.usefixtures("tessdata")

KEYS = {"file", "id", "is_new", "state", "status", "template", "duplicate_of", "message"}


@pytest.fixture
def _pressed_in_this_process() -> Iterator[None]:
    """Take Ctrl+C back to what it does: a program that was stopped ends, and does not."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_each_file_is_taken_in_and_read(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    assert states(desk) == {1: "review", 2: "review", 3: "duplicate", 4: "review", 5: "review", 6: "new"}
    assert said(desk, "list", "inv-7")[0]["doubtful"] == 1


def test_a_line_says_what_became_of_a_file(new_desk: Path, tmp_path: Path) -> None:
    first = draw(tmp_path / "in")
    copy = shutil.copy(first, tmp_path / "in" / "small-2.png")
    other = draw(tmp_path / "in", "other.png", number="X-1")
    doubted = draw(tmp_path / "in", "small-3.png", number="INV-3", total="soon")
    result = on(new_desk, "add", first, copy, other, doubted, "--jobs", 1)
    assert [line.split(maxsplit=2) for line in result.stdout.splitlines()] == [
        ["duplicate", "2", f"{copy}  set aside: the file has the same bytes as invoice 1"],
        ["new", "3", f"{other}  no template is chosen for it"],
        ["ok", "1", f"{first}"],
        ["review", "4", f"{doubted}  1 in doubt"],
    ]
    assert result.exit_code == 1
    assert "1 invoice waits without a template: invoice-desk read ID --template NAME" in result.stderr


def test_each_json_line_has_exactly_the_keys_of_the_contract(new_desk: Path, tmp_path: Path) -> None:
    broken = tmp_path / "small-broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    result = on(new_desk, "add", broken, draw(tmp_path / "in"), "--json")
    failed, read = objects(result.stdout)
    assert result.exit_code == 1
    assert set(failed) == KEYS | {"error"}
    assert (failed["file"], failed["id"], failed["state"]) == (str(broken), None, "failed")
    assert result.stderr.splitlines() == [f"error: {failed['error']}"]
    assert set(read) == KEYS
    assert (read["id"], read["is_new"], read["state"], read["status"]) == (1, True, "review", "ok")


def test_the_same_file_again_is_said_and_changes_nothing(desk: Path, read_desk: Path) -> None:
    before = states(desk)
    (known,) = said(desk, "add", read_desk.parent / "in" / "small-1.png")
    assert (known["id"], known["is_new"], known["state"]) == (SURE, False, "review")
    assert known["message"] == "is already there as invoice 1"
    assert states(desk) == before


def test_of_a_folder_the_files_that_can_be_opened_are_taken_in_order(new_desk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("b/small-2.PNG", "small-3.png", "small-1.png", ".hidden.png", ".git/small-4.png"):
        draw((folder / name).parent, Path(name).name, number=f"N-{name}")
    (folder / "notes.txt").write_text("no invoice")
    result = said(new_desk, "add", folder, "--no-read")
    assert [one["file"] for one in result] == [
        str(folder / name) for name in ("small-1.png", "small-3.png", "b/small-2.PNG")
    ]


def test_a_desk_in_the_folder_is_not_taken_in_with_it(tmp_path: Path) -> None:
    draw(tmp_path)
    on(tmp_path / "desk", "add", tmp_path, "--no-read")
    result = said(tmp_path / "desk", "add", tmp_path, "--no-read")
    assert [one["id"] for one in result] == [1]


def test_what_was_only_taken_in_is_read_later(new_desk: Path, tmp_path: Path) -> None:
    result = on(new_desk, "add", draw(tmp_path / "in"), "--no-read")
    assert result.exit_code == 0
    assert result.stdout.split()[:2] == ["new", "1"]
    assert "waits to be read by the template small" in result.stdout
    assert on(new_desk, "read").stdout.split() == ["ok", "1", "small-1.png"]


def test_a_template_that_comes_later_reads_what_waited_for_it(desk: Path, tmp_path: Path) -> None:
    assert on(desk, "read").exit_code == 1
    on(desk, "templates", "import", templates_in(tmp_path / "t", desk_template("Other")))
    result = on(desk, "read")
    assert (result.exit_code, result.stdout.split()) == (0, ["ok", str(UNREAD), "other.png"])


def test_a_person_chooses_a_template_for_all_that_have_none(desk: Path) -> None:
    (read,) = said(desk, "read", "--template", "small")
    assert (read["id"], read["template"], read["status"]) == (UNREAD, "small", "ok")


def test_reading_again_keeps_what_a_person_said_and_shows_the_difference(desk: Path) -> None:
    on(desk, "correct", SURE, "total", "1300")
    (read,) = said(desk, "read", SURE)
    assert (read["id"], read["state"]) == (SURE, "review")
    shown = said(desk, "show", SURE)[0]
    assert shown["fields"]["total"]["value"] == "1300"
    assert [(one["field"], one["text"], one["machine"]) for one in shown["differences"]] == [
        ("total", "1300", "1,234.50")
    ]


@pytest.mark.parametrize(
    ("before", "key", "way_out"),
    [
        (["accept", SURE], SURE, ""),
        (["delete", UNREAD], UNREAD, "bring-back 6"),
        (["reject", SURE], SURE, "bring-back 1"),
        (["show", COPY], COPY, "not-duplicate 3"),
    ],
)
def test_what_is_settled_or_set_aside_is_not_read_again(
    desk: Path, before: list[str | int], key: int, way_out: str
) -> None:
    on(desk, *before)
    result = on(desk, "read", TABLE, key, "--template", "small")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"invoice {key} is " in result.stderr
    assert way_out in result.stderr
    assert said(desk, "show", TABLE)[0]["template"] == "lines"


def test_an_unknown_template_is_said_before_anything_is_taken_in(new_desk: Path, tmp_path: Path) -> None:
    result = on(new_desk, "add", draw(tmp_path / "in"), "--template", "nope")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: the desk has no template 'nope' (invoice-desk templates list)\n"
    assert states(new_desk) == {}


def test_hostile_file_names_reach_neither_terminal_nor_database(new_desk: Path, tmp_path: Path) -> None:
    hostile = draw(tmp_path / "in", "small-\x1b[31m\n\u202egnp.png")
    foreign = draw(tmp_path / "in", os.fsdecode(b"small-\xff.png"), number="INV-2")
    for result in (on(new_desk, "add", hostile, foreign), on(new_desk, "list"), on(new_desk, "show", 1)):
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert not {"\x1b", "\u202e", "\udcff"} & set(result.output)
        assert r"small-\x1b[31m" in result.stdout
    assert r"small-\udcff.png" in on(new_desk, "list").stdout


LOCKED = """
import sys
from pathlib import Path
from invoice_desk.store.reading_lock import reading_lock
with reading_lock(Path(sys.argv[1]) / "reading.lock"):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_while_another_program_reads_files_are_taken_in_all_the_same(new_desk: Path, tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", LOCKED, new_desk], stdin=pipe, stdout=pipe) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        result = on(new_desk, "add", draw(tmp_path / "in"))
        assert other.stdin is not None
        other.stdin.close()
    assert result.exit_code == 1
    assert "waits to be read by the template small" in result.stdout
    assert f"its invoices are being read by process {other.pid} on " in result.stderr
    assert on(new_desk, "read").stdout.split()[0] == "ok"


def test_two_programs_at_once_read_each_invoice_once(new_desk: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        for number in range(4):
            draw(folder, f"small-{number}.png", number=f"INV-{folder.name}-{number}")
    started = [
        subprocess.Popen([*PROGRAM, "add", str(folder), "--desk", str(new_desk)], stderr=subprocess.PIPE)
        for folder in folders
    ]
    for child in started:
        _, errors = child.communicate(timeout=60)
        assert child.returncode in {0, 1}, errors
        assert b"Traceback" not in errors
    on(new_desk, "read")
    assert states(new_desk) == dict.fromkeys(range(1, 9), "review")
    for key in range(1, 9):
        assert [one["what"] for one in said(new_desk, "history", key)].count("read") == 1


def test_ctrl_c_keeps_what_was_read_and_the_rest_waits(new_desk: Path, tmp_path: Path) -> None:
    for number in range(40):
        draw(tmp_path / "in", f"small-{number:02}.png", number=f"INV-{number}")
    command = [*PROGRAM, "add", str(tmp_path / "in"), "--json", "--desk", str(new_desk), "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        child.send_signal(signal.SIGINT)
        rest, errors = child.communicate(timeout=30)
    found = objects(first + rest)
    read = [one["id"] for one in found if one["state"] == "review"]
    assert child.returncode == 130
    assert errors.decode().splitlines()[-1] == f"stopped: {len(read)} of 40 read"
    assert 1 <= len(read) < 40
    assert {one["state"] for one in found if one["id"] not in read} == {"new"}
    assert len(found) == 40
    kept = states(new_desk)
    assert [key for key, state in kept.items() if state == "review"] == sorted(read)
    assert set(kept.values()) == {"review", "new"}


@pytest.mark.usefixtures("_pressed_in_this_process")
def test_ctrl_c_while_files_are_taken_in_keeps_those(
    new_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = taking_in.inspect

    def press(path: Path, *, origin: str) -> Document:
        signal.raise_signal(signal.SIGINT)
        return original(path, origin=origin)

    monkeypatch.setattr(taking_in, "inspect", press)
    result = on(
        new_desk, "add", *(draw(tmp_path / "in", f"small-{n}.png", number=f"N-{n}") for n in range(3))
    )
    assert (result.exit_code, result.stderr) == (130, "stopped: 1 of 3 taken in\n")
    assert result.stdout.split()[:2] == ["new", "1"]
    assert states(new_desk) == {1: "new"}


@pytest.mark.usefixtures("_pressed_in_this_process")
def test_ctrl_c_pressed_again_breaks_off(
    new_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_SECOND_PRESS", 0.0)

    def hang(path: Path, *, origin: str) -> Document:
        for _ in range(2):
            signal.raise_signal(signal.SIGINT)
        raise AssertionError("nothing broke this off")

    monkeypatch.setattr(taking_in, "inspect", hang)
    result = on(new_desk, "add", draw(tmp_path / "in"))
    assert (result.exit_code, result.stderr) == (130, "stopped; what was finished is kept\n")


def test_where_a_language_is_missing_files_are_taken_in_and_wait(desk: Path, tmp_path: Path) -> None:
    fields = [one.model_copy(update={"languages": ("tlh",)}) for one in desk_template().fields]
    klingon = desk_template("klingon").model_copy(update={"fields": tuple(fields)})
    on(desk, "templates", "import", templates_in(tmp_path / "t", klingon))
    result = on(desk, "add", draw(tmp_path / "in", "klingon-1.png", number="K-1"))
    assert result.exit_code == 3
    assert "waits to be read by the template klingon" in result.stdout
    assert "tlh" in result.stderr
    assert states(desk)[7] == "new"


def test_a_pipe_that_is_closed_early_keeps_nothing_from_being_read(new_desk: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        child = run("add", draw(tmp_path / "in"), "--desk", new_desk, stdout=pipe, stderr=-1)
    assert (child.returncode, child.stderr) == (0, b"")
    assert states(new_desk) == {1: "review"}


def test_a_file_where_the_desk_should_be_is_said(tmp_path: Path) -> None:
    place = tmp_path / "desk"
    place.write_text("no folder")
    result = on(place, "add", draw(tmp_path / "in"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {place}: is no folder (choose a folder with --desk)\n"


def test_a_later_invoice_that_is_the_same_by_its_values_is_set_aside(desk: Path, tmp_path: Path) -> None:
    again = draw(tmp_path / "in", "small-again.png", number="INV-300", date="02 May 2026", total="99.00")
    result = on(desk, "add", again)
    assert "seller, number, date and total are the same as of invoice 5" in words(result)
    assert said(desk, "show", 7)[0]["duplicate_of"] == ARABIC


def test_one_that_is_set_aside_after_its_line_gets_another(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As where threads read the later of two equal invoices first."""
    opened = Desk.open(desk, Settings())
    telling = Telling(opened, is_json=False)
    with opened.reading() as connection:
        record = load_record(connection, opened.store.originals, ARABIC)
    telling.finish(Done(ARABIC, "small.png", record))
    with opened.change() as change:
        set_aside(change, ARABIC, Duplicate(SURE, Sameness.PAGE))
    telling.say_rest()
    opened.close()
    assert capsys.readouterr().out.splitlines() == [
        "ok             5  small.png",
        "duplicate      5  small.png  set aside: the page looks the same as that of invoice 1",
    ]
