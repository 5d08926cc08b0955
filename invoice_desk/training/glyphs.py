"""The glyphs of a font as masks with their places, drawn once and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFont

from invoice_desk.training.fonts import FontFile
from invoice_desk.training.texts import is_arabic

DIGIT_HEIGHT = 48  # pixels of the tallest digit of each family, as glyphs are drawn

_EM = 200  # pixels; at this size a font is measured
_LEAST = 4  # pixels; a glyph that is lower and narrower draws nothing
_ALIKE = 0.5  # share of the ink of two glyphs that lies on one place: smaller print tells them apart no more
_FAINT = 20  # tones; fainter edges are no ink


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """Ink of one glyph or word. ink: H x W, uint8; left, top: of its ink from the pen on the base line."""

    ink: NDArray[np.uint8]
    left: int
    top: int
    advance: float

    def is_like(self, other: Mask) -> bool:
        """Whether two masks are one shape at one place: they share most of their ink."""
        top = min(self.top, other.top)
        bottom = max(one.top + one.ink.shape[0] for one in (self, other))
        size = bottom - top, max(self.ink.shape[1], other.ink.shape[1])
        both = np.zeros((2, *size), np.float32)
        for layer, one in zip(both, (self, other), strict=True):
            layer[one.top - top :][: one.ink.shape[0], : one.ink.shape[1]] = one.ink
        return float(both.min(axis=0).sum()) > _ALIKE * float(both.max(axis=0).sum())


class Glyphs(Protocol):
    """Draws single characters and words, or gives None for those that it cannot draw."""

    def glyph(self, char: str) -> Mask | None:
        """Return one character."""

    def word(self, text: str) -> Mask | None:
        """Return a word with its letters joined."""


class DrawnGlyphs:
    """Glyphs that are drawn already, of a family that has no words."""

    def __init__(self, masks: Mapping[str, Mask]) -> None:
        """masks: of each character."""
        self._masks = masks

    def glyph(self, char: str) -> Mask | None:
        """Return one character; None where it is not among them."""
        return self._masks.get(char)

    def word(self, text: str) -> Mask | None:
        """Return None."""
        del text
        return None


class FontGlyphs:
    """Draws single glyphs at DIGIT_HEIGHT, and whole words with shaping. Not for several threads."""

    def __init__(self, font: FontFile, *, measured_by: str) -> None:
        """measured_by: the digits whose tallest one is to be DIGIT_HEIGHT pixels high."""
        path, self._chars = font.path, font.chars
        probe = ImageFont.truetype(str(path), _EM, layout_engine=ImageFont.Layout.BASIC)
        heights = [box[3] - box[1] for box in (probe.getbbox(char, anchor="ls") for char in measured_by)]
        size = max(6, round(_EM * DIGIT_HEIGHT / max(1, *heights)))
        self._plain = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
        self._shaped = ImageFont.truetype(str(path), round(size * 1.05), layout_engine=ImageFont.Layout.RAQM)
        self._kept: dict[str, Mask | None] = {}

    def glyph(self, char: str) -> Mask | None:
        """Return one glyph, or None where the font draws nothing for it."""
        if char not in self._kept:
            self._kept[char] = _mask(self._plain, char, direction=None) if char in self._chars else None
        return self._kept[char]

    def word(self, text: str) -> Mask | None:
        """Return a word with its letters joined; None where nothing is drawn."""
        key = f" {text}"
        if key not in self._kept:
            direction = "rtl" if is_arabic(text) else "ltr"
            is_drawable = self._chars.issuperset(text)
            self._kept[key] = _mask(self._shaped, text, direction=direction) if is_drawable else None
        return self._kept[key]


def first_glyph(fonts: Sequence[Glyphs], char: str) -> Mask | None:
    """Return a character as the first of the fonts that can draws it; None where none can."""
    return next((mask for font in fonts if (mask := font.glyph(char)) is not None), None)


@lru_cache(maxsize=4096)
def glyphs_of(font: FontFile, measured_by: str) -> FontGlyphs:
    """Return the glyphs of a font file, kept for the next line."""
    return FontGlyphs(font, measured_by=measured_by)


def _mask(font: ImageFont.FreeTypeFont, text: str, *, direction: str | None) -> Mask | None:
    left, top, right, bottom = font.getbbox(text, anchor="ls", direction=direction)
    if right - left < 1 or bottom - top < 1:
        return None
    image, _ = font.getmask2(text, mode="L", direction=direction, anchor="ls")
    pixels = np.asarray(image, dtype=np.uint8).reshape(image.size[1], image.size[0])
    rows, columns = (np.flatnonzero(pixels.max(axis=axis) > _FAINT) for axis in (1, 0))
    if not rows.size or max(rows.size, columns.size) < _LEAST:
        return None
    x, y = int(columns[0]), int(rows[0])  # Pillow's mask reaches from the pen to its advance
    ink = np.ascontiguousarray(pixels[y : rows[-1] + 1, x : columns[-1] + 1])
    return Mask(ink, round(left) + x, round(top) + y, font.getlength(text, direction=direction))
