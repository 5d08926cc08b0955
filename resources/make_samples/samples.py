"""Which samples there are: content, language, look and finish of each, in the order they are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from resources.make_samples import look
from resources.make_samples.contents import arabic, english, french
from resources.make_samples.finishing import Finish, as_fax, as_pdf, as_photo, as_png_scan, as_tiff_scan
from resources.make_samples.invoice import Invoice
from resources.make_samples.layouts.band import draw_band
from resources.make_samples.layouts.draft import draw_draft
from resources.make_samples.layouts.form import draw_form
from resources.make_samples.layouts.letter import draw_letter
from resources.make_samples.layouts.options import Layout, Options
from resources.make_samples.layouts.slip import draw_slip
from resources.make_samples.look import Look
from resources.make_samples.speech import Speech
from resources.make_samples.speeches import ARABIC, ENGLISH, FRENCH

IN_DIGITS = replace(ENGLISH, months=())
DIRHAM = replace(ENGLISH, form="AED {}", words={**ENGLISH.words, "tax_id": "TRN", "buyer_tax_id": "TRN"})
POUND = replace(ENGLISH, form="£{}")
INDIC = replace(ARABIC, is_indic=True, thousands="٬", decimal="٫", form="{} ر.س")
INDIC_COUNTER = replace(
    INDIC,
    form="{}",
    words={
        **ARABIC.words,
        "invoice_number": "رقم",
        "issue_date": "التاريخ",
        "buyer": "العميل",
        "tax": "الضريبة",
    },
)
COUNTER = replace(
    IN_DIGITS,
    words={**DIRHAM.words, "invoice_number": "Bill no.", "issue_date": "Date", "title": "TAX INVOICE"},
)
COMPTOIR = replace(
    FRENCH,
    months=(),
    words={
        **FRENCH.words,
        "price": "Prix HT",
        "invoice_number": "N°",
        "issue_date": "Date",
        "buyer": "Client",
    },
)


@dataclass(frozen=True)
class Sample:
    """One file. template: the template file's name without its ending, shared by files of one layout."""

    file: str
    template: str
    title: str
    layout: Layout
    invoice: Invoice
    speech: Speech
    look: Look
    options: Options
    finish: Finish


_BAND = Options(has_tick=True, has_discount=True, slots=8)
_FORM = Options(has_tick=True, slots=8)


def _chandler(file: str, invoice: Invoice) -> Sample:
    title = "Northgate Marine Supplies"
    return Sample(file, "en-marine", title, draw_band, invoice, DIRHAM, look.HARBOUR, _BAND, as_pdf)


def _printer(file: str, invoice: Invoice, finish: Finish) -> Sample:
    title = "Harcourt Printing Works (scan)"
    return Sample(file, "en-printing", title, draw_form, invoice, IN_DIGITS, look.PRINTER, _FORM, finish)


SAMPLES: tuple[Sample, ...] = (
    _chandler("en-marine-march.pdf", english.CHANDLER_MARCH),
    _chandler("en-marine-april.pdf", english.CHANDLER_APRIL),
    Sample(
        "ar-palm.pdf", "ar-palm", "شركة واحة النخيل للتجارة", draw_band,
        arabic.PALM_MARCH, INDIC, look.PALM, Options(code="zatca"), as_pdf,
    ),
    Sample(
        "fr-atelier.pdf", "fr-atelier", "Atelier Bellerive", draw_band,
        french.WORKSHOP_MARCH, FRENCH, look.WORKSHOP, _BAND, as_pdf,
    ),
    Sample(
        "en-engineering.pdf", "en-engineering", "Alder & Finch Engineering", draw_letter,
        english.ENGINEER_YEAR, POUND, look.ENGINEER, Options(slots=20), as_pdf,
    ),
    Sample(
        "ar-bookshop.pdf", "ar-bookshop", "دار الكتاب العربي للنشر", draw_letter,
        arabic.BOOKSHOP_FEBRUARY, ARABIC, look.BOOKSHOP,
        Options(has_hijri=True, has_discount=True, slots=10), as_pdf,
    ),
    _printer("en-printing-may.png", english.PRINTER_MAY, as_png_scan(degrees=0.25, seed=11)),
    _printer("en-printing-june.png", english.PRINTER_JUNE, as_png_scan(degrees=-0.35, seed=12)),
    Sample(
        "ar-furniture.png", "ar-furniture", "مصنع الركن الذهبي للأثاث", draw_form,
        arabic.CONTRACTOR_APRIL, ARABIC, look.CONTRACTOR,
        replace(_FORM, has_hijri=True, code="zatca"), as_png_scan(degrees=0.35, seed=13),
    ),
    Sample(
        "fr-transport.tif", "fr-transport", "Transports Garonne", draw_letter,
        french.CARRIER_FEBRUARY, FRENCH, look.CARRIER, Options(slots=20),
        as_tiff_scan(degrees=(-0.4, 0.3), seed=21),
    ),
    Sample(
        "en-freight-fax.tif", "en-freight-fax", "Pine Ridge Freight (fax)", draw_draft,
        english.CARRIER_FAX, IN_DIGITS, look.FREIGHT, Options(slots=10), as_fax(degrees=0.25, seed=31),
    ),
    Sample(
        "en-catering.jpg", "en-catering", "Blue Kettle Catering (photo)", draw_slip,
        english.CATERER_BILL, COUNTER, look.CATERER,
        Options(has_tick=True, code="plain", slots=6), as_photo(seed=41, dpi=200),
    ),
    Sample(
        "fr-fournil.jpg", "fr-fournil", "Fournil des Acacias (photo)", draw_slip,
        french.BAKERY_BILL, COMPTOIR, look.BAKERY, Options(has_tick=True, slots=6),
        as_photo(seed=42, dpi=200, lean=0.8, is_turned=True),
    ),
    Sample(
        "ar-coffee.jpg", "ar-coffee", "محمصة بن الديرة", draw_slip,
        arabic.ROASTER_BILL, INDIC_COUNTER, look.ROASTER, Options(has_tick=True, slots=6),
        as_photo(seed=43, dpi=200, lean=-0.8),
    ),
)  # fmt: skip
