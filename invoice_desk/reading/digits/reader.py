"""The digits reader: all numbers of a page at once, digit by digit; a second one where it is unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from invoice_desk.imaging.strips import DIGIT, HEIGHT, PrintedLine, Strip
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.reading.digits.band_model import BandScorer
from invoice_desk.reading.digits.confidence import confidence, features, seconded
from invoice_desk.reading.digits.decoding import Decoded, Scores, Span, decode
from invoice_desk.reading.digits.glyph_reader import GlyphReader
from invoice_desk.reading.digits.grammar import same_number
from invoice_desk.reading.digits.lines import lines_of
from invoice_desk.reading.digits.model import STEP, DigitModel
from invoice_desk.reading.reader import Region

ZOOMS = (1.0, 0.8)
"""How high digits are shown to the network; two looks that agree are worth more than one."""

_NARROWED = 0.85  # times as wide, for a third look where two read otherwise: what is wide reads worse

SURE = 0.97
"""From this confidence on the second reader is not asked."""

_CONDENSED = 0.5  # digit heights from glyph to glyph, below which print is widened; usual are 0.55 to 1.2
_USUAL_PITCH = 0.65  # to which it is widened, at most _MOST_STRETCH times
_MOST_STRETCH = 2.0
_EDGE = 0.25  # of a digit's height: glyphs whose middle lies this far outside the box are still in it


@dataclass(frozen=True, slots=True)
class Seen:
    """A number as one look saw it: its strip and what was decoded, if anything."""

    strip: Strip
    decoded: Decoded | None


@dataclass(frozen=True, slots=True)
class Judged:
    """The look that is believed, and what speaks for it, as `confidence.features` has it.

    second: what the second reader read, "" for nothing, None where it was not asked; the same text
    where it means the same.
    """

    strip: Strip
    decoded: Decoded
    features: tuple[float, ...]
    second: str | None = None


class DigitReader:
    """Reads printed numbers of all three digit families. Serves many threads."""

    name = "digits"

    def __init__(
        self, model: DigitModel, second: GlyphReader | None = None, bands: BandScorer | None = None
    ) -> None:
        """model: loaded once; second: asked for a second opinion where the first is not sure; bands: tells
        where lines of digits stand, the pieces of ink alone where it is left out.
        """
        self._model, self._second, self._bands = model, second, bands

    @property
    def has_second(self) -> bool:
        """Whether there is a second reader to ask."""
        return self._second is not None

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield one Reading a region, or None where there is no number."""
        for region, judged in zip(regions, self.judge(regions), strict=True):
            yield self._reading(region, judged) if judged is not None else None

    def judge(self, regions: Sequence[Region]) -> list[Judged | None]:
        """Return for each region what is believed, with the second reader's word where it was asked."""
        lines = lines_of(regions, self._bands)
        found = [judge(looks) for looks in self._look(regions, lines)]
        if self._second is None:
            return found
        unsure = [at for at, one in enumerate(found) if one is not None and self.sure(one) < SURE]
        seconds = self._second.look([regions[at] for at in unsure], [lines[at] for at in unsure])
        for at, second in zip(unsure, seconds, strict=True):
            first = found[at]
            found[at] = first and replace(first, second=_word(first, second, regions[at].kind))
        return found

    def sure(self, judged: Judged) -> float:
        """Return the confidence (0..1) of what is believed."""
        card = self._model.card
        if judged.second is None or card.seconded is None:
            return confidence(judged.features, card.calibration.weights, card.calibration.bias)
        values = (*judged.features, seconded(judged.decoded.text, judged.second))
        return confidence(values, card.seconded.weights, card.seconded.bias)

    def _look(self, regions: Sequence[Region], lines: Sequence[PrintedLine | None]) -> list[list[Seen]]:
        """Return what each region shows at each of ZOOMS until one look is clear; no look at blank ones.

        What is not clear then is looked at once more: widened where the page's print is condensed, else
        narrowed where two looks read otherwise.
        """
        looks: list[list[Seen]] = [[] for _ in regions]
        for zoom in ZOOMS:
            self._look_once(regions, lines, looks, zoom=zoom)
        pitches = [pitch for seen in looks if seen and (pitch := _pitch(seen[0])) is not None]
        usual = median(pitches) if pitches else _CONDENSED
        if usual < _CONDENSED:
            self._look_once(regions, lines, looks, stretch=min(_MOST_STRETCH, _USUAL_PITCH / usual))
        else:
            doubtful = [line if _differ(seen) else None for line, seen in zip(lines, looks, strict=True)]
            self._look_once(regions, doubtful, looks, stretch=_NARROWED)
        return looks

    def _look_once(
        self,
        regions: Sequence[Region],
        lines: Sequence[PrintedLine | None],
        looks: Sequence[list[Seen]],
        *,
        zoom: float = 1.0,
        stretch: float = 1.0,
    ) -> None:
        """Add one more look to those of each region that has a line and of which no look is clear."""
        strips = {
            at: line.cut(zoom=zoom)
            for at, line in enumerate(lines)
            if line is not None and not any(map(_is_clear, looks[at]))
        }
        if stretch != 1:
            strips = {at: strip.stretched(stretch) for at, strip in strips.items()}
        scores = self._model.scores([strip.pixels for strip in strips.values()])
        for (at, strip), own in zip(strips.items(), scores, strict=True):
            looks[at].append(Seen(strip, _decoded(regions[at], strip, own)))

    def _reading(self, region: Region, judged: Judged) -> Reading:
        whole = region.crop.page.size.box
        glyphs = tuple(_glyph(one, judged.strip, whole) for one in judged.decoded.glyphs)
        text, page = judged.decoded.text, region.crop.page.info.index
        otherwise = judged.second if judged.second and judged.second != text else ""
        return Reading(text, self.sure(judged), self.name, page, region.crop.box, glyphs, otherwise=otherwise)


