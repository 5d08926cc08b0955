"""Looks of cells in a workbook that is there: added to its styles, none of which is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.sax.saxutils import quoteattr

from invoice_desk.export.excel_styles import GENERAL, LINK, Look, Tint
from invoice_desk.export.workbook.names import STYLES_ORDER
from invoice_desk.export.workbook.outline import SAVE_ANEW, Refused, tree_of
from invoice_desk.export.workbook.placing import placed_inside
from invoice_desk.export.workbook.splicing import Edit, tag_changed

MAX_STYLES: Final = 65_000  # Excel bears 65,490 in one workbook
_FIRST_OWN_FORMAT = 164  # below it are Excel's own: ECMA-376 part 1, 18.8.30
_BUILT_IN = {GENERAL: 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}
_NEEDED = ("fonts", "fills", "borders", "cellXfs")
_FONT_PARTS = ("sz", "name", "family", "charset", "scheme")


class Styles:
    """The looks that our cells need beside the styles that are there; each is added once."""

    def __init__(self, part: BinaryIO, *, name: str) -> None:
        self._part = part
        self._root = tree_of(part, name=name)
        self._numbers: dict[Look, int] = {}
        self._formats: dict[str, int] = {}
        self._fonts: dict[tuple[bool, bool], int] = {}
        self._fills: dict[Tint, int] = {}
        self._new: dict[str, list[str]] = {"numFmts": [], "fonts": [], "fills": [], "cellXfs": []}
        if not all(self._there(kind) for kind in _NEEDED):
            raise Refused(f"its part {name} has no {', no '.join(_NEEDED)}", remedy=SAVE_ANEW)
        self._first_format = max([_FIRST_OWN_FORMAT - 1, *self._format_ids()]) + 1

    def number_of(self, look: Look) -> int:
        """Return the number of the style that gives a cell this look; 0, the default, past Excel's limit."""
        if look not in self._numbers:
            if self._there("cellXfs") + len(self._numbers) >= MAX_STYLES:
                return 0
            self._numbers[look] = self._add("cellXfs", self._style(look))
        return self._numbers[look]

    def edits(self) -> Iterator[Edit]:
        """Give the edits of the part that add what is needed; none where nothing is."""
        for kind, new in self._new.items():
            if not new:
                continue
            found = self._root.child(kind)
            content = "".join(new).encode()
            count = str(self._count(kind))
            if found is None:
                tag = f"{self._root.prefix}{kind}"
                whole = f'<{tag} count="{count}">'.encode() + content + f"</{tag}>".encode()
                yield placed_inside(self._root, kind, whole, STYLES_ORDER)
            elif found.is_empty:
                tag = found.start_tag({"count": count}, is_empty=False).decode()
                yield Edit(found.start, found.end, f"{tag}{content.decode()}</{found.qname}>".encode())
            else:
                yield tag_changed(found, count=count)
                yield Edit(found.close, found.close, content)

    def _there(self, kind: str) -> int:
        found = self._root.child(kind)
        return len(found.children) if found is not None else 0

    def _count(self, kind: str) -> int:
        return self._there(kind) + len(self._new[kind])

    def _add(self, kind: str, xml: str) -> int:
        self._new[kind].append(xml)
        return self._count(kind) - 1

    def _format_ids(self) -> Iterator[int]:
        formats = self._root.child("numFmts")
        for one in formats.children if formats is not None else ():
            number = one.get("numFmtId") or ""
            if number.isdecimal():
                yield int(number)

    def _style(self, look: Look) -> str:
        p = self._root.prefix
        parts = {
            "numFmtId": self._format(look.number_format),
            "fontId": self._font(look),
            "fillId": self._fill(look.tint),
            "borderId": 0,
            "xfId": 0,
            "applyNumberFormat": 1,
            "applyFont": 1,
            "applyFill": 1,
            "applyAlignment": 1,
        }
        attributes = "".join(f' {name}="{value}"' for name, value in parts.items())
        return f"<{p}xf{attributes}><{p}alignment{_alignment(look)}/></{p}xf>"

    def _format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        if code not in self._formats:
            number = self._first_format + len(self._formats)
            p = self._root.prefix
            self._add("numFmts", f'<{p}numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>')
            self._formats[code] = number
        return self._formats[code]

    def _font(self, look: Look) -> int:
        """Return the workbook's own first font, or one made of it that is bold or a link's."""
        kind = (look.is_bold, look.is_link)
        if kind == (False, False):
            return 0
        if kind not in self._fonts:
            self._fonts[kind] = self._add("fonts", self._font_of(*kind))
        return self._fonts[kind]

    def _font_of(self, is_bold: bool, is_link: bool) -> str:  # noqa: FBT001 - a key of the table
        p, base = self._root.prefix, self._base_font()
        own = f"{p}b/" * is_bold, f"{p}u/" * is_link
        start = "".join(f"<{one}>" for one in own if one)
        colour = f'<{p}color rgb="FF{LINK[1:]}"/>' if is_link else ""
        size = base.get("sz", f'<{p}sz val="11"/>')
        rest = "".join(base[name] for name in _FONT_PARTS[1:] if name in base)
        named = rest or f'<{p}name val="Calibri"/>'
        return f"<{p}font>{start}{size}{colour}{named}</{p}font>"

    def _base_font(self) -> dict[str, str]:
        fonts = self._root.child("fonts")
        first = fonts.children[0].children if fonts is not None and fonts.children else ()
        return {one.name: one.start_tag(is_empty=True).decode() for one in first if one.name in _FONT_PARTS}

    def _fill(self, tint: Tint) -> int:
        if not tint:
            return 0
        if tint not in self._fills:
            p = self._root.prefix
            xml = (
                f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{tint[1:]}"/>'
                f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
            )
            self._fills[tint] = self._add("fills", xml)
        return self._fills[tint]


def _alignment(look: Look) -> str:
    horizontal = ' horizontal="right"' if look.is_arabic or look.is_right else ""
    wrap = ' wrapText="1"' if look.is_wrapped else ""
    order = ' readingOrder="2"' if look.is_arabic else ""
    return f'{horizontal} vertical="top"{wrap}{order}'
