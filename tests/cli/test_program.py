"""The program as a process: what it imports, how it is stopped, what closed and broken streams do."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import PROGRAM, RECORD_KEYS, invoke, objects, run
from small_invoices import draw_invoice, small_template

import invoice_desk
from invoice_desk.cli import running
from invoice_desk.invoice.document import Document
from invoice_desk.store.template_files import write_template
from invoice_desk.workflow import recognising

SLOW = (
    *("cv2", "torch", "tesserocr", "PySide6", "numpy", "PIL", "xlsxwriter", "pypdfium2"),
    *("sqlalchemy", "alembic"),
)


@pytest.fixture
def arguments(tmp_path: Path, tessdata: Path) -> list[str | Path]:
    """Return the arguments that read one small invoice sixty times."""
    write_template(tmp_path / "small.template.json", small_template())
    path = draw_invoice(tmp_path / "a.png")
    return ["extract", "-t", tmp_path / "small.template.json", *[path] * 60]


@pytest.mark.parametrize(
    "argument", [["--help"], ["--version"], ["extract", "--help"], ["ocr", "-h"], ["list", "-h"], []]
)
def test_nothing_slow_is_imported_before_a_command_runs(argument: list[str]) -> None:
    code = (
        "import sys, runpy, atexit\n"
        f"sys.argv = ['invoice-desk', *{argument!r}]\n"
        f"atexit.register(lambda: print([n for n in {SLOW!r} if n in sys.modules], file=sys.stderr))\n"
        "runpy.run_module('invoice_desk', run_name='__main__')\n"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert child.returncode in {0, 2}
    assert child.stderr.splitlines()[-1] == "[]"


def test_the_version_is_one_line() -> None:
    result = invoke("--version")
    assert (result.exit_code, result.stdout) == (0, f"invoice-desk {invoice_desk.__version__}\n")


def test_no_arguments_show_the_help() -> None:
    result = invoke()
    for word in ("Usage: invoice-desk", "extract", "ocr", "doctor"):
        assert word in result.output


def test_an_unknown_command_is_said() -> None:
    result = invoke("extrct")
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: No such command 'extrct'.")


def test_help_shows_the_arguments_and_options() -> None:
    result = invoke("extract", "--help")
    assert result.exit_code == 0
    assert "Usage: invoice-desk extract" in result.stdout
    assert "--template" in result.stdout


@pytest.fixture
def pdf_arguments(samples: Path, tessdata: Path) -> list[str | Path]:
    """Return the arguments that read one PDF sixty times, some 9 KB of JSON each."""
    return ["extract", "-t", samples / "en-marine.template.json", *[samples / "en-marine-march.pdf"] * 60]


def started(arguments: list[str | Path]) -> subprocess.Popen[bytes]:
    """Start `extract --json` in a group of its own as a terminal does, unbuffered as many containers do."""
    command = [*PROGRAM, *map(str, arguments), "--json", "--jobs", "2"]
    pipe, unbuffered = subprocess.PIPE, os.environ | {"PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        command, stdout=pipe, stderr=pipe, bufsize=0, start_new_session=True, env=unbuffered
    )


def check_stopped(child: subprocess.Popen[bytes], first: bytes) -> None:
    rest, errors = child.communicate(timeout=20)
    found = objects(first + rest)
    assert child.returncode == 130
    assert 1 <= len(found) < 60
    assert all(set(one) == RECORD_KEYS and one["status"] == "ok" for one in found)
    assert errors.decode().splitlines() == [f"stopped: {len(found)} of 60 read"]


def test_ctrl_c_while_the_program_still_loads_ends_it_quietly() -> None:
    code = """
import sys

class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Pressed())
from invoice_desk.__main__ import main
main()
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    assert (child.returncode, child.stdout, child.stderr) == (130, "", "")


def test_ctrl_c_keeps_whole_lines_and_ends_with_130(arguments: list[str | Path]) -> None:
    with started(arguments) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        child.send_signal(signal.SIGINT)
        check_stopped(child, first)


@pytest.mark.parametrize("more", [["--json"], []], ids=["json", "table"])
def test_ctrl_c_shows_and_writes_what_is_finished(
    arguments: list[str | Path], tmp_path: Path, more: list[str]
) -> None:
    out = tmp_path / "out.json"
    files = [arguments[3], tmp_path / "missing.png", *arguments[4:]]
    with stopped_behind_an_error(*arguments[:3], *files, "-o", out, *more) as child:
        shown, last = child.communicate(timeout=20)
    found = json.loads(out.read_text())
    assert child.returncode == 130
    assert last.decode() == f"stopped: {len(found)} of 61 read; written: {out}\n"
    assert 2 <= len(found) < 61
    assert shown.count(b"a.png") == len(found) - 1


