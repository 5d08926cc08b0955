"""From what was marked on a page to the template that reads it."""

from __future__ import annotations

import base64
import re

import cv2
import numpy as np

from invoice_desk.invoice.fields import Anchor, Column, Field, FieldKind
from invoice_desk.invoice.fields import Options as FieldOptions
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.template import PageSize, Template
from resources.make_samples.finishing import Finished
from resources.make_samples.mark import MEANT, Area, Mark
from resources.make_samples.speech import Speech
from resources.make_samples.spoiling import Picture, Transform

_ARABIC_LETTERS = re.compile(r"[\u0621-\u064a]")
_INDIC_DIGITS = re.compile(r"[\u0660-\u0669]")
_SHADES = 8  # of the reference picture: enough to find a page again, and a small file


def make_template(
    name: str, marks: tuple[Mark, ...], speech: Speech, currency: str, done: Finished
) -> Template:
    """Return the template whose boxes lie where `marks` are on the finished file's pages."""
    height, width = done.pictures[0].shape[:2]
    fields = tuple(_make_field(mark, speech, currency, done) for mark in marks)
    size = PageSize(width=width, height=height)
    return Template(name=name, page=size, reference=_reference(done.pictures[0]), fields=fields)


def box_of(mark: Mark, done: Finished) -> Box:
    """Return where a mark lies, in pixels of its page of the finished file."""
    return _box(mark.area, _transform_of(mark, done))


def has_indic_digits(text: str) -> bool:
    """Whether the text holds Arabic-Indic digits."""
    return bool(_INDIC_DIGITS.search(text))


def _make_field(mark: Mark, speech: Speech, currency: str, done: Finished) -> Field:
    meant = MEANT[mark.name]
    anchor = None
    if mark.anchor:
        anchor = Anchor(text=mark.anchor[0], box=_box(mark.anchor[1], _transform_of(mark, done)))
    return Field(
        name=mark.name,
        label=speech.words.get(f"{mark.name}_label") or speech.words[mark.name],
        kind=meant.kind,
        role=meant.role,
        page=mark.page,
        box=box_of(mark, done),
        languages=_languages(mark, speech),
        anchor=anchor,
        required=meant.is_required,
        options=_options(mark, meant.kind, speech, currency),
        columns=_columns(mark, done),
    )


def _languages(mark: Mark, speech: Speech) -> tuple[str, ...]:
    texts = [mark.printed.text, *(cell.text for row in mark.rows for cell in row.values())]
    joined = " ".join(texts)
    kind = MEANT[mark.name].kind
    if _ARABIC_LETTERS.search(joined):
        return ("ara", "eng") if re.search(r"[A-Za-z0-9]", joined) else ("ara",)
    if has_indic_digits(joined):
        return ("ara",)
    if kind in {FieldKind.TEXT, FieldKind.DATE, FieldKind.TABLE} and re.search(r"[^\W\d]", joined):
        return ("eng",) if mark.name == "currency" or speech.language == "ara" else (speech.language,)
    return ("eng",)


def _options(mark: Mark, kind: FieldKind, speech: Speech, currency: str) -> FieldOptions:
    if kind is FieldKind.DATE:
        return FieldOptions(date_order="ymd" if mark.name == "issue_date_hijri" else speech.order)
    if kind in {FieldKind.AMOUNT, FieldKind.TABLE}:
        return FieldOptions(currency=currency, decimal=speech.decimal)
    if kind is FieldKind.NUMBER:
        return FieldOptions(decimal=speech.decimal)
    return FieldOptions()


def _columns(mark: Mark, done: Finished) -> tuple[Column, ...]:
    """Return the columns with their edges at half the table's height."""
    transform = _transform_of(mark, done)
    middle = (mark.area[1] + mark.area[3]) / 2
    found = []
    for column in mark.columns:
        box = _box((column.x0, middle, column.x1, middle), transform)
        found.append(Column(name=column.name, kind=column.kind, x0=box.x0, x1=box.x1))
    return tuple(found)


def _transform_of(mark: Mark, done: Finished) -> Transform:
    return done.transforms[mark.page - 1 if mark.page > 0 else mark.page]


def _box(area: Area, transform: Transform) -> Box:
    """Return the upright box around an area's four corners."""
    x0, y0, x1, y1 = area
    corners = np.array([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]], np.float64)
    moved = cv2.perspectiveTransform(corners, transform)[0]
    low, high = moved.min(axis=0), moved.max(axis=0)
    return Box(round(low[0]), round(low[1]), round(high[0]), round(high[1]))


def _reference(picture: Picture) -> str:
    """Return a picture as grey PNG of few shades in base64."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
    step = 255 / (_SHADES - 1)
    few = (np.round(cv2.GaussianBlur(grey, (0, 0), 0.8) / step) * step).astype(np.uint8)
    _, packed = cv2.imencode(".png", few, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    return base64.b64encode(packed.tobytes()).decode("ascii")
