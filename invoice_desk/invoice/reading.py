"""What a reader read: printed text, how sure it is, and the glyphs it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from invoice_desk.invoice.geometry import Box


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: its box on the page, probability 0..1 and the second best character or ""."""

    char: str
    box: Box
    probability: float
    runner_up: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Text as it is printed, never changed afterwards.

    text: never empty (where nothing is found there is no Reading); confidence: 0..1;
    reader: its name; page: index from 0; box: pixels of that page; glyphs: where known;
    otherwise: what a second reader read, where it was asked and read other than the text.
    """

    text: str
    confidence: float
    reader: str
    page: int
    box: Box
    glyphs: tuple[Glyph, ...] = ()
    otherwise: str = ""

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("a reading without text is no reading")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence lies in 0..1, not {self.confidence}")
