"""The Excel workbook: a sheet of invoices, one of readings, one of table lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from invoice_desk.errors import NotWritten
from invoice_desk.export.excel_cells import Slot, slot_of_text
from invoice_desk.export.excel_rows import Sheet, sheets_of
from invoice_desk.export.excel_styles import Look, Styles, Tint
from invoice_desk.export.rows import table_of
from invoice_desk.files import write_whole
from invoice_desk.invoice.record import Record

# https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384
MANY_CELLS: Final = 200_000  # above it rows go to disk one by one, with their texts in place
MIN_WIDTH, MAX_WIDTH = 8, 48  # characters

_NEVER_GUESS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_excel(records: Sequence[Record], path: Path) -> None:
    """Write `records` as an Excel workbook to `path`, whole or not at all.

    Numbers, dates and booleans are typed cells; all else is text, which can never become a
    formula or a link. Raises NotWritten, also for more rows than a sheet holds.
    """
    table = table_of(records)
    sheets = sheets_of(table)
    for sheet in sheets:
        _check_size(sheet, path)
    is_many = sum(sheet.count * len(sheet.headings) for sheet in sheets) > MANY_CELLS

    def write(temporary: Path) -> None:
        with Workbook(str(temporary), {**_NEVER_GUESS, "constant_memory": is_many}) as workbook:
            styles = Styles(workbook)
            for sheet in sheets:
                worksheet = workbook.add_worksheet(sheet.name)
                if table.is_right_to_left:
                    worksheet.right_to_left()
                _fill(worksheet, sheet, styles)

    try:
        write_whole(path, write)
    except XlsxWriterException as error:  # around the system's error, where there is one
        cause = error.args[0] if error.args else error
        reason = getattr(cause, "strerror", None) or str(error)
        raise NotWritten(
            f"cannot be written: {reason}",
            where=path,
            remedy="make room on the disk, or choose another folder",
        ) from error


def _check_size(sheet: Sheet, path: Path) -> None:
    if sheet.count >= MAX_ROWS or len(sheet.headings) > MAX_COLUMNS:
        raise NotWritten(
            f"the sheet {sheet.name} would have {sheet.count + 1} rows and {len(sheet.headings)} columns; "
            f"Excel holds {MAX_ROWS} and {MAX_COLUMNS}",
            where=path,
            remedy="write fewer invoices into one file, or write .json",
        )


def _fill(worksheet: Worksheet, sheet: Sheet, styles: Styles) -> None:
    """Write the rows in order (XlsxWriter's constant memory asks for it), then what is about columns."""
    widths = [0] * len(sheet.headings)
    _write_row(worksheet, 0, [_heading(name) for name in sheet.headings], styles, widths)
    for number, slots in enumerate(sheet.rows, start=1):
        _write_row(worksheet, number, slots, styles, widths)
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, min(max(width + 2, MIN_WIDTH), MAX_WIDTH))
    last_row, last_column = max(sheet.count, 1), len(sheet.headings) - 1
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, last_row, last_column)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})


def _heading(name: str) -> Slot:
    slot = slot_of_text(name)
    look = Look(tint=Tint.HEAD, is_bold=True, is_arabic=slot.look.is_arabic)
    return Slot(slot.value, look)


def _write_row(
    worksheet: Worksheet, row: int, slots: Sequence[Slot], styles: Styles, widths: list[int]
) -> None:
    for column, slot in enumerate(slots):
        _write(worksheet, row, column, slot, styles)
        widths[column] = max(widths[column], slot.width)


def _write(worksheet: Worksheet, row: int, column: int, slot: Slot, styles: Styles) -> None:
    """Write one cell by its type, never by what its text looks like."""
    style = styles.format_of(slot.look)
    match slot.value:
        case None:
            if slot.look.tint:
                worksheet.write_blank(row, column, None, style)
        case bool():
            worksheet.write_boolean(row, column, slot.value, style)
        case str():
            worksheet.write_string(row, column, slot.value, style)
        case date():
            worksheet.write_datetime(row, column, slot.value, style)
        case int() | float():
            worksheet.write_number(row, column, slot.value, style)
