"""Bytes put into a part at certain places; everything between them is copied as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from invoice_desk.export.workbook.outline import Element

_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from start to end (outside) of a part give way to `new`, bytes or a file from its begin."""

    start: int
    end: int
    new: bytes | BinaryIO


def spliced(part: BinaryIO, edits: Iterable[Edit]) -> Iterator[bytes]:
    """Give the bytes of `part` with `edits`, which do not overlap; at one place the first comes first."""
    position = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        yield from _copied(part, position, edit.start)
        if isinstance(edit.new, bytes):
            yield edit.new
        else:
            edit.new.seek(0)
            while chunk := edit.new.read(_CHUNK):
                yield chunk
        position = edit.end
    yield from _copied(part, position, None)


def added_inside(element: Element, new: bytes) -> list[Edit]:
    """Return the edits that put `new` at the end of what is in `element`."""
    if element.is_empty:
        tag = element.start_tag(is_empty=False)
        return [Edit(element.start, element.end, tag + new + f"</{element.qname}>".encode())]
    return [Edit(element.close, element.close, new)]


def tag_changed(element: Element, **attributes: str) -> Edit:
    """Return the edit that changes attributes of `element`."""
    return Edit(element.start, element.inner, element.start_tag(attributes))


def _copied(part: BinaryIO, start: int, end: int | None) -> Iterator[bytes]:
    part.seek(start)
    left = end - start if end is not None else None
    while left is None or left > 0:
        chunk = part.read(_CHUNK if left is None else min(_CHUNK, left))
        if not chunk:
            return
        left = left - len(chunk) if left is not None else None
        yield chunk
