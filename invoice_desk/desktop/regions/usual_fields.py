"""The fields that most invoices have: proposed by name, and given to a region by one key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from invoice_desk.invoice.fields import Field, FieldKind, Role


@dataclass(frozen=True, slots=True)
class Usual:
    """A usual field: its name in a template, what a person sees (in English), its kind and role."""

    name: str
    words: object
    kind: FieldKind
    role: Role

    @property
    def title(self) -> str:
        """What it is called in the person's language; a template keeps that as the field's label."""
        return QCoreApplication.translate("UsualField", str(self.words))


_N = QT_TRANSLATE_NOOP
USUAL = (
    Usual(
        "invoice_number",
        _N("UsualField", "Invoice number"),
        FieldKind.IDENTIFIER,
        Role.INVOICE_NUMBER,
    ),
    Usual("issue_date", _N("UsualField", "Date"), FieldKind.DATE, Role.ISSUE_DATE),
    Usual("seller", _N("UsualField", "Seller"), FieldKind.TEXT, Role.SELLER),
    Usual("tax_id", _N("UsualField", "Tax number"), FieldKind.IDENTIFIER, Role.TAX_ID),
    Usual("subtotal", _N("UsualField", "Subtotal"), FieldKind.AMOUNT, Role.SUBTOTAL),
    Usual("tax", _N("UsualField", "Tax"), FieldKind.AMOUNT, Role.TAX),
    Usual("total", _N("UsualField", "Total"), FieldKind.AMOUNT, Role.TOTAL),
    Usual("due_date", _N("UsualField", "Due date"), FieldKind.DATE, Role.DUE_DATE),
    Usual("buyer", _N("UsualField", "Buyer"), FieldKind.TEXT, Role.BUYER),
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
