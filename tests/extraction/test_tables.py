"""Tables: rows are found by their print, on paper with and without ruling lines."""

from __future__ import annotations

import cv2
import pytest
from drawn_pages import page_of, paper, write
from fake_readers import readers_with
from small_invoices import table_field

from invoice_desk.extraction.checking import status_of
from invoice_desk.extraction.locating import Carrying
from invoice_desk.extraction.tables import Cell, cells_of, read_cells, rows_of
from invoice_desk.imaging.page import Page, Pixels
from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.record import Row, Status
from invoice_desk.reading.choosing import Readers

BOX = Box(20, 20, 620, 380)
COLUMNS = (("item", FieldKind.TEXT, 20, 360), ("pieces", FieldKind.NUMBER, 360, 460))
PRICED = (*COLUMNS, ("price", FieldKind.AMOUNT, 460, 620))
PITCH = 50  # pixels from row to row
LINES = (("Mooring rope", "4", "685.00"), ("Deck paint", "12", "96.40"), ("Life jacket", "24", "118.75"))


def blank() -> Pixels:
    return paper(640, 400)


def write_row(pixels: Pixels, texts: tuple[str, ...], y: int) -> None:
    for text, x in zip(texts, (30, 380, 480), strict=False):
        if text:
            write(pixels, text, x, y, size=24)


def rule(pixels: Pixels, rows: int, *, top: int = 20) -> None:
    """Draw a grid around rows of PITCH and the three columns."""
    bottom = top + rows * PITCH
    for y in range(top, bottom + 1, PITCH):
        cv2.line(pixels, (20, y), (619, y), 0, 2)
    for x in (20, 360, 460, 619):
        cv2.line(pixels, (x, top), (x, bottom), 0, 2)


def cells(pixels: Pixels, field: Field | None = None) -> tuple[Cell, ...]:
    page = page_of(pixels)
    return cells_of(field or priced(), page, box=BOX, carrying=Carrying(page.size, page.size))


def priced() -> Field:
    return table_field(BOX, *PRICED)


def rows_read(page: Page, readers: Readers, field: Field | None = None) -> tuple[Row, ...]:
    table = field or priced()
    found = cells_of(table, page, box=BOX, carrying=Carrying(page.size, page.size))
    return rows_of(list(read_cells(table, page, found, readers)))


def texts(rows: tuple[Row, ...]) -> list[tuple[str, ...]]:
    return [tuple(cell.shown_text for cell in row.values()) for row in rows]


def three_lines(*, is_ruled: bool) -> Page:
    pixels = blank()
    for number, line in enumerate(LINES):
        write_row(pixels, line, 35 + number * PITCH)
    if is_ruled:
        rule(pixels, rows=len(LINES))
    return page_of(pixels)


@pytest.mark.parametrize("is_ruled", [True, False], ids=["ruled", "plain"])
def test_the_lines_of_a_table_are_read_cell_by_cell(readers: Readers, is_ruled: bool) -> None:  # noqa: FBT001
    rows = rows_read(three_lines(is_ruled=is_ruled), readers)
    assert texts(rows) == list(LINES)
    assert [str(row["price"].value) for row in rows] == ["685.00", "96.40", "118.75"]
    assert not [reason for row in rows for cell in row.values() for reason in cell.reasons]


def test_a_ruled_table_with_empty_rows_below_has_only_the_printed_ones(readers: Readers) -> None:
    pixels = blank()
    for number, line in enumerate(LINES):
        write_row(pixels, line, 35 + number * PITCH)
    rule(pixels, rows=7)
    assert texts(rows_read(page_of(pixels), readers)) == list(LINES)


def test_further_lines_of_a_description_belong_to_their_row(readers: Readers) -> None:
    pixels = blank()
    write_row(pixels, ("Mooring rope", "4", "685.00"), 30)
    write_row(pixels, ("28 mm, blue",), 62)
    write_row(pixels, ("Deck paint", "12", "96.40"), 110)
    write_row(pixels, ("grey, 20 kg",), 142)
    write_row(pixels, ("two coats",), 174)
    assert texts(rows_read(page_of(pixels), readers)) == [
        ("Mooring rope\n28 mm, blue", "4", "685.00"),
        ("Deck paint\ngrey, 20 kg\ntwo coats", "12", "96.40"),
    ]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_last_row_does_not_eat_the_rest_of_the_box(count: int) -> None:
    pixels = blank()
    for number, line in enumerate(LINES[:count]):
        write_row(pixels, line, 30 + number * PITCH)
    write(pixels, "Thank you for your order", 30, 330, size=24)
    last = [one.box for one in cells(pixels) if one.row == count - 1]
    assert len(last) == len(PRICED)
    assert max(box.y1 for box in last) <= 30 + count * PITCH


