"""The Tesseract reader: regions with Latin or Arabic letters, one look each and more where it is not sure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from invoice_desk.invoice.fields import DIGITED
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.reading.engine import Engine, Look
from invoice_desk.reading.looks import FURTHER_RECIPES, Prepared, first_recipe, prepare
from invoice_desk.reading.reader import Region
from invoice_desk.reading.tessdata import LATIN
from invoice_desk.reading.voting import Seen, elect, seen

SURE = 0.92  # of first looks at least this sure 93 in 100 are right on ../shared/data/receipts
AGREED = 0.85  # of looks that agree; one that disagrees takes at least a quarter away
DISAGREED = 0.5  # the most that a number is worth on which two models disagree
ALIKE = frozenset("0149")  # ٥ looks like 0, ١ and ٦ like 1, ٩ like 4 and 9, to both models


class TesseractReader:
    """Reads print with an OCR engine. Serves many threads."""

    name = "tesseract"

    def __init__(self, engine: Engine) -> None:
        """engine: kept warm by its owner."""
        self._engine = engine

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield one Reading a region, or None where nothing is printed; each when it is asked for."""
        for region in regions:
            prepared = prepare(region)
            yield None if prepared is None else self._read(prepared)

    def _read(self, prepared: Prepared) -> Reading | None:
        found = self._elected(prepared)
        if found is None or not _needs_second_opinion(prepared.region):
            return found and _reading(prepared, *found)
        latin = self._elected(replace(prepared, region=replace(prepared.region, languages=LATIN)))
        return _reading(prepared, *_settled(found, latin))

    def _elected(self, prepared: Prepared) -> tuple[Seen, Look] | None:
        """Return what most looks agree on, and the look that saw it."""
        look = prepared.look(first_recipe)
        first = seen(self._engine.recognise(look))
        if first is not None and first.confidence >= SURE:
            return first, look
        looks = [(first, look)]
        for recipe in FURTHER_RECIPES:
            look = prepared.look(recipe)
            looks.append((seen(self._engine.recognise(look)), look))
            elected = elect([one for one, _ in looks if one is not None])
            if elected is not None and elected.confidence >= AGREED:
                break
        if elected is None:
            return None
        return elected, next(look for one, look in looks if one is not None and one.words is elected.words)


def _needs_second_opinion(region: Region) -> bool:
    """Whether digits may be Arabic-Indic, which Tesseract misreads, often without a doubt."""
    return region.kind in DIGITED and "ara" in region.languages


def _settled(arabic: tuple[Seen, Look], latin: tuple[Seen, Look] | None) -> tuple[Seen, Look]:
    """Return the better of what the Arabic and the Latin model saw, unsure where their digits differ.

    Both read Latin digits alike; on Arabic-Indic ones they disagree, unless all are of those that
    look like Latin ones: then nothing shows that the number is not printed in Arabic-Indic digits.
    """
    if latin is None:
        return _capped(arabic)
    better = max(arabic, latin, key=lambda one: one[0].confidence)
    digits = _digits(arabic[0].text)
    is_agreed = digits == _digits(latin[0].text) and not ALIKE.issuperset(digits)
    return better if is_agreed else _capped(better)


def _capped(found: tuple[Seen, Look]) -> tuple[Seen, Look]:
    one, look = found
    return replace(one, confidence=min(one.confidence, DISAGREED)), look


def _digits(text: str) -> str:
    return "".join(
        str(unicodedata.decimal(char)) for char in text if unicodedata.decimal(char, None) is not None
    )


def _reading(prepared: Prepared, found: Seen, look: Look) -> Reading:
    crop = prepared.region.crop
    glyphs = tuple(
        Glyph(letter.char, _on_page(look.box_before(letter.box), prepared.box), letter.confidence)
        for word in found.words
        for letter in word.letters
    )
    page = crop.page.info.index
    return Reading(found.text, found.confidence, TesseractReader.name, page, crop.box, glyphs)


def _on_page(box: Box, pixels: Box) -> Box:
    return box.moved(dx=pixels.x0, dy=pixels.y0).clipped(pixels)
