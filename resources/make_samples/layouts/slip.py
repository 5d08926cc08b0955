"""The small layout: an A5 bill as it is handed over a counter, often photographed."""

from __future__ import annotations

from resources.make_samples.invoice import Invoice
from resources.make_samples.layouts.options import Options
from resources.make_samples.logos import draw_logo, tint
from resources.make_samples.look import Look
from resources.make_samples.mark import Value
from resources.make_samples.sheet import GREY, Drawing, Sheet
from resources.make_samples.speech import Speech
from resources.make_samples.tables import TableForm, draw_table
from resources.make_samples.totals import TotalsForm, draw_qr, draw_tick_box, draw_totals

WIDTH, HEIGHT = 419.53, 595.28  # A5
_LEFT, _WIDTH = 32.0, 355.5


def draw_slip(invoice: Invoice, speech: Speech, look: Look, options: Options) -> Drawing:
    """Draw the invoice on one A5 page."""
    sheet = Sheet(look=look, width=WIDTH, height=HEIGHT)
    sheet.start_page()
    _draw_head(sheet, invoice, speech)
    _draw_facts(sheet, invoice, speech)
    form = TableForm(_LEFT, 204, (163.5, 46, 68, 78), 23, options.slots, "dashed", size=10)
    draw_table(sheet, form, speech, invoice.lines)
    totals = TotalsForm(_LEFT + 131.5, form.bottom + 10, 130, 94, row=22, size=10)
    bottom = draw_totals(sheet, totals, invoice, speech)
    payload = options.payload(invoice)
    if payload:
        draw_qr(sheet, _LEFT - 8, totals.y - 2, 112, payload)
    if options.has_tick:
        x, y = (totals.x + 6, bottom + 16) if payload else (_LEFT + 4, totals.y + 8)
        draw_tick_box(sheet, x, y, speech.words["paid"], is_ticked=invoice.is_paid, name="paid")
    sheet.words(_LEFT, HEIGHT - 42, _WIDTH, 15, speech.words["thanks"], size=9, align="middle", colour=GREY)
    return sheet.finished()


def _draw_head(sheet: Sheet, invoice: Invoice, speech: Speech) -> None:
    seller, accent = invoice.seller, sheet.look.accent
    draw_logo(sheet, _LEFT, 32, 46)
    sheet.field("seller", _LEFT + 57, 30, 290, 25, Value(seller.name, seller.name), size=16, style="head",
                colour=accent)  # fmt: skip
    sheet.words(_LEFT + 57, 57, 290, 14, " · ".join(seller.place), size=8.5, colour=GREY)
    sheet.words(_LEFT + 57, 74, 76, 15, speech.words["tax_id"], size=9, colour=GREY)
    sheet.field("tax_id", _LEFT + 136, 73, 140, 17, Value(seller.tax_id, seller.tax_id), size=10)
    sheet.fill(_LEFT, 99, _WIDTH, 25, tint(accent, 0.84))
    sheet.words(_LEFT, 99, _WIDTH, 25, speech.words["title"], size=14, style="head", align="middle")


def _draw_facts(sheet: Sheet, invoice: Invoice, speech: Speech) -> None:
    words, buyer = speech.words, invoice.buyer
    number = Value(invoice.number, invoice.number)
    facts = {"invoice_number": number, "issue_date": speech.issue_date(invoice.issued)}
    for index, (name, value) in enumerate(facts.items()):
        x = _LEFT + index * 186
        sheet.words(x, 133, 66, 19, words[name], size=9, colour=GREY)
        sheet.field(name, x + 74, 132, 94, 20, value, size=10.5, style="strong")
    sheet.words(_LEFT, 160, 72, 19, words["buyer"], size=9, colour=GREY)
    sheet.field("buyer", _LEFT + 74, 159, 270, 20, Value(buyer.name, buyer.name), size=10.5)
