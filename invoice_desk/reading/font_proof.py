"""Whether the fonts of a text layer name what is printed: OCR is asked about one or two regions a font."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from invoice_desk.errors import MissingPart
from invoice_desk.imaging.page import Letter
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.reader import Reader, Region

_MIN_ALIKE = 0.4  # OCR and a sane layer agree on most letters even where OCR is poor
_PROBED = 4  # letters; a shorter text is no proof of a font's map
_SURE = 0.92  # of OCR's readings at least this sure 93 in 100 are right on ../shared/data/receipts
_MIN_DIGITS = 2  # OCR takes one digit alone for a letter


class FontProof:
    """What OCR says of the fonts in some regions of a page. It is asked about each region once at most.

    Letters may differ here and there, for OCR is not exact; Latin digits may not, where OCR is
    sure: one false digit makes another amount. Arabic-Indic digits cannot be proved, for Tesseract
    misreads them: of them the layer is believed.
    """

    def __init__(self, prover: Reader | None, regions: Sequence[Region], texts: Sequence[str | None]) -> None:
        """prover: reads a crop by its pixels; texts: of the layer in each region, None where not sane."""
        self._prover, self._regions, self._texts = prover, regions, [text or "" for text in texts]
        self._seen: dict[int, Reading | None] = {}
        self._fonts = [_font_of(region.crop.letters) for region in regions]
        self._digit_fonts = [
            _font_of([one for one in region.crop.letters if _is_latin_digit(one.char)]) for region in regions
        ]
        longest = self._probes(self._fonts, self._weight_of_letters)
        self._false = {font for font, index in longest.items() if self._has_other_letters(index)}
        richest = self._probes(self._digit_fonts, self._weight_of_digits)
        self._suspect = {font for font, index in richest.items() if self._has_other_digits(index)}

    def is_false(self, index: int) -> bool:
        """Whether the font of a region's letters gives other letters than are printed."""
        return self._fonts[index] in self._false

    def other_digits(self, index: int) -> Reading | None:
        """Return what OCR reads in a region, if the font's digits were caught false and seem so here too."""
        if self._digit_fonts[index] not in self._suspect or not _latin_digits(self._texts[index]):
            return None
        seen = self._see(index)
        return None if seen is None or _are_same_digits(self._texts[index], seen.text) else seen

    def _probes(self, fonts: Sequence[str], weight: Callable[[int], tuple[int, ...]]) -> dict[str, int]:
        """Return for each font the index of the region of most weight; none where all weigh nothing."""
        probes: dict[str, int] = {}
        for index, font in enumerate(fonts):
            if weight(index)[0] > 0 and (font not in probes or weight(index) > weight(probes[font])):
                probes[font] = index
        return probes

    def _weight_of_letters(self, index: int) -> tuple[int, ...]:
        length = len(_provable(self._texts[index]))
        return (length if length >= _PROBED else 0,)

    def _weight_of_digits(self, index: int) -> tuple[int, ...]:
        """Weigh most of the ten digits; then what was read already; then the shortest, for its time."""
        text = self._texts[index]
        digits = _latin_digits(text)
        is_proof = len(digits) >= _MIN_DIGITS and not _has_foreign_digits(text)
        return (len(set(digits)) if is_proof else 0, index in self._seen, -len(text))

    def _has_other_letters(self, index: int) -> bool:
        seen = self._see(index)
        if seen is None:
            return False
        written = _provable(self._texts[index])
        return SequenceMatcher(None, written, _provable(seen.text), autojunk=False).ratio() < _MIN_ALIKE

    def _has_other_digits(self, index: int) -> bool:
        seen = self._see(index)
        is_sure = seen is not None and seen.confidence >= _SURE
        return seen is not None and is_sure and not _are_same_digits(self._texts[index], seen.text)

    def _see(self, index: int) -> Reading | None:
        """Return what OCR reads in a region; None where it sees nothing or lacks the language."""
        if self._prover is None:
            return None
        if index not in self._seen:
            region = self._regions[index]
            able = Region(region.crop, region.kind, _languages_for(self._texts[index], region.languages))
            try:
                self._seen[index] = next(iter(self._prover.read([able])))
            except MissingPart:  # an exact text needs no language
                self._seen[index] = None
        return self._seen[index]


def _font_of(letters: Sequence[Letter]) -> str:
    """Return the font of most of the letters."""
    counted = Counter(letter.font for letter in letters)
    return counted.most_common(1)[0][0] if counted else ""


def _is_latin_digit(char: str) -> bool:
    return "0" <= char <= "9"


def _latin_digits(text: str) -> str:
    return "".join(filter(_is_latin_digit, text))


def _has_foreign_digits(text: str) -> bool:
    return any(char.isdecimal() and not _is_latin_digit(char) for char in text)


def _are_same_digits(written: str, seen: str) -> bool:
    """Whether two texts have the same Latin digits in a row, or word by word in any order."""
    if _latin_digits(written) == _latin_digits(seen):
        return True
    return _numbers(written) == _numbers(seen)


def _numbers(text: str) -> list[str]:
    return sorted(filter(None, map(_latin_digits, text.split())))


def _provable(text: str) -> str:
    """Return the letters that OCR can judge: no marks, and no Arabic-Indic digits, which it misreads."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in folded if char.isalpha() or _is_latin_digit(char))


def _languages_for(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of the text's letters: a seller's name may be in any script.

    The Arabic model reads Latin letters and digits worse than any other.
    """
    others = tuple(name for name in languages if name != "ara")
    if not any(_is_arabic(char) for char in text):
        return others or ("eng",)
    has_latin = any(char.isalpha() and not _is_arabic(char) for char in text)
    return ("ara", *(others or (("eng",) if has_latin else ())))


def _is_arabic(char: str) -> bool:
    return unicodedata.bidirectional(char) == "AL"
