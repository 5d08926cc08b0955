"""A person's own numbers as lines to learn from: the text is known, and each glyph's place is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invoice_desk.imaging.page import Page, protected
from invoice_desk.imaging.strips import DIGIT, HEIGHT, PrintedLine, Strip
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.reading.digits.band_model import BandScorer
from invoice_desk.reading.digits.classes import OTHER
from invoice_desk.reading.digits.lines import lines_of
from invoice_desk.reading.digits.model import STEP, DigitModel
from invoice_desk.reading.reader import Region
from invoice_desk.training.aligning import Run, aligned
from invoice_desk.training.dataset import NumberLine
from invoice_desk.training.judging import Known
from invoice_desk.training.placing import Patch
from invoice_desk.training.rendering import PlacedGlyph
from invoice_desk.training.spoiling import Grey, PageKind

_EDGE = 0.5 * DIGIT / STEP  # columns beyond its box in which a number may still stand


@dataclass(frozen=True, slots=True, eq=False)
class OwnValue:
    """A number whose print is known. page: of which invoice's page it is, as one word; pixels: H x W, uint8,
    grey, the part of the page around it; box: on that part; is_corrected: a machine had read it otherwise.
    """

    page: str
    pixels: Grey
    box: Box
    text: str
    kind: FieldKind
    is_corrected: bool


def known_own(value: OwnValue) -> Known:
    """Return an own number as one whose text is known."""
    return Known(region_of_own(value), value.text, value.kind)


def region_of_own(value: OwnValue) -> Region:
    """Return an own number as a region of a page of its own."""
    pixels = protected(value.pixels[:, :, None].repeat(3, axis=2))
    page = Page(PageInfo(0, Size(pixels.shape[1], pixels.shape[0])), pixels)
    return Region(page.crop(value.box), value.kind, ("ara",))


def placed(
    values: Sequence[OwnValue], model: DigitModel, bands: BandScorer | None = None
) -> list[NumberLine | None]:
    """Return numbers of one page as lines; None for each whose text is not found in its box.

    model: sees where the glyphs stand, even where it takes one for another; bands: where lines stand.
    """
    lines = lines_of([region_of_own(one) for one in values], bands)
    strips = [line.cut() if line is not None else None for line in lines]
    scores = iter(model.scores([strip.pixels for strip in strips if strip is not None]))
    found: list[NumberLine | None] = []
    for value, line, strip in zip(values, lines, strips, strict=True):
        if line is None or strip is None:
            found.append(None)
            continue
        first, end = ((edge - strip.left) * strip.scale / STEP for edge in (value.box.x0, value.box.x1))
        runs = aligned(next(scores)[0], value.text, first=first - _EDGE, end=end + _EDGE)
        found.append(_line(value, line, strip, *runs) if runs is not None else None)
    return found


def _line(
    value: OwnValue, line: PrintedLine, strip: Strip, own: Sequence[Run], beside: Sequence[Run]
) -> NumberLine:
    columns = strip.pixels.shape[1] // STEP
    others = [
        Run(OTHER, run.first, run.end) if run.first == 0 or run.end == columns else run for run in beside
    ]
    glyphs = tuple(_glyph(run, strip) for run in (*own, *others))
    numbers = glyphs[: len(own)]
    edges = (numbers[0].x0, numbers[0].y0, numbers[-1].x1, numbers[0].y1)
    patch = Patch(value.pixels, glyphs, edges, line.band.height)
    return NumberLine(patch, value.text, value.box, PageKind.SCAN, "own", value.kind)


def _glyph(run: Run, strip: Strip) -> PlacedGlyph:
    x0, x1 = (strip.left + at * STEP / strip.scale for at in (run.first, run.end))
    middle, half = strip.top + HEIGHT / 2 / strip.scale, DIGIT / 2 / strip.scale
    return PlacedGlyph(run.char, x0, middle - half, x1, middle + half)
