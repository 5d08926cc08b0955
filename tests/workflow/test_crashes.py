"""Crash reports: where they lie, what they say of our code, and that they say nothing of an invoice."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from invoice_desk.errors import BadFile
from invoice_desk.files import write_whole
from invoice_desk.workflow.crash_report import report_of_error, report_of_fault
from invoice_desk.workflow.crashes import Crashes

SECRET = "Al-Noor 1234.50"
FAULT = """
import faulthandler, sys
from pathlib import Path
from invoice_desk.workflow.crashes import Crashes
from invoice_desk.files import write_whole

crashes = Crashes(Path(sys.argv[1]))
crashes.begin()

def fail(_path):
    secret_total = "Al-Noor 1234.50"
    faulthandler._sigabrt()

write_whole(Path(sys.argv[1]) / "Al-Noor.xlsx", fail)
"""


def raised() -> BaseException:
    """Return an error that came through our code, with a value of an invoice in all its messages."""
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise KeyError(f"/home/amal/{SECRET}.pdf") from error
    except KeyError as error:
        return error


def logged(error: BaseException) -> None:
    logging.getLogger("invoice_desk.desktop.jobs").error("unexpected: %s", SECRET, exc_info=error)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "crashes"


def test_a_report_has_kinds_and_places_and_versions_and_nothing_else() -> None:
    report = report_of_error(raised())
    assert "builtins.KeyError" in report
    assert "Python     3." in report
    for word in ("Al-Noor", "1234", "amal", ".pdf", str(Path(__file__).parent)):
        assert word not in report


def test_places_in_our_code_are_named_and_those_of_others_counted(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        raise RuntimeError(str(path))

    with pytest.raises(RuntimeError) as caught:
        write_whole(tmp_path / f"{SECRET}.xlsx", fail)
    lines = report_of_error(caught.value).splitlines()
    at = lines.index("builtins.RuntimeError")
    assert lines[at + 1] == "  (1 in other packages)"  # this test
    assert lines[at + 2].startswith("  invoice_desk/files.py:")
    assert lines[at + 2].endswith(" in write_whole")
    assert lines[at + 3] == "  (1 in other packages)"


def test_an_error_in_the_log_leaves_a_report_and_the_next_run_finds_it(folder: Path) -> None:
    first = Crashes(folder)
    first.begin()
    logged(raised())
    first.end()
    assert first.last is not None
    assert "KeyError" in first.last.read_text(encoding="utf-8")
    second = Crashes(folder)
    second.begin()
    second.end()
    assert (first.earlier, second.earlier) == (None, first.last)


def test_the_same_error_is_told_once_a_run(folder: Path) -> None:
    crashes = Crashes(folder)
    crashes.begin()
    for _ in range(5):
        logged(raised())
    crashes.end()
    assert len(list(folder.iterdir())) == 1


def test_what_people_are_told_anyway_is_no_crash_and_leaves_nothing(folder: Path) -> None:
    crashes = Crashes(folder)
    crashes.begin()
    logging.getLogger("invoice_desk.workflow").error("no exception: %s", BadFile("is broken"))
    crashes.end()
    assert not folder.exists()


def test_a_fault_that_ends_the_process_is_reported_by_the_next_run(folder: Path) -> None:
    command = [sys.executable, "-c", FAULT, str(folder)]
    folder.mkdir()
    child = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert child.returncode != 0
    crashes = Crashes(folder)
    crashes.begin()
    crashes.end()
    assert crashes.earlier is not None
    report = crashes.earlier.read_text(encoding="utf-8")
    assert "the process ended: Aborted" in report
    assert " in write_whole" in report
    assert "Al-Noor" not in report
    assert [one.name for one in folder.iterdir() if one.name.startswith("run-")] == []


def test_a_run_that_goes_on_is_left_alone(folder: Path) -> None:
    first, second = Crashes(folder), Crashes(folder)
    first.begin()
    second.begin()
    assert len(list(folder.glob("run-*.txt"))) == 2
    second.end()
    assert len(list(folder.glob("run-*.txt"))) == 1
    first.end()


def test_a_dump_of_another_place_tells_no_path() -> None:
    dump = (
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call first):\n"
        '  File "/home/amal/Al-Noor/lib/cv2.py", line 3 in decode\n'
        '  File "invoice_desk/imaging/opening.py", line 40 in open_page\n'
    )
    report = report_of_fault(dump)
    assert "the process ended: Segmentation fault" in report
    assert "invoice_desk/imaging/opening.py:40 in open_page\n  (1 in other packages)" in report
    assert "amal" not in report


def test_a_folder_that_takes_nothing_is_no_second_crash(tmp_path: Path) -> None:
    in_the_way = tmp_path / "crashes"
    in_the_way.write_text("a file")
    crashes = Crashes(in_the_way)
    crashes.begin()
    logged(raised())
    crashes.end()
    assert crashes.last is None
