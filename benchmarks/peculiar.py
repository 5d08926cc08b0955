"""Invoices in a print that the shipped model misreads, corrected on a desk as a person does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from invoice_desk.imaging.opening import inspect
from invoice_desk.invoice.fields import Field, FieldKind, ReaderChoice
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.store.corrections import Spot
from invoice_desk.store.records import load_record
from invoice_desk.values.digits import DigitFamily, to_family
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.own_numbers import is_checked
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.taking_in import Taken, arrival_of, take_in
from invoice_desk.workflow.templates import save

INVOICES, NUMBERS = 15, 6
_LEARNT = 10  # invoices to learn from; the others are to judge by
_WIDTH, _HEIGHT, _STEP, _DIGITS = 420, 420, 64, 6


@dataclass(frozen=True, slots=True)
class Print:
    """A print. font: a file of .setup/fonts or of resources/fonts; narrow: its width, of the usual one."""

    font: str
    narrow: float


PRINTS = {
    "DejaVu Sans, condensed": Print("DejaVuSans.ttf", 0.4),
    "Handjet, condensed": Print("handjet-arabic-400-normal.woff", 0.4),
    "El Messiri, condensed": Print("el-messiri-arabic-400-normal.woff", 0.4),
    "Changa, condensed": Print("changa-arabic-400-normal.woff", 0.4),
}
"""DejaVu Sans and Handjet were looked at when the way to learn was chosen; the other two, whose families no
model ever learns from, were not."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    path: Path
    texts: tuple[str, ...]


def fill(desk: Desk, one: Print, fonts: Path, folder: Path) -> int:
    """Take the invoices of a print in, correct and accept them; return how many numbers were read wrong."""
    folder.mkdir(parents=True)
    drawn = _some(_font(one.font, fonts), one.narrow, folder)
    save(desk, _template())
    taken = [each for each in take_in(desk, [arrival_of(it.path) for it in drawn]) if isinstance(each, Taken)]
    list(read_waiting(desk, threads=1))
    keys = [each.id for each in taken if each.id is not None]
    return sum(_correct(desk, key, it) for key, it in zip(keys, drawn, strict=True))


def _correct(desk: Desk, key: int, drawn: _Drawn) -> int:
    with desk.reading() as connection:
        record = load_record(connection, desk.store.originals, key)
    wrong = 0
    for at, text in enumerate(drawn.texts):
        read = record.entries[at].reading if record is not None else None
        if read is None or read.text != text:
            reviewing.correct(desk, key, Spot(f"n{at + 1}"), text)
            wrong += 1
    reviewing.accept(desk, [key])
    return wrong


def _some(font: Path, narrow: float, folder: Path) -> list[_Drawn]:
    wanted = {False: _LEARNT, True: INVOICES - _LEARNT}
    found: list[_Drawn] = []
    number = 0
    while any(wanted.values()):
        number += 1
        one = _draw(font, narrow, folder / f"peculiar-{number}.png", Random(number))
        part = is_checked(inspect(one.path))
        if wanted[part]:
            wanted[part] -= 1
            found.append(one)
    return found


def _draw(font: Path, narrow: float, path: Path, random: Random) -> _Drawn:
    latin = ["".join(random.choices("0123456789", k=_DIGITS)) for _ in range(NUMBERS)]
    texts = tuple(to_family(text, DigitFamily.ARABIC) for text in latin)
    page = np.full((_HEIGHT, _WIDTH), 255, np.uint8)
    for at, text in enumerate(texts):
        word = _word(font, text, narrow)
        y = 20 + at * _STEP
        page[y : y + word.shape[0], 60 : 60 + word.shape[1]] = 255 - word
    Image.fromarray(page).save(path)
    return _Drawn(path, texts)


def _word(path: Path, text: str, narrow: float) -> NDArray[np.uint8]:
    font = ImageFont.truetype(str(path), 64)
    image = Image.new("L", (int(font.getlength(text)) + 20, 90), 0)
    ImageDraw.Draw(image).text((10, 4), text, font=font, fill=255)
    wide = max(1, round(image.width * narrow / 2))
    return np.asarray(cv2.resize(np.asarray(image), (wide, 45), interpolation=cv2.INTER_AREA), np.uint8)


def _template() -> Template:
    fields = tuple(
        Field(
            name=f"n{at + 1}",
            kind=FieldKind.IDENTIFIER,
            box=Box(50, 16 + at * _STEP, 280, 66 + at * _STEP),
            languages=("ara",),
            reader=ReaderChoice.DIGITS,
        )
        for at in range(NUMBERS)
    )
    return Template(name="peculiar", page=PageSize(width=_WIDTH, height=_HEIGHT), fields=fields)


def _font(name: str, fonts: Path) -> Path:
    here = Path(__file__).parents[1] / "resources" / "fonts" / name
    return here if here.is_file() else next(iter(sorted(fonts.rglob(name))))
