"""A sheet of number lines that were read wrongly: the crop, what is printed, what was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from invoice_desk.training.calibrating import Outcome

_ROW, _WIDTH, _CROP = 52, 1000, 560
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def write_sheet(path: Path, found: Sequence[Outcome]) -> None:
    """Write one row a line; green is printed, red was read."""
    sheet = Image.new("RGB", (_WIDTH, _ROW * max(1, len(found))), "#dddddd")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(_FONT, 16, layout_engine=ImageFont.Layout.BASIC)
    for number, one in enumerate(found):
        top, box = number * _ROW, one.line.box
        crop = Image.fromarray(one.line.patch.pixels).crop((box.x0, box.y0, box.x1, box.y1))
        factor = min((_ROW - 4) / crop.height, _CROP / crop.width)
        size = (max(1, round(crop.width * factor)), max(1, round(crop.height * factor)))
        sheet.paste(crop.resize(size), (2, top + 2))
        draw.text((_CROP + 10, top + 4), one.line.text, font=font, fill="#005500")
        draw.text((_CROP + 10, top + 26), one.text or "nothing", font=font, fill="#bb0000")
        draw.text((_CROP + 250, top + 16), f"{one.line.kind} {one.line.family}", font=font, fill="black")
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
