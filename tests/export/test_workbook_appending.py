"""Rows are added to a workbook that a person works with: nothing is doubled, nothing else is touched."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from export_items import all_kinds, noted, parts, read, rewritten, rows, write
from export_records import field, template
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from invoice_desk.errors import BadFile, DeskError, NotWritten
from invoice_desk.export.columns import Columns
from invoice_desk.export.items import Written
from invoice_desk.export.workbook import package

_CHANGED = {"xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}


def made(path: Path, change: Callable[[openpyxl.Workbook], None] = lambda _: None) -> Path:
    """Return a workbook by openpyxl with one of our rows among a person's own columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Invoices"
    sheet.append(["My remark", "total", "ID", "Booked", "note"])
    sheet.append(["mine", 7, "1", True, "first"])
    change(book)
    book.save(path)
    return path


def test_what_is_there_is_left_as_it_is_and_the_rest_is_added(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, noted(1, "first"), noted(2, "second"))
    assert write(path, noted(2, "changed"), noted(3, "third"), noted(3, "again"), append=True) == Written(
        1, 2
    )
    assert [(row["ID"], row["note"]) for row in rows(path)] == [
        ("1", "first"),
        ("2", "second"),
        ("3", "third"),
    ]
    sheet = read(path)["Invoices"]
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A4"].number_format == "@"


def test_a_file_without_anything_new_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, noted(1))
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
    assert write(path, noted(1), append=True) == Written(0, 1)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_where_no_file_is_one_is_made(tmp_path: Path) -> None:
    assert write(tmp_path / "a.xlsx", noted(1), append=True) == Written(1)
    assert rows(tmp_path / "a.xlsx")[0]["ID"] == "1"


