import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from export_records import entry, failed, field, record, template, text_entry, whole
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.workbook.workbook import Workbook
from xlsxwriter.exceptions import FileCreateError

from invoice_desk.errors import NotWritten
from invoice_desk.export import excel
from invoice_desk.export.excel import write_excel
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.record import Record

HOSTILE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "{=1}",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1+1",
    "http://example.com/",
    "mailto:a@b.c",
    "internal:Sheet1!A1",
    "external:c:\\x.xlsx",
    "1E5",
    "00042",
    "#N/A",
    "TRUE",
    "<r><t>x</t></r>",
    "<r></si><si><t>",
    "<r>&</r>",
    "_x003D_1",
    "]]>",
    "\x00\x08\x1f\ud800\ufffe\uffff",
]


@pytest.fixture(params=[False, True], ids=["in memory", "row by row"])
def written(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a function that writes records and opens the workbook, in both of XlsxWriter's ways."""
    if request.param:
        monkeypatch.setattr(excel, "MANY_CELLS", 0)

    def write(*records: Record) -> Workbook:
        write_excel(records, tmp_path / "out.xlsx")
        return openpyxl.load_workbook(tmp_path / "out.xlsx")

    return write


def cell(book: Workbook, heading: str, *, row: int = 2, sheet: str = "Invoices") -> Any:
    """Return the cell below a heading."""
    headings = [one.value for one in book[sheet][1]]
    return book[sheet].cell(row, headings.index(heading) + 1)


def assert_is_all_text(path: Path) -> None:
    """Hold that no part of the file is a formula, a link or an error."""
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        sheets = [parts.read(name).decode() for name in names if name.startswith("xl/worksheets/")]
    assert not [name for name in names if "_rels/sheet" in name or "external" in name or "calcChain" in name]
    for xml in sheets:
        for sign in ("<f>", "<f ", "<hyperlink", 't="e"', 't="str"'):
            assert sign not in xml


def test_each_kind_of_value_is_a_typed_cell(written: Any) -> None:
    book = written(whole())
    assert (cell(book, "number").value, cell(book, "number").number_format) == ("00042", "@")
    assert cell(book, "issued").value == datetime(2026, 4, 3)
    assert cell(book, "issued").number_format == "yyyy-mm-dd"
    assert cell(book, "paid").value is True
    assert (cell(book, "count").value, cell(book, "count").number_format) == (3, "0")
    assert (cell(book, "total").value, cell(book, "total").number_format) == (1234, "#,##0.00 [$AED]")
    assert cell(book, "seller").value == "شركة النور"
    assert cell(book, "due").value is None


@pytest.mark.parametrize(
    ("currency", "text", "number_format"),
    [
        ("JPY", "1200", "#,##0 [$JPY]"),
        ("KWD", "1.5", "#,##0.000 [$KWD]"),
        ("EUR", "-12.50", "#,##0.00 [$EUR]"),
        ("USD", "0.1234", "#,##0.0000 [$USD]"),
        ("JPY", "12.5", "#,##0.0 [$JPY]"),
        (None, "5", "#,##0.00"),
        ('"x', "5", "#,##0.00"),
    ],
)
def test_an_amount_shows_the_decimals_of_its_currency(
    written: Any, currency: str | None, text: str, number_format: str
) -> None:
    found = cell(written(record(entry(field(), text, Decimal(text), currency=currency))), "total")
    assert (found.value, found.number_format, found.data_type) == (float(text), number_format, "n")


@pytest.mark.parametrize(
    ("text", "value", "shown", "number_format"),
    [
        ("15 %", "15", 0.15, "0%"),
        ("٥٫٥٪", "5.5", 0.055, "0.0%"),
        ("TVA 20 %", "20", 0.2, "0%"),
        ("5% of 200", "5", 5, "0"),
        ("15", "15", 15, "0"),
        ("3.50", "3.50", 3.5, "0.00"),
        ("-0", "-0", 0, "0"),
    ],
)
def test_a_percentage_is_one_for_excel_too(
    written: Any, text: str, value: str, shown: float, number_format: str
) -> None:
    found = cell(written(record(entry(field("rate", "number"), text, Decimal(value)))), "rate")
    assert (found.value, found.number_format) == (shown, number_format)


@pytest.mark.parametrize(
    "value", ["1234567890123456", "0.1234567890123456", "12345678901234567890.25", "1E+400", "NaN"]
)
def test_a_number_that_excel_would_change_stands_as_text_and_says_so(written: Any, value: str) -> None:
    book = written(record(entry(field(), "x", Decimal(value), currency="AED")))
    found = cell(book, "total")
    assert (found.value, found.data_type) == (format(Decimal(value), "f"), "s")
    for sheet in ("Invoices", "Readings"):
        assert "so it stands as text" in cell(book, "Reasons", sheet=sheet).value


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-40, 20))
def test_a_number_of_fifteen_digits_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, digits: int, exponent: int
) -> None:
    value = Decimal(digits).scaleb(exponent)
    path = tmp_path_factory.mktemp("xlsx") / "out.xlsx"
    write_excel([record(entry(field("n", "number"), "x", value))], path)
    found = cell(openpyxl.load_workbook(path), "n")
    assert found.data_type == "n"
    assert Decimal(f"{found.value:.15g}") == value


