"""What differs between two versions of a template: fields added, removed, moved, renamed, changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.template import Template


class Step(Enum):
    """What happened to a field, or to the template itself (PAGE, REFERENCE, ORDER)."""

    ADDED = auto()
    REMOVED = auto()
    MOVED = auto()
    RENAMED = auto()
    CHANGED = auto()
    PAGE = auto()
    REFERENCE = auto()
    ORDER = auto()


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. title: of the field as it is now, "" for the template; before: its title then."""

    step: Step
    title: str = ""
    before: str = ""


def differences_of(before: Template, after: Template) -> list[Difference]:
    """Return what was done to `before` to get `after`, in the order of the fields; names are not compared."""
    pairs = _paired(before.fields, after.fields)
    found = [step for old, new in pairs for step in _of_field(old, new)]
    if before.page != after.page:
        found.append(Difference(Step.PAGE))
    if before.reference != after.reference:
        found.append(Difference(Step.REFERENCE))
    if not found and before.fields != after.fields:
        found.append(Difference(Step.ORDER))
    return found


def _paired(before: Sequence[Field], after: Sequence[Field]) -> list[tuple[Field | None, Field | None]]:
    """Return each field beside what it was: by its name, else by its place on the page."""
    named = {field.name: field for field in before}
    left = [field for field in before if field.name not in {one.name for one in after}]
    pairs: list[tuple[Field | None, Field | None]] = []
    for field in after:
        old = named.get(field.name) or next((one for one in left if _is_there(one, field)), None)
        if old in left:
            left.remove(old)
        pairs.append((old, field))
    return [*pairs, *((field, None) for field in left)]


def _is_there(one: Field, other: Field) -> bool:
    return (one.box, one.page) == (other.box, other.page)


def _of_field(old: Field | None, new: Field | None) -> list[Difference]:
    if old is None or new is None:
        field = new or old
        title = field.title if field is not None else ""
        return [Difference(Step.ADDED if old is None else Step.REMOVED, title)]
    found = []
    if (old.name, old.title) != (new.name, new.title):
        found.append(Difference(Step.RENAMED, new.title, old.title))
    if not _is_there(old, new):
        found.append(Difference(Step.MOVED, new.title))
    same = {"name": old.name, "label": old.label, "box": old.box, "page": old.page}
    if new.model_copy(update=same) != old:
        found.append(Difference(Step.CHANGED, new.title))
    return found
