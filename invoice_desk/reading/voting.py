"""Several looks at one print: the text that most of them agree on, and how sure that makes us."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from invoice_desk.reading.engine import Word
from invoice_desk.reading.reading_order import in_reading_order


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look gave: text, lines parted by newlines; confidence 0..1; words in pixels of that look."""

    text: str
    confidence: float
    words: tuple[Word, ...]


def seen(words: Sequence[Word]) -> Seen | None:
    """Return the text of recognised words and their confidence, weighted by length; None for none."""
    if not words:
        return None
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    ordered = [in_reading_order(line) for line in lines.values()]
    text = "\n".join(" ".join(word.text for word in line) for line in ordered)
    letters = sum(len(word.text) for word in words)
    confidence = sum(word.confidence * len(word.text) for word in words) / letters
    return Seen(text, confidence, tuple(word for line in ordered for word in line))


def elect(candidates: Sequence[Seen]) -> Seen | None:
    """Return the candidate whose text has the most weight behind it.

    Each look weighs by its confidence squared; blanks do not part two texts. The confidence is
    that of the looks that agree, lowered by the share of the weight that disagrees.
    """
    if not candidates:
        return None
    groups: dict[str, list[Seen]] = defaultdict(list)
    for candidate in candidates:
        groups["".join(candidate.text.split())].append(candidate)
    winners = max(groups.values(), key=_weight)
    share = _weight(winners) / max(_weight(candidates), 1e-9)
    best = max(winners, key=lambda one: one.confidence)
    sure = fmean(one.confidence for one in winners)
    return Seen(best.text, min(1.0, sure * (0.5 + 0.5 * share)), best.words)


def _weight(group: Sequence[Seen]) -> float:
    return sum(one.confidence**2 for one in group)
