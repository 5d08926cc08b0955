"""What an OCR engine is: grey pixels in, words with letters and confidences out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box

_DIRECTION = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class Layout(IntEnum):
    """How print lies in the pixels, as Tesseract's page-segmentation modes."""

    PAGE = 3
    BLOCK = 6
    LINE = 7
    SPARSE = 11


@dataclass(frozen=True, slots=True)
class Letter:
    """One recognised letter: box in the pixels given, confidence 0..1."""

    char: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word: line is its running number on the pixels, confidence 0..1."""

    text: str
    box: Box
    confidence: float
    line: int
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to recognise. pixels: H x W grey; languages: Tesseract names.

    forbidden: characters that cannot stand there, such as | in an amount; factor, margin: how far
    the pixels were enlarged and how much paper was added on each side, to carry boxes back.
    """

    pixels: Pixels
    languages: tuple[str, ...]
    layout: Layout
    forbidden: str = ""
    factor: float = 1.0
    margin: int = 0

    def box_before(self, box: Box) -> Box:
        """Return `box` of these pixels in the pixels before they were enlarged and padded."""
        x0, y0, x1, y1 = (round((edge - self.margin) / self.factor) for edge in box)
        return Box(x0, y0, max(x0, x1), max(y0, y1))


class Engine(Protocol):
    """Recognises print. Serves many threads."""

    def recognise(self, look: Look) -> tuple[Word, ...]:
        """Return the words in reading order; none where there is no print. Raises MissingPart."""


def without_direction(text: str) -> str:
    """Return the text without the marks by which Tesseract notes the direction of writing."""
    return text.translate(_DIRECTION)
