"""What a report of an invoice is made of beside the invoice: pictures of its pages, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as a picture. index: from 0; width, height: pixels of the page that boxes refer to, whatever
    the picture's own size; content: PNG or JPEG.
    """

    index: int
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that was done to an invoice: when, by whom, what, and the value before and after, or ""."""

    when: datetime
    who: str
    what: str
    old: str = ""
    new: str = ""
