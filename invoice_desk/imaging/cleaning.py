"""Cleaning steps: small pure functions from grey pixels to grey pixels (H x W, uint8, 0 black)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box


def grey(pixels: Pixels) -> Pixels:
    """Return H x W grey of H x W x 3 BGR; grey pixels are returned as they are."""
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)


def paper_tone(pixels: Pixels) -> int:
    """Return the tone (0..255) of the paper: nine tenths of the pixels are no lighter; 255 for no pixels."""
    return tones_at(pixels, 90)[0] if pixels.size else 255


def is_light_on_dark(pixels: Pixels) -> bool:
    """Whether the middle tone is dark: white print on a dark bar."""
    if not pixels.size:
        return False
    low, middle, high = tones_at(pixels, 2, 50, 98)
    return middle < (low + high) / 2 - 20


def dark_on_light(pixels: Pixels) -> Pixels:
    """Return the pixels inverted where they are light print on a dark bar."""
    return np.asarray(cv2.bitwise_not(pixels), np.uint8) if is_light_on_dark(pixels) else pixels


def tones_at(pixels: Pixels, *percentiles: float) -> list[int]:
    """Return the tones (0..255) at percentiles (0..100); eight times as fast as numpy's."""
    counts = cv2.calcHist([pixels], [0], None, [256], [0, 256]).ravel().cumsum(dtype=np.float64)
    ranks = np.array(percentiles) / 100 * (pixels.size - 1)
    return [int(tone) for tone in np.searchsorted(counts, ranks, side="right").clip(0, 255)]


def stretch_contrast(pixels: Pixels, *, dark: float = 2.0, light: float = 90.0) -> Pixels:
    """Spread the tones between two percentiles (0..100) over 0..255."""
    if not pixels.size:
        return pixels
    low, high = tones_at(pixels, dark, light)
    spread = (pixels.astype(np.float32) - low) * (255.0 / max(high - low, 1.0))
    return np.asarray(np.clip(np.rint(spread), 0, 255), dtype=np.uint8)


def denoise(pixels: Pixels, *, sigma: float) -> Pixels:
    """Smooth by a Gaussian of `sigma` pixels: best for print that was enlarged before."""
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), dtype=np.uint8)


def despeckle(pixels: Pixels) -> Pixels:
    """Remove single wrong pixels (salt and pepper) by a 3 x 3 median."""
    return np.asarray(cv2.medianBlur(pixels, 3), dtype=np.uint8)


def sharpen(pixels: Pixels, *, amount: float = 0.7, sigma: float = 2.0) -> Pixels:
    """Unsharp mask: add `amount` of the difference to a Gaussian of `sigma` pixels."""
    soft = cv2.GaussianBlur(pixels, (0, 0), sigma)
    return np.asarray(cv2.addWeighted(pixels, 1 + amount, soft, -amount, 0), dtype=np.uint8)


def threshold_adaptively(pixels: Pixels, *, window: int | None = None, offset: int = 12) -> Pixels:
    """Return 0 and 255 alone: ink is what is `offset` tones darker than its surroundings.

    window: side of the surroundings in pixels, by default half the height, at least 15.
    """
    side = max(15, pixels.shape[0] // 2 if window is None else window) | 1
    method, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY
    return np.asarray(cv2.adaptiveThreshold(pixels, 255, method, kind, side, offset), dtype=np.uint8)


def threshold(pixels: Pixels) -> Pixels:
    """Return 0 and 255 alone, parted where Otsu's method finds ink and paper most distinct."""
    return np.asarray(cv2.threshold(pixels, 0, 255, cv2.THRESH_OTSU)[1], dtype=np.uint8)


def ink_mask(pixels: Pixels) -> Pixels:
    """Return 255 where there is ink, else 0; all 0 where nothing stands out by 24 tones."""
    if not pixels.size or int(pixels.max()) - int(pixels.min()) < 24:
        return np.zeros_like(pixels)
    kind = cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU
    return np.asarray(cv2.threshold(pixels, 0, 255, kind)[1], dtype=np.uint8)


def pieces(ink: Pixels) -> tuple[NDArray[np.integer[Any]], NDArray[np.int32]]:
    """Return the connected pieces of an ink mask: labels (H x W; 0 is the paper), and a row each of
    x, y, width, height and area in pixels, in the order of OpenCV's CC_STAT_ constants.
    """
    kind = cv2.CV_16U if ink.size < 4 * 65_535 else cv2.CV_32S  # four pixels at least a piece; twice as fast
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=kind)
    return np.asarray(labels), np.asarray(stats, dtype=np.int32)


def has_ink(pixels: Pixels) -> bool:
    """Whether anything is printed: at least 4 pixels that stand out from the paper."""
    return int(np.count_nonzero(ink_mask(pixels))) >= 4


def scale(pixels: Pixels, factor: float) -> Pixels:
    """Return the pixels enlarged (cubic) or reduced (area) by `factor`; never over 32,000 on a side."""
    factor = min(factor, 32_000 / max(pixels.shape[:2]))
    size = (max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor)))
    method = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, size, interpolation=method), dtype=np.uint8)


def pad(pixels: Pixels, margin: int = 10) -> Pixels:
    """Return the pixels with `margin` pixels of paper around them."""
    tone = paper_tone(pixels)
    kind = cv2.BORDER_CONSTANT
    return np.asarray(
        cv2.copyMakeBorder(pixels, margin, margin, margin, margin, kind, value=(tone,)), dtype=np.uint8
    )


def erase_edge_ink(pixels: Pixels, *, share: float = 0.3) -> Pixels:
    """Erase what reaches in from the lines above and below.

    That is each connected piece of ink that touches the top or bottom edge and is lower than
    `share` of the height.
    """
    ink = ink_mask(pixels)
    if not ink[[0, -1]].any():
        return pixels
    labels, stats = pieces(ink)
    height = pixels.shape[0]
    tops, heights = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_HEIGHT]
    is_foreign = ((tops == 0) | (tops + heights == height)) & (heights < share * height)
    is_foreign[0] = False  # the paper
    if not is_foreign.any():
        return pixels
    return erase(pixels, is_foreign[labels].astype(np.uint8) * 255)


def erase(pixels: Pixels, mask: Pixels) -> Pixels:
    """Return a copy with paper where `mask` (H x W, 0 or 255) and one pixel around it lies."""
    grown = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    cleaned = pixels.copy()
    cleaned[grown > 0] = paper_tone(pixels)
    return cleaned


def cover(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """Return a copy with paper over `boxes` (pixels), so that a QR code is not read as print."""
    covered = pixels.copy()
    for box in boxes:
        covered[box.y0 : box.y1, box.x0 : box.x1] = paper_tone(pixels)
    return covered
