"""A letter with a good amount of print, turned and fallen as a scanner may give it, and who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np
from drawn_pages import paper, write

from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.engine import Layout, Look, Word

LETTER = (
    "Desert Rose Trading LLC",
    "14 Harbour Road, Dubai",
    "Invoice number INV-40712",
    "Date of issue 12 March 2024",
    "Lunch boxes, mixed 12 195.00",
    "Water bottles, large 40 60.00",
    "Paper cups and napkins 25.50",
    "Delivery before noon 35.00",
    "Total before tax 315.50",
    "Value added tax 15.78",
    "Amount payable 331.28",
    "Thank you for your order",
)


def letter(*, size: int = 26) -> tuple[Pixels, list[Box]]:
    """Return a page of twelve lines and the box around each line's ink; size: of the type in pixels."""
    pixels = paper(25 * size, 30 * size)
    boxes = [write(pixels, line, 3 * size, (2 + 2 * at) * size, size=size) for at, line in enumerate(LETTER)]
    return pixels, boxes


def turned(pixels: Pixels, degrees: int) -> Pixels:
    """Return the page turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(pixels, -degrees // 90))


def turned_box(box: Box, degrees: int, pixels: Pixels) -> Box:
    """Return where a box of the upright page lies on the turned one."""
    height, width = pixels.shape
    x0, y0, x1, y1 = box
    return {
        0: box,
        90: Box(height - y1, x0, height - y0, x1),
        180: Box(width - x1, height - y1, width - x0, height - y0),
        270: Box(y0, width - x1, y1, width - x0),
    }[degrees]


def fallen(pixels: Pixels, degrees: float) -> Pixels:
    """Return a page of the same size whose lines fall by `degrees` to the right."""
    height, width = pixels.shape
    turn = _falling(pixels, degrees)
    return cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))


def fallen_box(box: Box, degrees: float, pixels: Pixels) -> Box:
    """Return the smallest upright box around a box of the level page on the fallen one."""
    x0, y0, x1, y1 = box
    corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]]) @ _falling(pixels, degrees).T
    (left, top), (right, bottom) = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    return Box(int(left), int(top), int(right), int(bottom))


def _falling(pixels: Pixels, degrees: float) -> np.ndarray:
    height, width = pixels.shape
    return cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)


def around_ink(pixels: Pixels) -> Box:
    """Return the smallest box around what is darker than half."""
    rows, columns = np.nonzero(pixels < 128)
    return Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)


@dataclass
class SeeingEngine:
    """Answers each look by a function of it, and an orientation as told; notes the looks."""

    answer: Callable[[Look], tuple[Word, ...]]
    told: tuple[int, float] | None = (0, 99.0)
    looks: list[Look] = field(default_factory=list)
    turned_looks: list[Look] = field(default_factory=list)

    def recognise(self, look: Look) -> tuple[Word, ...]:
        self.looks.append(look)
        return self.answer(look)

    def orientation(self, look: Look) -> tuple[int, float] | None:
        self.turned_looks.append(look)
        return self.told

    def looks_in(self, layout: Layout) -> list[Look]:
        return [look for look in self.looks if look.layout is layout]
