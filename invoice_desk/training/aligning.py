"""A known number found in a network's scores: which columns hold which of its characters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from invoice_desk.reading.digits.classes import CLASSES, INDEX, OTHER, class_of

_SEEN = 0.7  # the weight of what the network sees; the rest is shared by all characters where there is ink
_LEAST = 1e-6  # probability of what is never seen
_PAPER = 0.02  # ink less likely than this at all of a character's columns: it is not printed there
_ALIKE = 0.2  # probability from which a character is seen where it is said to be
_SHARE = 0.5  # of the characters that are to be seen so: a text that is not on the page has fewer
_BEYOND = 4.0  # what a column costs of a number beyond its box, or of print in the box that is left out
_DIGITS = len(CLASSES) - 2  # classes that are neither paper nor other print
_OTHER = INDEX[OTHER]


@dataclass(frozen=True, slots=True)
class Run:
    """Columns [first, end) of one character."""

    char: str
    first: int
    end: int


def aligned(
    scores: NDArray[np.float32], text: str, *, first: float, end: float
) -> tuple[list[Run], list[Run]] | None:
    """Return the runs of a number's characters and those of the print beside it; None where it is not there.

    scores: classes x columns, logarithms of what stands at each column; text: from left to right, what is
    printed; first, end: the columns of its box. Nothing is found where most characters look like others,
    as of a text that is not what stands there. The likeliest path (Viterbi 1967) that passes each character
    once, with paper between them. A network that takes one digit for another sees ink there all the same.
    """
    chars = [class_of(char) for char in text]
    shares = np.exp(scores.astype(np.float64))
    if not chars or _OTHER in chars or len(chars) > scores.shape[1]:
        return None
    costs = _emissions(shares, chars, first=first, end=end)
    path = _best_path(costs, chars)
    runs = _runs(path, text)
    ink = 1.0 - shares[0] - shares[_OTHER]
    if len(runs) != len(chars) or any(ink[run.first : run.end].max() < _PAPER for run in runs):
        return None
    alike = [shares[char, run.first : run.end].max() >= _ALIKE for char, run in zip(chars, runs, strict=True)]
    if sum(alike) < _SHARE * len(chars):
        return None
    return runs, _beside(scores, path, states=costs.shape[0])


def _emissions(
    shares: NDArray[np.float64], chars: list[int], *, first: float, end: float
) -> NDArray[np.float64]:
    """Return states x columns: beside the number, then paper and character in turn, then beside it."""
    columns = shares.shape[1]
    ink = np.clip(1.0 - shares[0] - shares[_OTHER], 0.0, 1.0)
    at = np.arange(columns)
    is_within = (at >= first) & (at < end)
    paper = np.log(shares[0] + _LEAST)
    beside = np.log(shares.max(axis=0)) - np.where(is_within, _BEYOND * ink, 0.0)
    found = np.empty((2 * len(chars) + 3, columns))
    found[0] = found[-1] = beside
    found[1:-1:2] = paper - np.where(is_within, 0.0, _BEYOND)
    for number, char in enumerate(chars):
        seen = np.log(_SEEN * shares[char] + (1 - _SEEN) * ink / _DIGITS + _LEAST)
        found[2 * number + 2] = seen - np.where(is_within, 0.0, _BEYOND)
    return found


def _best_path(costs: NDArray[np.float64], chars: list[int]) -> NDArray[np.int64]:
    """Return the state of each column. From a state the next ones: itself, the one after it, or the one
    after that where paper may be passed over: between two characters that differ, and at both ends.
    """
    states, columns = costs.shape
    may_skip = np.zeros(states, bool)
    may_skip[2:-1:2] = [at == 0 or chars[at] != chars[at - 1] for at in range(len(chars))]
    may_skip[-1] = True
    best = np.full(states, -np.inf)
    best[:3] = costs[:3, 0]
    came = np.zeros((columns, states), np.int64)
    for column in range(1, columns):
        one = np.concatenate([[-np.inf], best[:-1]])
        two = np.where(may_skip, np.concatenate([[-np.inf, -np.inf], best[:-2]]), -np.inf)
        ways = np.stack([best, one, two])
        came[column] = ways.argmax(axis=0)
        best = ways.max(axis=0) + costs[:, column]
    path = np.empty(columns, np.int64)
    path[-1] = states - 3 + int(best[-3:].argmax())
    for column in range(columns - 1, 0, -1):
        path[column - 1] = path[column] - came[column, path[column]]
    return path


def _runs(path: NDArray[np.int64], text: str) -> list[Run]:
    found = []
    for number in range(len(text)):
        at = np.flatnonzero(path == 2 * number + 2)
        if len(at):
            found.append(Run(text[number], int(at[0]), int(at[-1]) + 1))
    return found


def _beside(scores: NDArray[np.float32], path: NDArray[np.int64], *, states: int) -> list[Run]:
    """Return what the network sees beside the number: print is left as it was read."""
    best = np.where((path == 0) | (path == states - 1), scores.argmax(axis=0), 0)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    return [Run(CLASSES[best[a]], int(a), int(b)) for a, b in zip(starts, ends, strict=True) if best[a]]
