"""Turns clean pages into scans, faxes and photos, and keeps the transform that moved every point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]  # H x W x 3 BGR, or H x W grey
Shades = npt.NDArray[Any]  # H x W or H x W x 3 of any number type
Transform = npt.NDArray[np.float64]  # 3 x 3, from pixels of the clean page to pixels of the spoiled one


@dataclass(frozen=True)
class Spoiled:
    """A picture and how it came from the clean page."""

    picture: Picture
    transform: Transform


def scan_page(clean: Picture, *, degrees: float, seed: int) -> Spoiled:
    """Return grey H x W: turned a little, soft, with grain, a few specks and the marks of JPEG."""
    noise = np.random.default_rng(seed)
    height, width = clean.shape[:2]
    transform = _turned(
        degrees, width, height, dx=float(noise.uniform(-9, 9)), dy=float(noise.uniform(-9, 9))
    )
    grey = cv2.cvtColor(clean, cv2.COLOR_BGR2GRAY)
    grey = cv2.warpPerspective(grey, transform, (width, height), flags=cv2.INTER_CUBIC, borderValue=(252,))
    grey = cv2.GaussianBlur(grey, (0, 0), 0.7)
    soft = grey.astype(np.float32) * 0.90 + 20 + noise.normal(0, 3.0, grey.shape)
    _add_specks(soft, noise, count=90)
    return Spoiled(_through_jpeg(_whole(soft), quality=62), transform)


def flatten_paper(grey: Picture, *, levels: int = 16) -> Picture:
    """Whiten the paper and keep `levels` shades, as a scanner's driver does for a small file."""
    stretched = np.clip((grey.astype(np.float32) - 18) * (255 / (228 - 18)), 0, 255)
    step = 255 / (levels - 1)
    return _whole(np.round(stretched / step) * step)


def fax_page(clean: Picture, *, degrees: float, seed: int) -> Spoiled:
    """Return H x W of 0 and 255: turned a little, thresholded, with specks and a few dropped lines."""
    noise = np.random.default_rng(seed)
    height, width = clean.shape[:2]
    transform = _turned(degrees, width, height, dx=3.0, dy=-4.0)
    grey = cv2.cvtColor(clean, cv2.COLOR_BGR2GRAY)
    grey = cv2.warpPerspective(grey, transform, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))
    rough = cv2.GaussianBlur(grey, (0, 0), 0.8).astype(np.float32) + noise.normal(0, 16, grey.shape)
    binary = np.where(rough < 150, 0, 255).astype(np.uint8)
    at = (noise.integers(0, height, 500), noise.integers(0, width, 500))
    binary[at] = 0
    return Spoiled(binary, transform)


def photograph_page(clean: Picture, *, seed: int, lean: float = 1.0) -> Spoiled:
    """Return H x W x 3: the page on a table, seen from a little aside, unevenly lit, soft and grainy.

    lean: how far aside the camera stands, 0 for straight above.
    """
    noise = np.random.default_rng(seed)
    height, width = clean.shape[:2]
    edge = round(width * 0.07)
    size = (width + 2 * edge, height + 2 * edge)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    shifts = np.array([[14, 10], [-9, -6], [6, 8], [-12, -5]], np.float32) * lean + edge
    transform = np.asarray(cv2.getPerspectiveTransform(corners, corners + shifts), np.float64)
    table = _table_top(size, noise)
    paper = cv2.warpPerspective(clean, transform, size, flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.full((height, width), 255, np.uint8), transform, size)
    shadow = cv2.GaussianBlur(np.roll(cover, (10, 12), axis=(0, 1)), (0, 0), 12) / 255.0
    share = (cover / 255.0)[:, :, None]
    scene = paper * 0.96 * share + table * (1 - 0.45 * shadow[:, :, None]) * (1 - share)
    lit: Shades = (
        cv2.GaussianBlur(scene, (0, 0), 0.9) * _light(size)[:, :, None] * np.array([0.93, 0.98, 1.0])
    )
    return Spoiled(_whole(lit + noise.normal(0, 3.0, lit.shape)), transform)


def _turned(degrees: float, width: int, height: int, *, dx: float, dy: float) -> Transform:
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    moved = turned + np.array([[0, 0, dx], [0, 0, dy]])
    return np.vstack([moved, [0, 0, 1]]).astype(np.float64)


def _add_specks(grey: Shades, noise: np.random.Generator, *, count: int) -> None:
    height, width = grey.shape
    for y, x in zip(noise.integers(2, height - 2, count), noise.integers(2, width - 2, count), strict=True):
        reach = int(noise.integers(1, 3))
        grey[y : y + reach, x : x + reach] -= noise.uniform(40, 130)


def _through_jpeg(picture: Picture, *, quality: int) -> Picture:
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_UNCHANGED), np.uint8)


def _table_top(size: tuple[int, int], noise: np.random.Generator) -> Shades:
    """Return H x W x 3: brown planks with a grain along x."""
    width, height = size
    coarse = noise.normal(0, 1, (height, 24)).astype(np.float32)
    wide = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = cv2.GaussianBlur(wide, (0, 0), sigmaX=9, sigmaY=1.2)
    wood = np.array([62, 88, 120], np.float32)[None, None, :] + grain[:, :, None] * 14
    wood[:: height // 5] *= 0.6
    return np.asarray(np.clip(wood, 0, 255))


def _light(size: tuple[int, int]) -> Shades:
    """Return H x W: bright at the upper left, darker towards the lower right corner."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width]
    far = np.hypot((x - width * 0.3) / width, (y - height * 0.2) / height)
    return np.asarray(1.02 - 0.34 * far**1.3)


def _whole(picture: Shades) -> Picture:
    return np.clip(np.round(picture), 0, 255).astype(np.uint8)
