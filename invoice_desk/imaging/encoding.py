"""Pixels as picture files, for exports and reports."""

from __future__ import annotations

import cv2
import numpy as np

from invoice_desk.imaging.page import Pixels

_JPEG_QUALITY = 85


def png_of(pixels: Pixels) -> bytes:
    """Return pixels, H x W x 3 in BGR or H x W in grey, uint8, as a PNG file. Raises ValueError for none."""
    return _encoded(".png", pixels, [])


def jpeg_of(pixels: Pixels, *, longest: int) -> bytes:
    """Return the same as a JPEG file whose longer side has at most `longest` pixels."""
    height, width = pixels.shape[:2]
    share = min(1.0, longest / max(height, width, 1))
    if share < 1:
        size = (max(1, round(width * share)), max(1, round(height * share)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return _encoded(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])


def _encoded(suffix: str, pixels: Pixels, options: list[int]) -> bytes:
    if pixels.size == 0:
        raise ValueError("no pixels, no picture")
    is_done, content = cv2.imencode(suffix, pixels, options)
    if not is_done:
        raise ValueError(f"cannot be written as {suffix}")
    return content.tobytes()
