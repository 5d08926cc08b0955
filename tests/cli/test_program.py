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
from pathlib import Path

import pytest
from cli_runs import PROGRAM, RECORD_KEYS, invoke, objects, run
from small_invoices import draw_invoice, small_template

import invoice_desk
from invoice_desk.store.template_files import write_template

SLOW = ("cv2", "torch", "tesserocr", "PySide6", "numpy", "PIL", "xlsxwriter", "pypdfium2")


@pytest.fixture
def arguments(tmp_path: Path, tessdata: Path) -> list[str | Path]:
    """Return the arguments that read one small invoice sixty times."""
    write_template(tmp_path / "small.template.json", small_template())
    path = draw_invoice(tmp_path / "a.png")
    return ["extract", "-t", tmp_path / "small.template.json", *[path] * 60]


@pytest.mark.parametrize("argument", [["--help"], ["--version"], ["extract", "--help"], ["ocr", "-h"], []])
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
    assert "extrct" in result.stderr


@pytest.fixture
def pdf_arguments(samples: Path, tessdata: Path) -> list[str | Path]:
    """Return the arguments that read one PDF sixty times, some 9 KB of JSON each."""
    return ["extract", "-t", samples / "en-marine.template.json", *[samples / "en-marine-march.pdf"] * 60]


def started(arguments: list[str | Path]) -> subprocess.Popen[bytes]:
    """Start `extract --json` unbuffered, in a group of its own as a terminal does."""
    command = [*PROGRAM, *map(str, arguments), "--json", "--jobs", "2"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, bufsize=0, start_new_session=True)


def check_stopped(child: subprocess.Popen[bytes], first: bytes) -> None:
    rest, errors = child.communicate(timeout=20)
    found = objects(first + rest)
    assert child.returncode == 130
    assert 1 <= len(found) < 60
    assert all(set(one) == RECORD_KEYS and one["status"] == "ok" for one in found)
    assert errors.decode().splitlines() == ["stopped; what is shown above was finished"]


def test_ctrl_c_keeps_whole_lines_and_ends_with_130(arguments: list[str | Path]) -> None:
    with started(arguments) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        child.send_signal(signal.SIGINT)
        check_stopped(child, first)


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
