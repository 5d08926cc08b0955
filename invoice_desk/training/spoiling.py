"""Ink as it comes off paper: scanned, photographed or faxed, of a laser, thermal or dot-matrix printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Tones = NDArray[np.float32]


class PageKind(StrEnum):
    """How a page came into the computer."""

    SCAN = "scan"
    PHOTO = "photo"
    FAX = "fax"


@dataclass(frozen=True, slots=True)
class PageLook:
    """How all lines of a page look. digit: pixels of its usual digits; seed: of print, paper, taking."""

    kind: PageKind
    digit: float
    seed: int


_BLURRED = {PageKind.SCAN: 0.35, PageKind.PHOTO: 0.7, PageKind.FAX: 0.3}
"""Share of pages out of focus."""

_NOISE = {PageKind.SCAN: 0.03, PageKind.PHOTO: 0.06, PageKind.FAX: 0.05}
"""The most noise, as a share of the difference of ink and paper."""


def spoil(ink: Tones, look: PageLook, digit: float, random: Random) -> Grey:
    """Return H x W grey of ink (H x W, 0..1) as it was printed and taken. digit: its height in pixels.

    What is the page's is the same for each of its lines; grain and stamps are the line's own.
    """
    of_page, kind = Random(look.seed), look.kind  # noqa: S311 - the same for all lines of the page
    dice = np.random.default_rng(random.getrandbits(32))
    if kind is not PageKind.PHOTO and of_page.random() < 0.08:
        ink = _dotted(ink, digit, of_page)
    tones = _printed(ink, kind, digit, of_page, dice)
    if random.random() < 0.06:
        tones = _stamped(tones, digit, random)
    if random.random() < 0.05:
        tones = 255 - tones
    return _taken(tones, kind, digit, of_page, dice)


def _dotted(ink: Tones, digit: float, random: Random) -> Tones:
    """Return the print of a dot-matrix printer: ink only on a lattice of dots."""
    step = digit / random.choice((7.0, 9.0, 12.0))
    floor = random.uniform(0.3, 0.6)  # of ink between the dots: pins are wider than their steps
    if step < 1.6:
        return ink
    ys, xs = np.mgrid[0 : ink.shape[0], 0 : ink.shape[1]].astype(np.float32)
    lattice = np.cos(np.pi * xs / step) ** 2 * np.cos(np.pi * ys / step) ** 2
    return np.asarray(np.clip(ink * (floor + 1.3 * lattice), 0, 1), np.float32)


def _printed(ink: Tones, kind: PageKind, digit: float, random: Random, dice: np.random.Generator) -> Tones:
    """Return the tones 0..255 of ink on paper, with fading, stains and light."""
    height, width = ink.shape
    ink = ink * np.float32(random.choice((1.0, 1.0, random.uniform(0.6, 1.0))))
    if random.random() < 0.12:
        grain = digit * random.choice((0.3, 1, 4))
        ink = ink * (1 - np.float32(random.uniform(0.2, 0.5)) * _clouds(height, width, grain, dice))
    if kind is not PageKind.PHOTO and random.random() < 0.06:
        ink = ink * _worn_head(width, random, dice)
    tones = _paper(height, width, kind, random)
    if random.random() < 0.25:
        grain = digit * random.uniform(0.5, 4)
        tones = tones - np.float32(random.uniform(3, 18)) * _clouds(height, width, grain, dice)
    dark = random.choice((random.uniform(0, 90), random.uniform(0, 60)))
    tones = tones * (1 - ink) + np.minimum(np.float32(dark), tones * np.float32(0.6)) * ink
    return np.asarray(tones, np.float32)


def _paper(height: int, width: int, kind: PageKind, random: Random) -> Tones:
    """Return white or coloured paper, in the uneven light of a photo."""
    tone = random.uniform(140, 230) if random.random() < 0.15 else random.uniform(205, 255)
    tones = np.full((height, width), tone, np.float32)
    if random.random() < (0.75 if kind is PageKind.PHOTO else 0.12):
        across = np.linspace(-1, 1, width, dtype=np.float32)[None, :] * np.float32(random.uniform(-1, 1))
        down = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.float32(random.uniform(-1, 1))
        tones *= 1 - np.float32(random.uniform(0.05, 0.3)) * ((across + down) / 2 + np.float32(0.5))
    return tones


def _worn_head(width: int, random: Random, dice: np.random.Generator) -> Tones:
    """Return, a column each, how much ink a worn thermal head still gives: 0..1, 1 x W."""
    strength = np.ones((1, width), np.float32)
    for _ in range(random.randint(1, 3)):
        at, wide = int(dice.integers(0, width)), random.randint(1, 3)
        strength[:, at : at + wide] = random.uniform(0.2, 0.7)
    return strength


def _clouds(height: int, width: int, grain: float, dice: np.random.Generator) -> Tones:
    """Return smooth noise 0..1 with spots of about `grain` pixels."""
    rows, columns = max(2, int(height / max(grain, 1))), max(2, int(width / max(grain, 1)))
    coarse = dice.random((rows, columns), np.float32)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _stamped(tones: Tones, digit: float, random: Random) -> Tones:
    """Return the tones with the ring of a stamp or a pen's stroke over them."""
    height, width = tones.shape
    layer = np.zeros((height, width), np.uint8)
    centre = (random.randint(0, width), random.randint(-height, 2 * height))
    axes = (round(digit * random.uniform(2, 6)), round(digit * random.uniform(1.5, 4)))
    thickness = max(1, round(digit * 0.12))
    cv2.ellipse(layer, centre, axes, random.uniform(0, 180), 0, 360, 255, thickness, cv2.LINE_AA)
    strength = random.uniform(0.2, 0.5)
    return np.asarray(tones * (1 - strength * layer.astype(np.float32) / 255), np.float32)


