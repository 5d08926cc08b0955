"""The digits reader: all number regions of a page at once, digit by digit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from invoice_desk.imaging.strips import DIGIT, HEIGHT, Strip, strip_of
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.reading.digits.confidence import confidence, features
from invoice_desk.reading.digits.decoding import Decoded, Scores, Span, decode
from invoice_desk.reading.digits.model import STEP, DigitModel
from invoice_desk.reading.reader import Region

ZOOMS = (1.0, 0.8)
"""How high digits are shown to the network; two looks that agree are worth more than one."""

_EDGE = 0.25  # of a digit's height: glyphs whose middle lies this far outside the box are still in it


@dataclass(frozen=True, slots=True)
class Seen:
    """A number as one look saw it: its strip and what was decoded, if anything."""

    strip: Strip
    decoded: Decoded | None


class DigitReader:
    """Reads printed numbers of all three digit families. Serves many threads."""

    name = "digits"

    def __init__(self, model: DigitModel) -> None:
        """model: loaded once."""
        self._model = model

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield one Reading a region, or None where there is no number."""
        for region, looks in zip(regions, self.look(regions), strict=True):
            yield self._reading(region, looks)

    def look(self, regions: Sequence[Region]) -> list[list[Seen]]:
        """Return for each region what each of ZOOMS shows; an empty list where nothing is printed."""
        cut = [_strips(region, None) for region in regions]
        usual = [DIGIT * zoom / one.scale for strips in cut for one, zoom in zip(strips, ZOOMS, strict=False)]
        height = median(usual) if len(usual) >= 4 * len(ZOOMS) else None
        if height is not None:
            cut = [_strips(region, height) for region in regions]
        scores = iter(self._model.scores([one.pixels for strips in cut for one in strips]))
        return [
            [Seen(one, _decoded(region, one, next(scores))) for one in strips]
            for region, strips in zip(regions, cut, strict=True)
        ]

    def _reading(self, region: Region, looks: Sequence[Seen]) -> Reading | None:
        judged = judge(looks)
        if judged is None:
            return None
        calibration = self._model.card.calibration
        sure = confidence(judged.features, calibration.weights, calibration.bias)
        glyphs = tuple(_glyph(one, judged.strip) for one in judged.decoded.glyphs)
        page = region.crop.page.info.index
        return Reading(judged.decoded.text, sure, self.name, page, region.crop.box, glyphs)


@dataclass(frozen=True, slots=True)
class Judged:
    """The look that is believed, and what speaks for it, as `confidence.features` has it."""

    strip: Strip
    decoded: Decoded
    features: tuple[float, ...]


def judge(looks: Sequence[Seen]) -> Judged | None:
    """Return the look with the likeliest spelling, its weakest glyph counted in; None where none has any."""
    found = [(one.strip, one.decoded) for one in looks if one.decoded is not None]
    if not found:
        return None
    strip, best = max(found, key=lambda one: _worth(one[1]))
    others = [one.decoded for one in looks if one.decoded is not best]
    return Judged(strip, best, features(best, others, digit_height=DIGIT / strip.scale))


def _worth(decoded: Decoded) -> float:
    return decoded.spellings[0].share * decoded.weakest


def _strips(region: Region, digit_height: float | None) -> list[Strip]:
    page, box = region.crop.page.pixels, region.crop.box
    found = (strip_of(page, box, digit_height=digit_height, zoom=zoom) for zoom in ZOOMS)
    return [one for one in found if one is not None]


def _decoded(region: Region, strip: Strip, scores: Scores) -> Decoded | None:
    box = region.crop.box
    room = _EDGE * DIGIT
    first, end = ((edge - strip.left) * strip.scale for edge in (box.x0, box.x1))
    return decode(scores, region.kind, first=(first - room) / STEP, end=(end + room) / STEP)


def _glyph(span: Span, strip: Strip) -> Glyph:
    """Return a glyph with its box on the page: the whole height of the line."""
    x0, x1 = (strip.left + at * STEP / strip.scale for at in (span.first, span.end))
    middle = strip.top + HEIGHT / 2 / strip.scale
    half = DIGIT * 0.6 / strip.scale
    box = Box(*(max(0, round(edge)) for edge in (x0, middle - half, x1, middle + half)))
    return Glyph(span.char, box, span.probability, span.runner_up)
