"""Registration: how the page of a layout lies on another page of it, and how well the two agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.looks import Look
from invoice_desk.imaging.page import Pixels

Points = NDArray[np.float32]
Transform = NDArray[np.float64]
"""3 x 3, from pixels of one page to those of another (homogeneous)."""

_FEWEST = 20  # points that agree: fewer may do so by chance
_SOME = 500  # points of a layout that a first look asks for
_RATIO = 0.8  # of the nearest code's distance to the next one's (Lowe 2004)
_ROUGH, _NEAR, _FINE = 8.0, 20.0, 3.0  # pixels of a look: of a first fit, of what it may miss, of the last
_WORTH = 0.02  # of agreement, which a transform with more freedom has to bring
_SURELY = 90.0  # a weight from which there is no doubt; pages of like layouts reach 40
_TINY = 1e-9
_REACH = 5  # pixels: print this near to print is the same print, twice the half of it
_LEAST_PRINT = 200  # pixels of print without which nothing can be told
_SCALES = (0.5, 2.0)  # of what the sizes of the pages say
_TILT = 0.35  # tangent: a page turned further cannot be read by boxes


@dataclass(frozen=True, slots=True, eq=False)
class Registration:
    """transform: from the layout's page to the page; points: how many agree; agreement: of print, 0..1."""

    transform: Transform
    points: int
    agreement: float

    @property
    def weight(self) -> float:
        """How much speaks for it: points that agree, by the square of the agreement of print."""
        return self.points * self.agreement**2

    @property
    def quality(self) -> float:
        """How surely the page is of the layout, 0..1: many points agree, and the print all over the page."""
        return min(1.0, self.weight / _SURELY)


def lie_alike(layout: Look, ink: Pixels) -> float:
    """Return how well print (H x W, uint8, 255 is print) agrees with a layout's, neither moved: 0..1."""
    size = (layout.ink.shape[1], layout.ink.shape[0])
    return _agreement(layout, np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_NEAREST), np.uint8))


