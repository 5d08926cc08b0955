"""A drawn document: words, rules and fills on PDF pages, mirrored for right-to-left, and what was marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from fpdf import FPDF

from resources.make_samples.look import Colour, Look, known_characters
from resources.make_samples.mark import Area, ColumnMark, Mark, Value

Align = Literal["start", "middle", "end"]
Style = Literal["plain", "strong", "head"]
INK: Colour = (33, 37, 41)
GREY: Colour = (84, 90, 98)
WHITE: Colour = (255, 255, 255)

MARGIN = 4.0  # points on either side of a field's cell that still belong to the field
_DRAWN_ON = datetime(2026, 1, 1, tzinfo=UTC)  # the PDF's own date, fixed so that its bytes are
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True)
class Drawing:
    """A finished document: the PDF, its page size in points, and its marked fields."""

    pdf: bytes
    width: float
    height: float
    pages: int
    marks: tuple[Mark, ...]


class Sheet:
    """Draws with x from the side where reading starts: left, or right when the look is right-to-left.

    All measures are in points, y grows downwards. Text that does not fit its cell is an error.
    """

    def __init__(self, *, look: Look, width: float = 595.28, height: float = 841.89) -> None:
        self.look, self.width, self.height = look, width, height
        self._marks: list[Mark] = []
        self._pdf = FPDF(unit="pt", format=(width, height))
        self._pdf.set_creation_date(_DRAWN_ON)
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_margin(0)
        self._pdf.c_margin = 0
        self._known: dict[str, frozenset[int]] = {}
        plain, strong = look.latin or (look.plain, look.strong)
        paths = {"plain": look.plain, "strong": look.strong, "head": look.head}
        for name, path in (paths | {"latin": plain, "latin-strong": strong}).items():
            self._pdf.add_font(name, fname=path)
            self._known[name] = known_characters(path)

    def start_page(self) -> None:
        """Begin the next page."""
        self._pdf.add_page()

    def words(
        self, x: float, y: float, w: float, h: float, text: str, *,
        size: float = 9.5, style: Style = "plain",
        align: Align = "start", colour: Colour = INK,
    ) -> None:  # fmt: skip
        """Print one line of text in the cell x, y, w, h, in the middle of its height."""
        self._choose_font(text, style, size)
        if self._pdf.get_string_width(text) > w + 0.5:
            raise ValueError(f"{text!r} is wider than its cell of {w} points")
        self._pdf.set_text_color(*colour)
        self._pdf.set_xy(self._left(x, w), y)
        self._pdf.cell(w, h, text, align=self._side(align))

    def field(
        self, name: str, x: float, y: float, w: float, h: float, value: Value, *,
        size: float = 9.5, style: Style = "plain",
        align: Align = "start", colour: Colour = INK, page: int = 1,
    ) -> None:  # fmt: skip
        """Print a value and mark its cell, a little wider, as the field `name`."""
        self.words(x, y, w, h, value.text, size=size, style=style, align=align, colour=colour)
        self.mark(Mark(name, page, self.area(x - MARGIN, y, w + 2 * MARGIN, h), value))

    def mark(self, mark: Mark) -> None:
        """Take up a field that was drawn by other means."""
        self._marks.append(mark)

    def area(self, x: float, y: float, w: float, h: float) -> Area:
        """Return a cell as the area it takes on the page."""
        left = self._left(x, w)
        return left, y, left + w, y + h

    def column(self, name: str, x: float, w: float, like: ColumnMark) -> ColumnMark:
        """Return a column at x, w as it lies on the page, of the kind of `like`."""
        left = self._left(x, w)
        return ColumnMark(name, like.kind, left, left + w)

    def fill(self, x: float, y: float, w: float, h: float, colour: Colour, *, radius: float = 0) -> None:
        """Fill a rectangle."""
        self._pdf.set_fill_color(*colour)
        left = self._left(x, w)
        if radius:
            self._pdf.rect(left, y, w, h, style="F", round_corners=True, corner_radius=radius)
        else:
            self._pdf.rect(left, y, w, h, style="F")

    def disc(self, x: float, y: float, across: float, colour: Colour) -> None:
        """Fill a circle whose square starts at x, y."""
        self._pdf.set_fill_color(*colour)
        self._pdf.ellipse(self._left(x, across), y, across, across, style="F")

    def shape(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        """Fill a polygon."""
        self._pdf.set_fill_color(*colour)
        self._pdf.polygon([(self._left(x, 0), y) for x, y in points], style="F")

    def frame(
        self, x: float, y: float, w: float, h: float, *, line: float = 0.8, colour: Colour = INK
    ) -> None:
        """Draw the border of a rectangle."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(line)
        self._pdf.rect(self._left(x, w), y, w, h, style="D")

    def rule(
        self, x0: float, y0: float, x1: float, y1: float, *, line: float = 0.8, colour: Colour = INK
    ) -> None:
        """Draw a straight line."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(line)
        self._pdf.line(self._left(x0, 0), y0, self._left(x1, 0), y1)

    def finished(self) -> Drawing:
        """Return the document."""
        return Drawing(
            bytes(self._pdf.output()), self.width, self.height, self._pdf.pages_count, tuple(self._marks)
        )

    def _choose_font(self, text: str, style: Style, size: float) -> None:
        is_arabic = bool(_ARABIC.search(text))
        companion = "latin" if style == "plain" else "latin-strong"
        font = companion if self.look.latin and not is_arabic else style
        missing = [char for char in text if ord(char) not in self._known[font] | self._known[companion]]
        if missing:
            raise ValueError(f"no font has {missing} of {text!r}")
        self._pdf.set_fallback_fonts([companion])
        self._pdf.set_font(font, size=size)
        self._pdf.set_text_shaping(use_shaping_engine=True, direction="rtl" if is_arabic else "ltr")

    def _left(self, x: float, w: float) -> float:
        return self.width - x - w if self.look.is_rtl else x

    def _side(self, align: Align) -> Literal["L", "C", "R"]:
        if align == "middle":
            return "C"
        return "R" if (align == "end") != self.look.is_rtl else "L"
