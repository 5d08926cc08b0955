"""What a reader is: regions of a page in, Readings out, many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from invoice_desk.imaging.page import Crop
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.reading import Reading


@dataclass(frozen=True, slots=True)
class Region:
    """A crop to be read and what is known of it. languages: Tesseract names, most likely first."""

    crop: Crop
    kind: FieldKind
    languages: tuple[str, ...]


class Reader(Protocol):
    """Reads regions of one page.

    `read` yields one item a region, in order: its Reading, or None where nothing is found. It
    may work ahead, or only when the next item is asked for; whoever stops asking stops it. One
    reader serves many threads.
    """

    @property
    def name(self) -> str:
        """The name that stands in its Readings."""

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield one Reading or None a region."""
