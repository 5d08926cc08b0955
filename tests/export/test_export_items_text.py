"""Items as CSV, for Excel in each region and for programs, and as JSON."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from export_items import all_kinds, noted, write
from export_records import entry, failed, field, record, text_entry

from invoice_desk.errors import BadSetting, NotWritten
from invoice_desk.export.columns import Columns
from invoice_desk.export.csv_style import CsvStyle
from invoice_desk.export.items import Item, Written


def read_csv(path: Path, style: CsvStyle = CsvStyle.EXCEL) -> list[dict[str, str]]:
    with path.open(encoding=style.dialect.encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=style.dialect.separator, strict=True))


@pytest.mark.parametrize(
    ("style", "start", "number"),
    [
        (CsvStyle.EXCEL, b'\xef\xbb\xbf"total","total_currency"\r\n', "-1234.50"),
        (CsvStyle.EXCEL_ARABIC, b'\xef\xbb\xbf"total";"total_currency"\r\n', "-1234.50"),
        (CsvStyle.EXCEL_FRENCH, b'\xef\xbb\xbf"total";"total_currency"\r\n', "-1234,50"),
        (CsvStyle.PLAIN, b'"total","total_currency"\r\n', "-1234.50"),
    ],
)
def test_each_style_has_the_marks_of_its_region(
    tmp_path: Path, style: CsvStyle, start: bytes, number: str
) -> None:
    path = tmp_path / "a.csv"
    write(path, noted(1, value=Decimal("-1234.50")), csv=style, columns=Columns(("total",)))
    assert path.read_bytes().startswith(start)
    assert read_csv(path, style) == [{"total": number, "total_currency": "AED"}]


@pytest.mark.parametrize("style", CsvStyle)
def test_text_is_guarded_in_every_style(tmp_path: Path, style: CsvStyle) -> None:
    item = Item(
        record(text_entry("=1+1;=2\t+3"), file="@x"), "-1", "=s", Path("/o/=x.pdf"), duplicate_of="+7"
    )
    write(tmp_path / "a.csv", item, csv=style)
    (row,) = read_csv(tmp_path / "a.csv", style)
    assert row["note"] == "'=1+1;'=2\t'+3"
    assert (row["id"], row["file"], row["state"], row["duplicate_of"]) == ("'-1", "'@x", "'=s", "'+7")
    assert row["original"] == "/o/=x.pdf"


def test_a_doubtful_value_is_empty_and_told_among_the_reasons(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", all_kinds())
    (row,) = read_csv(tmp_path / "a.csv")
    assert (row["number"], row["issued"], row["paid"], row["total"]) == ("00042", "2026-04-03", "true", "")
    assert "printed: 1.234 AED" in row["reasons"]


def test_an_id_that_comes_twice_is_written_once(tmp_path: Path) -> None:
    for name in ("a.csv", "a.json", "a.xlsx"):
        assert write(tmp_path / name, noted(1), noted(2), noted(1)) == Written(2, 1)
    assert [row["id"] for row in read_csv(tmp_path / "a.csv")] == ["1", "2"]
    assert [row["id"] for row in json.loads((tmp_path / "a.json").read_text("utf-8"))] == ["1", "2"]


def test_json_has_the_whole_record_and_what_the_desk_knows(tmp_path: Path) -> None:
    write(tmp_path / "a.json", all_kinds(7, original=tmp_path / "o.pdf"), Item(failed(), "8", "failed"))
    first, second = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert (first["id"], first["state"], first["original"]) == ("7", "accepted", str(tmp_path / "o.pdf"))
    assert first["tables"]["items"][0]["item"]["value"] == "Pen"
    assert (second["id"], second["original"]) == ("8", None)
    assert "is broken" in second["error"]


def test_json_with_chosen_columns_has_these_alone(tmp_path: Path) -> None:
    write(tmp_path / "a.json", all_kinds(7), columns=Columns(("total", "state", "id", "error", "number")))
    (found,) = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert list(found) == ["state", "id", "error", "fields"]
    assert list(found["fields"]) == ["total", "number"]


def test_nothing_to_write_leaves_sound_files(tmp_path: Path) -> None:
    assert write(tmp_path / "a.json") == Written(0)
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == []
    write(tmp_path / "a.csv")
    assert read_csv(tmp_path / "a.csv") == []


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.pdf"])
def test_only_a_workbook_can_be_added_to(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSetting, match="Excel workbook"):
        write(tmp_path / name, noted(1), append=True)
    assert not list(tmp_path.iterdir())


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"\.xlsx, \.csv, \.json or \.pdf"):
        write(tmp_path / "a.xlsm", noted(1))


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx", "a.pdf"])
def test_an_error_among_the_items_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    from export_items import NOTED

    from invoice_desk.export.exporting import write_items

    (tmp_path / name).write_bytes(b"old")

    def items():
        yield noted(1)
        raise NotWritten("the desk is gone")

    with pytest.raises(NotWritten, match="the desk is gone"):
        write_items(items(), tmp_path / name, templates=[NOTED])
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(name, b"old")]


def test_an_item_needs_an_id() -> None:
    with pytest.raises(ValueError, match="id"):
        Item(record(entry(field())), " ", "new")
