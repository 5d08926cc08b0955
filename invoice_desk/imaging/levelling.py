"""Skew and quarter turns: how a page is turned, and points carried back to the page as it was."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging import cleaning
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box, Size

MAX_SKEW = 10.0  # degrees looked for to either side
_LOOKED_AT = 900  # pixels of the longer side on which the skew is measured
_QUARTERS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True, eq=False)
class Levelled:
    """A page made upright and level at some scale. back: 2 x 3, from its pixels to the page as it was."""

    pixels: Pixels
    back: NDArray[np.float64]
    original: Size

    def box_on_original(self, box: Box) -> Box:
        """Return the smallest upright box on the original page around `box` of the levelled one."""
        corners = np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]], float)
        x, y = self.back[:, :2] @ corners.T + self.back[:, 2:]
        found = Box(
            int(np.floor(x.min())), int(np.floor(y.min())), int(np.ceil(x.max())), int(np.ceil(y.max()))
        )
        return found.clipped(self.original.box)


def level(pixels: Pixels, *, quarter: int, skew: float, scale: float) -> Levelled:
    """Scale by `scale`, turn clockwise by `quarter` (0, 90, 180, 270), then take out `skew` degrees.

    The level page is as much larger as its corners need, and filled up with paper.
    """
    original = Size(pixels.shape[1], pixels.shape[0])
    scaled = pixels if scale == 1.0 else cleaning.scale(pixels, scale)
    turned = cv2.rotate(scaled, _QUARTERS[quarter]) if quarter else scaled
    upright = np.asarray(turned, dtype=np.uint8)
    unscale = np.diag([original.width / scaled.shape[1], original.height / scaled.shape[0], 1.0])
    unturn = _unturning(quarter, width=scaled.shape[1], height=scaled.shape[0])
    if abs(skew) < 0.05:
        return Levelled(upright, (unscale @ unturn)[:2], original)
    rotation, size = _about_middle_whole(upright, skew)
    straight = _warped(upright, rotation, size)
    unrotate = np.vstack([cv2.invertAffineTransform(rotation), [0, 0, 1]])
    return Levelled(straight, (unscale @ unturn @ unrotate)[:2], original)


def deskew(pixels: Pixels) -> Pixels:
    """Return the pixels (grey or BGR, same size) with their skew taken out, corners filled with paper."""
    skew = find_skew(pixels)
    size = Size(pixels.shape[1], pixels.shape[0])
    return pixels if abs(skew) < 0.05 else _warped(pixels, _about_middle(pixels, skew), size)


def find_skew(pixels: Pixels) -> float:
    """Return by how many degrees (-MAX_SKEW..MAX_SKEW) lines of print fall to the right.

    The turn is taken at which the ink of all lines falls into the fewest rows (projection
    profile, Postl 1986); 0.0 where there is too little ink to tell.
    """
    tone = cleaning.grey(pixels)
    ink = cleaning.ink_mask(cleaning.scale(tone, min(1.0, _LOOKED_AT / max(tone.shape))))
    if np.count_nonzero(ink) < 200:
        return 0.0
    best = _sharpest(ink, np.arange(-MAX_SKEW, MAX_SKEW + 0.25, 0.5))
    if abs(best) >= MAX_SKEW:
        return 0.0  # no peak inside the range: no lines of print
    fine = _sharpest(ink, np.arange(best - 0.5, best + 0.51, 0.1))
    return round(float(fine), 2) + 0.0  # never -0.0


def _sharpest(ink: Pixels, angles: NDArray[np.float64]) -> float:
    scores = [_sharpness(_rotated(ink, float(angle))) for angle in angles]
    return float(angles[int(np.argmax(scores))])


def _sharpness(ink: Pixels) -> float:
    rows = np.asarray(ink.sum(axis=1), dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _rotated(ink: Pixels, degrees: float) -> Pixels:
    size = (ink.shape[1], ink.shape[0])
    return np.asarray(cv2.warpAffine(ink, _about_middle(ink, degrees), size), dtype=np.uint8)


def _about_middle(pixels: Pixels, degrees: float) -> NDArray[np.float64]:
    middle = (pixels.shape[1] / 2, pixels.shape[0] / 2)
    return np.asarray(cv2.getRotationMatrix2D(middle, degrees, 1.0), dtype=np.float64)


def _about_middle_whole(pixels: Pixels, degrees: float) -> tuple[NDArray[np.float64], Size]:
    """Return the rotation moved onto a page that holds all of the turned one, and that page's size."""
    rotation = _about_middle(pixels, degrees)
    height, width = pixels.shape[:2]
    cosine, sine = np.abs(rotation[0, :2])
    size = Size(math.ceil(width * cosine + height * sine), math.ceil(height * cosine + width * sine))
    rotation[:, 2] += (size.width - width) / 2, (size.height - height) / 2
    return rotation, size


def _warped(pixels: Pixels, matrix: NDArray[np.float64], size: Size) -> Pixels:
    to, paper = (size.width, size.height), (cleaning.paper_tone(pixels),) * 3
    return np.asarray(
        cv2.warpAffine(pixels, matrix, to, flags=cv2.INTER_CUBIC, borderValue=paper), dtype=np.uint8
    )


def _unturning(quarter: int, *, width: int, height: int) -> NDArray[np.float64]:
    """Return 3 x 3 from a page turned clockwise by `quarter` to the page (width x height) before."""
    return {
        0: np.eye(3),
        90: np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1]], float),
        180: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], float),
        270: np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], float),
    }[quarter]