def test_a_number_s_cell_holds_only_the_first_line_of_its_row() -> None:
    pixels = blank()
    write_row(pixels, ("Mooring rope", "4", "685.00"), 30)
    write_row(pixels, ("28 mm, blue",), 62)
    write_row(pixels, ("Deck paint", "12", "96.40"), 110)
    first = {one.column.name: one.box for one in cells(pixels) if one.row == 0}
    assert first["item"].y1 > 85
    assert first["price"].y1 <= 65
    assert first["price"].x0 == 460


def test_a_table_without_numbers_has_a_row_for_each_line_of_the_last_column(readers: Readers) -> None:
    pixels = blank()
    for number, line in enumerate((("Rope", "Northgate"), ("Paint", "Westhaven"))):
        write_row(pixels, line, 35 + number * PITCH)
    field = table_field(BOX, ("item", FieldKind.TEXT, 20, 360), ("harbour", FieldKind.TEXT, 360, 620))
    found = rows_read(page_of(pixels), readers, field)
    assert texts(found) == [("Rope", "Northgate"), ("Paint", "Westhaven")]


def test_a_blank_table_has_no_rows(readers: Readers) -> None:
    assert rows_read(page_of(blank()), readers) == ()
    pixels = blank()
    rule(pixels, rows=6)
    assert rows_read(page_of(pixels), readers) == ()


def test_a_row_of_dirt_is_dropped_and_a_blank_cell_is_not_doubted(readers: Readers) -> None:
    pixels = blank()
    write_row(pixels, ("Mooring rope", "", "685.00"), 30)
    write_row(pixels, LINES[1], 80)
    pixels[200:205, 500:503] = 0  # dirt where a price may stand
    rope, paint = rows_read(page_of(pixels), readers)
    assert rope["pieces"].reading is None
    assert status_of([], {"lines": [rope, paint]}, []) is Status.OK


def test_the_columns_scale_with_the_page(readers: Readers) -> None:
    page = three_lines(is_ruled=True)
    twice = page_of(cv2.resize(page.pixels[:, :, 0], None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))
    field = priced()
    found = cells_of(field, twice, box=Box(40, 40, 1240, 760), carrying=Carrying(Size(640, 400), twice.size))
    assert {(one.column.name, one.box.x0, one.box.x1) for one in found} == {
        ("item", 40, 720),
        ("pieces", 720, 920),
        ("price", 920, 1240),
    }
    assert texts(rows_of(list(read_cells(field, twice, found, readers)))) == list(LINES)


def test_a_column_beside_the_page_has_no_cells() -> None:
    page = three_lines(is_ruled=False)
    beside = (("note", FieldKind.TEXT, 700, 800), ("left", FieldKind.TEXT, -50, -10))
    field = table_field(Box(-60, 20, 900, 380), *PRICED, *beside)
    found = cells_of(field, page, box=BOX, carrying=Carrying(page.size, page.size))
    assert {one.column.name for one in found} == {"item", "pieces", "price"}


def test_a_page_of_noise_has_no_more_rows_than_a_table_can_have() -> None:
    pixels = paper(640, 32_000)
    pixels[::16] = pixels[1::16] = pixels[2::16] = pixels[3::16] = pixels[4::16] = 0
    pixels[:, :600] = 255  # dashes, no ruling lines
    page = page_of(pixels)
    field = table_field(page.size.box, ("price", FieldKind.AMOUNT, 0, 640))
    assert len(cells_of(field, page, box=page.size.box, carrying=Carrying(page.size, page.size))) == 500


def test_a_row_that_no_reader_could_read_is_kept_and_says_why() -> None:
    page = three_lines(is_ruled=False)
    nothing = readers_with(lambda region: None)
    without_ocr = type(nothing)(nothing.text_layer, nothing.codes, nothing.marks, None)
    rows = rows_read(page, without_ocr)
    assert len(rows) == len(LINES)
    (reason,) = rows[0]["price"].reasons
    assert "Tesseract is not installed" in reason.words


