"""Number lines written to a folder: pictures, and what is printed on each with the place of each glyph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from PIL import Image

from invoice_desk.files import write_text_whole, write_whole
from invoice_desk.invoice.geometry import Box
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.reading.digits.classes import OTHER
from invoice_desk.training.dataset import NumberLine
from invoice_desk.training.placing import Patch
from invoice_desk.training.rendering import PlacedGlyph
from invoice_desk.training.spoiling import Grey

TRUTH = "truth.jsonl"


def write_lines(
    lines: Iterable[NumberLine], folder: Path, count: int, *, is_stopped: IsStopped = never_stopped
) -> Iterator[Progress]:
    """Write `count` lines as 000001.png ... and TRUTH, one JSON object a line; yield after each.

    An object holds `file`, `text`, `box` (as a person would draw it), `kind` of page, font
    `family`, and `glyphs` with `char` and `box`, in pixels of the picture. Stopped early, TRUTH
    holds the lines that were written. Raises NotWritten.
    """
    truths: list[str] = []
    try:
        for number, line in enumerate(islice(lines, count), start=1):
            if is_stopped():
                return
            name = f"{number:06d}.png"
            write_picture(folder / name, line.patch.pixels)
            truths.append(json.dumps({"file": name, **_truth(line)}, ensure_ascii=False))
            yield Progress(name, number, count)
    finally:
        write_text_whole(folder / TRUTH, "".join(f"{one}\n" for one in truths))


def write_picture(path: Path, pixels: Grey) -> None:
    """Write grey pixels as a PNG, whole or not at all. Raises NotWritten."""
    write_whole(path, lambda temporary: Image.fromarray(pixels).save(temporary, "PNG"))


def number_glyphs(patch: Patch) -> list[PlacedGlyph]:
    """Return the glyphs of the number alone, from left to right."""
    glyphs = [one for one in patch.glyphs if one.char != OTHER]
    return sorted(glyphs, key=lambda one: one.x0 + one.x1)


def box_of(glyph: PlacedGlyph, patch: Patch) -> Box:
    """Return the whole pixels that a glyph's ink lies in, on the patch."""
    height, width = patch.pixels.shape
    x0, y0 = int(glyph.x0), int(glyph.y0)
    box = Box(x0, y0, max(x0 + 1, round(glyph.x1 + 0.5)), max(y0 + 1, round(glyph.y1 + 0.5)))
    return box.clipped(Box(0, 0, width, height))


def _truth(line: NumberLine) -> dict[str, Any]:
    glyphs = [{"char": one.char, "box": list(box_of(one, line.patch))} for one in number_glyphs(line.patch)]
    return {
        "text": line.text,
        "box": list(line.box),
        "kind": str(line.kind),
        "family": line.family,
        "glyphs": glyphs,
    }
