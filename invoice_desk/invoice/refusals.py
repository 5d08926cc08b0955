"""Why a template file is refused, in words that name the place and the way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from invoice_desk.invoice.fields import Anchor, Column, Field, Options

Place = tuple[int | str, ...]
"""The keys and numbers from 0 that lead to a part of a template file: ("fields", 0, "box")."""

_PARTS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "fields": ("a field", Field),
    "options": ("options", Options),
    "anchor": ("an anchor", Anchor),
    "columns": ("a column", Column),
}


def first_reason(error: ValidationError, data: dict[str, object], *, template: type[BaseModel]) -> str:
    """Return the first of pydantic's errors as "field 'total': box: must be four whole numbers ...".

    data: the file's content, which tells the field's name; template: the model that refused it.
    """
    first = error.errors(include_url=False, include_context=False)[0]
    place: Place = first["loc"]
    reason = _reason(first["type"], first["msg"], place, template)
    prefix = ""
    if len(place) > 1 and place[0] == "fields" and isinstance(place[1], int):
        prefix = f"field {_field_name(data, place[1])}: "
        place = place[2:]
    path = ".".join(str(step) for step in place)
    return f"{prefix}{path}: {reason}" if path else f"{prefix}{reason}"


def _reason(kind: str, message: str, place: Place, template: type[BaseModel]) -> str:
    """Return what is wrong: with a key too many the known ones, with one too few those that are needed."""
    if kind not in {"extra_forbidden", "missing"}:
        return message.removeprefix("Value error, ")
    what, model = _part_around(place, template)
    if kind == "extra_forbidden":
        return f"is not a known key; {what} has {', '.join(model.model_fields)}"
    needed = [name for name, key in model.model_fields.items() if key.is_required()]
    return f"is missing; {what} needs {', '.join(needed)}"


def _part_around(place: Place, template: type[BaseModel]) -> tuple[str, type[BaseModel]]:
    """Return what the part of the file is called that holds the key at the end of `place`, and its model."""
    around = [step for step in place[:-1] if isinstance(step, str)]
    if not around:
        return "a template", template
    if around[-1] in _PARTS:
        return _PARTS[around[-1]]
    inner: Any = template.model_fields[around[-1]].annotation
    return around[-1], inner


def _field_name(data: dict[str, object], index: int) -> str:
    fields = data.get("fields")
    found = fields[index] if isinstance(fields, list) else None
    name = found.get("name") if isinstance(found, dict) else None
    return repr(name[:100]) if isinstance(name, str) else f"number {index + 1}"
