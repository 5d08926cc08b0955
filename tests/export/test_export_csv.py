import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from export_records import entry, failed, field, record, template, text_entry, whole
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.export.text import write_csv
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.record import Correction, Record


def read_back(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def written(tmp_path: Path, *records: Record) -> list[dict[str, str]]:
    write_csv(records, tmp_path / "out.csv")
    return read_back(tmp_path / "out.csv")


def test_one_row_an_invoice_with_values_that_programs_read(tmp_path: Path) -> None:
    row, broken = written(tmp_path, whole(), failed())
    assert list(row)[:3] == ["file", "template", "status"]
    assert list(row)[-2:] == ["reasons", "error"]
    assert row["number"] == "00042"
    assert row["seller"] == "شركة النور"
    assert row["issued"] == "2026-04-03"
    assert row["paid"] == "true"
    assert row["due"] == ""
    assert "due: nothing is printed in the box" in row["reasons"].split("\n")
    assert broken["status"] == "failed"
    assert broken["error"] == "broken.pdf: is broken\\nor not a PDF (scan it again)"


def test_it_begins_with_the_signature_and_ends_lines_as_rfc_4180(tmp_path: Path) -> None:
    write_csv([whole()], tmp_path / "out.csv")
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"file","template","status"')
    assert content.endswith(b"\r\n")


def test_a_value_that_is_not_certain_is_left_out_and_told_among_the_reasons(tmp_path: Path) -> None:
    doubt = (Reason(Doubt.AMBIGUOUS_DECIMAL, "."),)
    (row,) = written(tmp_path, record(entry(field(), "1.234", reasons=doubt)))
    assert row["total"] == ""
    assert row["reasons"] == "total: . may be a decimal or a thousands mark (printed: 1.234)"


@pytest.mark.parametrize(
    ("more", "cells", "reasons"),
    [
        ({}, ("", ""), "total: a part is not understood: , (printed: 7,AED; value: 7 AED)"),
        ({"accepted": True}, ("7", "AED"), ""),
        (
            {"correction": Correction("7", Decimal(7), "Ada", datetime(2026, 4, 3, tzinfo=UTC))},
            ("7", "AED"),
            "",
        ),
    ],
    ids=["doubtful", "accepted", "corrected"],
)
def test_a_doubtful_amount_is_no_number_that_a_script_sums_up(
    tmp_path: Path, more: dict[str, Any], cells: tuple[str, str], reasons: str
) -> None:
    doubt = (Reason(Doubt.UNREAD_PART, ","),)
    one = entry(field(), "7,AED", Decimal(7), currency="AED", reasons=doubt, **more)
    (row,) = written(tmp_path, record(one))
    assert (row["total"], row["total_currency"]) == cells
    assert row["reasons"] == reasons


def test_line_breaks_and_quotes_inside_a_cell_survive(tmp_path: Path) -> None:
    (row,) = written(tmp_path, record(text_entry('Dubai,\n"Marina"\r\nUAE')))
    assert row["note"] == 'Dubai,\n"Marina"\nUAE'


def test_text_is_guarded_and_numbers_are_not(tmp_path: Path) -> None:
    entries = (
        text_entry("=1+1"),
        text_entry("-5", "id", "identifier"),
        entry(field(), "x", Decimal("-12.50")),
    )
    (row,) = written(tmp_path, record(*entries, file="=evil.pdf"))
    assert row["file"] == "'=evil.pdf"
    assert (row["note"], row["id"], row["total"]) == ("'=1+1", "'-5", "-12.50")


def test_a_hostile_field_name_is_guarded_in_the_heading(tmp_path: Path) -> None:
    (row,) = written(tmp_path, record(text_entry("x", "=cmd|' /C calc'!A0"), template=template(name="@t")))
    assert row["'=cmd|' /C calc'!A0"] == "x"
    assert row["template"] == "'@t"


def test_fields_named_as_our_own_columns_keep_a_column_of_their_own(tmp_path: Path) -> None:
    (row,) = written(tmp_path, record(text_entry("paid", "status"), text_entry("f", "file")))
    assert (row["status"], row["status (2)"], row["file"], row["file (2)"]) == ("ok", "paid", "a.pdf", "f")


def test_no_invoices_leave_the_headings(tmp_path: Path) -> None:
    write_csv([], tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8-sig") == '"file","template","status","reasons","error"\n'


@given(texts=st.lists(st.text(st.characters(exclude_categories=()), min_size=1), min_size=1, max_size=4))
def test_any_text_gives_one_row_with_all_its_cells(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("csv") / "out.csv"
    entries = [text_entry(text, f"f{number}") for number, text in enumerate(texts)]
    write_csv([record(*entries, file=texts[0])], path)
    (row,) = read_back(path)
    assert None not in row
    for number, _ in enumerate(texts):
        assert not row[f"f{number}"].lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("value", [date(2026, 1, 31), date(1, 1, 1)])
def test_dates_are_iso(tmp_path: Path, value: Any) -> None:
    (row,) = written(tmp_path, record(entry(field("d", "date"), "x", value)))
    assert row["d"] == value.isoformat()
