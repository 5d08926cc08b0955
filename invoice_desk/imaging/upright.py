"""Which way up a picture lies, by its EXIF or XMP, and turning its pixels upright."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image

from invoice_desk.imaging.page import Pixels

UPRIGHT = 1
SIDEWAYS = frozenset({5, 6, 7, 8})
"""The orientations that swap width and height (EXIF 2.32, tag 0x0112)."""

_TAG = 0x0112
_TURNED_BY_DECODER = {"TIFF"}  # Pillow gives these upright already, in their size too

_TURNS: dict[int, Callable[[Pixels], object]] = {
    2: lambda pixels: cv2.flip(pixels, 1),
    3: lambda pixels: cv2.rotate(pixels, cv2.ROTATE_180),
    4: lambda pixels: cv2.flip(pixels, 0),
    5: cv2.transpose,
    6: lambda pixels: cv2.rotate(pixels, cv2.ROTATE_90_CLOCKWISE),
    7: lambda pixels: cv2.flip(cv2.transpose(pixels), -1),
    8: lambda pixels: cv2.rotate(pixels, cv2.ROTATE_90_COUNTERCLOCKWISE),
}


def orientation_of(image: Image.Image) -> int:
    """Return the EXIF orientation 1..8 of an open picture without decoding it; 1 where it says nothing sane.

    Pillow's own `PngImageFile.getexif` decodes the whole picture to look behind its pixels, so
    that of its base is called. What the EXIF of a PNG says behind the pixels is left unread.
    """
    if image.format in _TURNED_BY_DECODER:
        return UPRIGHT
    try:
        found = Image.Image.getexif(image).get(_TAG)
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, ArithmeticError, RuntimeError):
        return UPRIGHT  # a picture with broken EXIF is a good picture
    return found if isinstance(found, int) and found in _TURNS else UPRIGHT


def turned_upright(pixels: Pixels, orientation: int) -> Pixels:
    """Return H x W x 3 pixels upright; a new array where they had to be turned."""
    turn = _TURNS.get(orientation)
    return pixels if turn is None else np.asarray(turn(pixels), dtype=np.uint8)
