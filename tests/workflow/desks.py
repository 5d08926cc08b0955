"""Small desks for the tests of workflow/: invoices drawn, taken in and read."""

from __future__ import annotations

from pathlib import Path

from small_invoices import draw_invoice, small_template

from invoice_desk.invoice.fields import Column, Field, FieldKind, Role
from invoice_desk.invoice.filed import Filed, Summary
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import Template
from invoice_desk.store.change import Event, history_of
from invoice_desk.store.documents import get_filed
from invoice_desk.store.records import load_record
from invoice_desk.store.searching import Filter, find
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.done import Done
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.taking_in import Taken, arrival_of, take_in

ROLES = {"number": Role.INVOICE_NUMBER, "date": Role.ISSUE_DATE, "total": Role.TOTAL}


def desk_template(name: str = "small") -> Template:
    """Return the template of the small invoice with its fields' roles."""
    drawn = small_template(name=name)
    fields = [field.model_copy(update={"role": ROLES[field.name]}) for field in drawn.fields]
    return drawn.model_copy(update={"fields": tuple(fields)})


def seller_template(name: str = "small") -> Template:
    """Return the same with a seller, whose name stands at the left of the first line."""
    seller = Field(name="seller", kind=FieldKind.TEXT, role=Role.SELLER, box=Box(10, 8, 220, 58))
    drawn = desk_template(name)
    return drawn.model_copy(update={"fields": (*drawn.fields, seller)})


def table_template(name: str = "small") -> Template:
    """Return a template that takes the three printed lines for a table of one column."""
    columns = (Column(name="what", x0=230, x1=620),)
    table = Field(name="items", kind=FieldKind.TABLE, box=Box(230, 8, 620, 180), columns=columns)
    return small_template().model_copy(update={"name": name, "fields": (table,)})


def draw(folder: Path, name: str = "small-1.png", **values: str) -> Path:
    """Write a small invoice under a name that takes the template `small`."""
    folder.mkdir(exist_ok=True)
    return draw_invoice(folder / name, **values)


def add(desk: Desk, *files: Path) -> list[Taken]:
    """Take files in."""
    return [
        event for event in take_in(desk, [arrival_of(file) for file in files]) if isinstance(event, Taken)
    ]


def read(desk: Desk, threads: int = 1) -> list[Done]:
    """Read what waits."""
    return [event for event in read_waiting(desk, threads=threads) if isinstance(event, Done)]


def add_and_read(desk: Desk, *files: Path) -> list[int]:
    """Take files in and read them; return the invoices' numbers."""
    taken = add(desk, *files)
    read(desk)
    return [one.id for one in taken if one.id is not None]


def filed(desk: Desk, key: int) -> Filed:
    """Return an invoice."""
    with desk.reading() as connection:
        return get_filed(connection, desk.store.originals, key)


def record_of(desk: Desk, key: int) -> Record:
    """Return the record of an invoice that was read."""
    with desk.reading() as connection:
        record = load_record(connection, desk.store.originals, key)
    assert record is not None
    return record


def events(desk: Desk, key: int) -> list[Event]:
    """Return the history of an invoice."""
    with desk.reading() as connection:
        return history_of(connection, key)


def listed(desk: Desk, asked: Filter = Filter()) -> list[Summary]:
    """Return the invoices that a list shows, oldest first."""
    with desk.reading() as connection:
        return find(connection, asked, is_descending=False)
