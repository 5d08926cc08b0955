"""Rows on their way into a sheet: each goes to the disk at once, with its links beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, cast
from xml.sax.saxutils import quoteattr

from invoice_desk.errors import NotWritten
from invoice_desk.export.excel_cells import Slot, slot_of_text
from invoice_desk.export.excel_styles import Look, Tint
from invoice_desk.export.item_rows import Placed
from invoice_desk.export.links import MOST_CROP_LINKS, MOST_LINKS, Linker
from invoice_desk.export.rows import value_words
from invoice_desk.export.workbook.names import Dialect
from invoice_desk.export.workbook.places import column_name
from invoice_desk.export.workbook.relations import OUR_IDS
from invoice_desk.export.workbook.strings import written
from invoice_desk.export.workbook.styles import Styles

# https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384
MAX_WIDTH, MIN_WIDTH = 48, 8  # characters
_IN_MEMORY = 2**20
_TIP = "See what was read: a picture"
_CHUNK = 64 * 2**10


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of one workbook have in common. path: where the workbook will lie."""

    path: Path
    styles: Styles
    dialect: Dialect
    is_from_1904: bool
    has_links: bool


class Rows:
    """The new rows of one sheet. columns: where each cell of a row goes, from 1; row: the first new one;
    links: how many cells of the sheet lead somewhere already; first_id: of the links' relations.
    """

    def __init__(
        self,
        book: Book,
        *,
        name: str,
        prefix: str,
        relation_tag: str,
        columns: Sequence[int],
        row: int,
        links: int,
        first_id: int,
    ) -> None:
        self._book, self._name, self._prefix = book, name, prefix
        self._relation_tag, self._linker = relation_tag, Linker(book.path)
        self._order = [(index, column_name(columns[index])) for index in _ascending(columns)]
        self.next = row
        self._links, self._crops, self._id = links, 0, first_id
        self.left_out = 0
        self.widths = [0] * len(columns)
        self.xml, self.hyperlinks, self.relations = (_Spool() for _ in range(3))

    def close(self) -> None:
        """Give up the temporary files."""
        for spool in (self.xml, self.hyperlinks, self.relations):
            spool.close()

    def add(self, cells: Sequence[Placed]) -> None:
        """Add one row. Raises NotWritten where the sheet holds no more."""
        if self.next > MAX_ROWS:
            raise NotWritten(
                f"the sheet {self._name} would have more than {MAX_ROWS} rows, which Excel does not hold",
                where=self._book.path,
                remedy="write fewer invoices into one file",
            )
        p, row = self._prefix, self.next
        inside = "".join(self._cell(cells[index], f"{name}{row}", index) for index, name in self._order)
        self.xml.write(f'<{p}row r="{row}">{inside}</{p}row>')
        self.next += 1

    def _cell(self, placed: Placed, name: str, index: int) -> str:
        slot = placed.slot
        self.widths[index] = max(self.widths[index], slot.width)
        if placed.link is not None and self._book.has_links:
            self._link(placed, placed.link, name)
        return cell_xml(slot, name, self._prefix, self._book)

    def _link(self, placed: Placed, file: Path, name: str) -> None:
        is_full = self._links >= MOST_LINKS or (placed.is_crop and self._crops >= MOST_CROP_LINKS)
        target = None if is_full else self._linker.link_to(file)
        if target is None:
            self.left_out += 1
            return
        kind, number = self._book.dialect.relations, f"{OUR_IDS}{self._id}"
        tip = f" tooltip={quoteattr(_TIP)}" if placed.is_crop else ""
        self.hyperlinks.write(
            f'<{self._prefix}hyperlink xmlns:r="{kind}" ref="{name}" r:id="{number}"{tip}/>'
        )
        self.relations.write(
            f'<{self._relation_tag} Id="{number}" Type="{kind}/hyperlink" Target={quoteattr(target)}'
            ' TargetMode="External"/>'
        )
        self._links, self._crops, self._id = self._links + 1, self._crops + placed.is_crop, self._id + 1


def heading_xml(title: str, place: str, prefix: str, book: Book) -> str:
    """Return the cell of a heading."""
    slot = slot_of_text(title)
    look = Look(tint=Tint.HEAD, is_bold=True, is_arabic=slot.look.is_arabic)
    return cell_xml(Slot(slot.value, look), place, prefix, book)


def cell_xml(slot: Slot, place: str, p: str, book: Book) -> str:
    """Return one cell by its type, never by what its text looks like; "" for a blank one."""
    value = slot.value
    if isinstance(value, date):
        days = serial_of(value, is_from_1904=book.is_from_1904)
        slot = slot_of_text(value_words(value) or "") if days < 0 else Slot(days, slot.look)
        value = slot.value
    if value is None and not slot.look.tint:
        return ""
    start = f'<{p}c r="{place}" s="{book.styles.number_of(slot.look)}"'
    match value:
        case None:
            return f"{start}/>"
        case bool():
            return f'{start} t="b"><{p}v>{int(value)}</{p}v></{p}c>'
        case str():
            text = f'<{p}t xml:space="preserve">{written(value)}</{p}t>'
            return f'{start} t="inlineStr"><{p}is>{text}</{p}is></{p}c>'
        case _:
            return f"{start}><{p}v>{value!r}</{p}v></{p}c>"


def serial_of(day: date, *, is_from_1904: bool) -> int:
    """Return the number by which Excel knows a day; below 0 for one before its first, from 1904 on."""
    first = date(1904, 1, 1) if is_from_1904 else date(1899, 12, 30)
    return (day - first).days


def _ascending(columns: Sequence[int]) -> list[int]:
    return sorted(range(len(columns)), key=lambda index: columns[index])


class _Spool:
    """Text that goes to the disk when it gets long."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives on
        self._waiting: list[str] = []
        self._length = 0

    def write(self, text: str) -> None:
        self._waiting.append(text)
        self._length += len(text)
        if self._length > _CHUNK:
            self._flush()

    @property
    def file(self) -> BinaryIO:
        """All that was written."""
        self._flush()
        return cast("BinaryIO", self._file)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return self.file.seek(0, 2) == 0

    def close(self) -> None:
        self._file.close()

    def _flush(self) -> None:
        self._file.seek(0, 2)
        self._file.write("".join(self._waiting).encode())
        self._waiting.clear()
        self._length = 0
