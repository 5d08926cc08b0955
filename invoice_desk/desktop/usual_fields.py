"""The fields that most invoices have: proposed by name, and given to a region by one key."""

from __future__ import annotations

from dataclasses import dataclass

from invoice_desk.invoice.fields import Field, FieldKind, Role


@dataclass(frozen=True, slots=True)
class Usual:
    """A usual field: its name in a template, what a person sees, its kind and role."""

    name: str
    title: str
    kind: FieldKind
    role: Role


USUAL = (
    Usual("invoice_number", "Invoice number", FieldKind.IDENTIFIER, Role.INVOICE_NUMBER),
    Usual("issue_date", "Date", FieldKind.DATE, Role.ISSUE_DATE),
    Usual("seller", "Seller", FieldKind.TEXT, Role.SELLER),
    Usual("tax_id", "Tax number", FieldKind.IDENTIFIER, Role.TAX_ID),
    Usual("subtotal", "Subtotal", FieldKind.AMOUNT, Role.SUBTOTAL),
    Usual("tax", "Tax", FieldKind.AMOUNT, Role.TAX),
    Usual("total", "Total", FieldKind.AMOUNT, Role.TOTAL),
    Usual("due_date", "Due date", FieldKind.DATE, Role.DUE_DATE),
    Usual("buyer", "Buyer", FieldKind.TEXT, Role.BUYER),
)
"""In the order of the keys 1 to 9."""

LANGUAGES = ("ara", "eng", "fra")
"""That a person can tick; Tesseract reads all three."""


def as_usual(field: Field, usual: Usual, *, name: str) -> Field:
    """Return a field as one of the usual ones, under a name that no other field has."""
    changed = {"name": name, "label": usual.title, "kind": usual.kind, "role": usual.role, "columns": ()}
    return field.model_copy(update=changed)


def free_name(wanted: str, taken: set[str]) -> str:
    """Return a name that is not taken: the wanted one, or with a number behind it."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name
