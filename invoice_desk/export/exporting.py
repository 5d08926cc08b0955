"""The door of an export: items go to the format that the end of the file's name says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from invoice_desk.errors import BadSetting
from invoice_desk.export.columns import headings_of
from invoice_desk.export.formats import ITEM_SUFFIXES, check_suffix
from invoice_desk.export.item_text import write_item_csv, write_item_json
from invoice_desk.export.items import Item, Written
from invoice_desk.export.options import ExportOptions
from invoice_desk.invoice.template import Template


def write_items(
    items: Iterable[Item],
    path: Path,
    *,
    templates: Sequence[Template],
    options: ExportOptions = ExportOptions(),
) -> Written:
    """Write `items` to `path` as .xlsx, .csv, .json or .pdf (a listing), whole or not at all.

    items: gone through once, and never held all together; templates: all whose fields are to have
    columns. Raises BadSetting for another ending, an unknown column, or adding to a file that is no
    workbook; Refused for a listing of too many; BadFile for a workbook that cannot be added to; NotWritten.
    """
    suffix = check_suffix(path, ITEM_SUFFIXES)
    if suffix == ".xlsx":
        from invoice_desk.export.item_workbook import write_workbook

        return write_workbook(items, path, templates=templates, options=options)
    if options.append:
        raise BadSetting(
            f"rows can be added to an Excel workbook, not to {suffix}",
            where=path,
            remedy="let the name end in .xlsx, or choose a new file",
        )
    headings = options.columns.chosen(headings_of(templates))
    if suffix == ".csv":
        return write_item_csv(items, path, headings, options.csv)
    if suffix == ".pdf":
        from invoice_desk.export.listing import write_item_pdf  # fpdf2: only when it is needed

        return write_item_pdf(items, path, headings)
    return write_item_json(items, path, headings, options.columns)
