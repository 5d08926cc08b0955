"""`export`, `exports`, `report`, `backup` and `restore`: what goes out, and what comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_runs import ARABIC, DOUBTED, SURE, on, said, words
from openpyxl import load_workbook


def accepted(desk: Path, *ids: int) -> Path:
    assert on(desk, "accept", *map(str, ids)).exit_code == 0
    return desk


def column(path: Path, name: str) -> list[object]:
    heading, *rows = load_workbook(path)["Invoices"].iter_rows(values_only=True)
    return [row[heading.index(name)] for row in rows]


def test_the_accepted_ones_go_out_and_the_list_says_so(desk: Path, tmp_path: Path) -> None:
    result = on(accepted(desk, SURE, ARABIC), "export", "--out", str(tmp_path / "out.xlsx"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"export 1: 2 invoices written to {tmp_path / 'out.xlsx'}\n"
    assert column(tmp_path / "out.xlsx", "number") == ["INV-2045", "INV-300"]
    assert {one["id"]: one["state"] for one in said(desk, "list")}[SURE] == "exported"


def test_a_new_file_in_the_desk_where_none_is_named(desk: Path) -> None:
    result = on(accepted(desk, SURE), "export")
    (written,) = (desk / "exports").glob("*.xlsx")
    assert str(written) in result.stderr


def test_rows_are_added_and_none_is_doubled(desk: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out.xlsx")
    on(accepted(desk, SURE), "export", "--out", out)
    on(desk, "accept", str(ARABIC))
    result = on(desk, "export", str(SURE), str(ARABIC), "--append", "--out", out)
    assert "1 invoice written" in result.stderr
    assert "1 stood there already" in result.stderr
    assert column(tmp_path / "out.xlsx", "number") == ["INV-2045", "INV-300"]


def test_columns_are_chosen_and_an_unknown_one_is_named(desk: Path, tmp_path: Path) -> None:
    accepted(desk, SURE)
    out = tmp_path / "out.csv"
    assert (
        on(desk, "export", "--columns", "total, number", "--csv", "plain", "--out", str(out)).exit_code == 0
    )
    assert out.read_text(encoding="utf-8").splitlines()[0].startswith('"total"')
    result = on(desk, "export", str(SURE), "--columns", "wages", "--out", str(tmp_path / "no.csv"))
    assert result.exit_code == 2
    assert "there is no column 'wages'" in result.stderr
    assert not (tmp_path / "no.csv").exists()


def test_what_nobody_accepted_and_what_fails_a_check_needs_a_yes(desk: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out.xlsx")
    refused = on(desk, "export", str(DOUBTED), "--out", out)
    assert (refused.exit_code, "--unaccepted" in refused.stderr) == (1, True)
    assert not (tmp_path / "out.xlsx").exists()
    yes = on(desk, "export", str(DOUBTED), "--unaccepted", "--failed-checks", "--out", out)
    assert yes.exit_code == 0


def test_an_export_is_listed_and_repeated(desk: Path, tmp_path: Path) -> None:
    on(accepted(desk, SURE), "export", "--columns", "number,total", "--out", str(tmp_path / "out.xlsx"))
    (one,) = said(desk, "exports")
    assert (one["id"], one["added"], one["path"]) == (1, 1, str(tmp_path / "out.xlsx"))
    assert str(tmp_path / "out.xlsx")[:20] in words(on(desk, "exports"))
    assert on(desk, "export", "--again", "1", "--out", str(tmp_path / "again.xlsx")).exit_code == 0
    assert column(tmp_path / "again.xlsx", "number") == ["INV-2045"]
    unknown = on(desk, "export", "--again", "9")
    assert (unknown.exit_code, "no export 9" in unknown.stderr) == (1, True)
    mixed = on(desk, "export", "--again", "1", "--append")
    assert mixed.exit_code == 2


@pytest.mark.parametrize("place", ["desk.sqlite3", "originals/x.xlsx", "templates/small.json"])
def test_no_part_of_the_desk_is_replaced(desk: Path, place: str) -> None:
    result = on(accepted(desk, SURE), "export", "--out", str(desk / place))
    assert result.exit_code == 2
    assert "part of the desk" in result.stderr


@pytest.mark.parametrize("place", ["loop/x", "file/x", "x" * 300])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_place_where_no_file_can_be_is_said(desk: Path, tmp_path: Path, place: str, suffix: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").write_bytes(b"")
    out = str(tmp_path / f"{place}{suffix}")
    accepted(desk, SURE)
    for options in ([], ["--append"] if suffix == ".xlsx" else []):
        result = on(desk, "export", "--out", out, *options)
        assert (result.exit_code, "cannot be written" in result.stderr) == (4, True)


def test_no_part_of_the_desk_is_replaced_by_a_repeated_export(desk: Path, tmp_path: Path) -> None:
    on(accepted(desk, SURE), "export", "--out", str(tmp_path / "out.xlsx"))
    result = on(desk, "export", "--again", "1", "--out", str(desk / "templates" / "x.xlsx"))
    assert (result.exit_code, "part of the desk" in result.stderr) == (2, True)


def test_a_backup_in_a_link_that_leads_to_itself_is_refused(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    result = on(desk, "backup", str(tmp_path / "loop"))
    assert (result.exit_code, "cannot be written" in result.stderr) == (4, True)


def test_a_report_is_a_pdf(desk: Path, tmp_path: Path) -> None:
    assert on(desk, "report", str(ARABIC), "--out", str(tmp_path / "one.pdf")).exit_code == 0
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF-")
    assert on(desk, "report", str(ARABIC), "--out", str(tmp_path / "one.txt")).exit_code == 2
    assert on(desk, "report", "99").exit_code == 1


def test_a_backup_comes_back_elsewhere(desk: Path, tmp_path: Path) -> None:
    result = on(desk, "backup", str(tmp_path / "copy"))
    assert (result.exit_code, result.stderr) == (0, f"backup of 6 invoices: {tmp_path / 'copy'}\n")
    assert on(tmp_path / "again", "restore", str(tmp_path / "copy")).exit_code == 0
    assert said(tmp_path / "again", "list") == said(desk, "list")


def test_a_desk_is_not_written_over_by_a_backup(desk: Path, tmp_path: Path) -> None:
    on(desk, "backup", str(tmp_path / "copy"))
    result = on(desk, "restore", str(tmp_path / "copy"))
    assert result.exit_code == 2
    assert "not written over" in result.stderr
