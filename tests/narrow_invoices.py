"""Invoices with Arabic-Indic numbers in a condensed print that the shipped model misreads, on a real desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from invoice_desk.imaging.opening import inspect
from invoice_desk.invoice.fields import Field, FieldKind, ReaderChoice
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.store.corrections import Spot
from invoice_desk.store.records import load_record
from invoice_desk.training.shipped_lines import ShippedLines, read_lines
from invoice_desk.values.digits import DigitFamily, to_family
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.digit_models import SHIPPED_FOLDER
from invoice_desk.workflow.own_numbers import is_checked
from invoice_desk.workflow.queue import read_waiting
from invoice_desk.workflow.taking_in import Taken, arrival_of, take_in
from invoice_desk.workflow.templates import save

FONT = Path(__file__).parents[1] / "resources" / "fonts" / "DejaVuSans.ttf"
WIDTH, HEIGHT, STEP = 420, 420, 64
NUMBERS = 6  # on an invoice


@dataclass(frozen=True)
class Drawn:
    """An invoice's file and what is printed on it, top to bottom."""

    path: Path
    texts: tuple[str, ...]

    @property
    def is_checked(self) -> bool:
        return is_checked(inspect(self.path))


def draw(folder: Path, number: int, *, narrow: float = 0.4) -> Drawn:
    """Write an invoice with six numbers of six digits; narrow: their width, of the usual one."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(number)
    latin = ["".join(random.choices("0123456789", k=6)) for _ in range(NUMBERS)]
    texts = tuple(to_family(text, DigitFamily.ARABIC) for text in latin)
    page = np.full((HEIGHT, WIDTH), 255, np.uint8)
    for at, text in enumerate(texts):
        word = _word(text, narrow)
        y = 20 + at * STEP
        page[y : y + word.shape[0], 60 : 60 + word.shape[1]] = 255 - word
    path = folder / f"narrow-{number}.png"
    Image.fromarray(page).save(path)
    return Drawn(path, texts)


def _word(text: str, narrow: float) -> np.ndarray:
    font = ImageFont.truetype(str(FONT), 64)
    image = Image.new("L", (int(font.getlength(text)) + 20, 90), 0)
    ImageDraw.Draw(image).text((10, 4), text, font=font, fill=255)
    wide = max(1, round(image.width * narrow / 2))
    return cv2.resize(np.asarray(image), (wide, 45), interpolation=cv2.INTER_AREA)


def template() -> Template:
    """Return the template of such an invoice: fields n1 to n6, read by the digits reader alone."""
    fields = [
        Field(
            name=f"n{at + 1}",
            kind=FieldKind.IDENTIFIER,
            box=Box(50, 16 + at * STEP, 280, 66 + at * STEP),
            languages=("ara",),
            reader=ReaderChoice.DIGITS,
        )
        for at in range(NUMBERS)
    ]
    return Template(name="narrow", page=PageSize(width=WIDTH, height=HEIGHT), fields=tuple(fields))


def some(folder: Path, *, learnt: int, checked: int, narrow: float = 0.4) -> list[Drawn]:
    """Draw invoices until so many are to learn from and so many to judge by."""
    wanted = {False: learnt, True: checked}
    found: list[Drawn] = []
    for number in range(1, 400):
        one = draw(folder, number, narrow=narrow)
        if wanted[one.is_checked]:
            wanted[one.is_checked] -= 1
            found.append(one)
        if not any(wanted.values()):
            return found
    raise AssertionError("too few invoices")


def take(desk: Desk, drawn: list[Drawn]) -> list[Taken]:
    """Take invoices in; they wait to be read."""
    save(desk, template())
    return [one for one in take_in(desk, [arrival_of(one.path) for one in drawn]) if isinstance(one, Taken)]


def take_all(desk: Desk, drawn: list[Drawn]) -> dict[int, Drawn]:
    """Take invoices in and read them; return them by their numbers."""
    taken = take(desk, drawn)
    list(read_waiting(desk, threads=1))
    return {one.id: by for one, by in zip(taken, drawn, strict=True) if one.id is not None}


def correct_all(desk: Desk, known: dict[int, Drawn]) -> int:
    """Correct what was read wrong, as a person types it, and accept; return how many were wrong."""
    wrong = 0
    for key, one in known.items():
        record = record_of(desk, key)
        for at, text in enumerate(one.texts):
            read = record.entries[at].reading
            if read is None or read.text != text:
                reviewing.correct(desk, key, Spot(f"n{at + 1}"), text)
                wrong += 1
        reviewing.accept(desk, [key])
    return wrong


@cache
def few_lines(pages: int) -> ShippedLines:
    """Return the shipped lines with so many pages to calibrate and to judge by; to read all takes a while."""
    lines = read_lines(SHIPPED_FOLDER)
    return replace(lines, calibrating=lines.calibrating[:pages], judged=lines.judged[:pages])


def record_of(desk: Desk, key: int) -> Record:
    with desk.reading() as connection:
        record = load_record(connection, desk.store.originals, key)
    assert record is not None
    return record