def _taken(tones: Tones, kind: PageKind, digit: float, random: Random, dice: np.random.Generator) -> Grey:
    """Return what a scanner, a camera or a fax makes of the tones."""
    if random.random() < _BLURRED[kind]:
        sigma = random.uniform(0.3, max(0.4, min(1.4, 0.06 * digit)))
        tones = np.asarray(cv2.GaussianBlur(tones, (0, 0), sigma), np.float32)
    if kind is PageKind.PHOTO and digit > 15 and random.random() < 0.2:
        tones = _shaken(tones, random)
    low, high = (float(tone) for tone in np.percentile(tones, (1, 90)))
    noise = _NOISE[kind] * random.random() ** 1.5 * max(30.0, high - low)
    tones = tones + dice.standard_normal(tones.shape, np.float32) * np.float32(noise)
    grey = np.asarray(np.clip(tones, 0, 255), np.uint8)
    if kind is PageKind.FAX or (kind is PageKind.SCAN and random.random() < 0.12):
        return _bilevel(grey, random, dice)
    if random.random() < 0.7:
        quality = random.randint(30 if kind is PageKind.PHOTO else 45, 95)
        _, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
        grey = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)
    return grey


def _shaken(tones: Tones, random: Random) -> Tones:
    length = random.randint(2, 3)
    kernel = np.ones((1, length) if random.random() < 0.6 else (length, 1), np.float32) / length
    return np.asarray(cv2.filter2D(tones, -1, kernel), np.float32)


def _bilevel(grey: Grey, random: Random, dice: np.random.Generator) -> Grey:
    """Return black and white alone, with specks and holes."""
    low, high = (float(tone) for tone in np.percentile(grey, (1, 99)))
    limit = low + (high - low) * random.uniform(0.42, 0.68)
    black = grey > limit
    specks = dice.random(grey.shape, np.float32)
    rate = 0.004 * random.random() ** 2
    black = (black & (specks > rate)) | (specks > 1 - rate)
    return np.where(black, 255, 0).astype(np.uint8)
