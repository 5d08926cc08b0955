"""Exporting invoices: seconds, and whether memory grows, from 1,000 to 10,000 rows; beside a bare XlsxWriter.

Invoices of 12 fields with one table of two lines are made in memory one after the other, each with a
link to an original and to a crop a field. Every figure comes from a process of its own; memory is the
most that process ever held, above what it held before the first invoice. The baseline writes rows of
12 cells with XlsxWriter in constant memory, without lines and links, and reads them from a list.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook

from benchmarks.memory import resident
from invoice_desk.export.exporting import write_items
from invoice_desk.export.items import Item
from invoice_desk.export.options import ExportOptions
from invoice_desk.invoice.fields import Column, Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.record import Entry, Record, Value
from invoice_desk.invoice.template import PageSize, Template

FEW, MANY = 1_000, 10_000
_BOX = Box(10, 20, 110, 40)
_KINDS = ("identifier", "text", "text", "date", "date", "identifier", "number") + ("amount",) * 5


def main() -> None:
    """Print seconds and memory of each way, at FEW and MANY invoices."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", choices=_WAYS, help="measure one way in this process")
    parser.add_argument("--invoices", type=int, default=MANY)
    arguments = parser.parse_args()
    if arguments.way:
        _measure(_WAYS[arguments.way], arguments.invoices)
        return
    for way in _WAYS:
        for count in (FEW, MANY):
            command = [sys.executable, "-m", "benchmarks.exporting", "--way", way, "--invoices", str(count)]
            found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            seconds, busy, memory, size = map(float, found.split())
            times = f"{seconds:6.2f} s ({busy:5.2f} s of a core)"
            print(f"  {way:<24} {count:6d} invoices: {times}, {memory:5.1f} MB, file {size:4.1f} MB")


def _measure(write: Callable[[Path, int], None], count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        write(path, 3)  # what is loaded late is loaded before
        before, started, busy = resident("VmRSS"), time.perf_counter(), time.process_time()
        write(path, count)
        seconds, busy = time.perf_counter() - started, time.process_time() - busy
        size = sum(one.stat().st_size for one in Path(folder).iterdir()) / 2**20
        print(seconds, busy, resident("VmHWM") - before, size)


def invoices(count: int, *, start: int = 0) -> Iterator[Item]:
    """Give `count` invoices, made one after the other."""
    template = _template()
    for number in range(start, start + count):
        entries = tuple(_entry(field, number) for field in template.fields[:-1])
        line = {
            "item": _entry(_field("item", "text"), number),
            "price": _entry(_field("price", "amount"), number),
        }
        record = Record(f"invoice-{number}.pdf", template, entries=entries, tables={"lines": (line, line)})
        crops = {entry.field.name: Path(f"/desk/crops/{number}-{entry.field.name}.png") for entry in entries}
        yield Item(record, str(number), "accepted", Path(f"/desk/originals/{number}.pdf"), crops)


def _excel(path: Path, count: int) -> None:
    write_items(invoices(count), path.with_suffix(".xlsx"), templates=[_template()])


def _appended(path: Path, count: int) -> None:
    """Write all but a tenth, then add all: nine of ten are there already."""
    target = path.with_suffix(".xlsx")
    write_items(invoices(count - count // 10), target, templates=[_template()])
    write_items(invoices(count), target, templates=[_template()], options=ExportOptions(append=True))


def _csv(path: Path, count: int) -> None:
    write_items(invoices(count), path.with_suffix(".csv"), templates=[_template()])


def _json(path: Path, count: int) -> None:
    write_items(invoices(count), path.with_suffix(".json"), templates=[_template()])


def _bare(path: Path, count: int) -> None:
    """Write as many cells with XlsxWriter alone."""
    with Workbook(str(path.with_suffix(".xlsx")), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(count):
            for column in range(12):
                sheet.write(row, column, row if column % 2 else f"Text {row}")


_WAYS = {
    "Excel": _excel,
    "Excel, then a tenth more": _appended,
    "CSV": _csv,
    "JSON": _json,
    "bare XlsxWriter": _bare,
}


def _template() -> Template:
    fields = [_field(f"field{number}", kind) for number, kind in enumerate(_KINDS)]
    columns = (Column(name="item", x0=0, x1=50), Column(name="price", kind=FieldKind.AMOUNT, x0=50, x1=100))
    table = Field(name="lines", kind=FieldKind.TABLE, box=_BOX, columns=columns)
    return Template(name="Acme", page=PageSize(width=752, height=973), fields=(*fields, table))


def _field(name: str, kind: str) -> Field:
    return Field(name=name, kind=FieldKind(kind), box=_BOX)


def _entry(field: Field, number: int) -> Entry:
    value = _value(field.kind, number)
    currency = "AED" if field.kind is FieldKind.AMOUNT else None
    return Entry(field, Reading(str(value), 0.97, "tesseract", 0, _BOX), value, currency, _BOX)


def _value(kind: FieldKind, number: int) -> Value:
    if kind in {FieldKind.AMOUNT, FieldKind.NUMBER}:
        return Decimal(number * 1357).scaleb(-2)
    if kind is FieldKind.DATE:
        return date(2026, 1, 1) + timedelta(days=number % 365)
    return f"شركة النور {number}" if kind is FieldKind.TEXT else f"{number:08d}"


if __name__ == "__main__":
    main()
