"""A whole page without a template: lines of words with places on the page as it was, and its codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Protocol

import cv2
import numpy as np

from invoice_desk.imaging import cleaning
from invoice_desk.imaging.levelling import Levelled, find_skew, level
from invoice_desk.imaging.page import Page, Pixels
from invoice_desk.imaging.rulings import erase_rulings
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.codes import Found, find_page_codes
from invoice_desk.reading.engine import Layout, Look, Word
from invoice_desk.reading.reading_order import in_reading_order

PRINT_HEIGHT = 30  # pixels of a capital letter that Tesseract reads best
MAX_PIXELS = 20_000_000  # of the page as it is read; a larger one is reduced
_CERTAIN = 4.0  # Tesseract's certainty of a turn from which on it is not proved by reading
_CLEARLY = 1.5  # times better must a lying page read than an upright one; a few words read in many ways
_MIN_WORD = 0.2  # confidence; below it are dirt and lines read as letters
_RIM = 3  # pixels around a word or a code, where its ink fades into the paper
_PROOF_SIDE = 1_400  # pixels of the longer side of the page on which turns are proved


class PageEngine(Protocol):
    """An engine that can also tell how a page is turned."""

    def recognise(self, look: Look) -> tuple[Word, ...]:
        """Return the words in reading order."""

    def orientation(self, look: Look) -> tuple[int, float] | None:
        """Return (degrees clockwise by which the print is turned, certainty), or None."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word: confidence 0..1, box on the page as it was."""

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of words. confidence: 0..1, weighted by their lengths; box: around them."""

    words: tuple[PageWord, ...]

    @property
    def text(self) -> str:
        """The words, parted by blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """0..1, words weighted by their lengths."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters

    @property
    def box(self) -> Box:
        """The smallest box around the words, on the page as it was."""
        box = self.words[0].box
        for word in self.words[1:]:
            box = box.joined(word.box)
        return box


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on a page. turned: degrees clockwise (0, 90, 180, 270); skew: degrees to the right."""

    lines: tuple[PageLine, ...]
    codes: tuple[Found, ...]
    turned: int
    skew: float


def read_page(page: Page, engine: PageEngine, languages: Sequence[str]) -> PageText:
    """Read all print of a page, whichever way up it lies, and its codes. Raises MissingPart."""
    codes = find_page_codes(page, is_thorough=True)
    grey = _without(page.crop(page.size.box).grey, [code.box for code in codes])
    if not cleaning.has_ink(grey):
        return PageText((), codes, 0, 0.0)
    turned = _turned(grey, engine, tuple(languages))
    upright = (360 - turned) % 360
    skew = find_skew(grey if turned in {0, 180} else np.ascontiguousarray(grey.T[:, ::-1]))
    levelled = level(grey, quarter=upright, skew=skew, scale=_scale(grey))
    words = _recognise(levelled.pixels, engine, tuple(languages))
    return PageText(tuple(_lines(words, levelled)), codes, turned, skew)


def _recognise(pixels: Pixels, engine: PageEngine, languages: tuple[str, ...]) -> tuple[Word, ...]:
    """Return the words that Tesseract's page analysis finds, then those in the ink that it passed over."""
    words = tuple(word for word in engine.recognise(Look(pixels, languages, Layout.PAGE)) if _is_word(word))
    rest = _without(pixels, [word.box for word in words])
    rest = erase_rulings(rest, line_height=2 * PRINT_HEIGHT)
    if not cleaning.has_ink(rest):
        return words
    first_line = 1 + max((word.line for word in words), default=-1)
    more = engine.recognise(Look(rest, languages, Layout.SPARSE))
    return words + tuple(replace(one, line=one.line + first_line) for one in more if _is_word(one))


def _is_word(word: Word) -> bool:
    """Whether a word is more than a guess at dirt or a line."""
    return word.confidence >= _MIN_WORD


def _without(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """Return the pixels with paper over boxes and their rims: half-tones of print there read as letters."""
    extent = Box(0, 0, pixels.shape[1], pixels.shape[0])
    return cleaning.cover(pixels, [box.grown(_RIM).clipped(extent) for box in boxes])


def _lines(words: Sequence[Word], levelled: Levelled) -> Iterator[PageLine]:
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for line in lines.values():
        placed = [
            PageWord(word.text, word.confidence, levelled.box_on_original(word.box))
            for word in in_reading_order(line)
        ]
        inside = tuple(word for word in placed if not word.box.is_empty)
        if inside:
            yield PageLine(inside)


def _scale(grey: Pixels) -> float:
    """Return the scale at which the page's print has PRINT_HEIGHT, within MAX_PIXELS."""
    wanted = PRINT_HEIGHT / (print_height(grey) or PRINT_HEIGHT)
    largest = (MAX_PIXELS / grey.size) ** 0.5
    scale = min(max(wanted, 0.2), 3.0, largest)
    return 1.0 if 0.8 <= scale <= 1.25 and largest >= 1 else scale  # not worth the blur


def print_height(grey: Pixels) -> float:
    """Return the upper quartile of the heights of pieces of ink that may be letters; 0 for none."""
    factor = min(1.0, (4_000_000 / grey.size) ** 0.5)
    small = grey if factor == 1.0 else cleaning.scale(grey, factor)
    _, stats = cleaning.pieces(cleaning.ink_mask(small))
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    is_letter = (heights >= 5) & (heights <= small.shape[0] / 8) & (widths <= 6 * heights)
    letters = heights[is_letter]
    return float(np.percentile(letters, 75)) / factor if letters.size else 0.0


def _turned(grey: Pixels, engine: PageEngine, languages: tuple[str, ...]) -> int:
    """Return by how many degrees clockwise the page is turned; what is not certain is proved by reading."""
    factor = min(1.0, (MAX_PIXELS / 3 / grey.size) ** 0.5)
    small = cleaning.scale(grey, factor) if factor < 1.0 else grey
    found = engine.orientation(Look(small, ("osd",), Layout.PAGE))
    if found is not None and found[1] >= _CERTAIN:
        return found[0]
    proof = cleaning.scale(grey, min(1.0, _PROOF_SIDE / max(grey.shape)))
    scores = {turned: _legibility(proof, turned, engine, languages) for turned in (0, 180, 90, 270)}
    best = max(scores, key=lambda turned: scores[turned])
    return best if scores[best] > _CLEARLY * scores[0] else 0


def _legibility(grey: Pixels, turned: int, engine: PageEngine, languages: tuple[str, ...]) -> float:
    """Return how well the page reads when taken as turned: confidence times letters in sure words."""
    upright = level(grey, quarter=(360 - turned) % 360, skew=0.0, scale=1.0).pixels
    words = engine.recognise(Look(upright, languages, Layout.BLOCK))  # PAGE turns print by itself
    sure = [word for word in words if word.confidence > 0.5]
    if not sure:
        return 0.0
    return fmean(word.confidence for word in sure) * sum(len(word.text) for word in sure)
