"""A roughly drawn box meets the print under it: letters on its edge are taken whole or left out."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.cleaning import (
    denoise,
    erase,
    erase_edge_ink,
    ink_mask,
    pieces,
    threshold_adaptively,
)
from invoice_desk.imaging.page import Crop, Page, Pixels
from invoice_desk.imaging.rulings import without_rulings
from invoice_desk.invoice.geometry import Box

_REACH = 0.25  # of the box's height: how far a letter on its edge is followed
_MIN_REACH, _MAX_REACH = 3, 12  # pixels
_MIN_PRINT = 6  # pixels; shorter ink is dirt
_PAPER_AROUND = 8  # pixels that are left around print
_SMOOTHED = 1.5  # pixels; takes four fifths of the noise of a scan away
_MIN_CONTRAST = 16  # tones by which ink is darker than its surroundings when smoothed


def print_of(crop: Crop) -> tuple[Pixels, Box]:
    """Return the grey print of a crop, dark on light without rulings, and its box on the page.

    A letter that lies on the crop's edge is there as a whole where most of it lies inside, and
    erased where most of it lies outside; the box that comes back is as much larger as that needs.
    """
    if crop.box.is_empty:
        return without_rulings(crop), crop.box
    reach = min(max(round(crop.box.height * _REACH), _MIN_REACH), _MAX_REACH)
    wide = crop.page.crop(crop.box.grown(reach))
    grey = without_rulings(wide, line_height=crop.box.height)
    inner = crop.box.moved(dx=-wide.box.x0, dy=-wide.box.y0)
    cleaned, kept = _settle_edges(grey, inner)
    part = cleaned[kept.y0 : kept.y1, kept.x0 : kept.x1]
    return part, kept.moved(dx=wide.box.x0, dy=wide.box.y0)


def has_print(crop: Crop) -> bool:
    """Whether more than dirt, ruling lines and the rims of neighbouring lines is printed in a crop.

    That is a piece of ink that is longer than dirt, and not as pale as what shines through paper.
    """
    grey, _ = print_of(crop)
    return bool(len(_printed_pieces(grey)))


def tighten(page: Page, box: Box) -> Box:
    """Return a roughly drawn box drawn in to the print under it, with some paper around.

    It comes back as it is where nothing is printed, and never larger than the letters on its edge ask for.
    """
    grey, kept = print_of(page.crop(box))
    stats = _printed_pieces(grey)
    if not len(stats):
        return box
    x0, y0 = (int(edge) for edge in stats[:, :2].min(axis=0))
    x1, y1 = (int(edge) for edge in (stats[:, :2] + stats[:, 2:4]).max(axis=0))
    print_ = Box(x0, y0, x1, y1).moved(dx=kept.x0, dy=kept.y0)
    return print_.grown(_PAPER_AROUND).clipped(kept.joined(box).clipped(page.size.box))


def _printed_pieces(grey: Pixels) -> NDArray[Any]:
    """Return the boxes (x, y, width, height, area a row) of the pieces of ink that are no dirt."""
    if not grey.size:
        return np.empty((0, 5), dtype=np.int32)
    ink = threshold_adaptively(denoise(erase_edge_ink(grey), sigma=_SMOOTHED), offset=_MIN_CONTRAST)
    _, stats = pieces(np.asarray(255 - ink, dtype=np.uint8))
    longer = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    return np.asarray(stats[1:][longer >= _MIN_PRINT])


def _settle_edges(grey: Pixels, inner: Box) -> tuple[Pixels, Box]:
    """Erase letters that lie mostly outside `inner`, and grow it around those that lie mostly inside."""
    ink = ink_mask(grey)
    if not _is_crossed(ink, inner):
        return grey, inner
    labels, stats = pieces(ink)
    inside = _share_inside(stats, inner)
    is_on_edge = (inside > 0) & (inside < 1) & _is_print(stats, inner)
    is_kept = is_on_edge & (inside >= 0.5)
    is_erased = is_on_edge & ~is_kept
    if is_erased.any():
        grey = erase(grey, np.where(is_erased[labels], 255, 0).astype(np.uint8))
    for x, y, width, height, _ in stats[is_kept]:
        inner = inner.joined(Box(int(x), int(y), int(x + width), int(y + height)))
    return grey, inner


def _is_crossed(ink: Pixels, inner: Box) -> bool:
    """Whether there is ink just inside the edges of `inner`: else nothing can lie across them."""
    part = ink[inner.y0 : inner.y1, inner.x0 : inner.x1]
    return bool(part[[0, -1]].any() or part[:, [0, -1]].any())


def _share_inside(stats: NDArray[Any], inner: Box) -> NDArray[np.float64]:
    """Return the share (0..1) of each piece's box inside `inner`: its ink may stand at one side, as in F."""
    x, y, width, height = stats[:, :4].T
    across = np.minimum(x + width, inner.x1) - np.maximum(x, inner.x0)
    down = np.minimum(y + height, inner.y1) - np.maximum(y, inner.y0)
    return np.asarray(across.clip(0) * down.clip(0) / (width * height), dtype=np.float64)


def _is_print(stats: NDArray[Any], inner: Box) -> NDArray[np.bool_]:
    """Whether each piece of ink is of the size of letters and short words: not paper, frame or stamp."""
    widest = max(inner.width // 2, inner.height)
    is_print = (stats[:, cv2.CC_STAT_HEIGHT] <= 1.5 * inner.height) & (stats[:, cv2.CC_STAT_WIDTH] <= widest)
    is_print[0] = False
    return np.asarray(is_print, dtype=np.bool_)
