"""An endless, seeded stream of strips with the truth of each column: nothing lies on a disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import exp
from random import Random

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.bands import Band
from invoice_desk.imaging.strips import HEIGHT, Strip, part_of, strip_of
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.digits.classes import OTHER, class_of
from invoice_desk.reading.digits.model import STEP
from invoice_desk.training.fonts import ARABIC_DIGITS, LATIN_DIGITS, FontFile
from invoice_desk.training.glyphs import Glyphs, first_glyph, glyphs_of
from invoice_desk.training.invented import FAMILIES, invented
from invoice_desk.training.invented_marks import invented_marks
from invoice_desk.training.placing import Patch, put_on_page, random_look
from invoice_desk.training.rendering import Ink, Shape, draw, random_shape
from invoice_desk.training.spoiling import PageKind, PageLook
from invoice_desk.training.texts import ARABIC, LATIN, PERSIAN, number_text, with_leader
from invoice_desk.training.traces import LEGIBLE

_INVENTED = 0.35  # share of lines in families that nobody has cut, in training
_LED = 0.04  # share of lines, in training, to which a row of dots or dashes leads
_OWN_MARKS = 0.3  # share of lines whose marks nobody has cut, in training
_NEARLY, _HARDLY = (0.06, 0.04), (0.2, 0.15)  # how far off a found band is: logarithm of height, heights
_TALL = 0.72  # of a digit's height: what is as high tells where the middle of the line is
_TRIES = 5  # for each line of a page: some hold what no font at hand can draw
_BY_NETWORK = 0.8  # share of lines, in training, that stand where the band network finds them
_HINTED = 0.7  # share of the lines whose height of digits is known from their page


@dataclass(frozen=True, slots=True, eq=False)
class NumberLine:
    """A line on a page part: the number's text without blanks, its box as a person drew it, and its font."""

    patch: Patch
    text: str
    box: Box
    kind: PageKind
    family: str
    field_kind: FieldKind


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A strip with its truth. columns: W / STEP classes, int64; labels: classes from left to right."""

    strip: Strip
    columns: NDArray[np.int64]
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """What the lines of a page share. fonts: the first that can draws; marks: those of ٫ ٬ ٪ at hand."""

    family: str
    fonts: tuple[Glyphs, ...]
    digits: str
    marks: str
    look: PageLook


class LineMaker:
    """Draws number lines from fonts: each family as often as any other. Seeded: the same lines each time."""

    def __init__(
        self,
        fonts: Sequence[FontFile],
        seed: int,
        *,
        with_shapes: bool = True,
        least_trace: float = LEGIBLE,
    ) -> None:
        """fonts: of one split; with_shapes: vary weight, slant, width and bends beyond the fonts;
        least_trace: lines of which a glyph left less on the page are not given: nobody could read them.
        """
        self._random = Random(seed)  # noqa: S311 - the same lines again
        self._arabic = _by_family([one for one in fonts if one.has_arabic])
        self._persian = _by_family([one for one in fonts if one.has_persian])
        self._latin = _by_family([one for one in fonts if one.has_latin])
        self._with_shapes = with_shapes
        self._least_trace = least_trace
        self._last: Ink | None = None

    def lines(self, *, families: str = "all") -> Iterator[NumberLine]:
        """Yield lines without end, each of another page.

        families: of digits: "all" mixed as in training, or "arabic" alone.
        """
        while True:
            yield from self._page(families, 1)

    def pages(self, lines: int, *, families: str = "all") -> Iterator[list[NumberLine]]:
        """Yield the numbers of pages without end: at most `lines` of one font, one kind and one light."""
        while True:
            yield self._page(families, lines)

    def _page(self, families: str, count: int) -> list[NumberLine]:
        style = self._style(families)
        made = (self._line(style) for _ in range(count * _TRIES))
        return list(islice((one for one in made if one is not None and self._is_legible(one)), count))

    def _is_legible(self, line: NumberLine) -> bool:
        return line.patch.trace >= self._least_trace

    def _style(self, families: str) -> Style:
        random = self._random
        digits = random.choices((ARABIC, PERSIAN, LATIN), (75, 8, 17))[0] if families == "all" else ARABIC
        font = _pick({ARABIC: self._arabic, PERSIAN: self._persian, LATIN: self._latin}[digits], random)
        family = font.family
        fonts: list[Glyphs] = [glyphs_of(font, LATIN_DIGITS if digits == LATIN else ARABIC_DIGITS)]
        if digits == ARABIC and self._with_shapes and random.random() < _INVENTED:
            family = f"invented {random.randrange(FAMILIES)}"
            fonts.insert(0, invented(int(family.split()[1])))
        if self._with_shapes and random.random() < _OWN_MARKS:
            fonts.insert(0, invented_marks(random.randrange(FAMILIES)))
        marks = "".join(mark for mark in "٫٬٪" if mark in font.chars or fonts[0].glyph(mark) is not None)
        fonts.append(glyphs_of(_pick(self._latin, random), LATIN_DIGITS))
        fonts.append(glyphs_of(_pick(self._arabic, random), ARABIC_DIGITS))
        return Style(family, tuple(fonts), digits, marks, random_look(random))

    def _line(self, style: Style) -> NumberLine | None:
        random = self._random
        text = number_text(random, digits=style.digits, marks=style.marks, are_alike=_are_alike(style.fonts))
        shape = Shape()
        if self._with_shapes:
            shape = random_shape(random)
            text = with_leader(text, random) if random.random() < _LED else text
        line = draw(text, style.fonts, random, shape)
        if line is None:
            return None
        patch = put_on_page(line, style.look, random, neighbour=self._last)
        self._last = line.ink
        printed = "".join(one.char for one in patch.glyphs if one.char != OTHER)
        return NumberLine(patch, printed, _drawn_box(patch, random), style.look.kind, style.family, text.kind)


def band_of(line: NumberLine) -> Band:
    """Return where a line's digits stand, in pixels of its patch.

    The height is that of its font's tallest digit, whichever digits are printed.
    """
    patch = line.patch
    glyphs = [one for one in patch.glyphs if one.char != OTHER]
    tall = [one for one in glyphs if one.y1 - one.y0 >= _TALL * patch.digit_height]
    zeros = [one for one in glyphs if one.char == "٠"]
    middle = float(np.median([(one.y0 + one.y1) / 2 for one in tall or zeros or glyphs]))
    return Band(middle, patch.digit_height, patch.digit_height, are_dots=not tall)


def found_band(line: NumberLine, random: Random) -> Band:
    """Return a line's band as the band network finds it: mostly nearly right."""
    far, down = random.choices((_NEARLY, _HARDLY), (0.85, 0.15))[0]
    return missed(band_of(line), random, far=far, down=down)


