"""Texts of cells: shared ones are looked up, never added to; ours stand in their cells."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import BinaryIO
from xml.sax.saxutils import escape

from invoice_desk.export.workbook.outline import Element, Walker

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def written(text: str) -> str:
    """Return `text` as it stands in XML: what only looks like Excel's _x0041_ is kept as it is."""
    return escape(_LIKE_ESCAPED.sub("_x005F_", text) if "_x" in text else text)


def meant(text: str) -> str:
    """Return the text that Excel shows for one in a part: _x0041_ is A."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def shared_texts(part: BinaryIO, wanted: Collection[int], *, name: str) -> dict[int, str]:
    """Return the shared texts with the numbers `wanted`, of those that there are."""
    walker = _Shared(part, frozenset(wanted), name=name)
    walker.walk()
    return walker.found


class _Shared(Walker):
    """Keeps the texts that are wanted: those of <t> in <si> and in its runs <r>, not phonetic ones."""

    def __init__(self, part: BinaryIO, wanted: frozenset[int], *, name: str) -> None:
        super().__init__(part, name=name)
        self._wanted, self._number = wanted, -1
        self.found: dict[int, str] = {}

    def is_asked(self, _element: Element) -> bool:
        return False

    def opened(self, element: Element) -> None:
        self._number += element.name == "si"

    def closed(self, element: Element) -> None:
        is_text = element.name == "t" and element.parent is not None and element.parent.name in {"si", "r"}
        if is_text and self._number in self._wanted:
            self.found[self._number] = self.found.get(self._number, "") + meant(element.text)
