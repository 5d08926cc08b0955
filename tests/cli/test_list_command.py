"""`list`: the invoices that are asked for, in their order, and how many are not shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_runs import ARABIC, COPY, DOUBTED, SURE, TABLE, UNREAD, on, said, words

KEYS = {
    "id", "file", "state", "added", "template", "seller", "number", "date", "total", "currency", "doubtful",
    "failed_checks", "duplicate_of",
}  # fmt: skip


def found(desk: Path, *arguments: str) -> list[int]:
    return [one["id"] for one in said(desk, "list", *arguments)]


def test_the_table_and_what_is_not_shown(read_desk: Path) -> None:
    result = on(read_desk, "list")
    assert result.exit_code == 0
    assert result.stderr == "5 of 5 invoices; 1 duplicate is not shown\n"
    assert (
        f"│ {ARABIC} │ review │ small-فاتورة.png │ INV-300 │ 2026-05-02 │ Number │ 99.00 AED │ small │ │"
        in (words(result))
    )


def test_each_json_line_has_exactly_the_keys_of_the_contract(read_desk: Path) -> None:
    for one in said(read_desk, "list"):
        assert set(one) == KEYS
    (one,) = said(read_desk, "list", "INV-2045")
    assert (one["total"], one["date"], one["currency"], one["doubtful"]) == (
        "1234.50",
        "2026-03-14",
        "AED",
        0,
    )


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        ([], [UNREAD, ARABIC, TABLE, DOUBTED, SURE]),
        (["--ascending"], [SURE, DOUBTED, TABLE, ARABIC, UNREAD]),
        (["inv"], [ARABIC, DOUBTED, SURE]),
        (["inv", "٣٠٠"], [ARABIC]),
        (["فاتوره"], [ARABIC]),
        (["فَاتورة"], [ARABIC]),
        (["--state", "duplicate"], [COPY]),
        (["--state", "new", "--state", "duplicate"], [UNREAD, COPY]),
        (["--template", "lines"], [TABLE]),
        (["--seller", "numb", "--ascending"], [SURE, DOUBTED, ARABIC]),
        (["--from", "2026-05-02"], [ARABIC]),
        (["--to", "2026-03-14"], [DOUBTED, SURE]),
        (["--min", "100"], [SURE]),
        (["--max", "99"], [ARABIC]),
        (["--min", "-1", "--max", "1"], []),
        (["--doubtful", "--template", "small"], [DOUBTED]),
        (["--sure", "--template", "small"], [ARABIC, SURE]),
        (["--sort", "total"], [SURE, ARABIC, UNREAD, TABLE, DOUBTED]),
        (["--sort", "file", "--limit", "2", "--ascending"], [TABLE, UNREAD]),
        (["--deleted"], []),
    ],
)
def test_what_is_asked_for_is_found(read_desk: Path, arguments: list[str], keys: list[int]) -> None:
    assert found(read_desk, *arguments) == keys


@pytest.mark.parametrize(
    ("arguments", "below"),
    [
        (["small"], "3 of 5 invoices; 1 duplicate is not shown"),
        (["--limit", "2"], "2 of 5 invoices; 1 duplicate is not shown; --limit shows more"),
        (["inv", "--limit", "2"], "2 of 3 that were found among 5 invoices; --limit shows more"),
        (["--state", "duplicate"], "1 of 6 invoices"),
        (["nowhere"], "0 of 5 invoices"),
        (["--deleted"], "0 of 0 deleted invoices"),
    ],
)
def test_below_stands_how_many_there_are(read_desk: Path, arguments: list[str], below: str) -> None:
    assert on(read_desk, "list", *arguments).stderr == f"{below}\n"


def test_duplicates_and_rejected_ones_are_counted_apart(desk: Path) -> None:
    on(desk, "reject", SURE, ARABIC)
    assert on(desk, "list").stderr == "3 of 3 invoices; 1 duplicate and 2 rejected are not shown\n"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--state", "nope"], "'nope' is not one of 'new', 'reading', 'review', "),
        (["--from", "tomorrow"], "--from: 'tomorrow' is no date (type it as 2026-03-14)"),
        (["--to", "2026-02-30"], "--to: '2026-02-30' is no date"),
        (["--min", "NaN"], "--min: 'NaN' is no amount (type it as 1234.50)"),
        (["--max", "1,5"], "--max: '1,5' is no amount"),
        (["--limit", "0"], "'--limit'"),
        (["a\udcff"], r"'a\udcff' is no text in UTF-8"),
    ],
)
def test_a_limit_that_is_none_is_said_in_one_line(read_desk: Path, arguments: list[str], error: str) -> None:
    result = on(read_desk, "list", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert error in line


def test_a_folder_without_a_desk_stays_without_one(tmp_path: Path) -> None:
    result = on(tmp_path / "typo", "list")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'typo'}: there is no desk (")
    assert not (tmp_path / "typo").exists()
