"""What the card shows of a value: gathered from the lane, and from the page once it is there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from invoice_desk.desktop.review.card import Opened
from invoice_desk.desktop.review.crops import box_of, cut, page_of, page_size
from invoice_desk.desktop.review.lane import Lane
from invoice_desk.desktop.review.runner_up import other_of
from invoice_desk.desktop.review.values import Shown, failed_checks
from invoice_desk.desktop.review.words import check_words, in_family, reasons_of
from invoice_desk.desktop.words.filling import fill, isolated, moment_words, percent_words
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.values.digits import DigitFamily

translate = QCoreApplication.translate  # lupdate finds texts by this name

_MOST_GLYPHS = 30  # a longer text is read as words, not glyph by glyph
_AROUND = 2  # pixels around a glyph


def open_value(lane: Lane, value: Shown, pages: Mapping[int, QImage], family: DigitFamily | None) -> Opened:
    """Return all that the card shows of a value."""
    entry, spot = value.entry, value.spot
    record = lane.record
    draft = lane.draft_of(spot)
    glyphs = _glyphs_of(entry)
    checks = failed_checks(record, spot) if record is not None else ()
    crop, crop_words = _crop_of(entry, record, pages)
    return Opened(
        spot=spot,
        entry=entry,
        mark=lane.mark_of(value),
        text=draft if draft is not None else in_family(entry.shown_text, family),
        is_open=lane.is_open,
        crop=crop,
        crop_words=crop_words,
        glyphs=glyphs,
        glyph_images=[_picture(glyph, entry, record, pages) for glyph in glyphs],
        doubts=[*reasons_of(entry), *(check_words(check) for check in checks)],
        notes=_notes_of(lane, value),
        second=entry.reading.otherwise if entry.reading is not None else "",
        problem=lane.problem_at(spot),
        family=family,
    )


def _glyphs_of(entry: Entry) -> tuple[Glyph, ...]:
    """Return the glyphs that are shown one by one: those of which at least one may be another."""
    glyphs = entry.reading.glyphs if entry.reading is not None else ()
    is_split = any(other_of(glyph) for glyph in glyphs)
    return glyphs if is_split and len(glyphs) <= _MOST_GLYPHS else ()


def _crop_of(entry: Entry, record: Record | None, pages: Mapping[int, QImage]) -> tuple[QImage, str]:
    document = record.document if record is not None else None
    box, index = box_of(entry), page_of(entry, document)
    if box is None:
        return QImage(), translate("review", "It was found nowhere on the page")
    if index not in pages:
        return QImage(), translate("review", "The page is being opened…")
    return cut(pages[index], box, page_size(document, index)), translate(
        "review", "Its box holds no part of the page"
    )


def _picture(glyph: Glyph, entry: Entry, record: Record | None, pages: Mapping[int, QImage]) -> QImage:
    document = record.document if record is not None else None
    index = page_of(entry, document)
    if index not in pages:
        return QImage()
    return cut(pages[index], glyph.box.grown(_AROUND), page_size(document, index))


def _notes_of(lane: Lane, value: Shown) -> list[str]:
    entry, notes = value.entry, []
    reading, correction = entry.reading, entry.correction
    if correction is not None:
        from_whom = translate("review", "From %1, %2")
        notes.append(fill(from_whom, isolated(correction.who), moment_words(correction.when)))
        notes.append(_reading_words(reading))
    elif entry.accepted:
        notes.append(translate("review", "You confirmed this reading"))
    difference = lane.difference_at(value.spot)
    if difference is not None and difference.is_new:
        before = isolated(difference.before) if difference.before else translate("review", "nothing")
        notes.append(fill(translate("review", "When you said so it had read: %1"), before))
    return [*notes, *_code_words(entry, lane.record)]


def _reading_words(reading: Reading | None) -> str:
    """Say what the machine read where a person has the word."""
    if reading is None:
        return translate("review", "The machine read nothing")
    words = translate("review", "The machine read: %1 (%2 sure)")
    return fill(words, isolated(reading.text), percent_words(reading.confidence))


def _code_words(entry: Entry, record: Record | None) -> list[str]:
    """Return what a code says, a line for each thing."""
    if record is None or entry.field.kind is not FieldKind.CODE or entry.reading is None:
        return []
    meanings = (code.meaning for code in record.codes if code.text == entry.reading.text and code.meaning)
    found = next(meanings, {})
    return [f"{key}: {isolated(text)}" for key, text in found.items()]
