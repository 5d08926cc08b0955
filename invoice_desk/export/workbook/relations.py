"""The relations of a sheet, of which there may be a link for each of 65,530 cells: gone through, not kept."""

from __future__ import annotations

from typing import BinaryIO

from invoice_desk.export.workbook.outline import Element, Walker

OUR_IDS = "desk"  # how the ids of our links' relations begin


class Relations(Walker):
    """root: with all relations but links as children; next_id: the first free number for ids of ours."""

    root: Element
    next_id: int

    def __init__(self, part: BinaryIO, *, name: str) -> None:
        super().__init__(part, name=name)
        self.next_id = 1
        self.walk()

    def is_asked(self, element: Element) -> bool:
        """Only of the root."""
        return element.parent is None

    def opened(self, element: Element) -> None:
        """Keep what may be needed."""
        if element.parent is None:
            self.root = element
            return
        number = (element.get("Id") or "").casefold().removeprefix(OUR_IDS)
        if number.isdecimal():
            self.next_id = max(self.next_id, int(number) + 1)
        if not (element.get("Type") or "").endswith("/hyperlink"):
            self.root.children.append(element)
