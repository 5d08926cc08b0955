"""The Tesseract reader: regions with Latin or Arabic letters, one look each and more where it is not sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.reading.engine import Engine, Look
from invoice_desk.reading.looks import FURTHER_RECIPES, Prepared, first_recipe, prepare
from invoice_desk.reading.reader import Region
from invoice_desk.reading.voting import Seen, elect, seen

SURE = 0.92  # of first looks at least this sure 93 in 100 are right on ../shared/data/receipts


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
        look = prepared.look(first_recipe)
        first = seen(self._engine.recognise(look))
        if first is not None and first.confidence >= SURE:
            return _reading(prepared, first, look)
        looks = [(first, look)]
        for recipe in FURTHER_RECIPES:
            look = prepared.look(recipe)
            looks.append((seen(self._engine.recognise(look)), look))
        elected = elect([one for one, _ in looks if one is not None])
        if elected is None:
            return None
        winning = next(look for one, look in looks if one is not None and one.words is elected.words)
        return _reading(prepared, elected, winning)


def _reading(prepared: Prepared, found: Seen, look: Look) -> Reading:
    crop = prepared.region.crop
    glyphs = tuple(
        Glyph(letter.char, _on_page(look.box_before(letter.box), crop.box), letter.confidence)
        for word in found.words
        for letter in word.letters
    )
    page = crop.page.info.index
    return Reading(found.text, found.confidence, TesseractReader.name, page, crop.box, glyphs)


def _on_page(box: Box, crop: Box) -> Box:
    return box.moved(dx=crop.x0, dy=crop.y0).clipped(crop)
