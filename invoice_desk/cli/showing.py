"""`invoice-desk show`: all that the desk knows of one invoice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from invoice_desk.cli.desks import KEPT, DeskOption, Id, JsonOption, opened
from invoice_desk.cli.running import print_line, reported, results

if TYPE_CHECKING:
    from invoice_desk.invoice.filed import Filed
    from invoice_desk.invoice.record import Record
    from invoice_desk.store.corrections import Corrections
    from invoice_desk.workflow.desk import Desk
    from invoice_desk.workflow.reviewing import Difference


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice as it is shown. record: None where it was never read; said: what people said of it."""

    filed: Filed
    record: Record | None
    said: Corrections
    differences: tuple[Difference, ...]


def show(
    id: Id,  # noqa: A002 - its name in the usage
    json: JsonOption = False,  # noqa: FBT002
    desk: DeskOption = None,
) -> None:
    """Show an invoice: its values and readings, why they are doubted, and where its file lies."""
    with reported(KEPT), opened(desk) as place:
        invoice = _load(place, id)
        with results():
            if json:
                from invoice_desk.cli.shown_json import json_of

                print_line(json_of(invoice))
            else:
                from invoice_desk.cli.shown_invoice import print_invoice

                print_invoice(invoice)


def _load(desk: Desk, key: int) -> Invoice:
    """Load an invoice. Raises Refused where there is none of this number."""
    from invoice_desk.store.corrections import corrections_of
    from invoice_desk.workflow.reviewing import open_invoice

    opened = open_invoice(desk, key)
    with desk.reading() as connection:
        said = corrections_of(connection, [key]).get(key, {})
    return Invoice(opened.filed, opened.record, said, tuple(opened.differences))
