"""Small pages for tests: print, lines and boxes drawn on grey paper, with their places."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from invoice_desk.imaging.page import Page, Pixels, protected
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.reading.reader import Region

SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def paper(width: int, height: int, tone: int = 255) -> Pixels:
    """Return H x W grey paper to draw on."""
    return np.full((height, width), tone, np.uint8)


def write(pixels: Pixels, text: str, x: int, y: int, *, size: int = 28, tone: int = 0) -> Box:
    """Print `text` with the top left of its ink at x, y; return the box around its ink."""
    stamp = _stamp(text, size)
    ink = _extent(stamp)
    part = pixels[y : y + ink.height, x : x + ink.width]
    share = stamp[ink.y0 : ink.y1, ink.x0 : ink.x1] / 255.0
    part[:] = np.rint(part * (1 - share) + tone * share)
    return Box(x, y, x + ink.width, y + ink.height)


def letter_boxes(text: str, x: int, y: int, *, size: int = 28) -> list[Box]:
    """Return the box around each letter's ink of one line that `write` prints at x, y."""
    ink, font = _extent(_stamp(text, size)), _font(size)
    boxes = []
    for index, char in enumerate(text):
        at = round(font.getlength(text[:index]))
        boxes.append(_extent(_stamp(char, size)).moved(dx=x + at - ink.x0, dy=y - ink.y0))
    return boxes


def printed(text: str, *, size: int = 28, margin: int = 12, tone: int = 0, ground: int = 255) -> Page:
    """Return a page that holds one text, or several lines of it, and a margin."""
    wide = paper(2 * margin + size * (2 + len(text)), 2 * margin + 2 * size * (2 + text.count("\n")), ground)
    box = write(wide, text, margin, margin, size=size, tone=tone)
    return page_of(wide[: box.y1 + margin, : box.x1 + margin])


def page_of(pixels: Pixels) -> Page:
    """Return grey or BGR pixels as a page, as if it had been decoded."""
    bgr = np.repeat(pixels[:, :, None], 3, axis=2) if pixels.ndim == 2 else pixels
    info = PageInfo(0, Size(pixels.shape[1], pixels.shape[0]))
    return Page(info, protected(np.ascontiguousarray(bgr)))


def region_of(
    page: Page,
    box: Box | None = None,
    kind: FieldKind = FieldKind.TEXT,
    languages: tuple[str, ...] = ("eng",),
) -> Region:
    """Return a box of a page, by default all of it, as a region to be read."""
    return Region(page.crop(page.size.box if box is None else box), kind, languages)


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SANS, size, layout_engine=ImageFont.Layout.BASIC)


def _stamp(text: str, size: int) -> Pixels:
    """Return 255 where there is ink, on pixels large enough for the text."""
    lines = text.split("\n")
    wide = size * (2 + max(map(len, lines)))
    stamp = Image.new("L", (wide, 2 * size * (1 + len(lines))))
    ImageDraw.Draw(stamp).text((size, size), text, font=_font(size), fill=255)
    return np.asarray(stamp)


def _extent(stamp: Pixels) -> Box:
    rows, columns = np.nonzero(stamp > 64)
    return Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
