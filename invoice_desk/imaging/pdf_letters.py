"""The characters of a PDF page's text layer, with their places in pixels and their words."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from invoice_desk.imaging.page import Letter
from invoice_desk.invoice.geometry import Box, Size

MAX_LETTERS = 100_000  # on one page; no printed page has more
_INVISIBLE = 3  # text rendering mode of ISO 32000-1, table 106: neither filled nor stroked
_SPACES = {0x20, 0xA0, 0x0A, 0x0D, 0x09, 0x00}


def page_letters(page: Any, size: Size) -> tuple[Letter, ...]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the letters of an open PDF page in pixels of its picture of `size`.

    PDFium gives right-to-left words in reading order already; the order of words on a line is
    left to whoever reads a box. Spaces only part words.
    """
    text = page.get_textpage()
    try:
        return tuple(_letters(page, text, size))
    finally:
        text.close()


def _letters(page: Any, text: Any, size: Size) -> list[Letter]:  # noqa: ANN401
    place = _Placing(page, size)
    found: list[Letter] = []
    word, before = 0, size.box
    for index in range(min(text.count_chars(), MAX_LETTERS)):
        unicode = pdfium.FPDFText_GetUnicode(text, index)
        if unicode in _SPACES:
            word += 1
            continue
        box, line = place.box_of(text, index), place.line_of(text, index)
        if found and _is_far(before, line):
            word += 1
        before = line
        has_error = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        char = "\ufffd" if has_error or _is_surrogate(unicode) else chr(unicode)
        found.append(Letter(char, box, word, _font_name(text, index), _is_drawn(text, index)))
    return found


def _is_surrogate(unicode: int) -> bool:
    return 0xD800 <= unicode <= 0xDFFF or unicode > 0x10FFFF


def _is_far(before: Box, box: Box) -> bool:
    """Whether letters in a row, by their lines' boxes, cannot be of one word: another line or a wide gap."""
    height = max(before.height, box.height, 1)
    is_other_line = abs((before.y0 + before.y1) - (box.y0 + box.y1)) > height
    gap = max(before.x0, box.x0) - min(before.x1, box.x1)
    return is_other_line or gap > height


def _is_drawn(text: Any, index: int) -> bool:  # noqa: ANN401
    item = pdfium.FPDFText_GetTextObject(text, index)
    return not item or pdfium.FPDFTextObj_GetTextRenderMode(item) != _INVISIBLE


def _font_name(text: Any, index: int) -> str:  # noqa: ANN401
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    return name.value.decode("utf-8", "replace") if length else ""


class _Placing:
    """Turns PDF points of one page (origin bottom left, unturned) into pixels of its picture."""

    def __init__(self, page: Any, size: Size) -> None:  # noqa: ANN401
        self._page, self._size = page, size

    def box_of(self, text: Any, index: int) -> Box:  # noqa: ANN401
        """Return the box around a character's ink."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        return self._box(left.value, top.value, right.value, bottom.value)

    def line_of(self, text: Any, index: int) -> Box:  # noqa: ANN401
        """Return the box from the top to the bottom of a character's line, as its font has it."""
        loose = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        return self._box(loose.left, loose.top, loose.right, loose.bottom)

    def _box(self, left: float, top: float, right: float, bottom: float) -> Box:
        x0, y0 = self._pixel(left, top)
        x1, y1 = self._pixel(right, bottom)
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1, min(x0, x1) + 1), max(y0, y1, min(y0, y1) + 1))
        return box.clipped(self._size.box)

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        """Return the pixel of a point: PDFium knows the page's turn and crop box."""
        px, py = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, self._size.width, self._size.height, 0, x, y, px, py)
        return px.value, py.value
