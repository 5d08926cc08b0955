"""Paper that a report is drawn on: headings, tables, pictures; Arabic is shaped and runs right to left."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TableCellFillMode, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from invoice_desk.export.excel_cells import is_right_to_left
from invoice_desk.export.fonts import font_file
from invoice_desk.export.guarding import harmless

Colour = tuple[int, int, int]

INK: Final[Colour] = (33, 37, 41)
FAINT: Final[Colour] = (110, 117, 124)
_HEAD: Final[Colour] = (233, 238, 246)
_RULE: Final[Colour] = (205, 211, 218)
_WHITE: Final[Colour] = (255, 255, 255)
_FACE = "DejaVu"
_MARGIN = 14.0  # mm
_LONGEST = 1_200  # characters of one cell: more would make a row longer than a page
# fpdf2 2.8 goes through signs between letters by recursion, which ends at some 900 of them.
_LONG_RUN = re.compile(r"((?:[^\w]|_){200})(?:[^\w]|_)+")
_SURELY_FITTING = 60
_MOST_LINES = 45  # of one cell; a page holds some 60
_PADDING = 1.2  # mm left and right in a cell
_CUT = " … (cut)"
# Signs that only turn the direction of text, with which one may make a number look like another.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its share of the width."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered frame on a picture, in mm of the picture from its top left."""

    number: int
    x: float
    y: float
    width: float
    height: float
    colour: Colour


