"""The station from text to meaning: a printed text as a value of its field's kind, with every doubt."""

from __future__ import annotations

from dataclasses import dataclass

from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import FieldKind, Options
from invoice_desk.invoice.record import Value
from invoice_desk.values.amounts import read_amount
from invoice_desk.values.calendars import Calendar
from invoice_desk.values.dates import read_date
from invoice_desk.values.digits import clean_text
from invoice_desk.values.identifiers import read_identifier


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a printed text means.

    value: None where it means nothing certain enough; currency: ISO 4217 of an amount, printed or
    stated; calendar: of a date, as printed; has_percent: of a number or amount with a percent
    sign, whose value is the printed number (15 for "15 %"); reasons: why a person should look.
    """

    value: Value | None
    currency: str | None = None
    calendar: Calendar | None = None
    has_percent: bool = False
    reasons: tuple[Reason, ...] = ()


def understand(text: str, kind: FieldKind, options: Options) -> Meaning:
    """Return what `text` means for a field of `kind`: text, number, amount, date, identifier or code.

    Whatever the text is, this does not raise: what cannot be understood is a reason. Raises
    ValueError for a table or a checkbox, which are no text.
    """
    if kind in {FieldKind.TABLE, FieldKind.CHECKBOX}:
        raise ValueError(f"a {kind.value} has no text to understand")
    cleaned = clean_text(text)
    if not cleaned:
        return Meaning(None, reasons=(Reason(Doubt.NOTHING_FOUND),))
    if kind in {FieldKind.NUMBER, FieldKind.AMOUNT}:
        return _understand_amount(text, kind, options)
    if kind is FieldKind.DATE:
        found = read_date(text, order=options.date_order)
        return Meaning(found.value, calendar=found.calendar, reasons=found.reasons)
    if kind is FieldKind.IDENTIFIER:
        return Meaning(read_identifier(text))
    return Meaning(text if kind is FieldKind.CODE else cleaned)


def _understand_amount(text: str, kind: FieldKind, options: Options) -> Meaning:
    """Return the meaning of a number or amount; the stated currency and a doubt of % are for amounts only."""
    is_money = kind is FieldKind.AMOUNT
    found = read_amount(text, decimal=options.decimal, currency=options.currency, is_money=is_money)
    currency, reasons = found.currency, found.reasons
    if is_money and found.value is not None:
        if found.has_percent:
            reasons = (*reasons, Reason(Doubt.UNREAD_PART, "%"))
        elif not found.has_sign:
            currency = options.currency
    return Meaning(found.value, currency, has_percent=found.has_percent, reasons=reasons)
