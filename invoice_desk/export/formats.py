"""Which format a file gets: the end of its name decides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from invoice_desk.errors import BadSetting
from invoice_desk.export.text import write_csv, write_json
from invoice_desk.invoice.record import Record

SUFFIXES = (".xlsx", ".csv", ".json")
ITEM_SUFFIXES = (*SUFFIXES, ".pdf")
"""What invoices of a desk can be written as; .pdf is a listing to print."""


def check_suffix(path: Path, suffixes: Sequence[str] = SUFFIXES) -> str:
    """Return the suffix of `path` in lower case. Raises BadSetting for one that is not among `suffixes`."""
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        raise BadSetting(
            f"has the ending {suffix!r}, which no format has" if suffix else "has no ending",
            where=path,
            remedy=f"let the name end in {', '.join(suffixes[:-1])} or {suffixes[-1]}",
        )
    return suffix


def write_records(records: Sequence[Record], path: Path) -> None:
    """Write `records` to `path` as Excel, CSV or JSON, whole or not at all.

    Raises BadSetting for another ending, NotWritten where the file cannot be written.
    """
    suffix = check_suffix(path)
    if suffix == ".xlsx":
        from invoice_desk.export.excel import write_excel  # XlsxWriter: only when it is needed

        write_excel(records, path)
    elif suffix == ".csv":
        write_csv(records, path)
    else:
        write_json(records, path)