class Paper:
    """A4 pages that fill from top to bottom."""

    def __init__(self, title: str, *, is_landscape: bool = False) -> None:
        self._pdf = _Pdf(orientation="landscape" if is_landscape else "portrait", format="A4")
        self._pdf.running_title = printable(title, longest=90).replace("\n", " ")
        self._pdf.alias_nb_pages("")  # an invoice that prints {nb} means just that
        self._pdf.set_margin(_MARGIN)
        self._pdf.set_auto_page_break(True, margin=_MARGIN + 4)
        self._pdf.add_font(_FACE, "", font_file())
        self._pdf.add_font(_FACE, "B", font_file(is_bold=True))
        self._pdf.set_text_shaping(True)
        self._pdf.set_title(self._pdf.running_title)
        self._pdf.set_creator("Invoice Desk")
        self._pdf.add_page()

    @property
    def width(self) -> float:
        """Mm between the margins."""
        return float(self._pdf.epw)

    @property
    def room(self) -> float:
        """Mm left on this page."""
        return float(self._pdf.page_break_trigger - self._pdf.get_y())

    def close(self) -> None:
        """Close the fonts' files, which fpdf2 leaves open where no PDF comes of it."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def content(self) -> bytes:
        """Return the whole as a PDF file."""
        return bytes(self._pdf.output())

    def new_page(self) -> None:
        """Go on with a new page."""
        self._pdf.add_page()

    def heading(self, text: str, *, size: float = 12.0, room: float = 30.0) -> None:
        """Write a heading, on the next page where less than `room` mm would be left below it."""
        if self.room < room:
            self.new_page()
        self._pdf.set_y(self._pdf.get_y() + 2)
        self._line(text, size=size, style="B", colour=INK)
        self._pdf.set_y(self._pdf.get_y() + 1)

    def line(self, text: str, *, colour: Colour = INK, size: float = 9.0) -> None:
        """Write a paragraph."""
        self._line(text, size=size, style="", colour=colour)

    def legend(self, entries: Sequence[tuple[Colour, str]]) -> None:
        """Write a line that tells what colours mean."""
        self._pdf.set_font(_FACE, "", 8)
        for colour, text in entries:
            x, y = self._pdf.get_x() + self._pdf.c_margin, self._pdf.get_y()
            self._pdf.set_fill_color(*colour)
            self._pdf.rect(x, y + 1.1, 2.6, 2.6, style="F")
            self._pdf.set_x(x + 3.4)
            self._pdf.set_text_color(*FAINT)
            self._pdf.cell(self._pdf.get_string_width(text) + 6, 5, text)
        self._pdf.ln(6)

    def picture(self, content: bytes, *, width: float, height: float, marks: Sequence[Mark]) -> None:
        """Place a picture in the middle, `width` x `height` mm, with `marks` drawn on it."""
        pdf = self._pdf
        x, y = pdf.l_margin + (self.width - width) / 2, pdf.get_y()
        pdf.image(io.BytesIO(content), x=x, y=y, w=width, h=height)
        pdf.set_draw_color(*_RULE)
        pdf.set_line_width(0.2)
        pdf.rect(x, y, width, height)
        for mark in marks:
            self._frame(mark, x, y)
        for mark in marks:
            self._number(mark, x, y)
        pdf.set_xy(pdf.l_margin, y + height + 2)

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        colours: Sequence[Colour] = (),
    ) -> None:
        """Write a table with its headings on every page. colours: of the first cell of each row."""
        pdf = self._pdf
        pdf.set_font(_FACE, "", 7.5)
        pdf.set_text_color(*INK)
        pdf.set_draw_color(*_RULE)
        pdf.set_fill_color(*_WHITE)  # fpdf2 fills cells without a style of their own with the last colour
        pdf.set_line_width(0.15)
        head = FontFace(emphasis="BOLD", color=INK, fill_color=_HEAD)
        with pdf.table(
            col_widths=tuple(column.share for column in columns),
            headings_style=head,
            cell_fill_mode=TableCellFillMode.NONE,
            line_height=4.0,
            padding=(0.8, _PADDING),
            text_align="LEFT",
            v_align="TOP",
        ) as table:
            top = table.row()
            for column in columns:
                self._cell(top, column.title)
            for number, row in enumerate(rows):
                line = table.row()
                for place, text in enumerate(row):
                    colour = colours[number] if place == 0 and number < len(colours) else None
                    width = self.width * columns[place].share / sum(column.share for column in columns)
                    self._cell(line, self._fitting(text, width), colour)
        pdf.set_y(pdf.get_y() + 2)

    def _fitting(self, text: str, width: float) -> str:
        """Return as much of `text` as leaves its row lower than a page in a column of `width` mm."""
        kept = printable(text)
        if len(kept) < _SURELY_FITTING and kept.count("\n") < _MOST_LINES // 2:
            return kept
        lines = self._pdf.multi_cell(
            width - 2 * _PADDING, 4, kept, align="L", dry_run=True, output=MethodReturnValue.LINES
        )
        assert isinstance(lines, list)
        return kept if len(lines) <= _MOST_LINES else "\n".join(lines[:_MOST_LINES]) + _CUT

    @staticmethod
    def _cell(row: object, text: str, colour: Colour | None = None) -> None:
        kept = printable(text)
        align = "RIGHT" if is_right_to_left(kept) else "LEFT"
        style = FontFace(emphasis="BOLD", color=_WHITE, fill_color=colour) if colour else None
        row.cell(kept, align=align, style=style)  # type: ignore[attr-defined]

    def _line(self, text: str, *, size: float, style: str, colour: Colour) -> None:
        kept = printable(text)
        self._pdf.set_font(_FACE, style, size)
        self._pdf.set_text_color(*colour)
        align = "R" if is_right_to_left(kept) else "L"
        self._pdf.multi_cell(0, size * 0.5, kept, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _frame(self, mark: Mark, x: float, y: float) -> None:
        self._pdf.set_draw_color(*mark.colour)
        self._pdf.set_line_width(0.35)
        self._pdf.rect(x + mark.x, y + mark.y, mark.width, mark.height)

    def _number(self, mark: Mark, x: float, y: float) -> None:
        """Write the number on a small field left of the frame, where it hides least print."""
        pdf, text = self._pdf, str(mark.number)
        pdf.set_font(_FACE, "B", 6)
        width, height = pdf.get_string_width(text) + 1.6, 2.8
        left, upper = max(x + mark.x - width, x), y + mark.y - 0.17
        pdf.set_fill_color(*mark.colour)
        pdf.rect(left, upper, width, height, style="F")
        pdf.set_text_color(*_WHITE)
        pdf.set_xy(left, upper)
        pdf.cell(width, height, text, align="C")


class _Pdf(FPDF):
    """Writes the title and the number at the foot of each page."""

    running_title = ""

    def footer(self) -> None:
        """Called by fpdf2 at the end of each page."""
        self.set_y(-_MARGIN + 2)
        self.set_font(_FACE, "", 7)
        self.set_text_color(*FAINT)
        self.cell(self.epw / 2, 4, self.running_title)
        self.cell(self.epw / 2, 4, str(self.page_no()), align="R")


def printable(text: str, *, longest: int = _LONGEST) -> str:
    """Return `text` as it may be printed: no control signs, none that turns it, not endless."""
    cut = text if len(text) <= longest else text[:longest] + _CUT
    cut = _LONG_RUN.sub(r"\1 … ", cut)
    return _TURNING.sub(lambda match: f"\\u{ord(match[0]):04x}", harmless(cut)).replace("\t", " ")
