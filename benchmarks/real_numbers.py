"""The 37 Arabic-Indic numbers of the real invoice, from boxes drawn in many ways, and the reader's speed."""

from __future__ import annotations

import json
import time
from typing import Any

import torch

from benchmarks.shared_data import shared_folder
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Page
from invoice_desk.imaging.strips import find_line
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.digits.model import DigitModel
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.reading.reader import Region

MOVES = [(dx, dy) for dx in (-4, 0, 4) for dy in (-4, 0, 4)]
GROWN = range(1, 7)

_PAGES = 10
_TRIES = 3


def print_real_numbers(reader: DigitReader, model: DigitModel) -> None:
    """Print how many of the numbers are exact from each kind of box, and the time for all of a page."""
    page, wanted = _invoice()
    for name in ("box", "cell_box"):
        boxes = [Box(*one.get(name, one["box"])) for one in wanted]
        moved = [_exact(reader, page, wanted, [box.moved(dx=dx, dy=dy) for box in boxes]) for dx, dy in MOVES]
        grown = [_exact(reader, page, wanted, [box.grown(by) for box in boxes]) for by in GROWN]
        print(f"arabic_invoice, {name} of {len(wanted)} numbers; exact:")
        print(f"  as drawn and moved by 4 px: {moved}; grown by 1 to 6 px: {grown}")
    regions = _regions(page, [Box(*one["box"]) for one in wanted])
    _print_speed(reader, model, regions)


def real_numbers(box: str) -> tuple[list[Region], list[str]]:
    """Return the numbers' regions and texts. box: "box" or "cell_box"."""
    page, wanted = _invoice()
    regions = _regions(page, [Box(*one.get(box, one["box"])) for one in wanted])
    return regions, [one["text"] for one in wanted]


def _invoice() -> tuple[Page, list[dict[str, Any]]]:
    """Return the invoice's page and the truth of its fields in Arabic-Indic digits."""
    folder = shared_folder("arabic_invoice")
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    wanted = [one for one in truth["fields"] if any("٠" <= char <= "٩" for char in one["text"])]
    return open_page(inspect(folder / truth["image"]), 0), wanted


def _print_speed(reader: DigitReader, model: DigitModel, regions: list[Region]) -> None:
    """Print the time for a page as it is used, and the glyphs a second of many pages at once on one core."""
    seconds, _ = _timed(reader, regions)
    print(f"  a page of {len(regions)} numbers in {seconds:.2f} s")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    seconds, glyphs = _timed(reader, regions * _PAGES)
    alone = _time_of_network(model, regions * _PAGES)
    torch.set_num_threads(threads)
    print(f"  {_PAGES} such pages at once on one core: {glyphs / seconds:.0f} glyphs a second")
    print(f"  the network alone, one look at each: {glyphs / alone:.0f} glyphs a second")


def _time_of_network(model: DigitModel, regions: list[Region]) -> float:
    """Return the least seconds of _TRIES runs that the network takes for the regions' strips."""
    lines = [find_line(one.crop.page.pixels, one.crop.box) for one in regions]
    strips = [line.cut().pixels for line in lines if line is not None]
    times = []
    for _ in range(_TRIES):
        started = time.perf_counter()
        model.scores(strips)
        times.append(time.perf_counter() - started)
    return min(times)


def _timed(reader: DigitReader, regions: list[Region]) -> tuple[float, int]:
    """Return the least seconds of _TRIES runs, and how many glyphs were read in one."""
    times, glyphs = [], 0
    for _ in range(_TRIES):
        started = time.perf_counter()
        readings = [one for one in reader.read(regions) if one is not None]
        times.append(time.perf_counter() - started)
        glyphs = sum(len(one.glyphs) for one in readings)
    return min(times), glyphs


def _exact(reader: DigitReader, page: Page, wanted: list[dict[str, Any]], boxes: list[Box]) -> int:
    readings = reader.read(_regions(page, boxes))
    return sum(
        one is not None and one.text == field["text"] for one, field in zip(readings, wanted, strict=True)
    )


def _regions(page: Page, boxes: list[Box]) -> list[Region]:
    return [Region(page.crop(box), FieldKind.AMOUNT, ("ara", "eng")) for box in boxes]
