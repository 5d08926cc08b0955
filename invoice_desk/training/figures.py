"""What reading number lines came to, in figures that a person can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from statistics import fmean

import numpy as np

from invoice_desk.reading.digits.grammar import meant, same_number
from invoice_desk.training.calibrating import Outcome
from invoice_desk.training.spoiling import PageKind

PAIRS = (("٦", "٩"), ("٥", "٠"), ("٥", "."), ("٠", "."), ("٢", "٣"))
"""Characters that readers of Arabic-Indic digits are known to mix up."""

REVIEWED = 0.05
"""Share of numbers that a person looks at."""

_LEVELS = (0.9, 0.95, 0.99)


def exact_by_kind(found: Sequence[Outcome]) -> Iterator[tuple[PageKind | None, float]]:
    """Yield the share of exact numbers of all (None) and of each kind of page that there is."""
    for kind in (None, *PageKind):
        right = [one.is_right for one in found if kind in {None, one.line.kind}]
        if right:
            yield kind, fmean(right)


def shares_by_kind(found: Sequence[Outcome]) -> str:
    """Return `exact_by_kind` in words."""
    return ", ".join(f"{kind or 'all'} {share:.1%}" for kind, share in exact_by_kind(found))


def figures(found: Sequence[Outcome]) -> Iterator[str]:
    """Yield lines: characters, families, confusions and what the confidence is worth."""
    total = sum(len(one.line.text) for one in found)
    yield f"characters right {1 - sum(map(_edits, found)) / max(1, total):.2%}"
    yield "families: " + ", ".join(f"{family} {share:.0%}" for share, family in _families(found))
    yield from _confusions(found)
    yield from _worth_of_confidence(found)
    yield from _worth_of_second(found)


def reviewed(found: Sequence[Outcome]) -> str:
    """Return a line: how many are wrong of those that no person looks at, for the reader is surer of them."""
    sure = np.array([one.sure for one in found])
    limit = np.quantile(sure, REVIEWED)
    rest = [not one.is_right for one in found if one.sure > limit]
    wrong = fmean(rest) if rest else 0.0
    return f"{REVIEWED:.0%} sent to review (below {limit:.2f}): {wrong:.1%} of the rest are wrong"


def _families(found: Sequence[Outcome]) -> list[tuple[float, str]]:
    families: dict[str, list[bool]] = {}
    for one in found:
        families.setdefault(one.line.family, []).append(one.is_right)
    return sorted((fmean(right), family) for family, right in families.items())


def _confusions(found: Sequence[Outcome]) -> Iterator[str]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        if not one.is_right:
            counts.update(_swaps(one.line.text, one.text))
    yield "confusions: " + ", ".join(f"{a}/{b} {counts[a, b] + counts[b, a]}" for a, b in PAIRS)
    commonest = [one for one in counts.most_common() if one[0][0] != one[0][1]][:8]
    yield "commonest: " + ", ".join(f"{a}→{b} {n}" for (a, b), n in commonest)


def _worth_of_confidence(found: Sequence[Outcome]) -> Iterator[str]:
    sure = np.array([one.sure for one in found])
    right = np.array([one.is_right for one in found])
    bins = np.minimum((sure * 10).astype(int), 9)
    errors = [abs(sure[bins == n].mean() - right[bins == n].mean()) * (bins == n).mean() for n in set(bins)]
    yield f"calibration error {sum(errors):.1%}"
    yield reviewed(found)
    for low in _LEVELS:
        over = sure >= low
        if over.any():
            share = right[over].mean()
            yield f"at {low:.2f} or more: {over.mean():.1%} of numbers, {share:.2%} of them right"


def _worth_of_second(found: Sequence[Outcome]) -> Iterator[str]:
    """Yield what the second reader's word told of the numbers that it was asked about."""
    asked = [(one, one.judged.second) for one in found if one.judged is not None and one.judged.second]
    agreed = [one.is_right for one, second in asked if second == one.text]
    other = [
        (one.is_right, same_number(second, one.line.text, one.line.field_kind))
        for one, second in asked
        if second != one.text
    ]
    if agreed and other:
        first, second_right = (fmean(right) for right in zip(*other, strict=True))
        yield (
            f"second reader: agreed on {len(agreed)}, {fmean(agreed):.0%} of them right; read {len(other)} "
            f"otherwise, of them the first right {first:.0%}, the second {second_right:.0%}"
        )


def _edits(one: Outcome) -> int:
    """Return how many characters are wrong, missing or too many (Levenshtein 1965)."""
    kind = one.line.field_kind
    wanted, seen = meant(one.line.text, kind), meant(one.text, kind)
    row = list(range(len(seen) + 1))
    for number, char in enumerate(wanted, start=1):
        before, row[0] = row[0], number
        for at, other in enumerate(seen, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (char != other))
    return row[-1]


def _swaps(wanted: str, seen: str) -> Iterator[tuple[str, str]]:
    for name, a0, a1, b0, b1 in SequenceMatcher(None, wanted, seen, autojunk=False).get_opcodes():
        if name == "replace" and a1 - a0 == b1 - b0:
            yield from zip(wanted[a0:a1], seen[b0:b1], strict=True)
