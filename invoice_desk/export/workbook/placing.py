"""A new child of an element is put where the format's order wants it."""

from __future__ import annotations

from collections.abc import Sequence

from invoice_desk.export.workbook.outline import Element
from invoice_desk.export.workbook.splicing import Edit


def placed_inside(parent: Element, name: str, xml: bytes, order: Sequence[str]) -> Edit:
    """Return the edit that puts a child `name` into `parent`, behind all that come before it in `order`.

    What the format does not know stays behind what it follows.
    """
    before = set(order[: order.index(name)])
    position = parent.inner
    for child in parent.children:
        if child.name in before:
            position = child.end
    return Edit(position, position, xml)
