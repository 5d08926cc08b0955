"""What a page looks like, small: its ink, and points by which another page of the layout is laid on it.

Points and their codes are ORB (Rublee, Rabaud, Konolige and Bradski 2011), taken where there is paper: a
desk's surface around a photographed page is left out. Pages are compared at LONGER pixels, so that a scan,
a fax and a photo of one layout are alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging import cleaning
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box, Size

LONGER = 1000  # pixels of the longer side at which pages are compared
_POINTS = 1500
_THINNEST = 32  # pixels of the shorter side; ORB keeps 15 free at each edge, and fails on a few pixels
_AROUND = 4  # pixels around a box that belong to what is written in it
_SURFACE = 0.5  # of the paper's tone: what is darker all around is no paper
_INK, _PALE = 190, 225  # of 255: darker is print, lighter is paper
_BACKGROUND = (0.25, 21)  # scale and window (pixels there) in which print gives way to the paper behind it


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A page at LONGER pixels.

    points: N x 2, float32, in its pixels; codes: N x 32, uint8; ink: H x W, uint8, 255 where there is
    print; fixed: H x W, uint8, 255 where all invoices of the layout are alike; size: of the page itself.
    """

    points: NDArray[np.float32]
    codes: Pixels
    ink: Pixels
    fixed: Pixels
    size: Size

    @property
    def scale(self) -> NDArray[np.float64]:
        """3 x 3, from the page's pixels to those of its look."""
        height, width = self.ink.shape
        return np.diag([width / self.size.width, height / self.size.height, 1.0])


def ink_of(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """Return a page as print on even paper, H x W, uint8, and where there is paper (255); small."""
    grey = cleaning.grey(pixels)
    shrunk = cleaning.scale(grey, LONGER / max(grey.shape))
    scale, window = _BACKGROUND
    blurred = cv2.medianBlur(cleaning.scale(shrunk, scale), window)
    wide = cv2.resize(blurred, (shrunk.shape[1], shrunk.shape[0]), interpolation=cv2.INTER_LINEAR)
    behind = np.asarray(wide, np.uint8)
    paper = np.where(behind > _SURFACE * cleaning.paper_tone(behind), 255, 0).astype(np.uint8)
    even = cv2.divide(shrunk, cv2.max(behind, 8), scale=255)  # type: ignore[call-overload]
    even[even > _PALE] = 255
    even[paper == 0] = 255
    return np.asarray(cv2.GaussianBlur(even, (0, 0), 0.8), np.uint8), paper


def print_of(even: Pixels) -> Pixels:
    """Return 255 where a page that `ink_of` gave has print."""
    return np.where(even < _INK, 255, 0).astype(np.uint8)


def look_of(pixels: Pixels, varying: Sequence[Box] = ()) -> Look:
    """Return the look of a page (H x W x 3 BGR or H x W grey).

    varying: boxes on it in which each invoice says something else; no point is taken there.
    """
    size = Size(pixels.shape[1], pixels.shape[0])
    return look_of_ink(*ink_of(pixels), size, varying)


def look_of_ink(even: Pixels, paper: Pixels, size: Size, varying: Sequence[Box] = ()) -> Look:
    """Return the same of what `ink_of` gave for a page of this size."""
    fixed = _without(varying, size, even.shape)
    where = np.asarray(cv2.bitwise_and(_inner(paper), fixed), np.uint8)
    points, codes = _points_of(even, where)
    return Look(points, codes, print_of(even), fixed, size)


def _points_of(even: Pixels, where: Pixels) -> tuple[NDArray[np.float32], Pixels]:
    """Return points (N x 2) and their codes (N x 32); none of a strip that is too thin to hold one."""
    if min(even.shape) < _THINNEST:
        return np.zeros((0, 2), np.float32), np.zeros((0, 32), np.uint8)
    found, codes = _orb().detectAndCompute(even, where)
    points = np.array([one.pt for one in found], np.float32).reshape(-1, 2)
    return points, np.zeros((0, 32), np.uint8) if codes is None else np.asarray(codes, np.uint8)


def _orb() -> cv2.ORB:
    return cv2.ORB.create(nfeatures=_POINTS, scaleFactor=1.2, nlevels=6, fastThreshold=12, edgeThreshold=15)


def _inner(paper: Pixels) -> Pixels:
    """Return paper without its rim, where the edge of a sheet is no print."""
    return np.asarray(cv2.erode(paper, np.ones((9, 9), np.uint8)), np.uint8)


def _without(boxes: Sequence[Box], size: Size, shape: tuple[int, ...]) -> Pixels:
    fixed = np.full(shape, 255, np.uint8)
    across, down = shape[1] / size.width, shape[0] / size.height
    for box in boxes:
        top, bottom = int(box.y0 * down) - _AROUND, int(box.y1 * down) + _AROUND
        left, right = int(box.x0 * across) - _AROUND, int(box.x1 * across) + _AROUND
        fixed[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = 0
    return fixed