def test_columns_are_found_by_their_headings_and_own_ones_stay_empty(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    assert write(path, noted(1), noted(2, "second", 9), append=True) == Written(1, 1)
    first, second = rows(path)
    assert (first["My remark"], first["total"], first["Booked"], first["File"]) == ("mine", 7, True, None)
    assert (second["ID"], second["note"], second["total"], second["File"]) == ("2", "second", 9, "a.pdf")
    assert (second["My remark"], second["Booked"]) == (None, None)
    assert list(first)[:6] == ["My remark", "total", "ID", "Booked", "note", "File"]


def test_headings_are_known_whatever_their_case_and_by_a_field_s_name(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["C1"], book.active["B1"] = " id ", "TOTAL"

    path = made(tmp_path / "a.xlsx", change)
    labelled = template(field("note", "text"), field("total", label="المجموع"))
    write(path, noted(1), noted(2, "x", 9), templates=[labelled], append=True)
    assert [row["TOTAL"] for row in rows(path)] == [7, 9]
    assert [row[" id "] for row in rows(path)] == ["1", "2"]


def test_an_id_that_became_a_number_is_known_again(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["C2"] = 1

    assert write(made(tmp_path / "a.xlsx", change), noted(1), append=True) == Written(0, 1)


def test_every_other_part_stays_byte_for_byte(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        other = book.create_sheet("My totals")
        other["A1"] = "=SUM(Invoices!B:B)"
        other["B1"].comment = Comment("mine", "me")
        chart = BarChart()
        chart.add_data(Reference(book["Invoices"], min_col=2, min_row=1, max_row=2))
        other.add_chart(chart, "C3")

    path = made(tmp_path / "a.xlsx", change)
    rewritten(path, {"xl/pivotTables/own.xml": b"<pivot/>", "customXml/item1.xml": b"<x>\r\n</x>"})
    before = parts(path)
    write(path, noted(2, "x", 9, original=tmp_path / "o.pdf"), append=True)
    after = parts(path)
    relations = {"xl/worksheets/_rels/sheet1.xml.rels"}
    assert {name for name in after if after[name] != before.get(name)} == _CHANGED | relations
    assert set(after) == set(before) | relations
    assert read(path)["My totals"]["A1"].value == "=SUM(Invoices!B:B)"
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_what_stood_in_the_sheet_stands_there_still(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    before = parts(path)["xl/worksheets/sheet1.xml"]
    write(path, noted(2), append=True)
    after = parts(path)["xl/worksheets/sheet1.xml"]
    row = before[before.index(b'<row r="2"') : before.index(b"</sheetData>")]
    assert row in after


def test_links_are_added_to_those_that_are_there(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["A2"].hyperlink = "https://example.com/mine"

    path = made(tmp_path / "a.xlsx", change)
    for number in (2, 3):
        write(path, noted(number, original=tmp_path / f"{number}.pdf"), append=True)
    linked = [one for row in read(path)["Invoices"] for one in row if one.hyperlink]
    assert [one.hyperlink.target for one in linked] == ["https://example.com/mine", "2.pdf", "3.pdf"]
    ids = [one.hyperlink.id for one in linked]
    assert len(set(ids)) == 3


def test_a_table_and_its_filter_grow_with_the_rows(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active.add_table(Table(displayName="Mine", ref="A1:E2"))

    path = made(tmp_path / "a.xlsx", change)
    write(path, noted(2), noted(3), append=True, columns=Columns(("id", "note", "total", "state")))
    table = read(path)["Invoices"].tables["Mine"]
    assert (table.ref, table.autoFilter.ref) == ("A1:F4", "A1:F4")
    assert [one.name for one in table.tableColumns] == ["My remark", "total", "ID", "Booked", "note", "State"]
    assert len({one.id for one in table.tableColumns}) == 6


def test_a_table_with_a_row_of_totals_is_refused(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active.append(["Total", 7, None, None, None])
        book.active.add_table(Table(displayName="Mine", ref="A1:E3", totalsRowCount=1))

    assert_refused(made(tmp_path / "a.xlsx", change), "row of totals")


def test_formatted_rows_below_the_last_give_way_and_later_ones_stay(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        for row in (3, 4, 9):
            book.active.row_dimensions[row].height = 33

    path = made(tmp_path / "a.xlsx", change)
    write(path, noted(2), noted(3), append=True)
    sheet = read(path)["Invoices"]
    assert [sheet.cell(row, 3).value for row in (2, 3, 4, 5)] == ["1", "2", "3", None]
    assert sheet.row_dimensions[9].height == 33
    xml = parts(path)["xl/worksheets/sheet1.xml"]
    assert [xml.count(b'<row r="%d"' % row) for row in (3, 4, 9)] == [1, 1, 1]


def test_a_sheet_that_is_missing_is_added_behind_the_person_s_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Own"
    book.active["A1"] = "mine"
    book.save(tmp_path / "a.xlsx")
    write(tmp_path / "a.xlsx", all_kinds(), append=True)
    found = read(tmp_path / "a.xlsx")
    assert found.sheetnames == ["Own", "Invoices", "Lines"]
    assert found["Own"]["A1"].value == "mine"
    assert found["Invoices"]["A1"].font.b
    assert write(tmp_path / "a.xlsx", all_kinds(), all_kinds(2), append=True) == Written(1, 1)
    assert [row["ID"] for row in rows(tmp_path / "a.xlsx", "Lines")] == ["1", "1", "2", "2"]


def test_another_name_of_the_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, noted(1), sheet="Purchases & more")
    write(path, noted(2), append=True, sheet="PURCHASES & MORE")
    assert [row["ID"] for row in rows(path, "Purchases & more")] == ["1", "2"]


def test_rows_without_an_id_column_are_not_added_to_blindly(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["C1"] = "Nummer"

    assert_refused(made(tmp_path / "a.xlsx", change), "no column ID")


def test_the_id_is_written_even_where_it_was_not_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    for _ in range(2):
        write(path, noted(1), append=True, columns=Columns(("note",)))
    assert rows(path) == [{"ID": "1", "note": "x"}]


@pytest.mark.parametrize("is_shared", [True, False], ids=["shared strings", "row by row"])
def test_a_workbook_by_xlsxwriter_is_added_to(tmp_path: Path, *, is_shared: bool) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": not is_shared}) as book:
        sheet = book.add_worksheet("Invoices")
        sheet.write_row(0, 0, ["note", "ID"])
        sheet.write_row(1, 0, ["first", "1"])
        sheet.autofilter(0, 0, 1, 1)
    assert write(path, noted(1), noted(2, "second"), append=True, columns=Columns(("id", "note"))) == Written(
        1, 1
    )
    assert rows(path) == [{"note": "first", "ID": "1"}, {"note": "second", "ID": "2"}]
    assert read(path)["Invoices"].auto_filter.ref == "A1:B3"
    assert b"Invoices!$A$1:$B$3" in parts(path)["xl/workbook.xml"]


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    path = made(tmp_path / "a.xlsx", change)
    write(path, all_kinds(2), append=True)
    assert rows(path)[1]["issued"] == datetime(2026, 4, 3)


def test_a_part_with_prefixes_is_added_to_with_the_same(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    xml = parts(path)["xl/worksheets/sheet1.xml"].decode()
    tags = "worksheet sheetPr outlinePr pageSetUpPr dimension sheetViews sheetView selection sheetFormatPr"
    for tag in (*tags.split(), "sheetData", "row", "c", "v", "is", "t", "pageMargins"):
        xml = xml.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>")
        xml = xml.replace(f"</{tag}>", f"</x:{tag}>").replace(f"<{tag}/>", f"<x:{tag}/>")
    rewritten(path, {"xl/worksheets/sheet1.xml": xml.replace("xmlns=", "xmlns:x=").encode()})
    write(path, noted(2, "second", 9, original=tmp_path / "o.pdf"), append=True)
    assert [(row["ID"], row["note"], row["total"]) for row in rows(path)] == [
        ("1", "first", 7),
        ("2", "second", 9),
    ]


def assert_refused(path: Path, words: str, kind: type[DeskError] = BadFile) -> None:
    """Hold that the file is refused with these words and a remedy, and stays as it is."""
    before = path.read_bytes()
    with pytest.raises(kind, match=words) as caught:
        write(path, noted(2), append=True)
    assert path.name in str(caught.value)
    assert caught.value.problem.remedy
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".desk-*"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a zip file"),
        (b"PK\x03\x04 and no more", "not a zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", "encrypted"),
        (b"ID;note\n1;x\n", "not a zip file"),
    ],
)
def test_what_is_no_workbook_is_said_plainly(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert_refused(tmp_path / "a.xlsx", words)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert_refused(tmp_path / "a.xlsx", "no Excel workbook|no part")


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_workbook_that_is_open_elsewhere(tmp_path: Path, lock: str) -> None:
    path = made(tmp_path / "a.xlsx")
    (tmp_path / lock).write_bytes(b"me")
    assert_refused(path, "open in another program", NotWritten)


def test_a_workbook_with_macros(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    types = parts(path)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    rewritten(path, {"[Content_Types].xml": types})
    assert_refused(path, "macros")


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet", "broken"),
        (
            "xl/worksheets/sheet1.xml",
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>',
            "declares entities",
        ),
        ("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aa">]><workbook>&a;</workbook>', "declares entities"),
        ("xl/worksheets/sheet1.xml", b"<a>" * 300 + b"</a>" * 300, "nested too deep"),
        ("xl/worksheets/sheet1.xml", "<?xml version='1.0' encoding='utf-16'?><w/>".encode("utf-16"), "UTF-8"),
        ("xl/worksheets/sheet1.xml", b"<a><sheetData/></a>", "no sheet of cells"),
        ("xl/styles.xml", b"<styleSheet/>", "no fonts"),
        ("xl/worksheets/sheet1.xml", None, "no part"),
        ("_xmlsignatures/sig1.xml", b"<x/>", "signed"),
    ],
)
def test_parts_that_are_not_sound_are_refused(
    tmp_path: Path, part: str, content: bytes | None, words: str
) -> None:
    path = made(tmp_path / "a.xlsx")
    rewritten(path, {part: content})
    assert_refused(path, words)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    rewritten(path, {"xl/worksheets/sheet1.xml": b" " * (40 * 2**20)})
    assert_refused(path, "too large unpacked")


def test_a_bomb_of_many_parts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PARTS", 5)
    assert_refused(made(tmp_path / "a.xlsx"), "too large")


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    content = io.BytesIO(path.read_bytes())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    path.write_bytes(content.getvalue())
    assert_refused(path, "two parts have one name")


def test_protection_is_not_gone_around(tmp_path: Path) -> None:
    def sheet(book: openpyxl.Workbook) -> None:
        book.active.protection.sheet = True

    assert_refused(made(tmp_path / "a.xlsx", sheet), "protected sheet")

    def structure(book: openpyxl.Workbook) -> None:
        book.active.title = "Own"
        book.security.lockStructure = True

    assert_refused(made(tmp_path / "b.xlsx", structure), "structure is protected")


def test_a_workbook_that_changes_meanwhile_is_left_to_the_other_program(tmp_path: Path) -> None:
    from export_items import NOTED

    from invoice_desk.export.exporting import write_items
    from invoice_desk.export.options import ExportOptions

    path = made(tmp_path / "a.xlsx")

    def items():
        yield noted(2)
        path.write_bytes(b"saved by Excel")

    with pytest.raises(NotWritten, match="changed by another program"):
        write_items(items(), path, templates=[NOTED], options=ExportOptions(append=True))
    assert path.read_bytes() == b"saved by Excel"
