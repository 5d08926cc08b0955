"""The small-print layout: one fixed-pitch font, dashes for rules, as a freight system sends it by fax."""

from __future__ import annotations

from resources.make_samples.invoice import Invoice
from resources.make_samples.layouts.options import Options
from resources.make_samples.look import Look
from resources.make_samples.mark import Value
from resources.make_samples.sheet import Drawing, Sheet
from resources.make_samples.speech import Speech
from resources.make_samples.tables import TableForm, draw_table
from resources.make_samples.totals import TotalsForm, draw_totals

_LEFT, _WIDTH = 54.0, 487.0
_SIZE = 8.5


def draw_draft(invoice: Invoice, speech: Speech, look: Look, options: Options) -> Drawing:
    """Draw the invoice on one A4 page."""
    sheet = Sheet(look=look)
    sheet.start_page()
    _draw_fax_line(sheet, invoice)
    _draw_head(sheet, invoice, speech)
    _draw_facts(sheet, invoice, speech)
    form = TableForm(_LEFT, 286, (255, 62, 84, 86), 17, options.slots, "dashed", size=_SIZE)
    draw_table(sheet, form, speech, invoice.lines)
    totals = TotalsForm(
        _LEFT + 247, form.bottom + 12, 140, 100, row=18, size=_SIZE + 0.5,
        has_discount=options.has_discount, is_filled=False,
    )  # fmt: skip
    bottom = draw_totals(sheet, totals, invoice, speech)
    sheet.words(_LEFT, bottom + 24, _WIDTH, 14, speech.words["terms"], size=_SIZE)
    sheet.words(_LEFT, bottom + 40, _WIDTH, 14, invoice.seller.contact, size=_SIZE)
    return sheet.finished()


def _draw_fax_line(sheet: Sheet, invoice: Invoice) -> None:
    sent = f"{invoice.issued:%d/%m/%Y} 16:42  FROM: {invoice.seller.name.upper()}"
    sheet.words(30, 14, 400, 12, sent, size=7.5)
    sheet.words(430, 14, 135, 12, "P. 001/001", size=7.5, align="end")


def _draw_head(sheet: Sheet, invoice: Invoice, speech: Speech) -> None:
    seller = invoice.seller
    sheet.field("seller", _LEFT, 52, 320, 20, Value(seller.name, seller.name), size=13, style="head")
    for index, line in enumerate(seller.place):
        sheet.words(_LEFT, 74 + index * 13, 300, 13, line, size=_SIZE)
    y = 76 + len(seller.place) * 13
    sheet.words(_LEFT, y, 60, 14, speech.words["tax_id"], size=_SIZE)
    sheet.field("tax_id", _LEFT + 64, y - 1, 140, 16, Value(seller.tax_id, seller.tax_id), size=9)
    sheet.words(_LEFT + 340, 52, _WIDTH - 340, 22, speech.words["title"], size=16, style="head", align="end")


def _draw_facts(sheet: Sheet, invoice: Invoice, speech: Speech) -> None:
    buyer, words = invoice.buyer, speech.words
    sheet.words(_LEFT, 138, 200, 14, f"{words['buyer']}:", size=_SIZE)
    sheet.field("buyer", _LEFT, 154, 256, 17, Value(buyer.name, buyer.name), size=9.5, style="strong")
    for index, line in enumerate(buyer.place):
        sheet.words(_LEFT, 173 + index * 13, 250, 13, line, size=_SIZE)
    facts = {
        "invoice_number": Value(invoice.number, invoice.number),
        "issue_date": speech.issue_date(invoice.issued),
        "due_date": speech.due_date(invoice.due),
        "order_number": Value(invoice.reference, invoice.reference),
        "currency": Value(invoice.currency, invoice.currency),
    }
    for index, (name, value) in enumerate(facts.items()):
        y = 138 + index * 19
        sheet.words(_LEFT + 272, y, 90, 16, f"{words[name]}:", size=_SIZE)
        sheet.field(name, _LEFT + 366, y - 1, 118, 17, value, size=9.5)
