"""Compare page fingerprints: how far two pages lie apart.

A fingerprint is text: a version, a colon and lower-case hex; "" is a blank page, which is like no other.
Version 1 holds two prints of one page, one laid out by the edges of the page and one by its ink, so
that a page moved on its sheet is still known. Each print is two bit planes of `CODES` codes (a Gray
code of a cyclic step 0..3).
"""

from __future__ import annotations

VERSION = "1"
FRAMES = 2
"""Prints in one fingerprint: by the page's edges, by the ink's."""
CODES = 768

SAME_PAGE = 0.006
"""Two fingerprints with at most this difference are of one page.

That is one opposite code of 768, chosen by `benchmarks/fingerprints.py`. What it cannot tell: a page of
which only a few characters differ. Of invoices of one layout drawn there, 37 of 42 are taken for one when
a digit of the number differs, 20 when the dates do too, 5 when one line's amount and the totals do as well,
none when all amounts do. Who sets a page aside must compare what is read on it: number, date, total.
"""

_OPPOSITE_BY_CHANCE = 4  # of two unlike pages one code in four is opposite
_PLANES = 2 * FRAMES
_PLANE = CODES // 4  # hex digits
_LENGTH = len(VERSION) + 1 + _PLANES * _PLANE


def difference(one: str, other: str) -> float:
    """Return how far two pages lie apart: 0.0 for alike in all codes, about 1.0 for unlike pages.

    It is the share of codes that are opposite (two steps of four apart), four times over, in that of
    the two prints where it is smaller. A step of one is what saving a page again may do, and counts
    nothing. 1.0 where a page is blank. Raises ValueError for what is no fingerprint of this version.
    """
    if not one or not other:
        return 1.0
    changed = [mine ^ its for mine, its in zip(_planes(one), _planes(other), strict=True)]
    opposite = min((changed[at] & changed[at + 1]).bit_count() for at in range(0, _PLANES, 2))
    return min(1.0, opposite * _OPPOSITE_BY_CHANCE / CODES)


def _planes(fingerprint: str) -> list[int]:
    """Return the upper and lower plane of each print as whole numbers."""
    version, _, digits = fingerprint.partition(":")
    if version != VERSION or len(fingerprint) != _LENGTH:
        raise ValueError(f"not a fingerprint of version {VERSION}: {fingerprint[:12]!r}")
    return [int(digits[at : at + _PLANE], 16) for at in range(0, len(digits), _PLANE)]
