"""Sellers and buyers, as they are read on invoices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from invoice_desk.invoice.fields import Role
from invoice_desk.store.coding import index_key
from invoice_desk.store.database import Connection, key_of
from invoice_desk.store.schema import parties
from invoice_desk.values.searching import search_form

PARTY_ROLES = (Role.SELLER, Role.BUYER)


@dataclass(frozen=True, slots=True)
class Party:
    """A seller or buyer. name: as it was read; tax_id: letters and digits alone, "" where none was read."""

    id: int
    role: Role
    name: str
    tax_id: str


def note_party(connection: Connection, role: Role, name: str, tax_id: str, at: datetime) -> int | None:
    """Return the key of a seller or buyer, added where it is a new one; None where nothing is known of it.

    It is known again by its name, in the searched form, together with its tax number: a name that
    was read wrongly once does not rename all the others.
    """
    form, number = search_form(name), search_form(tax_id).replace(" ", "")
    if not form and not number:
        return None
    key = index_key(f"{number} {form}")
    known = select(parties.c.id).where(parties.c.role == role.value, parties.c.key == key)
    found = connection.execute(known).scalar()
    if found is not None:
        return int(found)
    values = {"role": role.value, "key": key, "name": name, "tax_id": number, "form": form}
    return key_of(connection.execute(insert(parties).values(**values, first_read_at=at)))


def parties_of(connection: Connection, role: Role) -> list[Party]:
    """Return all sellers or buyers that were ever read, by name."""
    rows = connection.execute(select(parties).where(parties.c.role == role.value).order_by(parties.c.form))
    return [Party(row.id, Role(row.role), row.name, row.tax_id) for row in rows]
