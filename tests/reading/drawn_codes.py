"""QR codes and bar codes drawn for tests."""

from __future__ import annotations

import numpy as np
import zxingcpp
from drawn_pages import paper

from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box


def code(symbology: str, content: str | bytes, *, scale: int = 3) -> Pixels:
    """Return a code cut out at its outermost ink; symbology as zxing names it."""
    made = zxingcpp.create_barcode(content, zxingcpp.barcode_format_from_str(symbology))
    drawn = np.array(made.to_image(scale=scale, add_quiet_zones=False))
    if symbology.startswith("EAN"):  # the guards, longer than the other bars, are cut to their length
        drawn = drawn[: 150 * scale // 3]
    return drawn


def on_paper(drawn: Pixels, *, margin: int = 40) -> Pixels:
    """Return a code with paper around it."""
    height, width = drawn.shape
    pixels = paper(width + 2 * margin, height + 2 * margin)
    lay(pixels, drawn, margin, margin)
    return pixels


def lay(pixels: Pixels, drawn: Pixels, x: int, y: int) -> Box:
    """Draw a code with its top left at x, y; return its box."""
    height, width = drawn.shape
    pixels[y : y + height, x : x + width] = drawn
    return Box(x, y, x + width, y + height)


def strike(pixels: Pixels, box: Box) -> None:
    """Draw a pen's line across the page through the middle of a code: too much for zxing-cpp."""
    middle = (box.y0 + box.y1) // 2
    pixels[middle - 1 : middle + 2] = 0
