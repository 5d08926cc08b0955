"""Scores of columns become a number: where it stands, its likeliest spellings, and its glyphs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.digits.beam import prefix_beam
from invoice_desk.reading.digits.classes import CLASSES, INDEX, OTHER
from invoice_desk.reading.digits.grammar import likelihood, settled

Scores = NDArray[np.float32]
"""2 x classes x columns: logarithms of probabilities, of what stands at a column and of the spelling."""

_GAP = 9  # columns of paper that part two numbers: nearly the height of a digit
_SURELY = 0.9  # probability of a glyph that is taken though it stands outside the box
_CLEAR = (0.9, 0.85)  # share of the spelling and probability of the weakest glyph of a clear number
_OTHER = INDEX[OTHER]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of columns [first, end) of one class, its mean probability and the next likely character."""

    char: str
    first: int
    end: int
    probability: float
    runner_up: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text and its share (0..1) of the likelihood of all spellings that were followed."""

    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """A number: its spellings, likeliest first, and the glyphs as its columns show them one by one.

    left_out: probability (0..1) that print stands in the box which is neither a glyph nor a word;
    haze: how unsure its columns are in the mean, as the entropy of what they show (natural logarithm).
    """

    spellings: tuple[Spelling, ...]
    glyphs: tuple[Span, ...]
    left_out: float = field(default=0.0, kw_only=True)
    haze: float = field(default=0.0, kw_only=True)

    @property
    def text(self) -> str:
        """The likeliest spelling."""
        return self.spellings[0].text

    def share(self, text: str) -> float:
        """Return the share (0..1) of a spelling; 0 of one that was not followed."""
        return next((one.share for one in self.spellings if one.text == text), 0.0)

    @property
    def glyph_text(self) -> str:
        """The glyphs' characters: a second opinion, for they were told apart one by one."""
        return "".join(one.char for one in self.glyphs)

    @property
    def is_clear(self) -> bool:
        """Whether another look would tell nothing more: all of it is likely, by both ways to read it."""
        share, weakest = _CLEAR
        is_alike = self.glyph_text == self.text
        return is_alike and self.spellings[0].share >= share and self.weakest >= weakest

    @property
    def weakest(self) -> float:
        """The probability (0..1) of the least certain glyph."""
        return min((one.probability for one in self.glyphs), default=0.0)


def decode(scores: Scores, kind: FieldKind, *, first: float, end: float) -> Decoded | None:
    """Return the number that stands in the columns [first, end); None where there is none.

    A number that begins or ends there is taken whole, what stands beside it is left out.
    """
    spans = spans_of(scores[0])
    chosen = of_number(spans, first=first, end=end, columns=scores.shape[2], gap=_GAP)
    if not chosen:
        return None
    window = scores[1][:, max(0, chosen[0].first - 1) : chosen[-1].end + 1]
    spellings = weighed(prefix_beam(window), kind)
    if not spellings:
        return None
    columns = scores[0][:, chosen[0].first : chosen[-1].end]
    haze = -float((np.exp(columns) * columns).sum(axis=0).mean())
    left_out = _left_out(scores[0], spans, first, end)
    return Decoded(spellings, tuple(chosen), left_out=left_out, haze=haze)


def _left_out(scores: NDArray[np.float32], spans: Sequence[Span], first: float, end: float) -> float:
    """Return how likely print stands at a column of [first, end) that no run of print holds or touches."""
    is_open = np.zeros(scores.shape[1], bool)
    is_open[max(0, int(first)) : max(0, int(end) + 1)] = True
    for span in spans:
        is_open[max(0, span.first - 1) : span.end + 1] = False
    return float((1 - np.exp(scores[0]))[is_open].max(initial=0.0))


def spans_of(scores: NDArray[np.float32]) -> list[Span]:
    """Return the runs of columns (classes x columns) of one class that is not paper, from the left."""
    best = scores.argmax(axis=0)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    return [_span(scores, int(a), int(b)) for a, b in zip(starts, ends, strict=True) if best[a]]


def _span(scores: NDArray[np.float32], first: int, end: int) -> Span:
    mean = np.exp(scores[:, first:end]).mean(axis=1)
    best, second = np.argsort(mean)[::-1][:2]
    best = best or second  # a run is never of paper
    others = [int(one) for one in np.argsort(mean)[::-1] if one not in {0, best, _OTHER}]
    return Span(CLASSES[int(best)], first, end, float(mean[best]), CLASSES[others[0]])


def of_number(spans: Sequence[Span], *, first: float, end: float, columns: int, gap: float) -> list[Span]:
    """Return the glyphs of the number: of each run of neighbouring glyphs that reaches into [first, end).

    columns: of the strip; gap: columns of paper that part two numbers. A box may be drawn for a
    shorter number: glyphs beyond it are taken as long as they are sure and whole.
    """
    chosen: list[Span] = []
    for run in _runs(spans, gap):
        within = [at for at, one in enumerate(run) if first <= (one.first + one.end) / 2 < end]
        if within:
            start, stop = within[0], within[-1] + 1
            while start > 0 and _is_beyond(run[start - 1], columns):
                start -= 1
            while stop < len(run) and _is_beyond(run[stop], columns):
                stop += 1
            chosen += run[start:stop]
    return chosen


def _is_beyond(glyph: Span, columns: int) -> bool:
    """Whether a glyph outside of the box is surely one, and not cut by an end of the strip."""
    return glyph.probability >= _SURELY and glyph.first > 0 and glyph.end < columns


def _runs(spans: Sequence[Span], gap: float) -> list[list[Span]]:
    """Part glyphs where other print or a wide gap stands between them."""
    runs: list[list[Span]] = []
    before: Span | None = None
    for span in spans:
        is_new = before is None or before.char == OTHER or span.first - before.end > gap
        if span.char != OTHER:
            if is_new:
                runs.append([])
            runs[-1].append(span)
        before = span
    return runs


def weighed(texts: Iterable[tuple[str, float]], kind: FieldKind) -> tuple[Spelling, ...]:
    """Return texts as spellings, likeliest first, weighed by what numbers of the kind look like.

    texts: each with the logarithm of its probability.
    """
    found: dict[str, float] = {}
    for text, logarithm in texts:
        number = settled(text.replace(OTHER, ""), kind)
        if any(char.isdecimal() for char in number):  # marks alone are no number
            weight = math.log(likelihood(number, kind))
            found[number] = float(np.logaddexp(found.get(number, -np.inf), logarithm + weight))
    if not found:
        return ()
    total = float(np.logaddexp.reduce(list(found.values())))
    ordered = sorted(found.items(), key=lambda one: -one[1])
    return tuple(Spelling(text, math.exp(logarithm - total)) for text, logarithm in ordered)
