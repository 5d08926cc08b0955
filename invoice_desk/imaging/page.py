"""A page as pixels, a crop of it, and the characters of its text layer."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.geometry import Box, Size

Pixels = NDArray[np.uint8]
"""H x W x 3 in BGR, or H x W in grey; uint8, 0 black to 255 white."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of a PDF's text layer.

    char: as its font's map says; box: pixels of the page; word: running number, letters of one
    word share it and stand in reading order; font: its name in the file; is_drawn: False for
    text in the invisible mode, as under a scan.
    """

    char: str
    box: Box
    word: int
    font: str
    is_drawn: bool


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One decoded page. pixels: H x W x 3, uint8, BGR, write-protected; letters: of a PDF only.

    pictures: where a PDF page shows embedded pictures, in pixels of the page.
    """

    info: PageInfo
    pixels: Pixels
    letters: tuple[Letter, ...] = ()
    pictures: tuple[Box, ...] = ()

    @property
    def size(self) -> Size:
        """Width and height in pixels."""
        return Size(self.pixels.shape[1], self.pixels.shape[0])

    def crop(self, box: Box) -> Crop:
        """Return the part of `box` that lies on the page; an empty crop where none does."""
        return Crop(self, box.clipped(self.size.box))


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """A part of a page that knows its page, so that any reader can read it. box lies on the page."""

    page: Page
    box: Box

    @property
    def pixels(self) -> Pixels:
        """H x W x 3, uint8, BGR, write-protected: a view, nothing is copied."""
        return self.page.pixels[self.box.y0 : self.box.y1, self.box.x0 : self.box.x1]

    @property
    def grey(self) -> Pixels:
        """H x W, uint8, 0 black to 255 white."""
        if self.box.is_empty:
            return np.empty(self.pixels.shape[:2], np.uint8)
        return np.asarray(cv2.cvtColor(self.pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters of the text layer whose middle lies in the box, in the order of the file."""
        return tuple(letter for letter in self.page.letters if _holds_middle(self.box, letter.box))


def protected(pixels: Pixels) -> Pixels:
    """Return `pixels` write-protected: a page is decoded once and never changed."""
    pixels.flags.writeable = False
    return pixels


def _holds_middle(box: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return box.x0 <= x < box.x1 and box.y0 <= y < box.y1