def test_ctrl_c_keeps_the_print_of_finished_pages(
    arguments: list[str | Path], tmp_path: Path, tessdata: Path
) -> None:
    out = tmp_path / "out.json"
    files = [arguments[3], tmp_path / "missing.png", *arguments[4:]]
    with stopped_behind_an_error("ocr", "--lang", "eng", *files, "-o", out) as child:
        _, last = child.communicate(timeout=20)
    found = json.loads(out.read_text())
    assert child.returncode == 130
    assert last.decode() == f"stopped: {len(found)} of 61 read; written: {out}\n"
    assert 2 <= len(found) < 61
    assert found[0]["pages"][0]["regions"]


def stopped_behind_an_error(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """Start a command, press Ctrl+C twice as soon as it names its first bad file, and return it."""
    command = [*PROGRAM, *map(str, arguments)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stderr is not None
    assert child.stderr.readline().startswith(b"error: ")
    for _ in range(2):
        child.send_signal(signal.SIGINT)
        time.sleep(0.05)
    return child


@pytest.fixture
def _pressed_in_this_process() -> Iterator[None]:
    """Take Ctrl+C back to what it does: a program that was stopped ends, and does not."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_pressed_in_this_process")
def test_ctrl_c_before_the_first_file_leaves_an_older_result(
    arguments: list[str | Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.json"
    out.write_text("older")
    original = recognising.inspect

    def press(file: Path) -> Document:
        signal.raise_signal(signal.SIGINT)
        return original(file)

    monkeypatch.setattr(recognising, "inspect", press)
    result = invoke("ocr", "--lang", "eng", *arguments[3:], "-o", out)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == "stopped: 0 of 60 read\n"
    assert out.read_text() == "older"


@pytest.mark.usefixtures("_pressed_in_this_process")
def test_ctrl_c_pressed_again_breaks_off(
    arguments: list[str | Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_SECOND_PRESS", 0.0)

    def hang(file: Path) -> Document:
        for _ in range(2):
            signal.raise_signal(signal.SIGINT)
        raise AssertionError("nothing broke this off")

    monkeypatch.setattr(recognising, "inspect", hang)
    result = invoke("ocr", *arguments[3:], "-o", tmp_path / "out.json")
    assert (result.exit_code, result.stderr) == (130, "stopped; no file was written\n")
    assert not (tmp_path / "out.json").exists()


def test_ctrl_c_of_a_terminal_ends_the_processes_that_open_pdfs_too(pdf_arguments: list[str | Path]) -> None:
    with started(pdf_arguments) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        os.killpg(child.pid, signal.SIGINT)
        check_stopped(child, first)
        with pytest.raises(ProcessLookupError):
            os.killpg(child.pid, 0)  # nobody of the group is left


def test_ctrl_c_while_nobody_takes_the_output_still_leaves_whole_lines(
    pdf_arguments: list[str | Path],
) -> None:
    with started(pdf_arguments) as child:
        assert child.stdout is not None
        wait_for_full_pipe(child.stdout.fileno())
        child.send_signal(signal.SIGINT)
        check_stopped(child, b"")


def wait_for_full_pipe(pipe: int) -> None:
    """Wait until the bytes that lie in a pipe are no longer becoming more, and are many."""
    before, deadline = -1, time.monotonic() + 15
    while time.monotonic() < deadline:
        lying = int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)
        if lying == before and lying > 40_000:
            return
        before = lying
        time.sleep(0.3)
    raise AssertionError(f"the pipe holds only {before} bytes")


@pytest.mark.parametrize("more", [["--json"], []], ids=["json", "table"])
def test_a_pipe_that_is_closed_early_does_not_keep_the_file_from_being_written(
    arguments: list[str | Path], tmp_path: Path, more: list[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # nobody takes even the first line
    with os.fdopen(writing, "wb") as pipe:
        child = run(*arguments[:9], "-o", tmp_path / "out.json", *more, stdout=pipe, stderr=-1)
    assert (child.returncode, child.stderr.decode()) == (0, f"written: {tmp_path}/out.json\n")
    assert len(json.loads((tmp_path / "out.json").read_text())) == 6


def test_a_pipe_that_is_closed_early_is_quiet(arguments: list[str | Path]) -> None:
    command = [*PROGRAM, *map(str, arguments), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        json.loads(child.stdout.readline())
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(20) != 0


@pytest.mark.parametrize("closed", [1, 2])
def test_a_closed_stream_hinders_nothing(arguments: list[str | Path], tmp_path: Path, closed: int) -> None:
    out = tmp_path / "out.json"
    child = run(*arguments[:4], "--out", out, preexec_fn=lambda: os.close(closed))
    assert (child.returncode, child.stdout if closed == 1 else child.stderr) == (0, b"")
    assert len(json.loads(out.read_text())) == 1


def test_output_is_utf8_whatever_the_locale_says(tmp_path: Path, arguments: list[str | Path]) -> None:
    path = draw_invoice(tmp_path / "a.png").rename(tmp_path / "فاتورة.png")
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    child = run(*arguments[:3], path, "--json", env=environment)
    assert (child.returncode, child.stderr) == (0, b"")
    assert "فاتورة.png" in child.stdout.decode()
