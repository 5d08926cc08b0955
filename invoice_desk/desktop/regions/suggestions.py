"""Names that a region may be given: usual fields, the other roles, and what other templates have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from invoice_desk.desktop.regions.usual_fields import USUAL
from invoice_desk.desktop.words.closed_sets import role_words
from invoice_desk.errors import DeskError
from invoice_desk.invoice.fields import Field, FieldKind, Role
from invoice_desk.store.templates import all_templates
from invoice_desk.workflow.desk import Desk

_OTHERS = {
    Role.BUYER_TAX_ID: FieldKind.IDENTIFIER,
    Role.CURRENCY: FieldKind.TEXT,
    Role.DISCOUNT: FieldKind.AMOUNT,
    Role.TAX_RATE: FieldKind.NUMBER,
}
_MANY = 500  # names; more are no help


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name with what comes with it: what a person sees, its name in a template, kind and role."""

    title: str
    name: str
    kind: FieldKind
    role: Role


def suggestions(desk: Desk) -> tuple[Suggestion, ...]:
    """Return all names, each title once; those that the rules know go before those of templates."""
    found: dict[str, Suggestion] = {}
    for one in (*_known(), *_of_templates(desk)):
        if len(found) < _MANY:
            found.setdefault(one.title.casefold(), one)
    return tuple(found.values())


def _known() -> Iterable[Suggestion]:
    for usual in USUAL:
        yield Suggestion(usual.title, usual.name, usual.kind, usual.role)
    for usual in USUAL:
        yield Suggestion(role_words(usual.role), usual.name, usual.kind, usual.role)
    for role, kind in _OTHERS.items():
        yield Suggestion(role_words(role), role.value, kind, role)


def _of_templates(desk: Desk) -> list[Suggestion]:
    try:
        with desk.reading() as connection:
            fields = [field for saved in all_templates(connection) for field in saved.template.fields]
    except DeskError:  # a template that cannot be read is told where it is used
        return []
    return [_of_field(field) for field in fields if field.kind is not FieldKind.TABLE]


def _of_field(field: Field) -> Suggestion:
    return Suggestion(field.title, field.name, field.kind, field.role)
