"""Decoded pictures of any mode and depth become 8-bit BGR, band by band: memory holds one copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from invoice_desk.imaging.page import Pixels

_BAND = 256  # rows turned at a time
_WHITE_IS_ZERO = 0  # TIFF 6.0, PhotometricInterpretation
_PHOTOMETRIC = 262

_Numbers = NDArray[Any]
_Turn = Callable[[Image.Image], _Numbers]


def bgr_of(image: Image.Image) -> Pixels:
    """Return H x W x 3, uint8, BGR: transparency on white, 16 and 32 bits scaled to 8."""
    width, height = image.size
    turn = _turn_of(image)
    pixels = np.empty((height, width, 3), dtype=np.uint8)
    for top, band in _bands(image):
        _put(turn(band), pixels[top : top + band.height])
    return pixels


def _put(band: _Numbers, target: Pixels) -> None:
    """Write a band in RGB (B x W x 3) or grey (B x W) into its rows of the picture in BGR."""
    code = cv2.COLOR_GRAY2BGR if band.ndim == 2 else cv2.COLOR_RGB2BGR
    cv2.cvtColor(np.ascontiguousarray(band, dtype=np.uint8), code, dst=target)


def _bands(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    width, height = image.size
    for top in range(0, height, _BAND):
        yield top, image.crop((0, top, width, min(top + _BAND, height)))


def _turn_of(image: Image.Image) -> _Turn:
    """Return what turns a band of this picture into RGB or grey."""
    if image.mode.startswith("I;16"):
        return _negative_16_bits if _is_negative(image) else _from_16_bits
    if image.mode in {"I", "F"}:
        low, high = _range_of(image)
        return lambda band: _scaled(band, low=low, high=high)
    if image.has_transparency_data:
        return _from_transparent
    if image.mode in {"1", "L"}:
        return lambda band: np.asarray(band.convert("L"))
    return _from_lab if image.mode == "LAB" else _from_colour


def _from_16_bits(band: Image.Image) -> _Numbers:
    return np.asarray(band) >> 8


def _negative_16_bits(band: Image.Image) -> _Numbers:
    return 255 - _from_16_bits(band)


def _is_negative(image: Image.Image) -> bool:
    """Whether 0 is white in a TIFF: Pillow turns 1 to 8 bits itself, and leaves 16 as they are."""
    return getattr(image, "tag_v2", {}).get(_PHOTOMETRIC) == _WHITE_IS_ZERO


def _from_transparent(band: Image.Image) -> _Numbers:
    paper = Image.new("RGBA", band.size, "white")
    return _from_colour(Image.alpha_composite(paper, band.convert("RGBA")))


def _from_colour(band: Image.Image) -> _Numbers:
    return np.asarray(band.convert("RGB"))


def _from_lab(band: Image.Image) -> _Numbers:
    from PIL import ImageCms

    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    turned = ImageCms.profileToProfile(band, lab, srgb, outputMode="RGB")
    return _from_colour(band if turned is None else turned)


def _range_of(image: Image.Image) -> tuple[float, float]:
    """Return the values of black and white: of widened 8 or 16 bits, else the darkest and lightest."""
    ends = [(float(part.min()), float(part.max())) for part in map(_finite, _bands(image))]
    low, high = min(end[0] for end in ends), max(end[1] for end in ends)
    if low >= 0 and high <= 255:
        return 0.0, 255.0
    if image.mode == "I" and low >= 0 and high <= 65_535:
        return 0.0, 65_535.0
    return low, high


def _finite(item: tuple[int, Image.Image]) -> _Numbers:
    return _numbers(item[1])


def _numbers(band: Image.Image) -> _Numbers:
    return np.nan_to_num(np.asarray(band, dtype=np.float64), posinf=0.0, neginf=0.0)


def _scaled(band: Image.Image, *, low: float, high: float) -> _Numbers:
    grey = (_numbers(band) - low) * (255.0 / max(high - low, 1e-6))
    return np.clip(grey, 0, 255)
