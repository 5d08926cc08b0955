"""A sheet that rows are added to: found or made new, and at the end put together."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import BinaryIO

from invoice_desk.export.item_rows import ID, Title
from invoice_desk.export.workbook.book import BookPart
from invoice_desk.export.workbook.headings import Places, places_of
from invoice_desk.export.workbook.names import SHEET_ORDER
from invoice_desk.export.workbook.outline import Element
from invoice_desk.export.workbook.package import Package, part_at, relations_of
from invoice_desk.export.workbook.places import Range, cell_name, range_at
from invoice_desk.export.workbook.placing import placed_inside
from invoice_desk.export.workbook.relations import Relations
from invoice_desk.export.workbook.rows import MAX_COLUMNS, MAX_WIDTH, MIN_WIDTH, Book, Rows, heading_xml
from invoice_desk.export.workbook.sheet import Sheet, Text, headings_at, sheet_at
from invoice_desk.export.workbook.skeleton import columns_xml, empty_sheet
from invoice_desk.export.workbook.splicing import Edit, tag_changed
from invoice_desk.export.workbook.strings import shared_texts
from invoice_desk.export.workbook.tables import covers, has_totals, table_edits


@dataclass(frozen=True, slots=True)
class Growing:
    """One sheet on its way. ids: what stands in its ID column; is_new: it was not there."""

    name: str
    part: str
    content: BinaryIO
    is_new: bool
    sheet: Sheet
    places: Places
    ids: frozenset[str]
    relations: Relations | None
    tables: dict[str, Element]
    rows: Rows
    book: Book

    @property
    def last_row(self) -> int:
        """The last row with a value when all is written."""
        return max(self.rows.next - 1, self.sheet.last_row, 1)

    @property
    def filtered(self) -> Range | None:
        """The cells that the sheet's filter covers when all is written, None where it has none."""
        chosen = self.sheet.part("autoFilter")
        cells = range_at(chosen.get("ref") or "") if chosen is not None else None
        if cells is None:
            return None
        is_grown = cells.top == 1 and cells.bottom >= self.sheet.last_row
        added = [number for number, _ in self.places.new]
        is_beside = self.is_new or (bool(added) and added[0] == cells.right + 1)
        right = max([cells.right, *(added if is_beside else ())])
        return Range(
            cells.left, cells.top, right, max(cells.bottom, self.last_row) if is_grown else cells.bottom
        )

    def edits(self) -> Iterator[Edit]:
        """Give all edits of the sheet's part."""
        yield from self._row_edits()
        yield from self._range_edits()
        yield from self._link_edits()
        if self.is_new:
            widths = [min(max(width + 2, MIN_WIDTH), MAX_WIDTH) for width in self._widths()]
            yield placed_inside(self.sheet.root, "cols", columns_xml(widths), SHEET_ORDER)

    def table_edits(self) -> Iterator[tuple[str, list[Edit]]]:
        """Give the parts of tables that grow with the rows, with their edits."""
        for part, table in self.tables.items():
            yield part, list(table_edits(table, bottom=self.last_row, new=self.places.new))

    def _widths(self) -> list[int]:
        titles = dict(self.places.new)
        return [
            max(width, len(titles.get(column, "")) + 2)
            for column, width in zip(self.places.columns, self.rows.widths, strict=True)
        ]

    def _row_edits(self) -> Iterator[Edit]:
        data, heading = self.sheet.data, self.sheet.heading
        start, end = self._gap()
        if data.is_empty:
            yield Edit(data.start, data.end, data.start_tag(is_empty=False) + self._heading_row())
        elif heading is None:
            yield Edit(data.inner, data.inner, self._heading_row())
        elif heading.is_empty:
            row = heading.start_tag(is_empty=False) + self._heading_cells() + f"</{heading.qname}>".encode()
            yield Edit(heading.start, heading.end, row)
        elif self.places.new:
            if heading.get("spans"):
                yield tag_changed(heading, spans=f"1:{max(self.places.columns)}")
            yield Edit(heading.close, heading.close, self._heading_cells())
        yield Edit(start, end, self.rows.xml.file)
        if data.is_empty:
            yield Edit(end, end, f"</{data.qname}>".encode())

    def _gap(self) -> tuple[int, int]:
        """Return the bytes that the new rows take the place of: formatted rows without a value."""
        tail, close = self.sheet.tail, self.sheet.data.close
        if self.sheet.data.is_empty:
            return self.sheet.data.end, self.sheet.data.end
        behind = (tail[at + 1] for at in range(0, len(tail), 2) if tail[at] >= self.rows.next)
        return (tail[1] if tail else close), next(behind, close)

    def _heading_row(self) -> bytes:
        p = self.sheet.root.prefix
        return f'<{p}row r="1">'.encode() + self._heading_cells() + f"</{p}row>".encode()

    def _heading_cells(self) -> bytes:
        p = self.sheet.root.prefix
        cells = (heading_xml(title, cell_name(column, 1), p, self.book) for column, title in self.places.new)
        return "".join(cells).encode()

    def _range_edits(self) -> Iterator[Edit]:
        size, chosen, cells = self.sheet.part("dimension"), self.sheet.part("autoFilter"), self.filtered
        used = range_at(size.get("ref") or "") if size is not None else None
        if size is not None and used is not None:
            right = max([used.right, *self.places.columns])
            grown = Range(used.left, used.top, right, max(used.bottom, self.last_row))
            yield tag_changed(size, ref=str(grown if not self.is_new else Range(1, 1, right, self.last_row)))
        if chosen is not None and cells is not None:
            yield tag_changed(chosen, ref=str(cells))

    def _link_edits(self) -> Iterator[Edit]:
        if self.rows.hyperlinks.is_blank:
            return
        links, p = self.sheet.part("hyperlinks"), self.sheet.root.prefix
        if links is not None and not links.is_empty:
            yield Edit(links.close, links.close, self.rows.hyperlinks.file)
            return
        place = placed_inside(self.sheet.root, "hyperlinks", f"<{p}hyperlinks>".encode(), SHEET_ORDER)
        yield place
        yield Edit(place.start, place.start, self.rows.hyperlinks.file)
        yield Edit(place.start, place.start, f"</{p}hyperlinks>".encode())


