"""Small born-digital PDFs for tests, with the boxes of what was written on them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
from drawn_pages import SANS
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Page, Pixels
from invoice_desk.invoice.geometry import Box

AMIRI = "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf"
_PIXELS = 200 / 72  # a point, as PDFs are rendered
_ARABIC = re.compile(r"[\u0600-\u06ff]")


class Sheet:
    """One PDF page to write on, in points from the top left; each call gives the box in pixels."""

    def __init__(self, width: float = 300, height: float = 120) -> None:
        self.pdf = FPDF(unit="pt", format=(width, height))
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.set_compression(False)
        self.pdf.add_font("latin", fname=SANS)
        self.pdf.add_font("arabic", fname=AMIRI)
        self.pdf.add_page()

    def write(
        self,
        text: str,
        x: float = 20,
        y: float = 20,
        *,
        size: float = 14,
        tone: int = 0,
        is_hidden: bool = False,
    ) -> Box:
        """Print a text in one line; hidden text has the render mode 3 of a scan's OCR layer."""
        is_arabic = bool(_ARABIC.search(text))
        self.pdf.set_font("arabic" if is_arabic else "latin", size=size)
        self.pdf.set_text_shaping(use_shaping_engine=True, direction="rtl" if is_arabic else "ltr")
        self.pdf.set_text_color(tone)
        self.pdf.text_mode = TextMode.INVISIBLE if is_hidden else TextMode.FILL
        self.pdf.set_xy(x, y)
        width = self.pdf.get_string_width(text)
        self.pdf.cell(width, size * 1.3, text)
        return in_pixels(x - 3, y - 1, x + width + 3, y + size * 1.3 + 1)

    def fill(self, x: float, y: float, width: float, height: float, tone: int) -> None:
        """Fill a rectangle."""
        self.pdf.set_fill_color(tone)
        self.pdf.rect(x, y, width, height, style="F")

    def show(self, pixels: Pixels, x: float, y: float, width: float, height: float) -> None:
        """Show a picture."""
        kept = io.BytesIO()
        Image.fromarray(pixels).save(kept, "PNG")
        self.pdf.image(kept, x, y, width, height)

    def page(self, folder: Path, change: Callable[[bytes], bytes] = bytes) -> Page:
        """Write the file, its bytes changed by `change`, and open its page."""
        path = folder / "sheet.pdf"
        path.write_bytes(change(bytes(self.pdf.output())))
        return open_page(inspect(path), 0)


def in_pixels(x0: float, y0: float, x1: float, y1: float) -> Box:
    """Return a box in points as pixels of the rendered page."""
    return Box(*(round(edge * _PIXELS) for edge in (x0, y0, x1, y1)))


def grey_of(page: Page) -> Pixels:
    """Return a page's pixels in grey, free to be changed."""
    return np.array(page.crop(page.size.box).grey)


def with_shifted_map(data: bytes) -> bytes:
    """Return the PDF with character maps that give the letter three further on, as broken subsets do."""
    count = 0

    def shift(found: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        return b"<%s> <%04X>" % (found[1], int(found[2], 16) + 3)

    changed = re.sub(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>(?=\n)", shift, data)
    assert count > 5, "no character map was found"
    return changed


def with_ones_as_nines(data: bytes) -> bytes:
    """Return the PDF with character maps that are right but for the digit 1, which they give as 9."""
    changed = re.sub(rb"<([0-9A-F]{4})> <0031>(?=\n)", rb"<\1> <0039>", data)
    assert changed != data
    return changed


def with_private_map(data: bytes) -> bytes:
    """Return the PDF with character maps that give private characters, as fonts of one program do."""
    return re.sub(rb"<([0-9A-F]{4})> <00([0-9A-F]{2})>(?=\n)", rb"<\1> <E0\2>", data)


def without_map(data: bytes) -> bytes:
    """Return the PDF without any character map."""
    changed = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), data)
    assert changed != data
    return changed
