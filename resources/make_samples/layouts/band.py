"""The modern layout: logo, a tinted band of facts, a striped table, totals at the foot."""

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

_LEFT, _WIDTH = 44.0, 507.0


def draw_band(invoice: Invoice, speech: Speech, look: Look, options: Options) -> Drawing:
    """Draw the invoice on one A4 page."""
    sheet = Sheet(look=look)
    sheet.start_page()
    _draw_head(sheet, invoice, speech)
    _draw_facts(sheet, invoice, speech, options)
    _draw_buyer(sheet, invoice, speech)
    form = TableForm(_LEFT, 322, (257, 60, 92, 98), 27, options.slots, "zebra")
    draw_table(sheet, form, speech, invoice.lines)
    totals = TotalsForm(
        _LEFT + 243, form.bottom + 24, 152, 112, has_discount=options.has_discount
    )  # fmt: skip
    draw_totals(sheet, totals, invoice, speech)
    _draw_beside_totals(sheet, invoice, speech, options, totals.y)
    _draw_foot(sheet, speech)
    return sheet.finished()


def _draw_head(sheet: Sheet, invoice: Invoice, speech: Speech) -> None:
    accent, seller = sheet.look.accent, invoice.seller
    sheet.fill(0, 0, sheet.width, 9, accent)
    draw_logo(sheet, _LEFT, 36, 52)
    sheet.field(
        "seller",
        _LEFT + 64,
        33,
        262,
        24,
        Value(seller.name, seller.name),
        size=15,
        style="head",
        colour=accent,
    )
    for index, line in enumerate(seller.place):
        sheet.words(_LEFT + 64, 58 + index * 13, 260, 13, line, size=8.5, colour=GREY)
    y = 60 + len(seller.place) * 13
    sheet.words(_LEFT + 64, y, 60, 14, speech.words["tax_id"], size=8.5, colour=GREY)
    sheet.field("tax_id", _LEFT + 130, y - 1, 124, 16, Value(seller.tax_id, seller.tax_id), size=9)
    sheet.words(
        _LEFT + 334,
        33,
        _WIDTH - 334,
        36,
        speech.words["title"],
        size=25,
        style="head",
        align="end",
        colour=accent,
    )


def _draw_facts(sheet: Sheet, invoice: Invoice, speech: Speech, options: Options) -> None:
    facts = {
        "invoice_number": Value(invoice.number, invoice.number),
        "issue_date": speech.issue_date(invoice.issued),
        "issue_date_hijri": speech.hijri(invoice.issued),
        "due_date": speech.due_date(invoice.due),
        "currency": Value(invoice.currency, invoice.currency),
    }
    if not options.has_hijri:
        del facts["issue_date_hijri"]
    sheet.fill(_LEFT, 134, _WIDTH, 52, tint(sheet.look.accent, 0.9), radius=5)
    step = (_WIDTH - 12) / len(facts)
    for index, (name, value) in enumerate(facts.items()):
        x = _LEFT + 12 + index * step
        sheet.words(x, 140, step - 8, 16, speech.words[name], size=8.5, colour=GREY)
        sheet.field(name, x, 158, step - 14, 21, value, size=10.5, style="strong")


def _draw_buyer(sheet: Sheet, invoice: Invoice, speech: Speech) -> None:
    buyer = invoice.buyer
    sheet.words(_LEFT, 200, 200, 15, speech.words["buyer"], size=9, style="strong", colour=sheet.look.accent)
    sheet.field("buyer", _LEFT, 217, 300, 21, Value(buyer.name, buyer.name), size=12, style="strong")
    for index, line in enumerate(buyer.place):
        sheet.words(_LEFT, 240 + index * 13, 280, 13, line, size=9, colour=GREY)
    y = 243 + len(buyer.place) * 13
    sheet.words(_LEFT, y, 66, 15, speech.words["buyer_tax_id"], size=9, colour=GREY)
    sheet.field("buyer_tax_id", _LEFT + 72, y - 1, 130, 17, Value(buyer.tax_id, buyer.tax_id), size=9.5)
    sheet.words(_LEFT + 334, 200, 173, 15, speech.words["order_number"], size=9, style="strong",
                colour=sheet.look.accent)  # fmt: skip
    sheet.field(
        "order_number", _LEFT + 334, 217, 169, 21, Value(invoice.reference, invoice.reference), size=11
    )


def _draw_beside_totals(sheet: Sheet, invoice: Invoice, speech: Speech, options: Options, y: float) -> None:
    payload = options.payload(invoice)
    if payload:
        draw_qr(sheet, _LEFT - 6, y - 6, 108, payload)
    x = _LEFT + (114 if payload else 0)
    sheet.words(x, y, 140, 16, speech.words["payment"], size=9, style="strong", colour=sheet.look.accent)
    contact = invoice.seller.contact.split(" · ")
    for index, line in enumerate(contact):
        sheet.words(x, y + 18 + index * 14, 230, 14, line, size=8.5, colour=GREY)
    if options.has_tick:
        draw_tick_box(sheet, x, y + 72, speech.words["paid"], is_ticked=invoice.is_paid, name="paid")


def _draw_foot(sheet: Sheet, speech: Speech) -> None:
    sheet.rule(_LEFT, 786, _LEFT + _WIDTH, 786, line=0.6, colour=tint(sheet.look.accent, 0.5))
    sheet.words(_LEFT, 791, 300, 15, speech.words["terms"], size=8.5, colour=GREY)
    sheet.words(_LEFT + 300, 791, 207, 15, speech.words["thanks"], size=8.5, align="end", colour=GREY)