def missed(truth: Band, random: Random, *, far: float, down: float) -> Band:
    """Return a band that is off by chance: standard deviations of the height's logarithm, and in heights."""
    height = truth.height * exp(random.gauss(0, far))
    return replace(truth, middle=truth.middle + random.gauss(0, down) * truth.height, height=height)


def random_sample(line: NumberLine, random: Random, *, zoom: float) -> Sample | None:
    """Return a line's strip as reading may cut it, with its truth; None where the digits are not on it."""
    band = found_band(line, random) if random.random() < _BY_NETWORK else None
    return sample_of(line, zoom=zoom, is_hinted=random.random() < _HINTED, band=band)


def sample_of(
    line: NumberLine, *, zoom: float = 1.0, is_hinted: bool = True, band: Band | None = None
) -> Sample | None:
    """Return the strip of a line with the truth of its columns; None where the digits are not on it.

    is_hinted: the height of digits is known, as by the other numbers of a page; band: where the line
    is taken to stand on its patch, instead of where the pieces of ink tell.
    """
    strip = _strip(line, zoom, band, is_hinted=is_hinted)
    if strip is None:
        return None
    width = strip.pixels.shape[1]
    columns = np.zeros(width // STEP, np.int64)
    labels = []
    for glyph in sorted(line.patch.glyphs, key=lambda one: one.x0 + one.x1):
        x0, x1 = ((edge - strip.left) * strip.scale for edge in (glyph.x0, glyph.x1))
        middle = ((glyph.y0 + glyph.y1) / 2 - strip.top) * strip.scale
        if x1 <= 0 or x0 >= width:
            continue
        if (not 0 <= (x0 + x1) / 2 < width or not 0 < middle < HEIGHT) and glyph.char != OTHER:
            return None
        number = class_of(glyph.char)
        inset = max(0.0, min(1.0, (x1 - x0) / 6))
        first, last = int((x0 + inset) / STEP + 0.5), int((x1 - inset) / STEP + 0.5)
        centre = int((x0 + x1) / 2 / STEP)
        columns[max(0, min(first, centre)) : max(last, centre + 1)] = number
        labels.append(number)
    return Sample(strip, columns, tuple(labels))


def _strip(line: NumberLine, zoom: float, band: Band | None, *, is_hinted: bool) -> Strip | None:
    if band is None:
        hint = line.patch.digit_height if is_hinted else None
        return strip_of(line.patch.pixels, line.box, digit_height=hint, zoom=zoom)
    part = part_of(line.patch.pixels, line.box)
    if part is None:
        return None
    return part.line(replace(band, middle=band.middle - part.top)).cut(zoom=zoom)


def _by_family(fonts: Sequence[FontFile]) -> list[list[FontFile]]:
    families: dict[str, list[FontFile]] = {}
    for font in fonts:
        families.setdefault(font.family, []).append(font)
    return list(families.values())


def _are_alike(fonts: Sequence[Glyphs]) -> bool:
    """Whether ٫ and ٬ are drawn as one shape. fonts: the first that can draws."""
    decimal, thousands = (first_glyph(fonts, mark) for mark in "٫٬")
    return decimal is not None and thousands is not None and decimal.is_like(thousands)


def _pick(families: Sequence[Sequence[FontFile]], random: Random) -> FontFile:
    return random.choice(random.choice(families))


def _drawn_box(patch: Patch, random: Random) -> Box:
    """Return the box that a person drew: tight, grown, moved, or that of the whole cell."""
    x0, y0, x1, y1 = patch.edges
    digit = patch.digit_height
    kind = random.random()
    if kind < 0.35:
        grow = random.uniform(0, 0.2) * digit
        edges = [x0 - grow, y0 - grow, x1 + grow, y1 + grow]
    elif kind < 0.7:
        far = random.choice((0.4, 0.7, 1.2))
        edges = [x0 - random.uniform(0, far) * digit, y0 - random.uniform(0, far) * digit,
                 x1 + random.uniform(0, far) * digit, y1 + random.uniform(0, far) * digit]  # fmt: skip
        dx, dy = (random.uniform(-0.2, 0.2) * digit for _ in range(2))
        edges = [edges[0] + dx, edges[1] + dy, edges[2] + dx, edges[3] + dy]
    else:
        all_x0, all_x1 = min(one.x0 for one in patch.glyphs), max(one.x1 for one in patch.glyphs)
        edges = [all_x0 - random.uniform(0, 1) * digit, y0 - random.uniform(0, 0.8) * digit,
                 all_x1 + random.uniform(0, 1) * digit, y1 + random.uniform(0, 0.8) * digit]  # fmt: skip
    whole = Box(0, 0, patch.pixels.shape[1], patch.pixels.shape[0])
    left, top, right, bottom = (round(edge) for edge in edges)
    return Box(left, top, max(right, left + 3), max(bottom, top + 3)).clipped(whole)