def judge(looks: Sequence[Seen]) -> Judged | None:
    """Return the best look at what all looks together believe, its weakest glyph counted in; None where none
    has any.
    """
    found = [(one.strip, one.decoded) for one in looks if one.decoded is not None]
    if not found:
        return None
    strip, best = max(found, key=lambda one: (_votes(one[1].text, found), _worth(one[1], one[1].text)))
    others = [one.decoded for one in looks if one.decoded is not best]
    return Judged(strip, best, features(best, others, digit_height=DIGIT / strip.scale))


def _votes(text: str, looks: Sequence[tuple[Strip, Decoded]]) -> float:
    return sum(_worth(decoded, text) for _, decoded in looks)


def _worth(decoded: Decoded, text: str) -> float:
    """Return how much a look speaks for a text."""
    return decoded.share(text) * decoded.weakest


def _word(first: Judged, second: Decoded | None, kind: FieldKind) -> str:
    """Return what the second reader read: the first one's text where it means the same number."""
    text, other = first.decoded.text, second.text if second is not None else ""
    return text if same_number(text, other, kind) else other


def _is_clear(seen: Seen) -> bool:
    return seen.decoded is not None and seen.decoded.is_clear


def _differ(looks: Sequence[Seen]) -> bool:
    """Whether the looks read more than one text, or one of them none."""
    return len({one.decoded.text if one.decoded is not None else "" for one in looks}) > 1


def _pitch(seen: Seen) -> float | None:
    """Return how far apart a number's glyphs stand in the mean, in heights of a digit; None for one glyph."""
    glyphs = seen.decoded.glyphs if seen.decoded is not None else ()
    if len(glyphs) < 2:
        return None
    first, last = ((one.first + one.end) / 2 for one in (glyphs[0], glyphs[-1]))
    return (last - first) / (len(glyphs) - 1) * STEP / DIGIT


def _decoded(region: Region, strip: Strip, scores: Scores) -> Decoded | None:
    box = region.crop.box
    room = _EDGE * DIGIT
    first, end = ((edge - strip.left) * strip.across for edge in (box.x0, box.x1))
    return decode(scores, region.kind, first=(first - room) / STEP, end=(end + room) / STEP)


def _glyph(span: Span, strip: Strip, page: Box) -> Glyph:
    """Return a glyph with its box on the page: the whole height of the line."""
    x0, x1 = (strip.left + at * STEP / strip.across for at in (span.first, span.end))
    middle = strip.top + HEIGHT / 2 / strip.scale
    half = DIGIT * 0.6 / strip.scale
    box = Box(*map(round, (x0, middle - half, x1, middle + half))).clipped(page)
    return Glyph(span.char, box, span.probability, span.runner_up)
