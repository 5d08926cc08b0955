"""The number lines that are shipped: to learn beside a person's own, to calibrate on, and to judge by.

Fonts are not shipped, so these few thousand lines stand for them on every machine. They are drawn once, from
the open fonts, by `invoice-desk digits lines`; no line and no font family serves two ends: those that are
learnt are of the training families, the others of the validation families.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from invoice_desk.errors import BadFile
from invoice_desk.files import write_whole
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.training.dataset import LineMaker, NumberLine
from invoice_desk.training.fonts import FontFile, Split
from invoice_desk.training.placing import Patch
from invoice_desk.training.rendering import PlacedGlyph
from invoice_desk.training.spoiling import Grey, PageKind

LINES = "lines.npz"
"""The file of a folder of models."""

_FORMAT = "invoice-desk-lines/1"
_PARTS = ("learnt", "calibrating", "judged")
_DIGIT = 20.0  # pixels at most of a digit: the network looks at as many
_QUALITY = 66  # of a picture as WebP
_ON_A_PAGE = 12  # lines that are read together, as on an invoice
_MAX_BYTES = 4 * 1024 * 1024
_REMEDY = "install Invoice Desk again"

Pages = tuple[tuple[NumberLine, ...], ...]
"""Lines, those of one page together."""


@dataclass(frozen=True, slots=True)
class ShippedLines:
    """Lines by what they are for. learnt: beside a person's own, so that nothing is forgotten; calibrating:
    on them a confidence is fitted; judged: on them a model is judged, and nothing else.
    """

    learnt: Pages
    calibrating: Pages
    judged: Pages


def draw_lines(
    fonts: Sequence[FontFile], path: Path, *, learnt: int = 2_400, calibrating: int = 120, judged: int = 240
) -> None:
    """Draw lines from fonts of both splits that may be learnt and tuned on, to `path`. Raises NotWritten."""
    train = [one for one in fonts if one.split is Split.TRAIN]
    other = [one for one in fonts if one.split is Split.VALIDATION]
    parts = {
        "learnt": LineMaker(train, 411).pages(_ON_A_PAGE),
        "calibrating": LineMaker(other, 412, with_shapes=False).pages(_ON_A_PAGE, families="arabic"),
        "judged": LineMaker(other, 413, with_shapes=False).pages(_ON_A_PAGE, families="arabic"),
    }
    counts = {"learnt": learnt, "calibrating": calibrating, "judged": judged}
    pages = {part: list(islice(made, counts[part] // _ON_A_PAGE)) for part, made in parts.items()}
    _write(pages, path)


def read_lines(folder: Path) -> ShippedLines:
    """Return the lines of a folder's LINES. Nothing is unpickled. Raises BadFile."""
    path = folder / LINES
    try:
        content = path.read_bytes() if path.stat().st_size <= _MAX_BYTES else b""
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            truth = json.loads(arrays["truth"].tobytes())
            pictures = arrays["pictures"].tobytes()
        parts = {part: _pages(truth[_FORMAT][part], pictures) for part in _PARTS}
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise BadFile("is not there or holds no lines", where=path, remedy=_REMEDY) from error
    return ShippedLines(**parts)


def _write(parts: dict[str, list[list[NumberLine]]], path: Path) -> None:
    pictures = bytearray()
    kept = {
        part: [[_kept(line, pictures) for line in page] for page in pages] for part, pages in parts.items()
    }
    truth = {_FORMAT: kept}
    arrays = {
        "truth": np.frombuffer(json.dumps(truth, ensure_ascii=False).encode(), np.uint8),
        "pictures": np.frombuffer(bytes(pictures), np.uint8),
    }

    def write(temporary: Path) -> None:
        with temporary.open("wb") as file:
            np.savez_compressed(file, truth=arrays["truth"], pictures=arrays["pictures"])

    write_whole(path, write)


def _kept(line: NumberLine, pictures: bytearray) -> dict[str, Any]:
    """Return what is kept of a line beside its picture, which is added to `pictures`."""
    pixels, scale = _small(line.patch)
    _, picture = cv2.imencode(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, _QUALITY])
    at = len(pictures)
    pictures += picture.tobytes()
    glyphs = [
        [one.char, *(round(edge * scale, 1) for edge in (one.x0, one.y0, one.x1, one.y1))]
        for one in line.patch.glyphs
    ]
    return {
        "picture": [at, len(pictures)],
        "text": line.text,
        "box": [round(edge * scale) for edge in line.box],
        "page": str(line.kind),
        "kind": str(line.field_kind),
        "family": line.family,
        "digit": round(line.patch.digit_height * scale, 2),
        "glyphs": glyphs,
    }


def _small(patch: Patch) -> tuple[Grey, float]:
    """Return the pixels with digits of at most _DIGIT pixels, and how many times as large they are."""
    scale = min(1.0, _DIGIT / patch.digit_height)
    if scale == 1.0:
        return patch.pixels, 1.0
    height, width = (max(1, round(edge * scale)) for edge in patch.pixels.shape)
    return np.asarray(
        cv2.resize(patch.pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8
    ), scale


def _pages(kept: list[list[dict[str, Any]]], pictures: bytes) -> Pages:
    return tuple(tuple(_lines(page, pictures)) for page in kept)


def _lines(page: list[dict[str, Any]], pictures: bytes) -> Iterator[NumberLine]:
    for one in page:
        at, end = one["picture"]
        pixels = cv2.imdecode(np.frombuffer(pictures[at:end], np.uint8), cv2.IMREAD_GRAYSCALE)
        if pixels is None:
            raise ValueError("no picture")
        glyphs = tuple(PlacedGlyph(char, *edges) for char, *edges in one["glyphs"])
        numbers = [glyph for glyph in glyphs if glyph.char in one["text"]]
        edges = (
            min(glyph.x0 for glyph in numbers), min(glyph.y0 for glyph in numbers),
            max(glyph.x1 for glyph in numbers), max(glyph.y1 for glyph in numbers),
        )  # fmt: skip
        patch = Patch(np.asarray(pixels, np.uint8), glyphs, edges, float(one["digit"]))
        yield NumberLine(
            patch, one["text"], Box(*one["box"]), PageKind(one["page"]), one["family"], FieldKind(one["kind"])
        )
