"""The text layer of a born-digital PDF: exact where it covers a box and is sane."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np

from invoice_desk.errors import MissingPart
from invoice_desk.imaging.cleaning import ink_mask
from invoice_desk.imaging.page import Crop, Letter
from invoice_desk.imaging.rulings import without_rulings
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.reading.reader import Reader, Region
from invoice_desk.reading.text_order import text_of

CONFIDENCE = 0.995  # the text is what the program that made the PDF wrote, if the layer is sane
_MIN_COVERED = 0.6  # share of the box's ink that lies in letters' boxes
_MIN_ALIKE = 0.4  # OCR and a sane layer agree on most letters even where OCR is poor
_MIN_CONTRAST = 24  # tones; letters that differ less from their paper are hidden
_PROBED = 4  # letters; a shorter text is no proof of a font's map


class TextLayerReader:
    """Reads the text layer, and lets an OCR reader prove each font's character map once a page."""

    name = "text_layer"

    def __init__(self, prover: Reader | None) -> None:
        """prover: reads a crop by its pixels; None where there is none, then only signs of rubbish count."""
        self._prover = prover

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield a Reading for each region whose layer covers it and is sane, else None."""
        texts = [_sane_text(region) for region in regions]
        false_fonts = self._false_fonts(regions, texts)
        for region, text in zip(regions, texts, strict=True):
            is_proved = text is not None and _font_of(region.crop) not in false_fonts
            yield _reading(region.crop, text) if text and is_proved else None

    def _false_fonts(self, regions: Sequence[Region], texts: Sequence[str | None]) -> set[str]:
        """Return the fonts whose map gives other letters than are printed."""
        probes: dict[str, tuple[int, Region]] = {}
        for region, text in zip(regions, texts, strict=True):
            length = len(_provable(text or ""))
            font = _font_of(region.crop)
            if length >= _PROBED and length > probes.get(font, (0, region))[0]:
                probes[font] = (length, region)
        return {font for font, (_, region) in probes.items() if self._is_false(region)}

    def _is_false(self, region: Region) -> bool:
        if self._prover is None:
            return False
        try:
            seen = next(iter(self._prover.read([region])))
        except MissingPart:  # the language is not installed: an exact text needs none
            return False
        if seen is None:
            return False
        written = _provable(_sane_text(region) or "")
        return SequenceMatcher(None, written, _provable(seen.text), autojunk=False).ratio() < _MIN_ALIKE


def _reading(crop: Crop, text: str) -> Reading:
    glyphs = tuple(Glyph(letter.char, letter.box, CONFIDENCE) for letter in crop.letters)
    return Reading(text, CONFIDENCE, TextLayerReader.name, crop.page.info.index, crop.box, glyphs)


def _sane_text(region: Region) -> str | None:
    """Return the layer's text in the box, or None where it is missing, hidden, partial or rubbish."""
    crop = region.crop
    letters = crop.letters
    if not letters or _is_on_picture(crop) or not all(letter.is_drawn for letter in letters):
        return None
    if any(_is_rubbish(letter.char) for letter in letters) or _is_stacked(letters):
        return None
    if not _is_printed(crop, letters):
        return None
    return text_of(letters) or None


def _is_on_picture(crop: Crop) -> bool:
    """Whether a picture lies under most of the box: a scan whose layer is somebody's OCR."""
    return any(crop.box.share_inside(picture) > 0.5 for picture in crop.page.pictures)


def _is_rubbish(char: str) -> bool:
    """Whether a font without a map to letters gave this: private, unassigned or control characters."""
    return char == "\ufffd" or unicodedata.category(char) in {"Co", "Cn", "Cc", "Cs"}


def _is_stacked(letters: Sequence[Letter]) -> bool:
    """Whether other letters stand on the same spot: two texts, of which only one can be seen."""
    places = Counter((letter.box.x0 // 2, letter.box.y0 // 2, letter.box.x1 // 2) for letter in letters)
    return sum(times - 1 for times in places.values()) > max(2, len(letters) // 4)


def _is_printed(crop: Crop, letters: Sequence[Letter]) -> bool:
    """Whether the letters can be seen, and are nearly all that can be seen in the box."""
    grey = without_rulings(crop)
    ink = ink_mask(grey) > 0
    if not ink.any():
        return False
    covered = np.zeros_like(ink)
    seen = 0
    for letter in letters:
        part = _slices(crop, letter)
        covered[part] = True
        tones = grey[part]
        seen += bool(tones.size) and int(tones.max()) - int(tones.min()) >= _MIN_CONTRAST
    share = int(np.count_nonzero(ink & covered)) / int(np.count_nonzero(ink))
    return share >= _MIN_COVERED and seen >= 0.8 * len(letters)


def _slices(crop: Crop, letter: Letter) -> tuple[slice, slice]:
    box = letter.box.grown(1).clipped(crop.box).moved(dx=-crop.box.x0, dy=-crop.box.y0)
    return slice(box.y0, box.y1), slice(box.x0, box.x1)


def _font_of(crop: Crop) -> str:
    """Return the font of most letters in the box."""
    counted = Counter(letter.font for letter in crop.letters)
    return counted.most_common(1)[0][0] if counted else ""


def _provable(text: str) -> str:
    """Return the letters that OCR can judge: no marks, and no Arabic-Indic digits, which it misreads."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in folded if char.isalpha() or "0" <= char <= "9")
