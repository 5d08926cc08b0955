"""Regions in the clipboard, as JSON under a type of its own and as text; what is pasted is not trusted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Key
from PySide6.QtCore import QMimeData

from invoice_desk.errors import Refused
from invoice_desk.invoice.fields import Column, Field
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.template import PageSize

MIME = "application/x-invoice-desk-regions+json"
_FORMAT: Final = "invoice-desk-regions/1"
_MAX_BYTES = 512 * 1024
_MAX_REGIONS = 200
_MIN_SIDE = 3  # pixels of a box that is left of one at the edge


class Clip(BaseModel):
    """Fields and the size of the page that their boxes refer to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["invoice-desk-regions/1"] = _FORMAT
    page: PageSize
    fields: Annotated[tuple[Field, ...], Key(min_length=1, max_length=_MAX_REGIONS)]


def to_mime(fields: Sequence[Field], page: PageSize) -> QMimeData:
    """Return the clipboard's content for fields; an anchor, which belongs to its own page, stays behind."""
    bare = tuple(field.model_copy(update={"anchor": None}) for field in fields)
    text = Clip(page=page, fields=bare).model_dump_json()
    mime = QMimeData()
    mime.setData(MIME, text.encode())
    mime.setText(text)
    return mime


def has_regions(mime: QMimeData | None) -> bool:
    """Whether regions may lie in the clipboard."""
    return mime is not None and (mime.hasFormat(MIME) or mime.text()[:400].find(_FORMAT) >= 0)


def from_mime(mime: QMimeData) -> Clip:
    """Return the regions in the clipboard. Raises Refused with the reason where they are none."""
    content = bytes(mime.data(MIME).data()) if mime.hasFormat(MIME) else mime.text().encode()
    if len(content) > _MAX_BYTES:
        raise Refused("what lies in the clipboard is too long to be regions", remedy="copy fewer regions")
    try:
        return Clip.model_validate(json.loads(content))
    except (ValidationError, ValueError, RecursionError) as error:
        raise Refused(
            f"what lies in the clipboard are no regions: {_reason(error)}", remedy="copy them once more"
        ) from error


def placed(clip: Clip, page: Size, *, at: tuple[int, int] | None, others: Sequence[Box]) -> list[Field]:
    """Return the fields with their boxes on a page of another size; those that lie beside it are left out.

    at: where the upper left corner of all is to lie; None for the same place, a little aside where one
    lies there already.
    """
    source = Size(clip.page.width, clip.page.height)
    boxes = [field.box.scaled(source=source, target=page) for field in clip.fields]
    dx, dy = _way(boxes, page, at, others)
    moved = [box.moved(dx=dx, dy=dy).clipped(page.box) for box in boxes]
    pairs = zip(clip.fields, moved, strict=True)
    return [with_box(field, box) for field, box in pairs if min(box.width, box.height) >= _MIN_SIDE]


def with_box(field: Field, box: Box) -> Field:
    """Return a field with another box; the columns of a table go with it."""
    if not field.columns:
        return field.model_copy(update={"box": box})
    share = box.width / field.box.width
    columns = tuple(_moved(column, field.box.x0, share, box.x0) for column in field.columns)
    return field.model_copy(update={"box": box, "columns": columns})


def _moved(column: Column, x0: int, share: float, to: int) -> Column:
    left, right = (to + round((edge - x0) * share) for edge in (column.x0, column.x1))
    return column.model_copy(update={"x0": left, "x1": max(right, left + 1)})


def _way(
    boxes: Sequence[Box], page: Size, at: tuple[int, int] | None, others: Sequence[Box]
) -> tuple[int, int]:
    left, top = min(box.x0 for box in boxes), min(box.y0 for box in boxes)
    if at is None:
        aside = max(4, page.width // 100)
        steps = 0
        while any(box.moved(dx=steps, dy=steps) in others for box in boxes):
            steps += aside
        return steps, steps
    right, bottom = max(box.x1 for box in boxes), max(box.y1 for box in boxes)
    x = max(0, min(at[0], page.width - (right - left)))
    y = max(0, min(at[1], page.height - (bottom - top)))
    return x - left, y - top


def _reason(error: Exception) -> str:
    lines = str(error).splitlines()
    return ((lines[1:3] and " ".join(lines[1:3])) or str(error))[:200].strip()
