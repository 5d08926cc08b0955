"""Ground truth for Tesseract's own training: line pictures with text and boxes, a sheet, single glyphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from invoice_desk.files import write_text_whole
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.digits.classes import ARABIC, LATIN, MARKS, PERSIAN
from invoice_desk.training.dataset import NumberLine
from invoice_desk.training.fonts import ARABIC_DIGITS, FontFile
from invoice_desk.training.glyphs import DIGIT_HEIGHT, FontGlyphs, Mask, glyphs_of
from invoice_desk.training.line_files import box_of, number_glyphs, write_picture
from invoice_desk.training.placing import Patch
from invoice_desk.training.spoiling import Grey

_CELL = DIGIT_HEIGHT * 2  # pixels of a side of a class on the sheet
_BASE = round(DIGIT_HEIGHT * 1.5)  # pixels from the top of a cell to its base line
_MARGIN = 6  # pixels of paper around a number and a single glyph


def write_tesseract_lines(
    lines: Iterable[NumberLine], folder: Path, count: int, *, is_stopped: IsStopped = never_stopped
) -> Iterator[Progress]:
    """Write `count` lines as NAME.png, NAME.gt.txt and NAME.box; yield after each. Raises NotWritten.

    The picture is cut to the number alone. A line of a .box file is "char left bottom right top
    page" in pixels from the lower left, as jTessBoxEditor and Tesseract's own tools read it.
    """
    for number, line in enumerate(islice(lines, count), start=1):
        if is_stopped():
            return
        name = f"{number:06d}"
        pixels, boxes = _cut(line.patch)
        write_picture(folder / f"{name}.png", pixels)
        write_text_whole(folder / f"{name}.gt.txt", f"{line.text}\n")
        write_text_whole(folder / f"{name}.box", boxes)
        yield Progress(f"{name}.png", number, count)


def write_sheet(folder: Path, fonts: Sequence[FontFile]) -> None:
    """Write sheet.png: all classes side by side, a row a font; and sheet.txt with what stands there."""
    classes = ARABIC + PERSIAN + LATIN + MARKS
    rows = [_sheet_row(glyphs_of(font, ARABIC_DIGITS), classes) for font in fonts]
    write_picture(folder / "sheet.png", np.vstack(rows))
    names = "\n".join(f"{font.family} ({font.path.name})" for font in fonts)
    write_text_whole(folder / "sheet.txt", f"{' '.join(classes)}\n{names}\n")


def write_single_glyphs(folder: Path, fonts: Sequence[FontFile]) -> None:
    """Write glyphs/U+0663/NNN.png ...: a folder a class, a picture a font, dark on light."""
    for number, font in enumerate(fonts, start=1):
        drawn = glyphs_of(font, ARABIC_DIGITS)
        for char in ARABIC + PERSIAN + LATIN + MARKS:
            mask = drawn.glyph(char)
            if mask is not None:
                ink = np.pad(mask.ink, _MARGIN)
                write_picture(folder / "glyphs" / f"U+{ord(char):04X}" / f"{number:03d}.png", 255 - ink)


def _cut(patch: Patch) -> tuple[Grey, str]:
    """Return the number's pixels and its .box file."""
    height, width = patch.pixels.shape
    x0, y0, x1, y1 = patch.edges
    left, top = max(0, int(x0) - _MARGIN), max(0, int(y0) - _MARGIN)
    right, bottom = min(width, int(x1) + 1 + _MARGIN), min(height, int(y1) + 1 + _MARGIN)
    rows = []
    for glyph in number_glyphs(patch):
        box = box_of(glyph, patch)
        rows.append(f"{glyph.char} {box.x0 - left} {bottom - box.y1} {box.x1 - left} {bottom - box.y0} 0\n")
    return np.ascontiguousarray(patch.pixels[top:bottom, left:right]), "".join(rows)


def _sheet_row(drawn: FontGlyphs, classes: str) -> Grey:
    row = np.full((_CELL, _CELL * len(classes)), 255, np.uint8)
    for number, char in enumerate(classes):
        mask = drawn.glyph(char)
        if mask is not None:
            _put(row[:, number * _CELL : (number + 1) * _CELL], mask)
    return row


def _put(cell: Grey, mask: Mask) -> None:
    """Draw a glyph into a cell, on its base line; what is larger than the cell is cut."""
    height, width = mask.ink.shape
    top, left = max(0, _BASE + mask.top), max(0, (_CELL - width) // 2)
    part = cell[top : top + height, left : left + width]
    part[:] = 255 - mask.ink[: part.shape[0], : part.shape[1]]
