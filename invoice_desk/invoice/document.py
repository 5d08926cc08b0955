"""A document: the facts of an invoice file, which can be stored and sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from invoice_desk.invoice.geometry import Size


@dataclass(frozen=True, slots=True)
class PageInfo:
    """The facts of one page.

    index: from 0; size: pixels as the page is decoded (upright, after the EXIF turn);
    dpi: dots per inch as the file says or as it is rendered, None where it says nothing sane;
    has_text_layer: whether a PDF page carries characters.
    """

    index: int
    size: Size
    dpi: float | None = None
    has_text_layer: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The facts of one invoice file.

    sha256: of its bytes, lower-case hex; path: where it lies; name: as it is shown;
    origin: where it came from ("file" for one opened here); pages: at least one.
    """

    sha256: str
    path: Path
    name: str
    origin: str
    pages: tuple[PageInfo, ...]
