"""Engines that answer what a test wants and note what they were shown."""

from __future__ import annotations

from collections.abc import Callable

from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.engine import Look, Word


def word(text: str, confidence: float = 0.9, *, x: int = 0, line: int = 0) -> Word:
    return Word(text, Box(x, 10, x + 8 * len(text), 30), confidence, line)


class FakeEngine:
    """Answers the looks in turn, the last answer for all that follow; it may be a function of the look."""

    def __init__(self, *answers: tuple[Word, ...] | Callable[[Look], tuple[Word, ...]]) -> None:
        self._answers = answers
        self.looks: list[Look] = []
        self.turned_looks: list[Look] = []

    def recognise(self, look: Look) -> tuple[Word, ...]:
        answer = self._answers[min(len(self.looks), len(self._answers) - 1)]
        self.looks.append(look)
        return tuple(answer(look)) if callable(answer) else tuple(answer)

    def orientation(self, look: Look) -> tuple[int, float] | None:
        self.turned_looks.append(look)
        return 0, 99.0
