"""An empty workbook, and an empty sheet: what rows are added to where nothing is there yet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from invoice_desk.export.workbook.names import SHEET_TYPE, STYLES_TYPE, TRANSITIONAL

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MAIN, _KINDS = TRANSITIONAL.main, TRANSITIONAL.relations

STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    '<dxfs count="0"/></styleSheet>'
)
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_BOOK_TYPE}"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{STYLES_TYPE}"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><bookViews><workbookView/></bookViews>'
        "<sheets></sheets></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_KINDS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": STYLES,
}


def empty_workbook() -> io.BytesIO:
    """Return a workbook without a sheet, which is to get at least one."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(_info(name), _DECLARATION + content)
    return found


def empty_sheet(*, main: str, is_right_to_left: bool) -> bytes:
    """Return a sheet without a cell, whose first row and column will stay in sight."""
    turned = ' rightToLeft="1"' if is_right_to_left else ""
    return (
        f'{_DECLARATION}<worksheet xmlns="{main}"><dimension ref="A1"/>'
        f'<sheetViews><sheetView{turned} workbookViewId="0">'
        '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData></sheetData>'
        '<autoFilter ref="A1"/>'
        '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
        "</worksheet>"
    ).encode()


def columns_xml(widths: Sequence[int]) -> bytes:
    """Return the element that makes columns from A on `widths` characters wide."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    return f"<cols>{columns}</cols>".encode()


def sheet_type(part: str) -> str:
    """Return the line of the content types for a sheet."""
    return f'PartName="/{escape(part)}" ContentType="{SHEET_TYPE}"'


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
