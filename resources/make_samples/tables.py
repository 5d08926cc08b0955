"""The table of an invoice's lines, in four styles, marked with its columns and rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from invoice_desk.invoice.fields import FieldKind
from resources.make_samples.invoice import Line
from resources.make_samples.logos import tint
from resources.make_samples.mark import ColumnMark, Mark, Value
from resources.make_samples.sheet import GREY, INK, WHITE, Align, Sheet
from resources.make_samples.speech import Speech

_PAD = 5.0  # points between a column's edge and its text
_KINDS = {
    "description": FieldKind.TEXT,
    "quantity": FieldKind.NUMBER,
    "price": FieldKind.AMOUNT,
    "amount": FieldKind.AMOUNT,
}
_ALIGNS: dict[str, Align] = {
    "description": "start",
    "quantity": "middle",
    "price": "end",
    "amount": "end",
}


@dataclass(frozen=True)
class TableForm:
    """Where a table stands and how it looks.

    widths: of description, quantity, price and amount; slots: how many lines there is room for;
    header: the height of the heading.
    """

    x: float
    y: float
    widths: tuple[float, float, float, float]
    row: float
    slots: int
    style: Literal["zebra", "ruled", "hairline", "dashed"]
    size: float = 9.5
    header: float = 22.0

    @property
    def width(self) -> float:
        """The width of all columns."""
        return sum(self.widths)

    @property
    def top(self) -> float:
        """Where the first line starts."""
        return self.y + self.header

    @property
    def bottom(self) -> float:
        """Where the last slot ends."""
        return self.top + self.slots * self.row

    def columns(self) -> list[tuple[str, float, float]]:
        """Return name, x and width of each column."""
        found, x = [], self.x
        for name, width in zip(_KINDS, self.widths, strict=True):
            found.append((name, x, width))
            x += width
        return found


def draw_table(
    sheet: Sheet,
    form: TableForm,
    speech: Speech,
    lines: tuple[Line, ...],
    *,
    name: str = "lines",
    page: int = 1,
) -> None:
    """Draw the heading, the lines and the rules, and mark the lines' part as a table field."""
    if len(lines) > form.slots:
        raise ValueError(f"{len(lines)} lines do not fit {form.slots} slots")
    _draw_ground(sheet, form, used=len(lines))
    _draw_heading(sheet, form, speech)
    rows = []
    for index, line in enumerate(lines):
        row = _printed_row(line, speech)
        _draw_row(sheet, form, row, form.top + index * form.row)
        rows.append(row)
    columns = tuple(
        sheet.column(column, x, w, ColumnMark(column, _KINDS[column], 0, 0))
        for column, x, w in form.columns()
    )
    area = sheet.area(form.x, form.top, form.width, form.slots * form.row)
    mark = Mark(name, page, area, Value("", ""), tuple(sorted(columns, key=lambda c: c.x0)), tuple(rows))
    sheet.mark(mark)


def _printed_row(line: Line, speech: Speech) -> dict[str, Value]:
    return {
        "description": Value(line.description, line.description),
        "quantity": speech.number(line.quantity),
        "price": speech.line_amount(line.price),
        "amount": speech.line_amount(line.amount),
    }


def _draw_row(sheet: Sheet, form: TableForm, row: dict[str, Value], y: float) -> None:
    for name, x, w in form.columns():
        cell = (x + _PAD, y, w - 2 * _PAD, form.row)
        sheet.words(*cell, row[name].text, size=form.size, align=_ALIGNS[name])


def _draw_heading(sheet: Sheet, form: TableForm, speech: Speech) -> None:
    colour = WHITE if form.style == "zebra" else INK
    for name, x, w in form.columns():
        cell = (x + _PAD, form.y, w - 2 * _PAD, form.header)
        sheet.words(
            *cell,
            speech.words[name],
            size=form.size - 0.5,
            style="strong",
            align=_ALIGNS[name],
            colour=colour,
        )


def _draw_ground(sheet: Sheet, form: TableForm, *, used: int) -> None:
    if form.style == "zebra":
        _draw_zebra(sheet, form, used=used)
    elif form.style == "ruled":
        _draw_rules(sheet, form)
    elif form.style == "hairline":
        _draw_hairlines(sheet, form)
    else:
        _draw_dashes(sheet, form)


def _draw_zebra(sheet: Sheet, form: TableForm, *, used: int) -> None:
    sheet.fill(form.x, form.y, form.width, form.header, sheet.look.accent)
    for index in range(1, used, 2):
        sheet.fill(form.x, form.top + index * form.row, form.width, form.row, tint(sheet.look.accent, 0.93))
    sheet.rule(form.x, form.bottom, form.x + form.width, form.bottom, colour=sheet.look.accent)


def _draw_rules(sheet: Sheet, form: TableForm) -> None:
    sheet.fill(form.x, form.y, form.width, form.header, (226, 229, 233))
    for index in range(1, form.slots):
        y = form.top + index * form.row
        sheet.rule(form.x, y, form.x + form.width, y, line=0.6, colour=(90, 96, 104))
    for _, x, _w in form.columns()[1:]:
        sheet.rule(x, form.y, x, form.bottom)
    sheet.rule(form.x, form.top, form.x + form.width, form.top)
    sheet.frame(form.x, form.y, form.width, form.bottom - form.y, line=1.2)


def _draw_hairlines(sheet: Sheet, form: TableForm) -> None:
    sheet.rule(form.x, form.y, form.x + form.width, form.y, line=1.2)
    for index in range(form.slots + 1):
        y = form.top + index * form.row
        sheet.rule(form.x, y, form.x + form.width, y, line=0.8 if index == 0 else 0.3, colour=GREY)


def _draw_dashes(sheet: Sheet, form: TableForm) -> None:
    for y in (form.y, form.top, form.bottom):
        x = form.x
        while x < form.x + form.width - 2:
            sheet.rule(x, y, x + 3, y, line=0.7)
            x += 5
