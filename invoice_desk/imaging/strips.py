"""The strip of a number: its line of print brought to one height, dark tones high, for the digit network."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.bands import Band, find_band, holds_dots
from invoice_desk.imaging.cleaning import grey, tones_at
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box

HEIGHT = 32  # pixels of a strip
DIGIT = 20  # pixels of the tallest digit in it, where the scale was found right
_HIGH = 320  # pixels; in a higher box print is looked for on a smaller picture
MAX_WIDTH = 768  # pixels of a strip; a longer line is cut at its end


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """pixels: HEIGHT x W (or as many rows as were asked for), uint8, 0 paper to 255 ink; left, top: its
    corner on the page in page pixels; scale: strip pixels a page pixel, from top to bottom; stretch: how
    many times as many there are from left to right.
    """

    pixels: NDArray[np.uint8]
    left: float
    top: float
    scale: float
    stretch: float = 1.0

    @property
    def across(self) -> float:
        """Strip pixels a page pixel, from left to right."""
        return self.scale * self.stretch

    def stretched(self, factor: float) -> Strip:
        """Return it `factor` times as wide; what becomes wider than MAX_WIDTH is cut at its end."""
        rows = self.pixels.shape[0]
        kept = self.pixels[:, : max(1, int(MAX_WIDTH / factor))]
        size = (max(1, round(kept.shape[1] * factor)), rows)
        wide = np.asarray(cv2.resize(kept, size, interpolation=cv2.INTER_LINEAR), np.uint8)
        return replace(self, pixels=wide, stretch=self.stretch * factor)


@dataclass(frozen=True, slots=True, eq=False)
class PrintedLine:
    """The line of print of a number. part: H x W, uint8, of the page, paper light; left, top: its corner
    there; band: of the digits, from `top` on.
    """

    part: Pixels
    left: int
    top: int
    band: Band

    def cut(self, *, zoom: float = 1.0, rows: int = HEIGHT) -> Strip:
        """Return its strip of `rows` pixels; digits come `zoom` times as high as DIGIT."""
        scale = zoom * DIGIT / self.band.height
        top = self.band.middle - rows / 2 / scale
        strip = _cut(self.part, top=top, scale=scale, rows=rows)
        return Strip(_inked(strip), self.left, self.top + top, scale)


@dataclass(frozen=True, slots=True, eq=False)
class PagePart:
    """What is looked at for the number in a box. pixels: H x W, uint8, paper light; left, top: its corner on
    the page; inner: the box, in the part's pixels.
    """

    pixels: Pixels
    left: int
    top: int
    inner: Box

    @property
    def holds_dots(self) -> bool:
        """Whether pieces of ink stand in the box, be they too low to tell a band; not of a very high box."""
        return self.inner.height <= _HIGH and holds_dots(self.pixels, self.inner)

    def line(self, band: Band) -> PrintedLine:
        """Return the line of print that stands in a band of the part."""
        return PrintedLine(self.pixels, self.left, self.top, band)

    def find_band(self, *, digit_height: float | None = None) -> Band | None:
        """Return the band that the pieces of ink in the box tell; None where nothing is printed.

        digit_height: of the other numbers of the page in pixels, for a number that holds only dots or
        stands beside larger print. In a very high box it is looked for on a smaller picture.
        """
        return _band(self.pixels, self.inner, digit_height)


def surroundings(box: Box) -> Box:
    """Return the part of the page that is looked at for the number in `box`."""
    return Box(
        box.x0 - max(6, round(0.7 * box.height)),
        box.y0 - max(4, round(0.4 * box.height)),
        box.x1 + max(6, round(0.7 * box.height)),
        box.y1 + max(4, round(0.4 * box.height)),
    )


def strip_of(
    pixels: Pixels, box: Box, *, digit_height: float | None = None, zoom: float = 1.0, rows: int = HEIGHT
) -> Strip | None:
    """Return the strip of the number in `box` of page pixels, or None where nothing is printed.

    digit_height: as `find_line` takes it; zoom, rows: as `PrintedLine.cut` takes them.
    """
    line = find_line(pixels, box, digit_height=digit_height)
    return line.cut(zoom=zoom, rows=rows) if line is not None else None


def find_line(pixels: Pixels, box: Box, *, digit_height: float | None = None) -> PrintedLine | None:
    """Return the line of the number in `box` of page pixels, or None where nothing is printed.

    digit_height: as `PagePart.find_band` takes it.
    """
    part = part_of(pixels, box)
    band = part.find_band(digit_height=digit_height) if part is not None else None
    return part.line(band) if part is not None and band is not None else None


def part_of(pixels: Pixels, box: Box) -> PagePart | None:
    """Return the part of a page that is looked at for the number in `box`; None beside the page."""
    area = surroundings(box).clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))
    if area.is_empty:
        return None
    part = grey(pixels[area.y0 : area.y1, area.x0 : area.x1])
    inner = box.moved(dx=-area.x0, dy=-area.y0).clipped(Box(0, 0, area.width, area.height))
    if inner.is_empty:
        return None
    if _is_on_dark(part, inner):
        part = np.asarray(cv2.bitwise_not(part), np.uint8)
    return PagePart(part, area.x0, area.y0, inner)


def _band(part: Pixels, inner: Box, digit_height: float | None) -> Band | None:
    """Return the band as `find_band` does; in a very high box on a smaller picture, which takes less time."""
    if inner.height <= _HIGH:
        return find_band(part, inner, digit_height=digit_height)
    share = _HIGH / inner.height
    size = (max(1, round(part.shape[1] * share)), max(1, round(part.shape[0] * share)))
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    x0, y0, x1, y1 = (round(edge * share) for edge in inner)
    found = find_band(
        small, Box(x0, y0, max(x1, x0 + 1), y1), digit_height=digit_height and digit_height * share
    )
    if found is None:
        return None
    middle, height, tallest = (edge / share for edge in (found.middle, found.height, found.tallest))
    return Band(middle, height, tallest, found.are_dots)


def _is_on_dark(part: Pixels, inner: Box) -> bool:
    """Whether the paper is dark, by the outline of the box: heavy print may fill most of its inside."""
    inside = part[inner.y0 : inner.y1, inner.x0 : inner.x1]
    low, high = tones_at(inside, 2, 98)
    outline = np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]])
    return bool(np.median(outline) < (low + high) / 2 - 0.08 * (high - low)) and high - low > 24


def _cut(part: Pixels, *, top: float, scale: float, rows: int) -> Pixels:
    """Return `rows` rows from `top` on at `scale`; beyond the page lies more of its edge."""
    width = min(MAX_WIDTH * rows // HEIGHT, max(8, round(part.shape[1] * scale)))
    if scale < 0.75:
        factor = scale * 1.3
        size = (max(1, round(part.shape[1] * factor)), max(1, round(part.shape[0] * factor)))
        across, down = size[0] / part.shape[1], size[1] / part.shape[0]
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    else:
        across = down = 1.0
    left, top = (across / scale - 1) / 2, top * down + (down / scale - 1) / 2
    matrix = np.array([[across / scale, 0, left], [0, down / scale, top]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(part, matrix, (width, rows), flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _inked(strip: Pixels) -> NDArray[np.uint8]:
    """Return the strip with its paper at 0 and its darkest ink at 255."""
    dark, light = tones_at(strip, 1.5, 85)
    spread = (light - strip.astype(np.float32)) * (255.0 / max(light - dark, 12.0))
    return np.asarray(np.clip(np.rint(spread), 0, 255), np.uint8)
