"""The columns of an export and their order: those of the desk, and the fields of the templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from invoice_desk.errors import BadSetting
from invoice_desk.export.rows import distinct
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.template import Template

FIELD_PREFIX = "field:"  # before a field's name that is also the name of a column of the desk


class BuiltIn(StrEnum):
    """The columns that every export can have. The value is the name by which a person chooses it."""

    ID = "id"
    FILE = "file"
    TEMPLATE = "template"
    STATE = "state"
    STATUS = "status"
    REASONS = "reasons"
    ERROR = "error"
    DUPLICATE_OF = "duplicate_of"
    ORIGINAL = "original"

    @property
    def heading(self) -> str:
        """What stands above it in a workbook."""
        return "ID" if self is BuiltIn.ID else self.value.replace("_", " ").capitalize()


_BEFORE = (BuiltIn.ID, BuiltIn.FILE, BuiltIn.TEMPLATE, BuiltIn.STATE, BuiltIn.STATUS)
_BEHIND = (BuiltIn.REASONS, BuiltIn.ERROR, BuiltIn.DUPLICATE_OF, BuiltIn.ORIGINAL)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of invoices.

    name: how a person chooses it; title: what stands above it in a workbook; other_titles: what
    the same field is called elsewhere (its name, other templates' labels), by which its column in
    an older workbook is known again; field: the field's name, None for a column of the desk;
    has_currency: an amount, whose currency stands beside it in a CSV file.
    """

    name: str
    title: str
    other_titles: tuple[str, ...] = ()
    field: str | None = None
    has_currency: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that a person chose, in order; none: all of them."""

    names: tuple[str, ...] = ()

    def chosen(self, headings: Sequence[Heading]) -> tuple[Heading, ...]:
        """Return those of `headings` that were chosen, each once, in the person's order.

        Raises BadSetting for a name that none of them has; it lists the known ones.
        """
        if not self.names:
            return tuple(headings)
        known = _by_name(headings)
        unknown = [name for name in self.names if name not in known]
        if unknown:
            raise BadSetting(
                f"there is no column {unknown[0]!r}",
                remedy=f"choose from {', '.join(heading.name for heading in headings)}",
            )
        return tuple({known[name].name: known[name] for name in self.names}.values())


ALL_COLUMNS = Columns()


def headings_of(templates: Iterable[Template]) -> tuple[Heading, ...]:
    """Return all columns that invoices of `templates` can have, in the usual order.

    They are known before the first row, so that rows can stream. Lines of tables have a sheet of
    their own and no column here.
    """
    fields = _distinct_titles(_fields(templates))
    before, behind = (tuple(Heading(one.value, one.heading) for one in some) for some in (_BEFORE, _BEHIND))
    return (*before, *fields, *behind)


def line_names_of(templates: Iterable[Template]) -> tuple[str, ...]:
    """Return the names of all columns that the tables of `templates` have, in order of appearance."""
    columns = (column.name for template in templates for field in template.fields for column in field.columns)
    return tuple(dict.fromkeys(columns))


def _fields(templates: Iterable[Template]) -> list[Heading]:
    found: dict[str, Heading] = {}
    for template in templates:
        for field in template.fields:
            if field.kind is FieldKind.TABLE:
                continue
            is_amount = field.kind is FieldKind.AMOUNT
            first = found.setdefault(field.name, _heading(field.name, field.title))
            others = tuple(dict.fromkeys((*first.other_titles, field.title)))
            found[field.name] = replace(
                first, other_titles=others, has_currency=first.has_currency or is_amount
            )
    return list(found.values())


def _heading(field: str, title: str) -> Heading:
    is_taken = field in set(BuiltIn) or field.startswith(FIELD_PREFIX)
    name = f"{FIELD_PREFIX}{field}" if is_taken else field
    return Heading(name, title, other_titles=(field,), field=field)


def _distinct_titles(fields: Sequence[Heading]) -> list[Heading]:
    """Give each field a title that no other column has, not even in other letters' case."""
    taken = [one.heading for one in (*_BEFORE, *_BEHIND)]
    titles = distinct([*taken, *(heading.title for heading in fields)], key=str.casefold)[len(taken) :]
    return [replace(heading, title=title) for heading, title in zip(fields, titles, strict=True)]


def _by_name(headings: Sequence[Heading]) -> dict[str, Heading]:
    with_prefix = {f"{FIELD_PREFIX}{one.field}": one for one in headings if one.field is not None}
    return with_prefix | {heading.name: heading for heading in headings}
