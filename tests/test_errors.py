import pickle

import pytest

from invoice_desk import errors
from invoice_desk.errors import BadFile, DeskError, ExitCode, Problem, Told, shown


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("فاتورة été 1.pdf", "فاتورة été 1.pdf"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x1b[2J", "\\x1b[2J"),
        ("x\u202efdp.exe", "x\\u202efdp.exe"),
        ("a\u2028b\u2029c\x85d", "a\\u2028b\\u2029c\\x85d"),
        ("bad\udc80.pdf", "bad\\udc80.pdf"),
        ("", ""),
    ],
)
def test_a_name_is_shown_as_one_safe_line(name: str, line: str) -> None:
    assert shown(name) == line
    shown(name).encode("utf-8")


def test_a_name_shown_twice_is_the_same() -> None:
    assert shown(shown("a\nb\\n")) == shown("a\nb\\n")


def test_a_problem_says_where_what_and_what_to_do() -> None:
    assert str(Problem("BadFile", "is empty", "a.pdf", "scan it again")) == "a.pdf: is empty (scan it again)"
    assert str(Problem("BadFile", "is empty")) == "is empty"


def test_a_hostile_file_name_cannot_forge_a_second_line() -> None:
    text = str(BadFile("is\nbroken", where="a.pdf\nb.pdf: all is well"))
    assert text == "a.pdf\\nb.pdf: all is well: is\\nbroken"


def test_an_error_carries_its_problem_across_processes() -> None:
    error = BadFile("is broken", where="a.pdf", remedy="scan it again")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is BadFile
    assert copy.problem == error.problem == Problem("BadFile", "is broken", "a.pdf", "scan it again")
    assert str(copy) == str(error)
    told = Told(error.problem)
    assert pickle.loads(pickle.dumps(told)).problem == told.problem == error.problem


def test_each_error_has_the_exit_code_that_the_command_line_promises() -> None:
    codes = {
        kind.__name__: kind.exit_code
        for kind in DeskError.__subclasses__()
        if kind.__module__ == errors.__name__
    }
    assert codes == {
        "BadFile": ExitCode.SOME_FAILED,
        "BadTemplate": ExitCode.USAGE,
        "BadSetting": ExitCode.USAGE,
        "BadDesk": ExitCode.USAGE,
        "DeskBusy": ExitCode.SOME_FAILED,
        "Refused": ExitCode.SOME_FAILED,
        "MissingPart": ExitCode.MISSING_PART,
        "NotWritten": ExitCode.NOT_WRITTEN,
        "Stopped": ExitCode.STOPPED,
        "Told": ExitCode.SOME_FAILED,
    }
    assert [code.value for code in ExitCode] == [0, 1, 2, 3, 4, 130]
