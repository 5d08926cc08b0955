import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.export.guarding import guarded, harmless

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "\rx",
    " =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "\u202e=1",
    '"=1',
    "'=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "−1",
    "﹦1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "-12.50",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_begin_a_formula_begins_with_a_single_quote(text: str) -> None:
    assert guarded(text).startswith("'")


@pytest.mark.parametrize(
    "text", ["x;=1+1", "x\n=1", "x\t+1", "x|@y", "x; =1", 'x;"=1', "x\r\n=1", "x\r=1", "x;;=1", "x;\u200b－1"]
)
def test_a_separator_of_another_locale_begins_no_formula(text: str) -> None:
    assert "'" in guarded(text)


@pytest.mark.parametrize(
    "text", ["", "a", "1234", "1-2", "a=b", "شركة النور", "00042", "a, b", "x@y.z", "a; b"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_control_characters_are_shown_and_line_breaks_are_one_kind() -> None:
    assert harmless("a\x00\x1b[2J\udc80\ufffe\x9b") == "a\\x00\\x1b[2J\\udc80\\ufffe\\x9b"
    assert harmless("a\r\nb\rc\nd\te") == "a\nb\nc\nd\te"


def test_arabic_with_direction_marks_stays_as_it_is() -> None:
    text = "\u200fرقم\u200c ١٢\u061c"
    assert harmless(text) == text


def test_a_million_blanks_take_no_time() -> None:
    guarded(";" + " " * 1_000_000)
    guarded("\n" * 1_000_000)


def _cells_as_seen_with(separator: str, line: str) -> list[str]:
    """Split as a spreadsheet of another locale does; a quote in the middle of a cell is a letter."""
    return [cell for row in csv.reader(io.StringIO(line, newline=""), delimiter=separator) for cell in row]


@given(st.text(alphabet="=+-@;|,\t\n\r\"' a1＝", max_size=30))
def test_no_locale_sees_a_cell_that_begins_with_a_formula(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(["f", guarded(text)])
    for separator in ",;\t|":
        for cell in _cells_as_seen_with(separator, file.getvalue()):
            assert not cell.strip(" \"'").startswith(("=", "+", "@", "＝")) or cell.lstrip(' "').startswith(
                "'"
            )
