"""Scores of proposed glyphs become a number: the likeliest ways to put its glyphs in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from invoice_desk.imaging.splitting import DIGIT, Proposal, Split
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.digits.beam import added
from invoice_desk.reading.digits.classes import CLASSES, INDEX, OTHER
from invoice_desk.reading.digits.decoding import Decoded, Span, of_number, weighed

_BEAM = 8  # spellings that are followed at once
_LEAST = -6.0  # the logarithm of the probability below which a class is not followed
_SKIPPED = -5.0  # what it costs to leave out ink as large as a digit
_SPECK = -1.5  # what it costs to leave out a speck
_GAP = 0.9 * DIGIT  # pixels of paper that part two numbers
_SPACED = 1.6  # gaps between the glyphs of a line that part two numbers, where they stand wide apart
_OTHER = INDEX[OTHER]
_TELLING = 3  # gaps of a line that tell how wide its glyphs stand apart
_NEAR = 0.35 * DIGIT  # pixels of paper: a word and a number stand further apart
_DOUBT = -3.0  # for other print where nothing else was seen: somebody drew a box around a number
_ABUTS = -2.0  # what it costs where they do not


@dataclass(frozen=True, slots=True)
class SplitNumber(Decoded):
    """A number of split glyphs. Its glyphs' columns are pixels of the strip; boxes: of their ink there."""

    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to spell a part of a strip. text: the characters but for OTHER; in_number: whether its last
    proposal is a glyph of the number; total: logarithm of the probability of all such ways to that text;
    best, steps: of the likeliest one, each proposal and its class.
    """

    text: str
    in_number: bool
    total: float
    best: float
    steps: tuple[tuple[int, int], ...]


def decode_split(
    split: Split, scores: NDArray[np.float32], kind: FieldKind, *, first: float, end: float
) -> SplitNumber | None:
    """Return the number that stands in the columns [first, end) of a strip; None where there is none.

    scores: logarithms of probabilities, proposals x classes. A number that begins or ends there is
    taken whole, what stands beside it is left out.
    """
    chosen = _chosen(split, scores, first=first, end=end)
    if not chosen:
        doubted = scores + _DOUBT * np.eye(len(CLASSES), dtype=np.float32)[_OTHER]
        chosen = _chosen(split, doubted, first=first, end=end)
    if not chosen:
        return None
    window = split.proposals[chosen[0][0]].first, split.proposals[chosen[-1][0]].end
    found = best_ways(split, scores, *window, beam=_BEAM)
    spellings = weighed([(way.text, way.total) for way in found], kind)
    if not spellings:
        return None
    glyphs = [(split.proposals[at], scores[at], seen) for at, seen in chosen]
    return SplitNumber(
        spellings, tuple(_span(*one) for one in glyphs), tuple(one.box for one, _, _ in glyphs)
    )


def _chosen(split: Split, scores: NDArray[np.float32], *, first: float, end: float) -> list[tuple[int, int]]:
    """Return the proposals of the number, by the likeliest way through the strip, each with its class."""
    ways = best_ways(split, scores, 0, len(split.atoms), beam=1)
    steps = ways[0].steps if ways else ()
    spans = [_span(split.proposals[number], scores[number], seen) for number, seen in steps]
    number = of_number(spans, first=first, end=end, columns=split.labels.shape[1], gap=_wide_gap(spans))
    return [at for at, span in zip(steps, spans, strict=True) if span in number]


def _wide_gap(spans: Sequence[Span]) -> float:
    """Return the pixels of paper that part two numbers on a line."""
    glyphs = [one for one in spans if one.char != OTHER]
    gaps = sorted(after.first - before.end for before, after in pairwise(glyphs))
    return max(_GAP, _SPACED * gaps[len(gaps) // 2]) if len(gaps) >= _TELLING else _GAP


def best_ways(split: Split, scores: NDArray[np.float32], first: int, end: int, *, beam: int) -> list[Way]:
    """Return the `beam` likeliest ways through the atoms [first, end), likeliest first.

    A way takes each atom once: as part of a proposed glyph, or left out for its cost. Ways to the
    same text are added up.
    """
    arcs: dict[int, list[int]] = {}
    for number, one in enumerate(split.proposals):
        if first <= one.first and one.end <= end:
            arcs.setdefault(one.first, []).append(number)
    ends: Ends = {first: {("", False): Way("", False, 0.0, 0.0, ())}}
    for at in range(first, end):
        ways = sorted(ends.pop(at, {}).values(), key=lambda way: -way.total)[:beam]
        cost = _left_out(split.atoms[at])
        for way in ways:
            _gain(ends, at + 1, replace(way, total=way.total + cost, best=way.best + cost))
            for number in arcs.get(at, ()):
                for longer in _longer(way, number, scores[number], split.proposals):
                    _gain(ends, split.proposals[number].end, longer)
    return sorted(_by_text(ends.get(end, {}).values()), key=lambda way: -way.total)[:beam]


Ends = dict[int, dict[tuple[str, bool], Way]]
"""The ways that end before an atom, by their text and whether they end in the number."""


def _longer(
    way: Way, number: int, scores: NDArray[np.float32], proposals: Sequence[Proposal]
) -> Iterator[Way]:
    """Yield a way with one more glyph, for each class that is likely enough."""
    is_near = bool(way.steps) and _gap(proposals, way.steps[-1][0], number) < _NEAR
    for seen in np.flatnonzero(scores[1:] > _LEAST) + 1:
        in_number = bool(seen != _OTHER)
        value = float(scores[seen]) + _ABUTS * (is_near and in_number is not way.in_number)
        text = way.text + CLASSES[seen] if in_number else way.text
        yield Way(text, in_number, way.total + value, way.best + value, (*way.steps, (number, int(seen))))


def _gap(proposals: Sequence[Proposal], before: int, after: int) -> int:
    return proposals[after].box.x0 - proposals[before].box.x1


def _gain(ends: Ends, at: int, way: Way) -> None:
    ways = ends.setdefault(at, {})
    key = way.text, way.in_number
    ways[key] = _either(ways[key], way) if key in ways else way


def _by_text(ways: Iterable[Way]) -> Iterable[Way]:
    found: dict[str, Way] = {}
    for way in ways:
        found[way.text] = _either(found[way.text], way) if way.text in found else way
    return found.values()


def _either(one: Way, other: Way) -> Way:
    """Return two ways to one text as one: the likelier one's steps, and the chance of both."""
    return replace(max(one, other, key=lambda way: way.best), total=added(one.total, other.total))


def _left_out(atom: Box) -> float:
    """Return what it costs to take an atom for dirt: the larger, the more."""
    size = min(1.0, max(atom.height, atom.width) / (0.5 * DIGIT))
    return _SPECK + (_SKIPPED - _SPECK) * size


def _span(proposal: Proposal, scores: NDArray[np.float32], seen: int) -> Span:
    order: Sequence[int] = [int(one) for one in np.argsort(scores)[::-1]]
    runner_up = next(one for one in order if one not in {0, seen, _OTHER})
    probability = float(np.exp(scores[seen]))
    return Span(CLASSES[seen], proposal.box.x0, proposal.box.x1, probability, CLASSES[runner_up])
