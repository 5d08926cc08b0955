"""The text layer of a born-digital PDF: exact where it covers a box and is sane."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from invoice_desk.imaging.cleaning import ink_mask
from invoice_desk.imaging.page import Crop, Letter
from invoice_desk.imaging.rulings import without_rulings
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.reading.font_proof import FontProof
from invoice_desk.reading.reader import Reader, Region
from invoice_desk.reading.text_order import text_of

CONFIDENCE = 0.995  # the text is what the program that made the PDF wrote, if the layer is sane
DISAGREED = 0.5  # the most that a number is worth on which a layer and OCR disagree
_MIN_COVERED = 0.6  # share of the box's ink that lies in letters' boxes
_CROWDED = 0.6  # of a letter's box: italics and Arabic letters reach into each other, but seldom so far
_CROWDED_DIGIT = 0.25  # of a digit's box that other digits take: in 27 italic fonts at most 0.12
_MIN_CONTRAST = 24  # tones; letters that differ less from their paper are hidden


class TextLayerReader:
    """Reads the text layer, and lets an OCR reader prove each font's character map once a page."""

    name = "text_layer"

    def __init__(self, prover: Reader | None) -> None:
        """prover: reads a crop by its pixels; None where there is none, then only signs of rubbish count."""
        self._prover = prover

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield a Reading for each region whose layer covers it and is sane, else None.

        Where a font's digits are not those that are printed, it is what the prover reads, and unsure.
        """
        texts = [_sane_text(region) for region in regions]
        proof = FontProof(self._prover, regions, texts)
        for index, (region, text) in enumerate(zip(regions, texts, strict=True)):
            if text is None or proof.is_false(index):
                yield None
            else:
                seen = proof.other_digits(index)
                yield _unsure(seen) if seen else _reading(region.crop, text)


def _unsure(reading: Reading) -> Reading:
    return replace(reading, confidence=min(reading.confidence, DISAGREED))


def _reading(crop: Crop, text: str) -> Reading:
    glyphs = tuple(Glyph(letter.char, letter.box, CONFIDENCE) for letter in crop.letters)
    return Reading(text, CONFIDENCE, TextLayerReader.name, crop.page.info.index, crop.box, glyphs)


def _sane_text(region: Region) -> str | None:
    """Return the layer's text in the box, or None where it is missing, hidden, partial or rubbish."""
    crop = region.crop
    letters = crop.letters
    if not letters or _is_on_picture(crop) or not all(letter.is_drawn for letter in letters):
        return None
    if any(_is_rubbish(letter.char) for letter in letters) or _is_stacked(crop, letters):
        return None
    if not _is_printed(crop, letters):
        return None
    return text_of(letters) or None


def _is_on_picture(crop: Crop) -> bool:
    """Whether pictures lie under most of the box: a scan, also one in strips, whose layer is an OCR's."""
    shown = np.zeros((crop.box.height, crop.box.width), dtype=np.bool_)
    for picture in crop.page.pictures:
        shown[_slices(crop, picture)] = True
    return float(shown.mean()) > 0.5


def _is_rubbish(char: str) -> bool:
    """Whether a font without a map to letters gave this: private, unassigned or control characters."""
    return char == "\ufffd" or unicodedata.category(char) in {"Co", "Cn", "Cc", "Cs"}


def _is_stacked(crop: Crop, letters: Sequence[Letter]) -> bool:
    """Whether letters stand on others: two texts, of which only one can be seen.

    PDFium merges them, 100.00 on 900.00 to 1900.00, so one digit on another is one too many.
    """
    digits = [box for box, _ in {(one.box, one.char) for one in letters if one.char.isdigit()}]
    glyphs = list({letter.box for letter in letters})  # the letters of a ligature share its box
    is_on_digit = any(share > _CROWDED_DIGIT for share in _shares_crowded(crop, digits))
    crowded = sum(share > _CROWDED for share in _shares_crowded(crop, glyphs))
    return is_on_digit or crowded > max(2, len(letters) // 3)


def _shares_crowded(crop: Crop, boxes: Sequence[Box]) -> list[float]:
    """Return the share of each box that others of the boxes cover too; 0 for one off the crop."""
    depth = np.zeros((crop.box.height, crop.box.width), np.int32)
    for box in boxes:
        depth[_slices(crop, box)] += 1
    parts = [depth[_slices(crop, box)] for box in boxes]
    return [float(np.mean(part > 1)) if part.size else 0.0 for part in parts]


def _is_printed(crop: Crop, letters: Sequence[Letter]) -> bool:
    """Whether every letter and digit can be seen, and they are nearly all that can be seen in the box."""
    grey = without_rulings(crop)
    ink = ink_mask(grey) > 0
    if not ink.any():
        return False
    covered = np.zeros_like(ink)
    for letter in letters:
        part = _slices(crop, letter.box.grown(1))
        covered[part] = True
        tones = grey[part]
        if letter.char.isalnum() and int(tones.max()) - int(tones.min()) < _MIN_CONTRAST:
            return False
    return int(np.count_nonzero(ink & covered)) >= _MIN_COVERED * int(np.count_nonzero(ink))


def _slices(crop: Crop, box: Box) -> tuple[slice, slice]:
    """Return the rows and columns of the crop's pixels that a box of the page covers."""
    inside = box.clipped(crop.box).moved(dx=-crop.box.x0, dy=-crop.box.y0)
    return slice(inside.y0, inside.y1), slice(inside.x0, inside.x1)
