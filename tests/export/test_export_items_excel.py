"""A workbook of items: rows stream into sheets of invoices, lines and readings, typed and safe."""

from datetime import datetime
from pathlib import Path

import pytest
from export_items import all_kinds, noted, parts, read, rows, write
from export_records import failed, field, record, template, text_entry, whole
from hypothesis import example, given
from hypothesis import strategies as st
from test_export_excel import HOSTILE

from invoice_desk.errors import BadSetting, NotWritten
from invoice_desk.export.columns import Columns
from invoice_desk.export.items import Item, Written
from invoice_desk.export.workbook import rows as sheet_rows
from invoice_desk.invoice.fields import Role


def test_one_row_an_invoice_typed_and_with_what_the_desk_knows(tmp_path: Path) -> None:
    item = all_kinds(142, original=tmp_path / "o.pdf", duplicate_of="7")
    assert write(tmp_path / "a.xlsx", item, Item(failed(), "143", "failed")) == Written(2)
    first, second = rows(tmp_path / "a.xlsx")
    assert list(first)[:5] == ["ID", "File", "Template", "State", "Status"]
    assert (first["ID"], first["State"], first["Duplicate of"]) == ("142", "accepted", "7")
    assert (first["number"], first["issued"], first["paid"]) == ("00042", datetime(2026, 4, 3), True)
    assert (first["count"], first["total"], first["due"]) == (3, 1234, None)
    assert first["seller"] == "شركة النور"
    assert "is broken" in second["Error"]


def test_cells_look_as_in_every_workbook_of_ours(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", all_kinds())
    sheet = read(tmp_path / "a.xlsx")["Invoices"]
    cells = {sheet.cell(1, one.column).value: one for one in sheet[2]}
    assert (cells["total"].number_format, cells["total"].fill.fgColor.rgb) == ("#,##0.00 [$AED]", "FFFFF2CC")
    assert (cells["issued"].number_format, cells["number"].number_format) == ("yyyy-mm-dd", "@")
    assert (cells["seller"].alignment.horizontal, cells["seller"].alignment.readingOrder) == ("right", 2)
    assert all(one.font.b for one in sheet[1])
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert 8 <= sheet.column_dimensions["F"].width <= 50


def test_lines_have_the_invoice_s_id_and_number_as_key(tmp_path: Path) -> None:
    fields = (field("number", "identifier", role=Role.INVOICE_NUMBER), field("items", "table"))
    one = record(
        text_entry("INV-1", "number").__class__(fields[0], text_entry("INV-1", "number").reading, "INV-1"),
        template=template(*fields),
        tables=whole().tables,
    )
    write(tmp_path / "a.xlsx", Item(one, "142", "accepted"))
    found = rows(tmp_path / "a.xlsx", "Lines")
    assert [(line["ID"], line["Number"], line["Table"], line["Line"]) for line in found] == [
        ("142", "INV-1", "items", 1),
        ("142", "INV-1", "items", 2),
    ]
    assert [line["item"] for line in found] == ["Pen", "قلم"]


def test_readings_only_where_they_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", all_kinds())
    assert read(tmp_path / "a.xlsx").sheetnames == ["Invoices", "Lines"]
    write(tmp_path / "b.xlsx", all_kinds(crops={"total": tmp_path / "c.png"}), has_readings=True)
    found = rows(tmp_path / "b.xlsx", "Readings")
    assert len(found) == 7
    (total,) = (row for row in found if row["Field"] == "total")
    assert (total["ID"], total["Printed text"], total["Value"], total["Confidence"]) == (
        "1",
        "1.234 AED",
        1234,
        0.9,
    )
    assert total["Crop"] == "crop"


def test_chosen_columns_in_the_person_s_order(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", all_kinds(), columns=Columns(("total", "id", "number")))
    assert list(rows(tmp_path / "a.xlsx")[0]) == ["total", "ID", "number"]
    with pytest.raises(BadSetting, match="no column 'x'"):
        write(tmp_path / "a.xlsx", all_kinds(), columns=Columns(("x",)))


def test_a_value_without_a_column_is_told_and_not_lost(tmp_path: Path) -> None:
    item = Item(record(text_entry("kept", "gone"), template=template(field("total"))), "1", "accepted")
    write(tmp_path / "a.xlsx", item)
    assert rows(tmp_path / "a.xlsx")[0]["Reasons"] == "gone: has no column (kept)"


def test_sheets_run_from_right_to_left_for_arabic_templates(tmp_path: Path) -> None:
    of = template(field("note", "text", languages=("ara",)))
    write(tmp_path / "a.xlsx", noted(1), templates=[of])
    assert all(sheet.sheet_view.rightToLeft for sheet in read(tmp_path / "a.xlsx"))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    item = Item(record(text_entry(text), file=text), f"{text}.", text, duplicate_of=text)
    write(tmp_path / "a.xlsx", item, has_readings=True)
    write(tmp_path / "a.xlsx", noted(2, text), append=True)
    for name, content in parts(tmp_path / "a.xlsx").items():
        if name.startswith("xl/worksheets/"):
            for sign in (b"<f>", b"<f ", b"<hyperlink", b't="e"', b't="str"'):
                assert sign not in content
    sheet = read(tmp_path / "a.xlsx")["Invoices"]
    assert all(one.data_type in {"s", "n"} for row in sheet for one in row)
    assert {one.data_type for one in (sheet["F2"], sheet["F3"])} == {"s"}


@given(st.text(st.characters(exclude_categories=()), min_size=1))
@example("_x0041_")
@example("_x005F_x0041_")
@example("]]></t>&amp;\r\n")
def test_any_text_comes_back_as_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("xlsx") / "a.xlsx"
    write(path, noted(1, text))
    sheet = read(path)["Invoices"]
    assert sheet["F2"].data_type == "s"
    if text.isprintable():
        # openpyxl reads _x005F_ as _ in shared texts alone; Excel and LibreOffice in all (test_office.py).
        assert sheet["F2"].value.replace("_x005F_", "_") == text


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_rows, "MAX_ROWS", 3)
    write(tmp_path / "a.xlsx", noted(1), noted(2))
    before = (tmp_path / "a.xlsx").read_bytes()
    with pytest.raises(NotWritten, match="sheet Invoices would have more than 3 rows"):
        write(tmp_path / "a.xlsx", noted(3), append=True)
    assert (tmp_path / "a.xlsx").read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_no_items_leave_headings(tmp_path: Path) -> None:
    assert write(tmp_path / "a.xlsx") == Written(0)
    assert [one.value for one in read(tmp_path / "a.xlsx")["Invoices"][1]][:2] == ["ID", "File"]


def test_the_same_items_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, all_kinds(original=tmp_path / "o.pdf"), has_readings=True)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
