"""What a person chooses about an export."""

from __future__ import annotations

from dataclasses import dataclass

from invoice_desk.export.columns import ALL_COLUMNS, Columns
from invoice_desk.export.csv_style import CsvStyle


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of one export; those that a format has no use for are not heeded.

    columns: which, in which order; has_readings: a third sheet with a row for each reading
    (Excel); has_links: to originals and crops (Excel); append: add to the workbook that is there
    (Excel alone); sheet: the name of the sheet of invoices; csv: where a CSV file is going.
    """

    columns: Columns = ALL_COLUMNS
    has_readings: bool = False
    has_links: bool = True
    append: bool = False
    sheet: str = "Invoices"
    csv: CsvStyle = CsvStyle.EXCEL
