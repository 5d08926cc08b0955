"""The ruled layout: a pre-printed form with a border around everything and a fixed number of lines."""

from __future__ import annotations

from resources.make_samples.invoice import Invoice
from resources.make_samples.layouts.options import Options
from resources.make_samples.logos import draw_logo
from resources.make_samples.look import Look
from resources.make_samples.mark import Value
from resources.make_samples.sheet import GREY, Drawing, Sheet
from resources.make_samples.speech import Speech
from resources.make_samples.tables import TableForm, draw_table
from resources.make_samples.totals import TotalsForm, draw_qr, draw_tick_box, draw_totals

_LEFT, _WIDTH = 48.0, 500.0
_ROW = 25.0  # points, of the grid of facts


def draw_form(invoice: Invoice, speech: Speech, look: Look, options: Options) -> Drawing:
    """Draw the invoice on one A4 page."""
    sheet = Sheet(look=look)
    sheet.start_page()
    _draw_head(sheet, invoice, speech)
    bottom = _draw_facts(sheet, invoice, speech, options)
    _draw_buyer(sheet, invoice, speech, bottom)
    form = TableForm(_LEFT, bottom + 16, (256, 56, 90, 98), 25, options.slots, "ruled", header=26)
    draw_table(sheet, form, speech, invoice.lines)
    totals = TotalsForm(
        _LEFT + 244, form.bottom + 14, 148, 108, row=24,
        has_discount=options.has_discount, is_ruled=True, is_filled=False,
    )  # fmt: skip
    draw_totals(sheet, totals, invoice, speech)
    _draw_beside_totals(sheet, invoice, speech, options, totals.y)
    sheet.words(_LEFT, 792, _WIDTH, 15, speech.words["terms"], size=8.5, align="middle", colour=GREY)
    return sheet.finished()


def _draw_head(sheet: Sheet, invoice: Invoice, speech: Speech) -> None:
    seller = invoice.seller
    draw_logo(sheet, _LEFT, 40, 46)
    sheet.field("seller", _LEFT + 58, 36, 286, 27, Value(seller.name, seller.name), size=16, style="head")
    for index, line in enumerate(seller.place):
        sheet.words(_LEFT + 58, 64 + index * 14, 286, 14, line, size=9)
    y = 67 + len(seller.place) * 14
    sheet.words(_LEFT + 58, y, 70, 15, speech.words["tax_id"], size=9)
    sheet.field("tax_id", _LEFT + 130, y - 1, 136, 18, Value(seller.tax_id, seller.tax_id), size=10)
    sheet.frame(_LEFT + 360, 40, 140, 40, line=1.2)
    sheet.words(
        _LEFT + 362, 41, 136, 38, speech.words["title"], size=19, style="head", align="middle"
    )  # fmt: skip


def _draw_facts(sheet: Sheet, invoice: Invoice, speech: Speech, options: Options) -> float:
    """Draw the grid of number and dates at the end side, and return where it ends."""
    facts = {
        "invoice_number": Value(invoice.number, invoice.number),
        "issue_date": speech.issue_date(invoice.issued),
        "issue_date_hijri": speech.hijri(invoice.issued),
        "due_date": speech.due_date(invoice.due),
        "order_number": Value(invoice.reference, invoice.reference),
    }
    if not options.has_hijri:
        del facts["issue_date_hijri"]
    x, y, label, value_width = _LEFT + 264, 132.0, 100.0, 136.0
    for index, (name, value) in enumerate(facts.items()):
        top = y + index * _ROW
        if index:
            sheet.rule(x, top, x + label + value_width, top, line=0.6)
        sheet.words(x + 6, top + 2, label - 10, _ROW - 4, speech.words[name], size=9, colour=GREY)
        sheet.field(name, x + label + 8, top + 3, value_width - 16, _ROW - 6, value, size=10.5)
    bottom = y + len(facts) * _ROW
    sheet.rule(x + label, y, x + label, bottom, line=0.6)
    sheet.frame(x, y, label + value_width, bottom - y, line=1.2)
    return bottom


def _draw_buyer(sheet: Sheet, invoice: Invoice, speech: Speech, bottom: float) -> None:
    buyer = invoice.buyer
    sheet.frame(_LEFT, 132, 252, bottom - 132, line=1.2)
    sheet.words(_LEFT + 8, 135, 200, 16, speech.words["buyer"], size=9, colour=GREY)
    sheet.field("buyer", _LEFT + 8, 152, 234, 22, Value(buyer.name, buyer.name), size=11.5, style="strong")
    for index, line in enumerate(buyer.place):
        sheet.words(_LEFT + 8, 176 + index * 14, 236, 14, line, size=9)
    y = 178 + len(buyer.place) * 14
    sheet.words(_LEFT + 8, y, 70, 16, speech.words["buyer_tax_id"], size=9, colour=GREY)
    sheet.field("buyer_tax_id", _LEFT + 82, y - 1, 140, 18, Value(buyer.tax_id, buyer.tax_id), size=10)


def _draw_beside_totals(sheet: Sheet, invoice: Invoice, speech: Speech, options: Options, y: float) -> None:
    payload = options.payload(invoice)
    if payload:
        draw_qr(sheet, _LEFT - 8, y - 8, 118, payload)
        sheet.words(_LEFT, y + 110, 102, 14, speech.words["code"], size=8, align="middle", colour=GREY)
    x = _LEFT + (124 if payload else 2)
    if options.has_tick:
        draw_tick_box(sheet, x, y + 4, speech.words["paid"], is_ticked=invoice.is_paid, name="paid")
    sheet.words(x, y + 52, 120, 15, speech.words["signature"], size=9, colour=GREY)
    sheet.rule(x, y + 96, x + (118 if payload else 200), y + 96, line=0.6, colour=GREY)