@pytest.mark.parametrize(
    ("value", "kind"), [(date(1900, 2, 28), "s"), (date(622, 7, 16), "s"), (date(1900, 3, 1), "d")]
)
def test_a_date_before_excel_counts_days_is_text(written: Any, value: date, kind: str) -> None:
    found = cell(written(record(entry(field("d", "date"), "x", value))), "d")
    assert found.data_type == kind
    assert str(found.value)[:10] == value.isoformat()


def test_headings_are_frozen_and_filtered(written: Any) -> None:
    book = written(whole(), failed())
    assert book.sheetnames == ["Invoices", "Readings", "Lines"]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(one.font.bold for one in sheet[1])
        assert all(8 <= column.width <= 50 for column in sheet.column_dimensions.values())


def test_one_row_an_invoice_tells_status_reasons_and_error(written: Any) -> None:
    book = written(whole(), failed())
    assert [one.value for one in book["Invoices"]["A"]] == ["File", "الفاتورة 1.pdf", "broken.pdf"]
    assert (cell(book, "Template").value, cell(book, "Status").value) == ("Acme", "review")
    assert "due: nothing is printed in the box" in cell(book, "Reasons").value.split("\n")
    assert cell(book, "Status", row=3).value == "failed"
    assert cell(book, "Error", row=3).value == "broken.pdf: is broken\\nor not a PDF (scan it again)"


def test_doubtful_cells_are_tinted_and_sure_ones_are_not(written: Any) -> None:
    book = written(whole(), failed())
    doubt = "FFFFF2CC"
    assert cell(book, "total").fill.fgColor.rgb == doubt
    assert cell(book, "due").fill.fgColor.rgb == doubt
    assert cell(book, "number").fill.fill_type is None
    assert cell(book, "Status").fill.fgColor.rgb == doubt
    assert cell(book, "Status", row=3).fill.fgColor.rgb == "FFF8CBAD"


def test_text_that_is_not_understood_is_shown_as_text(written: Any) -> None:
    doubt = (Reason(Doubt.NOT_A_NUMBER),)
    found = cell(written(record(entry(field(), "12.3x", reasons=doubt))), "total")
    assert (found.value, found.data_type) == ("12.3x", "s")


def test_readings_have_a_row_a_field(written: Any) -> None:
    book = written(whole())
    assert book["Readings"].max_row == 8
    row = {one.value: cell(book, one.value, row=7, sheet="Readings") for one in book["Readings"][1]}
    shown = {heading: one.value for heading, one in row.items()}
    assert shown == {
        "File": "الفاتورة 1.pdf",
        "Field": "total",
        "Printed text": "1.234 AED",
        "Value": 1234,
        "Currency": "AED",
        "Confidence": 0.9,
        "Reader": "tesseract",
        "Page": 1,
        "Box": "10, 20, 110, 40",
        "Reasons": ". may be a decimal or a thousands mark\nsubtotal and tax do not make the total",
    }
    assert row["Confidence"].number_format == "0.0%"


