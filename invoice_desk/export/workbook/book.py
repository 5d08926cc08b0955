"""The workbook part: which sheets there are, from which day it counts, and a sheet more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from invoice_desk.export.workbook.names import BOOK_ORDER, SHEET_TYPE, STRICT, TRANSITIONAL, Dialect
from invoice_desk.export.workbook.outline import Element
from invoice_desk.export.workbook.package import CONTENT_TYPES, Package
from invoice_desk.export.workbook.places import Range, column_name
from invoice_desk.export.workbook.placing import placed_inside
from invoice_desk.export.workbook.splicing import Edit, added_inside, tag_changed

_TRUE = {"1", "true"}
_FILTER_NAME: Final = "_xlnm._FilterDatabase"
_MACROS = ("macroEnabled", "vbaProject")


@dataclass(frozen=True, slots=True)
class BookPart:
    """The workbook part.

    name: of the part; sheets: name of each sheet to its part, in order, None for a chart sheet or
    one that cannot be found; styles, strings: the parts of styles and shared texts, if there are.
    """

    name: str
    root: Element
    dialect: Dialect
    sheets: Mapping[str, str | None]
    styles: str
    strings: str | None

    @property
    def is_from_1904(self) -> bool:
        """Whether days count from 1904, as in workbooks of old Macintoshes."""
        settings = self.root.child("workbookPr")
        return settings is not None and (settings.get("date1904") or "0") in _TRUE

    @property
    def is_locked(self) -> bool:
        """Whether no sheet may be added."""
        protection = self.root.child("workbookProtection")
        return protection is not None and (protection.get("lockStructure") or "0") in _TRUE

    def sheet_called(self, name: str) -> str | None:
        """Return the sheet's name as it is written there; Excel does not heed the case of letters."""
        return next((one for one in self.sheets if one.casefold() == name.casefold()), None)


def book_of(package: Package) -> BookPart:
    """Return the workbook part. Raises BadFile for a workbook that nothing can be added to."""
    names = [part for _, part in package.related("", "officeDocument")]
    if not names:
        raise package.refused("is no Excel workbook")
    _check_kind(package)
    root = package.told(lambda: package.tree(names[0]))
    dialect = STRICT if root.space == STRICT.main else TRANSITIONAL
    if root.name != "workbook" or root.space != dialect.main:
        raise package.refused("is no Excel workbook")
    styles = [part for _, part in package.related(names[0], "styles")]
    strings = [part for _, part in package.related(names[0], "sharedStrings")]
    if not styles:
        raise package.refused("is no sound workbook: it has no styles")
    return BookPart(
        names[0],
        root,
        dialect,
        _sheets(package, names[0], root, dialect),
        styles[0],
        next(iter(strings), None),
    )


def book_edits(book: BookPart, *, added: Mapping[str, str], filters: Mapping[str, Range]) -> Iterator[Edit]:
    """Give the edits of the workbook part.

    added: new sheets' names to the ids of their relations; filters: sheets' names to the cells
    that their filter covers now. Excel is told to reckon all formulas anew when it opens the file:
    totals over the sheet would else show what they were.
    """
    sheets = book.root.child("sheets")
    if sheets is not None and added:
        yield from added_inside(sheets, "".join(_sheet_lines(book, sheets, added)).encode())
    yield from _filter_edits(book, filters)
    reckoning = book.root.child("calcPr")
    if reckoning is not None:
        yield tag_changed(reckoning, fullCalcOnLoad="1")
    else:
        tag = f'<{book.root.prefix}calcPr fullCalcOnLoad="1"/>'.encode()
        yield placed_inside(book.root, "calcPr", tag, BOOK_ORDER)


def relation_edits(root: Element, dialect: Dialect, *, added: Mapping[str, str]) -> list[Edit]:
    """Return the edits of the workbook's relations. added: new sheets' ids to their parts."""
    lines = "".join(
        f"<{root.prefix}Relationship Id={quoteattr(number)}"
        f' Type="{dialect.relations}/worksheet" Target={quoteattr("/" + part)}/>'
        for number, part in added.items()
    )
    return added_inside(root, lines.encode())


def type_edits(root: Element, *, added: Iterator[str]) -> list[Edit]:
    """Return the edits of the content types. added: new sheets' parts."""
    lines = "".join(
        f'<{root.prefix}Override PartName={quoteattr("/" + part)} ContentType="{SHEET_TYPE}"/>'
        for part in added
    )
    return added_inside(root, lines.encode())


def _sheets(package: Package, name: str, root: Element, dialect: Dialect) -> dict[str, str | None]:
    parts = dict(package.related(name, "worksheet"))
    sheets = root.child("sheets")
    found = sheets.all("sheet") if sheets is not None else []
    return {one.get("name") or "": parts.get(one.get_in(dialect.relations, "id") or "") for one in found}


def _sheet_lines(book: BookPart, sheets: Element, added: Mapping[str, str]) -> Iterator[str]:
    ids = [
        int(one.get("sheetId") or 0) for one in sheets.all("sheet") if (one.get("sheetId") or "").isdecimal()
    ]
    for number, (name, relation) in enumerate(added.items(), start=max([0, *ids]) + 1):
        yield (
            f'<{sheets.prefix}sheet xmlns:r="{book.dialect.relations}" name={quoteattr(name)}'
            f' sheetId="{number}" r:id={quoteattr(relation)}/>'
        )


def _filter_edits(book: BookPart, filters: Mapping[str, Range]) -> Iterator[Edit]:
    """Excel keeps the cells of a filter a second time, under a hidden name."""
    names = book.root.child("definedNames")
    order = list(book.sheets)
    for one in names.all("definedName") if names is not None else ():
        number = one.get("localSheetId") or ""
        if one.get("name") != _FILTER_NAME or not number.isdecimal() or int(number) >= len(order):
            continue
        cells = filters.get(order[int(number)])
        if cells is not None and "!" in one.text:
            sheet = one.text.rpartition("!")[0]
            yield Edit(one.inner, one.close, escape(f"{sheet}!{_fixed(cells)}").encode())


def _fixed(cells: Range) -> str:
    first, last = column_name(cells.left), column_name(cells.right)
    return f"${first}${cells.top}:${last}${cells.bottom}"


def _check_kind(package: Package) -> None:
    """Refuse what must not be changed: macros' workbooks, which may be signed, and signed ones."""
    types = package.tree(CONTENT_TYPES)
    kinds = [one.get("ContentType") or "" for one in types.children]
    if any(sign in kind for kind in kinds for sign in _MACROS):
        raise package.refused("holds macros, so that it is no .xlsx", "save it as .xlsx, without macros")
    if any(info.filename.startswith("_xmlsignatures/") for info in package.infos):
        raise package.refused(
            "is signed; a change would break the signature", "take the signature away first"
        )
