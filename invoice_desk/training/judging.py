"""How well a reader reads lines, in figures and in pictures of those that it reads wrong. No PyTorch."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from invoice_desk.imaging.encoding import png_of
from invoice_desk.imaging.page import Page, protected
from invoice_desk.imaging.strips import surroundings
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Size
from invoice_desk.reading.digits.grammar import meant, same_number
from invoice_desk.reading.digits.reader import Judged
from invoice_desk.reading.reader import Region
from invoice_desk.training.dataset import NumberLine
from invoice_desk.training.spoiling import Grey
from invoice_desk.values.digits import DigitFamily

NOTHING = ""
"""What is read in place of a digit that is lost."""

_BINS = 5  # ranges of confidence
_MOST_WRONG = 60  # numbers that are kept to be shown


class Reader(Protocol):
    """Reads regions, and says how sure it is."""

    def judge(self, regions: Sequence[Region]) -> list[Judged | None]:
        """Return what is believed of each region."""

    def sure(self, judged: Judged) -> float:
        """Return how sure that is, 0..1."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A number whose text is known, and where it stands: on pixels of its own."""

    region: Region
    text: str
    kind: FieldKind


def known_of(line: NumberLine) -> Known:
    """Return a drawn line as a number whose text is known."""
    return Known(region_of(line), line.text, line.field_kind)


def region_of(line: NumberLine) -> Region:
    """Return a line as a region of a page of its own."""
    grey = line.patch.pixels
    pixels = protected(grey[:, :, None].repeat(3, axis=2))
    page = Page(PageInfo(0, Size(grey.shape[1], grey.shape[0])), pixels)
    return Region(page.crop(line.box), line.field_kind, ("ara",))


@dataclass(frozen=True, slots=True)
class Wrong:
    """A number that was read wrong. picture: a PNG; read: "" for nothing; sure: 0..1."""

    picture: bytes
    text: str
    read: str
    sure: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Numbers of like confidence: how many, how sure their reader was in the mean, and how many are right."""

    many: int
    sure: float
    right: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What reading numbers came to.

    exact: of `numbers`; digits: of each digit (0..9) how often it is printed and how often read right;
    confusions: of a digit (0..9) that is printed and what was read there (a digit, a mark, NOTHING), how
    often; bins: of rising confidence.
    """

    numbers: int
    exact: int
    digits: Mapping[str, tuple[int, int]]
    confusions: Mapping[tuple[str, str], int]
    bins: tuple[Bin, ...]
    wrong: tuple[Wrong, ...] = ()

    @property
    def share(self) -> float:
        """Exact numbers, 0..1."""
        return self.exact / self.numbers if self.numbers else 0.0

    @property
    def digit_share(self) -> float:
        """Digits that were read right, 0..1."""
        printed = sum(many for many, _ in self.digits.values())
        return sum(right for _, right in self.digits.values()) / printed if printed else 0.0

    @property
    def calibration_error(self) -> float:
        """How far confidence and truth lie apart in the mean of all numbers, 0..1."""
        apart = sum(abs(one.sure * one.many - one.right) for one in self.bins)
        return apart / self.numbers if self.numbers else 0.0

    def worst(self, most: int = 5) -> list[tuple[str, str, int]]:
        """Return the commonest confusions: what is printed, what was read, how often."""
        ordered = sorted(self.confusions.items(), key=lambda one: (-one[1], one[0]))
        return [(wanted, read, many) for (wanted, read), many in ordered[:most]]


def judging(reader: Reader, pages: Sequence[Sequence[Known]]) -> Generator[int, None, Figures]:
    """Read pages of numbers; yield after each how many numbers are done, and return the figures."""
    found: list[tuple[Known, str, float]] = []
    for page in pages:
        for known, judged in zip(page, reader.judge([one.region for one in page]), strict=True):
            read, sure = (judged.decoded.text, reader.sure(judged)) if judged is not None else ("", 0.0)
            found.append((known, read, sure))
        yield len(found)
    return _figures(found)


def exact(reader: Reader, pages: Sequence[Sequence[Known]]) -> tuple[int, int]:
    """Read pages of numbers; return how many are exact, and how many there are."""
    steps = judging(reader, pages)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            figures: Figures = end.value
            return figures.exact, figures.numbers


def _figures(found: Sequence[tuple[Known, str, float]]) -> Figures:
    right = [same_number(read, known.text, known.kind) for known, read, _ in found]
    printed = dict.fromkeys(DigitFamily.LATIN.value, 0)
    confusions: dict[tuple[str, str], int] = {}
    for known, read, _ in found:
        for wanted, seen in pairs(meant(known.text, known.kind), meant(read, known.kind)):
            if wanted in printed:
                printed[wanted] += 1
                if wanted != seen:
                    confusions[wanted, seen] = confusions.get((wanted, seen), 0) + 1
    lost = {digit: sum(many for (one, _), many in confusions.items() if one == digit) for digit in printed}
    digits = {digit: (many, many - lost[digit]) for digit, many in printed.items()}
    wrong = [
        Wrong(png_of(_picture(known.region)), known.text, read, sure)
        for (known, read, sure), is_right in zip(found, right, strict=True)
        if not is_right
    ]
    bins = tuple(_bins([sure for _, _, sure in found], right))
    return Figures(len(found), sum(right), digits, confusions, bins, tuple(wrong[:_MOST_WRONG]))


def _bins(sure: Sequence[float], right: Sequence[bool]) -> Iterator[Bin]:
    numbers = np.minimum((np.array(sure) * _BINS).astype(int), _BINS - 1) if sure else np.array([])
    for number in range(_BINS):
        at = np.flatnonzero(numbers == number)
        if len(at):
            own = np.array(sure)[at]
            yield Bin(len(at), float(own.mean()), int(np.array(right)[at].sum()))


def _picture(region: Region) -> Grey:
    return region.crop.page.crop(surroundings(region.crop.box)).grey


def pairs(wanted: str, seen: str) -> list[tuple[str, str]]:
    """Return the characters of two texts side by side, NOTHING where one has none (Levenshtein 1965)."""
    costs = np.zeros((len(wanted) + 1, len(seen) + 1), np.int64)
    costs[:, 0], costs[0] = range(len(wanted) + 1), range(len(seen) + 1)
    for a, char in enumerate(wanted, start=1):
        for b, other in enumerate(seen, start=1):
            costs[a, b] = min(costs[a - 1, b - 1] + (char != other), costs[a - 1, b] + 1, costs[a, b - 1] + 1)
    found, a, b = [], len(wanted), len(seen)
    while a or b:
        if a and b and costs[a, b] == costs[a - 1, b - 1] + (wanted[a - 1] != seen[b - 1]):
            a, b = a - 1, b - 1
            found.append((wanted[a], seen[b]))
        elif a and costs[a, b] == costs[a - 1, b] + 1:
            a -= 1
            found.append((wanted[a], NOTHING))
        else:
            b -= 1
            found.append((NOTHING, seen[b]))
    return found[::-1]
