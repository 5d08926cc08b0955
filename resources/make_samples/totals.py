"""The totals, the tick box and the QR code of an invoice."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import segno

from resources.make_samples.invoice import Invoice
from resources.make_samples.logos import tint
from resources.make_samples.mark import Mark, Value
from resources.make_samples.sheet import MARGIN, Sheet, Style
from resources.make_samples.speech import Speech

_PAD = 6.0
_RATE = 42.0  # points for the tax rate, between its label and the amount


@dataclass(frozen=True)
class TotalsForm:
    """Where the totals stand. label, amount: widths of the two columns; page: as a Mark says it."""

    x: float
    y: float
    label: float
    amount: float
    row: float = 21.0
    size: float = 9.5
    has_discount: bool = False
    is_ruled: bool = False
    is_filled: bool = True
    page: int = 1

    @property
    def width(self) -> float:
        """Both columns."""
        return self.label + self.amount


@dataclass(frozen=True)
class _Amount:
    """One row of the totals."""

    name: str
    y: float
    height: float
    size: float
    value: Value


def draw_totals(sheet: Sheet, form: TotalsForm, invoice: Invoice, speech: Speech) -> float:
    """Draw subtotal, discount, tax and total, mark them, and return where they end."""
    amounts = {"subtotal": invoice.subtotal, "discount": 0 - invoice.discount, "tax": invoice.tax}
    if not form.has_discount:
        del amounts["discount"]
    y = form.y
    for name, amount in amounts.items():
        _draw_amount(sheet, form, speech, _Amount(name, y, form.row, form.size, speech.amount(amount)))
        if name == "tax":
            _draw_rate(sheet, form, speech.rate(invoice.tax_rate), y)
        y += form.row
    total = _Amount("total", y, form.row + 6, form.size + 2.5, speech.amount(invoice.total))
    _draw_total_ground(sheet, form, total)
    _draw_amount(sheet, form, speech, total)
    bottom = y + total.height
    if form.is_ruled:
        _draw_rules(sheet, form, rows=len(amounts), bottom=bottom)
    return bottom


def draw_tick_box(sheet: Sheet, x: float, y: float, label: str, *, is_ticked: bool, name: str = "") -> None:
    """Draw a box of 11 points with or without a tick, and its label; marked where it has a name."""
    side = 11.0
    sheet.frame(x, y, side, side, line=1)
    if is_ticked:
        sheet.rule(x + 2, y + 2, x + side - 2, y + side - 2, line=1.6)
        sheet.rule(x + 2, y + side - 2, x + side - 2, y + 2, line=1.6)
    sheet.words(x + side + 6, y - 2, 90, side + 4, label)
    if name:
        value = Value("☑" if is_ticked else "☐", "true" if is_ticked else "false")
        sheet.mark(Mark(name, 1, sheet.area(x - 3, y - 3, side + 6, side + 6), value))


def draw_qr(sheet: Sheet, x: float, y: float, size: float, payload: str) -> None:
    """Draw a QR code with its quiet zone in a square of `size` points and mark it as the field "code"."""
    matrix = [list(row) for row in segno.make_qr(payload, error="m").matrix_iter(border=4)]
    module = size / len(matrix)
    left = sheet.area(x, y, size, size)[0]
    for row, cells in enumerate(matrix):
        for column, is_dark in enumerate(cells):
            if is_dark:
                place = left + column * module
                start = sheet.width - place - module if sheet.look.is_rtl else place
                sheet.fill(start, y + row * module, module * 1.02, module * 1.02, (0, 0, 0))
    sheet.mark(Mark("code", 1, sheet.area(x, y, size, size), Value(payload, payload)))


def zatca_payload(invoice: Invoice) -> str:
    """Return the content of a Saudi QR code: tags 1..5 as tag, length, value, in base64.

    Source: ZATCA, Security Features Implementation Standards, phase 1: seller's name, VAT number,
    time stamp, total with VAT, VAT.
    """
    parts = (
        invoice.seller.name,
        invoice.seller.tax_id,
        f"{invoice.issued.isoformat()}T10:24:00Z",
        f"{invoice.total:.2f}",
        f"{invoice.tax:.2f}",
    )
    packed = bytearray()
    for tag, part in enumerate(parts, start=1):
        encoded = part.encode()
        packed += bytes([tag, len(encoded)]) + encoded
    return base64.b64encode(bytes(packed)).decode("ascii")


def plain_payload(invoice: Invoice) -> str:
    """Return a QR content that names its values line by line."""
    return (
        f"INVOICE:{invoice.number}\nDATE:{invoice.issued.isoformat()}\n"
        f"TOTAL:{invoice.total:.2f}\nCURRENCY:{invoice.currency}"
    )


def _draw_amount(sheet: Sheet, form: TotalsForm, speech: Speech, row: _Amount) -> None:
    is_total = row.name == "total"
    style: Style = "strong" if is_total else "plain"
    room = form.label - _PAD - (_RATE + 4 if row.name == "tax" else 0)
    label, place = speech.words[row.name], (form.x + _PAD, row.y + 1, room, row.height - 2)
    sheet.words(*place, label, size=form.size + is_total, style=style)
    cell = (form.x + form.label + 7, row.y + 2, form.amount - 14, row.height - 4)
    around = (place[0] - MARGIN, place[1], place[2] + MARGIN, place[3])
    anchor = (label, sheet.area(*around)) if is_total else None
    place_of_amount = (cell[0] - MARGIN, cell[1], cell[2] + 2 * MARGIN, cell[3])
    sheet.words(*cell, row.value.text, size=row.size, style=style, align="end")
    sheet.mark(Mark(row.name, form.page, sheet.area(*place_of_amount), row.value, anchor=anchor))


def _draw_rate(sheet: Sheet, form: TotalsForm, rate: Value, y: float) -> None:
    x = form.x + form.label - _RATE + 2
    place = (x, y + 2, _RATE - 12, form.row - 4)
    sheet.field("tax_rate", *place, rate, size=form.size, align="middle", page=form.page)


def _draw_total_ground(sheet: Sheet, form: TotalsForm, total: _Amount) -> None:
    if form.is_filled:
        sheet.fill(form.x, total.y, form.width, total.height, tint(sheet.look.accent, 0.86))
    elif not form.is_ruled:
        sheet.rule(form.x, total.y, form.x + form.width, total.y, line=1)


def _draw_rules(sheet: Sheet, form: TotalsForm, *, rows: int, bottom: float) -> None:
    for index in range(1, rows + 1):
        y = form.y + index * form.row
        sheet.rule(form.x, y, form.x + form.width, y, line=0.6)
    sheet.rule(form.x + form.label, form.y, form.x + form.label, bottom)
    sheet.frame(form.x, form.y, form.width, bottom - form.y, line=1.2)