NO_AMOUNT = ("Free sample", "1", "")


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("mark", ["", "-", "—"])
def test_a_row_without_a_number_in_the_last_column_is_a_row_wherever_it_stands(
    readers: Readers, mark: str, place: int
) -> None:
    lines = [*LINES[:place], (*NO_AMOUNT[:2], mark), *LINES[place + 1 :]]
    pixels = blank()
    for number, line in enumerate(lines):
        write_row(pixels, line[:2], 35 + number * PITCH)
        if line[2]:
            write(pixels, line[2], 480, (44 if line[2] == mark else 35) + number * PITCH, size=24)
    rows = rows_read(page_of(pixels), readers)
    assert [one[:2] for one in texts(rows)] == [one[:2] for one in lines]
    assert (status_of([], {"lines": rows}, []) is Status.OK) is not mark


def test_a_dash_alone_in_a_number_column_begins_a_row() -> None:
    pixels = blank()
    write_row(pixels, LINES[0], 35)
    write(pixels, "-", 480, 35 + PITCH + 9, size=24)
    write_row(pixels, LINES[1], 35 + 2 * PITCH)
    assert {one.row for one in cells(pixels)} == {0, 1, 2}


def test_rulings_of_dashes_and_short_underlines_begin_no_rows() -> None:
    pixels = blank()
    for number, line in enumerate(LINES):
        write_row(pixels, line, 35 + number * PITCH)
        for x in range(20, 620, 18):
            pixels[70 + number * PITCH : 72 + number * PITCH, x : x + 10] = 0
    pixels[58 + 2 * PITCH : 60 + 2 * PITCH, 382:396] = 0
    assert {one.row for one in cells(pixels)} == {0, 1, 2}


def test_lines_of_a_description_above_its_number_belong_to_its_row(readers: Readers) -> None:
    pixels = blank()
    write_row(pixels, ("Mooring rope",), 30)
    write_row(pixels, ("28 mm, blue", "4", "685.00"), 62)
    write_row(pixels, ("Deck paint",), 140)
    write_row(pixels, ("grey, 20 kg", "12", "96.40"), 172)
    write_row(pixels, ("two coats",), 204)
    assert texts(rows_read(page_of(pixels), readers)) == [
        ("Mooring rope\n28 mm, blue", "4", "685.00"),
        ("Deck paint\ngrey, 20 kg\ntwo coats", "12", "96.40"),
    ]


def test_text_that_stands_near_to_no_row_is_a_row_by_itself(readers: Readers) -> None:
    pixels = blank()
    write_row(pixels, ("For the tug",), 30)
    write_row(pixels, LINES[0], 110)
    write_row(pixels, ("For the ferry",), 190)
    write_row(pixels, LINES[1], 270)
    write_row(pixels, ("Thank you",), 340)
    assert texts(rows_read(page_of(pixels), readers)) == [
        ("For the tug", "", ""),
        LINES[0],
        ("For the ferry", "", ""),
        LINES[1],
        ("Thank you", "", ""),
    ]


def test_a_wrapped_identifier_goes_on_and_one_at_the_pitch_of_rows_begins_a_row() -> None:
    pixels = blank()
    for text, y in (("MR-28-", 30), ("BLUE", 60), ("DP-20", 130), ("DP-30", 190), ("LJ-7", 250)):
        write(pixels, text, 30, y, size=24)
    for y in (30, 130, 250):
        write(pixels, "685.00", 480, y, size=24)
    kinds = (("code", FieldKind.IDENTIFIER, 20, 360), ("price", FieldKind.AMOUNT, 460, 620))
    found = [one.box for one in cells(pixels, table_field(BOX, *kinds)) if one.column.name == "code"]
    assert len(found) == 4
    assert found[0].y0 <= 30
    assert found[0].y1 >= 78


def test_the_last_line_is_read_whole_where_the_box_cuts_it(readers: Readers) -> None:
    page = three_lines(is_ruled=False)
    cut = Box(BOX.x0, BOX.y0, BOX.x1, 147)  # through the lower half of the figures
    field = table_field(cut, *PRICED)
    found = cells_of(field, page, box=cut, carrying=Carrying(page.size, page.size))
    assert texts(rows_of(list(read_cells(field, page, found, readers)))) == list(LINES)


def test_specks_of_a_fax_are_no_rows() -> None:
    pixels = blank()
    for number, line in enumerate(LINES):
        write_row(pixels, line, 35 + number * PITCH)
    for x, y in ((100, 70), (300, 120), (400, 68), (540, 72), (600, 122), (200, 220), (420, 260), (500, 300)):
        pixels[y : y + 3, x : x + 3] = 0
    assert {one.row for one in cells(pixels)} == {0, 1, 2}