class Grower:
    """Finds the sheets of one workbook, or makes them."""

    def __init__(
        self, package: Package, part: BookPart, book: Book, stack: ExitStack, *, is_rtl: bool
    ) -> None:
        self._package, self._part, self._book, self._stack = package, part, book, stack
        self._is_right_to_left = is_rtl
        self._taken = {info.filename.casefold() for info in package.infos}

    def sheet(self, name: str, titles: Sequence[Title]) -> Growing:
        """Return the sheet `name` with a place for each of `titles`. Raises BadFile where none can go."""
        there = self._part.sheet_called(name)
        if there is None:
            return self._new(name, titles)
        part = self._part.sheets[there]
        if part is None:
            raise self._package.refused(f"has a sheet {there} that holds no cells", "rename that sheet")
        content = self._stack.enter_context(self._package.opened(part))
        return self._package.told(lambda: self._grown(there, part, content, titles, is_new=False))

    def _new(self, name: str, titles: Sequence[Title]) -> Growing:
        if self._part.is_locked:
            raise self._package.refused(
                f"has no sheet {name}, and its structure is protected",
                "unprotect the workbook, or add the sheet",
            )
        number = 1
        while (part := f"xl/worksheets/sheet{number}.xml") in self._taken:
            number += 1
        self._taken.add(part)
        content = io.BytesIO(
            empty_sheet(main=self._part.dialect.main, is_right_to_left=self._is_right_to_left)
        )
        return self._grown(name, part, content, titles, is_new=True)

    def _grown(
        self, name: str, part: str, content: BinaryIO, titles: Sequence[Title], *, is_new: bool
    ) -> Growing:
        headings = self._texts(headings_at(content, name=part))
        watched = next((column for column, text in sorted(headings.items()) if _is_id(text)), None)
        sheet = sheet_at(content, name=part, watched=watched)
        self._check(name, sheet, watched)
        free = max(sheet.last_column, sheet.heading_end) + 1
        places = places_of(titles, headings, free=free)
        if max(places.columns) > MAX_COLUMNS:
            raise self._package.refused(
                f"has no room for more columns in its sheet {name}", "choose a new file"
            )
        relations = self._relations(part) if not is_new else None
        tables = self._tables(part, sheet, relations.root) if relations is not None else {}
        rows = Rows(
            self._book,
            name=name,
            prefix=sheet.root.prefix,
            relation_tag=f"{relations.root.prefix if relations is not None else ''}Relationship",
            columns=places.columns,
            row=max(sheet.last_row, 1) + 1,
            links=sheet.links,
            first_id=relations.next_id if relations is not None else 1,
        )
        self._stack.callback(rows.close)
        ids = frozenset(self._texts(dict(enumerate(sheet.texts))).values())
        return Growing(name, part, content, is_new, sheet, places, ids, relations, tables, rows, self._book)

    def _check(self, name: str, sheet: Sheet, watched: int | None) -> None:
        protection = sheet.part("sheetProtection")
        if protection is not None and protection.get("sheet") in {"1", "true"}:
            raise self._package.refused(f"has a protected sheet {name}", "unprotect the sheet in Excel first")
        if sheet.last_row > 1 and watched is None:
            raise self._package.refused(
                f"has rows in its sheet {name}, but no column {ID} in the first row, so that what already "
                "stands there cannot be told",
                f"write {ID} above the column of the desk's numbers, or choose a new file",
            )

    def _texts(self, found: Mapping[int, Text]) -> dict[int, str]:
        """Return `found` with the texts of shared ones, looked up in one go."""
        wanted = {text for text in found.values() if isinstance(text, int)}
        shared: dict[int, str] = {}
        if wanted and self._part.strings is not None:
            with self._package.opened(self._part.strings) as strings:
                shared = shared_texts(strings, wanted, name=self._part.strings)
        return {key: shared.get(text, "") if isinstance(text, int) else text for key, text in found.items()}

    def _relations(self, part: str) -> Relations | None:
        name = relations_of(part)
        if name not in self._package:
            return None
        with self._package.opened(name) as content:
            return self._package.told(lambda: Relations(content, name=name))

    def _tables(self, part: str, sheet: Sheet, relations: Element) -> dict[str, Element]:
        """Return the tables that lie over the rows, by their parts."""
        targets = {one.get("Id"): one.get("Target") or "" for one in relations.children}
        found: dict[str, Element] = {}
        listed = sheet.part("tableParts")
        for one in listed.children if listed is not None else ():
            target = targets.get(one.get_in(self._part.dialect.relations, "id"))
            if target is None:
                continue
            table = self._package.tree(part_at(part, target))
            if covers(table, last_row=sheet.last_row):
                if has_totals(table):
                    raise self._package.refused(
                        f"has a row of totals below its table {table.get('displayName')}",
                        "switch the row of totals off in Excel; switch it on again afterwards",
                    )
                found[part_at(part, target)] = table
        return found


def _is_id(text: str) -> bool:
    return text.strip().casefold() == ID.casefold()
