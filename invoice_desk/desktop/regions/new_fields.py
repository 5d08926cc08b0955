"""What a new field begins with: languages, reader, currency and date order, as the settings say."""

from __future__ import annotations

from invoice_desk.invoice.fields import DIGITED, Field, FieldKind, Options, ReaderChoice
from invoice_desk.invoice.geometry import Box
from invoice_desk.workflow.settings import Settings

_NOT_PRINTED = frozenset({FieldKind.CODE, FieldKind.CHECKBOX})


def new_field(name: str, box: Box, page: int, settings: Settings) -> Field:
    """Return a field of text that nobody has named yet. page: from 1."""
    reader = _reader(FieldKind.TEXT, settings)
    return Field(name=name, box=box, page=page, languages=settings.languages, reader=reader)


def fitted(field: Field, before: FieldKind, settings: Settings) -> Field:
    """Return a field that was of the kind `before` with what suits it now; what a person chose stays."""
    changes: dict[str, object] = {}
    if field.options == _options(before, settings):
        changes["options"] = _options(field.kind, settings)
    if field.reader is _reader(before, settings):
        changes["reader"] = _reader(field.kind, settings)
    return field.model_copy(update=changes) if field.kind is not before else field


def _options(kind: FieldKind, settings: Settings) -> Options:
    if kind is FieldKind.AMOUNT:
        return Options(currency=settings.currency)
    return Options(date_order=settings.date_order) if kind is FieldKind.DATE else Options()


def _reader(kind: FieldKind, settings: Settings) -> ReaderChoice:
    """Return the reader of the settings where it can read the kind: digits read no words, and OCR no code."""
    if kind in DIGITED or (settings.reader is not ReaderChoice.DIGITS and kind not in _NOT_PRINTED):
        return settings.reader
    return ReaderChoice.AUTO
