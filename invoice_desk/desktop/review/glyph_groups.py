"""Doubtful glyphs of many invoices, put together by what they were read as: the odd one stands out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from invoice_desk.desktop.review.crops import cut, page_size
from invoice_desk.desktop.review.runner_up import other_of, replaced
from invoice_desk.desktop.review.values import values_of
from invoice_desk.invoice.fields import DIGITED
from invoice_desk.invoice.reading import Glyph
from invoice_desk.invoice.record import Record
from invoice_desk.store.corrections import Spot
from invoice_desk.values.digits import to_latin_digits

DOUBTED_BELOW = 0.9  # of one glyph
_AROUND = 3  # pixels around a glyph


@dataclass(frozen=True, slots=True)
class GroupedGlyph:
    """One glyph of one invoice: where it is, what it was read as, and its picture."""

    invoice: int
    spot: Spot
    index: int
    char: str
    probability: float
    runner_up: str
    crop: QImage


@dataclass(frozen=True, slots=True)
class MarkedGlyph:
    """A glyph that a person says is another character than it was read as."""

    invoice: int
    spot: Spot
    index: int
    char: str
    becomes: str


def groups_of(glyphs: Iterable[GroupedGlyph]) -> dict[str, tuple[GroupedGlyph, ...]]:
    """Return glyphs by their character, the least sure first; digits come in order, before all else."""
    groups: dict[str, list[GroupedGlyph]] = {}
    for glyph in glyphs:
        groups.setdefault(glyph.char, []).append(glyph)
    ordered = sorted(groups, key=lambda char: (not char.isdigit(), to_latin_digits(char), char))
    return {char: tuple(sorted(groups[char], key=lambda one: one.probability)) for char in ordered}


def doubted_glyphs(
    invoice: int, record: Record, pages: Mapping[int, QImage], below: float = DOUBTED_BELOW
) -> list[GroupedGlyph]:
    """Return the glyphs of a record's numbers that are less sure than `below` and have a runner-up.

    pages: pictures of its pages by their index; a glyph of a page that is not there has a null picture.
    What a person settled is not asked again.
    """
    found = []
    for value in values_of(record):
        reading = value.entry.reading
        if reading is None or value.entry.is_settled or value.entry.field.kind not in DIGITED:
            continue
        for index, glyph in enumerate(reading.glyphs):
            if glyph.probability < below and other_of(glyph):
                picture = _picture(glyph, record, reading.page, pages)
                found.append(_grouped(invoice, value.spot, index, glyph, picture))
    return found


def corrected_texts(record: Record, marked: Sequence[MarkedGlyph]) -> dict[Spot, str]:
    """Return the text of each value of one record with the marked glyphs as what they are."""
    readings = {value.spot: value.entry.reading for value in values_of(record)}
    chars: dict[Spot, dict[int, str]] = {}
    for glyph in marked:
        chars.setdefault(glyph.spot, {})[glyph.index] = glyph.becomes
    texts = {}
    for spot, of_spot in chars.items():
        reading = readings.get(spot)
        if reading is not None:
            texts[spot] = replaced(reading, of_spot)
    return texts


def _grouped(invoice: int, spot: Spot, index: int, glyph: Glyph, picture: QImage) -> GroupedGlyph:
    return GroupedGlyph(invoice, spot, index, glyph.char, glyph.probability, other_of(glyph), picture)


def _picture(glyph: Glyph, record: Record, page: int, pages: Mapping[int, QImage]) -> QImage:
    image = pages.get(page, QImage())
    return cut(image, glyph.box.grown(_AROUND), page_size(record.document, page))