def test_lines_have_a_row_each_and_no_sheet_where_there_are_none(written: Any) -> None:
    book = written(whole())
    rows = [[one.value for one in row] for row in book["Lines"].iter_rows()]
    assert rows == [
        ["File", "Table", "Line", "item", "price", "Reasons"],
        ["الفاتورة 1.pdf", "items", 1, "Pen", 1.5, None],
        ["الفاتورة 1.pdf", "items", 2, "قلم", None, None],
    ]
    assert "Lines" not in written(record()).sheetnames


def test_sheets_run_from_right_to_left_for_arabic_templates(written: Any) -> None:
    arabic = text_entry("Dubai", "place")
    of = template(field("place", "text", languages=("ara", "eng")))
    assert all(sheet.sheet_view.rightToLeft for sheet in written(record(arabic, template=of)))
    assert not any(sheet.sheet_view.rightToLeft for sheet in written(record(arabic)))


def test_arabic_text_is_aligned_right_in_any_sheet(written: Any) -> None:
    book = written(record(text_entry("شركة"), text_entry("Co", "en")))
    assert (cell(book, "note").alignment.horizontal, cell(book, "note").alignment.readingOrder) == (
        "right",
        2,
    )
    assert cell(book, "en").alignment.horizontal is None


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(written: Any, tmp_path: Path, text: str) -> None:
    of = template(field("f", "text", label="".join(filter(str.isprintable, text))))
    book = written(record(text_entry(text, "f"), file=text, template=of))
    assert_is_all_text(tmp_path / "out.xlsx")
    assert book["Invoices"]["D1"].data_type == "s"
    assert book["Invoices"]["D2"].data_type == "s"
    assert cell(book, "Printed text", sheet="Readings").data_type == "s"


@given(st.text(st.characters(exclude_categories=()), min_size=1))
@example("<r><t>x</t></r>")
@example("_x0041_")
def test_any_text_comes_back_as_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("xlsx") / "out.xlsx"
    write_excel([record(text_entry(text), file=text)], path)
    assert_is_all_text(path)
    found = cell(openpyxl.load_workbook(path), "note")
    assert found.data_type == "s"
    if text.isprintable():
        assert found.value.rstrip() == text.rstrip()


@pytest.mark.parametrize("char", ["x", "𝒳", "م"])
def test_text_longer_than_a_cell_is_cut_with_a_mark(written: Any, char: str) -> None:
    book = written(record(text_entry(char * 40_000)))
    found = cell(book, "note").value
    assert 32_000 < len(found.encode("utf-16-le")) // 2 <= 32_767
    assert found.endswith("(cut: an Excel cell holds no more)")
    assert "note: the text is longer than an Excel cell and is cut" in cell(book, "Reasons").value
    assert written(record(text_entry("x" * 32_767)))["Invoices"]["D2"].value == "x" * 32_767


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(excel, "MAX_ROWS", 3)
    write_excel([record()] * 2, tmp_path / "out.xlsx")
    with pytest.raises(NotWritten, match=r"the sheet Invoices would have 4 rows .* write \.json"):
        write_excel([record()] * 3, tmp_path / "out.xlsx")
    with pytest.raises(NotWritten, match="the sheet Readings would have 8 rows"):
        write_excel([whole()], tmp_path / "out.xlsx")


def test_no_invoices_leave_headings_and_a_word(written: Any) -> None:
    book = written()
    assert [[one.value for one in row] for row in book["Invoices"].iter_rows()] == [
        ["File", "Template", "Status", "Reasons", "Error"],
        ["Nothing was read.", None, None, None, None],
    ]
    assert book["Readings"].max_row == 1


def test_the_same_records_give_the_same_sheets(tmp_path: Path) -> None:
    contents = []
    for name in ("a.xlsx", "b.xlsx"):
        write_excel([whole(), failed()], tmp_path / name)
        with zipfile.ZipFile(tmp_path / name) as parts:
            contents.append({one: parts.read(one) for one in parts.namelist() if one != "docProps/core.xml"})
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    "error", [FileCreateError(OSError(28, "No space left on device")), OSError(28, "No space left on device")]
)
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")

    def fail(_workbook: object) -> None:
        raise error

    monkeypatch.setattr(excel.Workbook, "close", fail)
    with pytest.raises(NotWritten, match=r"out\.xlsx: cannot be written: No space left on device"):
        write_excel([whole()], path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_said_and_stays(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(NotWritten, match=r"out\.xlsx: cannot be written"):
        write_excel([whole()], tmp_path / "out.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
