"""The classic layout: a centred letterhead, hairlines, and as many pages as the lines need."""

from __future__ import annotations

from resources.make_samples.invoice import Invoice
from resources.make_samples.layouts.options import Options
from resources.make_samples.logos import draw_logo
from resources.make_samples.look import Look
from resources.make_samples.mark import Value
from resources.make_samples.sheet import GREY, Drawing, Sheet
from resources.make_samples.speech import Speech
from resources.make_samples.tables import TableForm, draw_table
from resources.make_samples.totals import TotalsForm, draw_totals

_LEFT, _WIDTH = 60.0, 475.0
_WIDTHS = (247.0, 52.0, 86.0, 90.0)
_NAMES = ("lines", "lines_continued")


def draw_letter(invoice: Invoice, speech: Speech, look: Look, options: Options) -> Drawing:
    """Draw the invoice on one page, or on two when its lines outnumber the slots."""
    sheet = Sheet(look=look)
    slots = options.slots
    parts = [invoice.lines[at : at + slots] for at in range(0, len(invoice.lines), slots)]
    form = TableForm(_LEFT, 318, _WIDTHS, 21, slots, "hairline")
    for number, part in enumerate(parts, start=1):
        sheet.start_page()
        if number == 1:
            _draw_letterhead(sheet, invoice)
            _draw_facts(sheet, invoice, speech, options)
        else:
            form = TableForm(_LEFT, 100, _WIDTHS, 21, max(len(part), 8), "hairline")
            _draw_continued(sheet, invoice, speech)
        draw_table(sheet, form, speech, part, name=_NAMES[number - 1], page=number)
        if number < len(parts):
            carried = speech.words["carried"]
            sheet.words(_LEFT, form.bottom + 6, _WIDTH, 16, carried, size=9, align="end", colour=GREY)
        _draw_foot(sheet, speech, page=number, pages=len(parts))
    _draw_ending(sheet, invoice, speech, form, options, page=-1 if len(parts) > 1 else 1)
    return sheet.finished()


def _draw_letterhead(sheet: Sheet, invoice: Invoice) -> None:
    seller = invoice.seller
    draw_logo(sheet, _LEFT, 40, 44)
    sheet.field(
        "seller", _LEFT + 60, 36, _WIDTH - 120, 28, Value(seller.name, seller.name),
        size=18, style="head", align="middle", colour=sheet.look.accent,
    )  # fmt: skip
    place = " · ".join(seller.place)
    sheet.words(_LEFT + 40, 66, _WIDTH - 80, 15, place, size=9, align="middle", colour=GREY)
    sheet.rule(_LEFT, 98, _LEFT + _WIDTH, 98, line=1.4, colour=sheet.look.accent)
    sheet.rule(_LEFT, 101, _LEFT + _WIDTH, 101, line=0.4, colour=sheet.look.accent)


def _draw_facts(sheet: Sheet, invoice: Invoice, speech: Speech, options: Options) -> None:
    words, buyer = speech.words, invoice.buyer
    sheet.words(_LEFT, 114, 200, 30, words["title"], size=20, style="head")
    sheet.words(_LEFT, 158, 200, 15, words["buyer"], size=9, colour=GREY)
    sheet.field("buyer", _LEFT, 174, 230, 21, Value(buyer.name, buyer.name), size=12, style="strong")
    for index, line in enumerate(buyer.place):
        sheet.words(_LEFT, 197 + index * 15, 226, 15, line, size=10)
    facts = {
        "invoice_number": Value(invoice.number, invoice.number),
        "issue_date": speech.issue_date(invoice.issued),
        "issue_date_hijri": speech.hijri(invoice.issued),
        "due_date": speech.due_date(invoice.due),
        "tax_id": Value(invoice.seller.tax_id, invoice.seller.tax_id),
        "buyer_tax_id": Value(buyer.tax_id, buyer.tax_id),
    }
    if not options.has_hijri:
        del facts["issue_date_hijri"]
    for index, (name, value) in enumerate(facts.items()):
        y = 114 + index * 23
        if name == "buyer_tax_id":
            place = (_LEFT, 206 + len(buyer.place) * 15, 66.0, _LEFT + 70, 150.0)
        else:
            place = (_LEFT + 256, y, 98.0, _LEFT + 358, 117.0)
        label_x, top, label_width, x, width = place
        sheet.words(label_x, top, label_width, 19, words[name], size=9.5, colour=GREY)
        sheet.field(name, x, top, width, 19, value, size=10.5, style="strong" if index == 0 else "plain")


def _draw_continued(sheet: Sheet, invoice: Invoice, speech: Speech) -> None:
    sheet.words(_LEFT, 48, 280, 22, invoice.seller.name, size=13, style="head", colour=sheet.look.accent)
    again = f"{invoice.number} · {speech.words['continued']}"
    sheet.words(_LEFT + 280, 48, _WIDTH - 280, 22, again, size=10, align="end", colour=GREY)
    sheet.rule(_LEFT, 78, _LEFT + _WIDTH, 78, line=0.8, colour=sheet.look.accent)


def _draw_ending(
    sheet: Sheet, invoice: Invoice, speech: Speech, form: TableForm, options: Options, *, page: int
) -> None:
    totals = TotalsForm(
        _LEFT + 215, form.bottom + 30, 150, 110, row=22, size=10.5,
        has_discount=options.has_discount, is_filled=False, page=page,
    )  # fmt: skip
    bottom = draw_totals(sheet, totals, invoice, speech)
    sheet.words(_LEFT, totals.y, 190, 16, speech.words["payment"], size=9.5, style="strong")
    for index, line in enumerate(invoice.seller.contact.split(" · ")):
        sheet.words(_LEFT, totals.y + 18 + index * 15, 205, 15, line, size=9, colour=GREY)
    sheet.words(_LEFT, bottom + 26, _WIDTH, 16, speech.words["terms"], size=9.5, align="middle", colour=GREY)


def _draw_foot(sheet: Sheet, speech: Speech, *, page: int, pages: int) -> None:
    sheet.rule(_LEFT, 790, _LEFT + _WIDTH, 790, line=0.4, colour=GREY)
    counted = speech.words["page"].format(speech.digits(page), speech.digits(pages))
    sheet.words(_LEFT, 794, 300, 14, speech.words["thanks"], size=8.5, colour=GREY)
    sheet.words(_LEFT + 300, 794, _WIDTH - 300, 14, counted, size=8.5, align="end", colour=GREY)
