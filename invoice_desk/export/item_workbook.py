"""Items as an Excel workbook: a new one, or more rows in one that is there.

A new one is an empty one that is added to, so that both are written in one way. Every item goes to
the disk at once; only ids are kept, to tell what is there already.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from invoice_desk.errors import NotWritten
from invoice_desk.export.columns import BuiltIn, Heading, headings_of, line_names_of
from invoice_desk.export.item_rows import (
    LINES,
    READINGS,
    invoice_cells,
    invoice_titles,
    line_cells,
    line_titles,
    reading_cells,
    reading_titles,
)
from invoice_desk.export.items import Item, Written
from invoice_desk.export.options import ExportOptions
from invoice_desk.export.workbook.assembling import assemble
from invoice_desk.export.workbook.book import BookPart, book_of
from invoice_desk.export.workbook.growing import Grower, Growing
from invoice_desk.export.workbook.package import Package, open_package
from invoice_desk.export.workbook.rows import Book
from invoice_desk.export.workbook.skeleton import empty_workbook
from invoice_desk.export.workbook.styles import Styles
from invoice_desk.files import write_whole
from invoice_desk.invoice.template import Template


def write_workbook(
    items: Iterable[Item], path: Path, *, templates: Sequence[Template], options: ExportOptions
) -> Written:
    """Write `items` as a workbook to `path`, or add them to the one that is there, whole or not at all.

    Invoices whose id stands in the sheet of invoices already are left as they are. Where nothing is
    to be added, the file is not touched. Raises BadSetting for an unknown column, BadFile for a
    workbook that cannot be added to, NotWritten.
    """
    headings = _headings(templates, options)
    before = _state(path)
    is_added_to = options.append and before is not None
    with ExitStack() as stack:
        package = stack.enter_context(open_package(path) if is_added_to else _new_package(path))
        part = book_of(package)
        styles = _styles(package, part, stack)
        book = Book(path, styles, part.dialect, part.is_from_1904, has_links=options.has_links)
        grower = Grower(package, part, book, stack, is_rtl=_is_right_to_left(templates))
        sheets = _Sheets.of(grower, headings, line_names_of(templates), options)
        written = sheets.add(items)

        def write(temporary: Path) -> None:
            _check_state(path, before, is_added_to=is_added_to)
            assemble(package, part, styles, sheets.all, temporary)
            _check_state(path, before, is_added_to=is_added_to)

        if written.added or not is_added_to:
            write_whole(path, write)
    return written


@dataclass(slots=True)
class _Sheets:
    """The sheets that one export adds to, and how it goes."""

    headings: Sequence[Heading]
    line_names: Sequence[str]
    invoices: Growing
    lines: Growing | None
    readings: Growing | None
    _there: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, grower: Grower, headings: Sequence[Heading], line_names: Sequence[str], options: ExportOptions
    ) -> _Sheets:
        invoices = grower.sheet(options.sheet, invoice_titles(headings))
        lines = grower.sheet(LINES, line_titles(line_names)) if line_names else None
        readings = grower.sheet(READINGS, reading_titles()) if options.has_readings else None
        return cls(headings, line_names, invoices, lines, readings, set(invoices.ids))

    @property
    def all(self) -> list[Growing]:
        return [one for one in (self.invoices, self.lines, self.readings) if one is not None]

    def add(self, items: Iterable[Item]) -> Written:
        """Go through `items` once and add those that are not there yet."""
        added = already_there = 0
        for item in items:
            if item.id in self._there:
                already_there += 1
                continue
            self._there.add(item.id)
            self._add(item)
            added += 1
        return Written(added, already_there, sum(one.rows.left_out for one in self.all))

    def _add(self, item: Item) -> None:
        self.invoices.rows.add(invoice_cells(item, self.headings))
        if self.lines is not None and item.id not in self.lines.ids:
            for row in line_cells(item, self.line_names):
                self.lines.rows.add(row)
        if self.readings is not None and item.id not in self.readings.ids:
            for row in reading_cells(item):
                self.readings.rows.add(row)


def _headings(templates: Sequence[Template], options: ExportOptions) -> tuple[Heading, ...]:
    """Return the chosen columns; the id is always among those that are added to a workbook."""
    known = headings_of(templates)
    chosen = options.columns.chosen(known)
    is_told_apart = not options.append or any(one.name == BuiltIn.ID for one in chosen)
    return chosen if is_told_apart else (known[0], *chosen)


@contextmanager
def _new_package(path: Path) -> Iterator[Package]:
    with zipfile.ZipFile(empty_workbook()) as archive:
        yield Package(archive, path)


def _styles(package: Package, part: BookPart, stack: ExitStack) -> Styles:
    content = stack.enter_context(package.opened(part.styles))
    return package.told(lambda: Styles(content, name=part.styles))


def _state(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file is written: its size, time and number on the disk.

    None where no file is, or none can be: what stands in the way is said when it is written.
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _check_state(path: Path, before: object, *, is_added_to: bool) -> None:
    if is_added_to and _state(path) != before:
        raise NotWritten(
            "was changed by another program meanwhile",
            where=path,
            remedy="close it where it is open, and export again",
        )


def _is_right_to_left(templates: Sequence[Template]) -> bool:
    return 2 * sum(one.is_right_to_left for one in templates) > len(templates)