def likeness(layout: Look, page: Look) -> int:
    """Return how many of some points of a layout have a partner on the page: a quick first look."""
    codes = layout.codes[:: max(1, len(layout.codes) // _SOME)]
    return len(_alike(codes, page.codes))


def register(layout: Look, page: Look) -> Registration | None:
    """Return how `layout` lies on `page`, in the pages' own pixels; None where too few points agree.

    First shift, turn and scale (RANSAC: Fischler and Bolles 1981), then, among the points near to that,
    a homography, which also follows the perspective of a photo.
    """
    source, target = _near(*_pairs(layout, page))
    best: Registration | None = None
    for small in _fits(source, target):
        if not _is_sane(small, layout, page):
            continue
        points = int(np.count_nonzero(_missed(small, source, target) < _FINE))
        agreement = _agreement(layout, _laid_on(layout, page, small))
        if points >= _FEWEST and (best is None or agreement > best.agreement + _WORTH):
            whole = np.linalg.inv(page.scale) @ small @ layout.scale
            best = Registration(whole / whole[2, 2], points, agreement)
    return best


def _near(source: Points, target: Points) -> tuple[Points, Points]:
    """Return the pairs that one shift, turn and scale roughly explains; the others are alike by chance."""
    if len(source) < _FEWEST:
        return source[:0], target[:0]
    rough, _ = cv2.estimateAffinePartial2D(source, target, method=cv2.RANSAC, ransacReprojThreshold=_ROUGH)
    if rough is None:
        return source[:0], target[:0]
    near = _missed(_whole(rough), source, target) < _NEAR
    return source[near], target[near]


def _fits(source: Points, target: Points) -> Iterator[Transform]:
    """Give transforms that many pairs agree with, in the pixels of the looks, the simplest first.

    Points often lie in one part of a page; a transform with more freedom than it needs goes astray in
    the rest, which the print tells.
    """
    if len(source) < _FEWEST:
        return
    for fit in (_similarity, _affinity, _homography):
        found = fit(source, target)
        if found is not None:
            yield found


def _similarity(source: Points, target: Points) -> Transform | None:
    found, _ = cv2.estimateAffinePartial2D(source, target, method=cv2.RANSAC, ransacReprojThreshold=_FINE)
    return None if found is None else _whole(found)


def _affinity(source: Points, target: Points) -> Transform | None:
    found, _ = cv2.estimateAffine2D(source, target, method=cv2.RANSAC, ransacReprojThreshold=_FINE)
    return None if found is None else _whole(found)


def _homography(source: Points, target: Points) -> Transform | None:
    found, _ = cv2.findHomography(source, target, cv2.RANSAC, _FINE)
    return None if found is None else np.asarray(found, np.float64)


def _whole(transform: NDArray[Any]) -> Transform:
    """Return a transform of 2 x 3 as one of 3 x 3."""
    return np.vstack([np.asarray(transform, np.float64), [0, 0, 1]])


def _missed(transform: Transform, source: Points, target: Points) -> NDArray[np.float64]:
    """Return by how many pixels each point misses its partner."""
    moved = transform @ np.column_stack([source, np.ones(len(source))]).T
    where = moved[:2] / np.where(np.abs(moved[2]) < _TINY, _TINY, moved[2])
    return np.asarray(np.hypot(*(where - target.T)), np.float64)


def _pairs(layout: Look, page: Look) -> tuple[Points, Points]:
    """Return points of the layout and of the page whose codes are alike, and like no other."""
    pairs = _alike(layout.codes, page.codes)
    if not pairs:
        return layout.points[:0], page.points[:0]
    ours, theirs = zip(*pairs, strict=True)
    return layout.points[list(ours)], page.points[list(theirs)]


def _alike(ours: Pixels, theirs: Pixels) -> list[tuple[int, int]]:
    """Return the numbers of codes (N x 32) that are alike, and like no other."""
    if not len(ours) or len(theirs) < 2:
        return []
    found = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(ours, theirs, k=2)
    return [
        (first.queryIdx, first.trainIdx)
        for first, second in found
        if first.distance < _RATIO * second.distance
    ]


def _laid_on(layout: Look, page: Look, transform: Transform) -> Pixels:
    """Return the page's print as it lies on the layout."""
    height, width = layout.ink.shape
    how = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpPerspective(page.ink, transform, (width, height), flags=how), np.uint8)


def _agreement(layout: Look, ink: Pixels) -> float:
    """Return how much of the print that does not vary stands on both, 0..1: the harmonic mean of two ways."""
    wide = np.ones((_REACH, _REACH), np.uint8)
    ours, theirs = cv2.bitwise_and(layout.ink, layout.fixed), cv2.bitwise_and(ink, layout.fixed)
    many, others = cv2.countNonZero(ours), cv2.countNonZero(theirs)
    if min(many, others) < _LEAST_PRINT:
        return 0.0
    found = cv2.countNonZero(cv2.bitwise_and(ours, cv2.dilate(ink, wide))) / many
    known = cv2.countNonZero(cv2.bitwise_and(theirs, cv2.dilate(layout.ink, wide))) / others
    return 2 * found * known / (found + known) if found + known else 0.0


def _is_sane(transform: Transform, layout: Look, page: Look) -> bool:
    """Whether a page can lie so: not folded, not mirrored, about upright, about as large as it should be."""
    height, width = layout.ink.shape
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]], np.float64).T
    moved = transform @ corners
    if np.any(moved[2] <= 0):
        return False
    x, y = moved[:2] / moved[2]
    across, down = np.array([x[1] - x[0], y[1] - y[0]]), np.array([x[3] - x[0], y[3] - y[0]])
    other_across, other_down = np.array([x[2] - x[3], y[2] - y[3]]), np.array([x[2] - x[1], y[2] - y[1]])
    upright = all(side[0] > 0 and abs(side[1]) < _TILT * side[0] for side in (across, other_across))
    standing = all(side[1] > 0 and abs(side[0]) < _TILT * side[1] for side in (down, other_down))
    if not (upright and standing):
        return False
    wanted = (page.ink.shape[1] / width, page.ink.shape[0] / height)
    scales = [np.hypot(*across) / width / wanted[0], np.hypot(*down) / height / wanted[1]]
    scales += [np.hypot(*other_across) / width / wanted[0], np.hypot(*other_down) / height / wanted[1]]
    return all(_SCALES[0] <= scale <= _SCALES[1] for scale in scales)
