"""Compare page fingerprints: how far two lie apart, and numbers by which an index finds the same page.

A fingerprint is text: a version, a colon and lower-case hex; "" is a blank page, which is like no other.
Version 1 holds two prints of one page, one laid out by the edges of the page and one by its ink, so
that a page moved on its sheet is still known. Each print is two bit planes of `CODES` codes (a Gray
code of a cyclic step 0..3) and `BANDS` numbers of `BAND_BITS` bits each.
"""

from __future__ import annotations

from itertools import pairwise

VERSION = "1"
FRAMES = 2
"""Prints in one fingerprint: by the page's edges, by the ink's."""
CODES = 768
BANDS = 16
BAND_BITS = 31

SAME_PAGE = 0.006
"""Two fingerprints with at most this difference are of one page.

That is one opposite code of 768, chosen by `benchmarks/fingerprints.py`. What it cannot tell: a page of
which only a few characters differ. Of invoices of one layout drawn there, 37 of 42 are taken for one when
a digit of the number differs, 20 when the dates do too, 5 when one line's amount and the totals do as well,
none when all amounts do. Who sets a page aside must compare what is read on it: number, date, total.
"""

_OPPOSITE_BY_CHANCE = 4  # of two unlike pages one code in four is opposite
_PARTS = (CODES, CODES, BANDS * BAND_BITS)  # bits of a print: the upper plane, the lower plane, the bands
_LENGTH = len(VERSION) + 1 + FRAMES * sum(_PARTS) // 4


def difference(one: str, other: str) -> float:
    """Return how far two pages lie apart: 0.0 for alike in all codes, about 1.0 for unlike pages.

    It is the share of codes that are opposite (two steps of four apart), four times over, in that of
    the two prints where it is smaller. A step of one is what saving a page again may do, and counts
    nothing. 1.0 where a page is blank. Raises ValueError for what is no fingerprint of this version.
    """
    if not one or not other:
        return 1.0
    found = min(_opposite(a, b) for a, b in zip(_prints(one), _prints(other), strict=True))
    return min(1.0, found * _OPPOSITE_BY_CHANCE / CODES)


def bands(fingerprint: str) -> tuple[int, ...]:
    """Return FRAMES x BANDS numbers of 31 bits, no two of them equal, to be kept in an index; () for "".

    The same page nearly always shares one of them (locality-sensitive hashing, Indyk and Motwani 1998).
    The upper bits are the place, so that a number is only ever compared with those of its own place.
    Raises ValueError for what is no fingerprint of this version.
    """
    if not fingerprint:
        return ()
    numbers = [number for print_ in _prints(fingerprint) for number in _split(print_[2])]
    return tuple(_placed(place, number) for place, number in enumerate(numbers))


def _placed(place: int, number: int) -> int:
    """Return 31 bits: the place in the upper five, and 26 mixed from all bits of the number below."""
    mixed = number * 0x9E3779B97F4A7C15 & (1 << 64) - 1  # Fibonacci hashing, Knuth 6.4
    return place << 26 | mixed >> 38


def _split(row: int) -> list[int]:
    return [row >> place * BAND_BITS & (1 << BAND_BITS) - 1 for place in range(BANDS)]


def _opposite(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return ((one[0] ^ other[0]) & (one[1] ^ other[1])).bit_count()


def _prints(fingerprint: str) -> list[tuple[int, ...]]:
    """Return for each frame its upper plane, its lower plane and its bands, as whole numbers."""
    version, _, digits = fingerprint.partition(":")
    if version != VERSION or len(fingerprint) != _LENGTH:
        raise ValueError(f"not a fingerprint of version {VERSION}: {fingerprint[:12]!r}")
    ends = [0]
    for bits in _PARTS * FRAMES:
        ends.append(ends[-1] + bits // 4)
    parts = [int(digits[start:end], 16) for start, end in pairwise(ends)]
    return [tuple(parts[at : at + len(_PARTS)]) for at in range(0, len(parts), len(_PARTS))]
