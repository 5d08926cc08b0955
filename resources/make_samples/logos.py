"""The sellers' logos, made of plain shapes."""

from __future__ import annotations

import math
from collections.abc import Callable

from resources.make_samples.look import Colour
from resources.make_samples.sheet import WHITE, Sheet


def draw_logo(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw the look's logo in a square of `size` points."""
    _LOGOS[sheet.look.logo](sheet, x, y, size)


def tint(colour: Colour, share: float) -> Colour:
    """Return `colour` with `share` (0..1) of white in it."""
    red, green, blue = (round(part + (255 - part) * share) for part in colour)
    return red, green, blue


def _waves(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.disc(x, y, size, sheet.look.accent)
    for at in (0.40, 0.55, 0.70):
        crest = [
            (x + size * (0.17 + 0.66 * step / 40), y + size * (at + 0.05 * math.sin(step / 40 * 4 * math.pi)))
            for step in range(41)
        ]
        trough = [(px, py + size * 0.06) for px, py in reversed(crest)]
        sheet.shape(crest + trough, WHITE)


def _peaks(sheet: Sheet, x: float, y: float, size: float) -> None:
    accent = sheet.look.accent
    sheet.shape(
        [(x + size * 0.28, y + size), (x + size * 0.64, y + size * 0.1), (x + size, y + size)], accent
    )
    sheet.shape(
        [(x, y + size), (x + size * 0.3, y + size * 0.42), (x + size * 0.6, y + size)], tint(accent, 0.45)
    )


def _grid(sheet: Sheet, x: float, y: float, size: float) -> None:
    cell = size * 0.29
    for row in range(3):
        for column in range(3):
            share = 0.18 * ((row + 2 * column) % 4)
            at = size * 0.355
            sheet.fill(x + column * at, y + row * at, cell, cell, tint(sheet.look.accent, share))


def _drop(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.shape(
        [(x + size * 0.5, y), (x + size * 0.205, y + size * 0.5), (x + size * 0.795, y + size * 0.5)],
        sheet.look.accent,
    )
    sheet.disc(x + size * 0.16, y + size * 0.32, size * 0.68, sheet.look.accent)
    sheet.disc(x + size * 0.30, y + size * 0.56, size * 0.24, tint(sheet.look.accent, 0.7))


def _star(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw an eight-pointed star: two squares, one turned by 45 degrees."""
    cx, cy, reach = x + size / 2, y + size / 2, size / 2
    for turn in (0.0, math.pi / 4):
        corners = [turn + quarter * math.pi / 2 for quarter in range(4)]
        sheet.shape(
            [(cx + reach * math.cos(a), cy + reach * math.sin(a)) for a in corners], sheet.look.accent
        )
    sheet.disc(x + size * 0.3, y + size * 0.3, size * 0.4, WHITE)


_LOGOS: dict[str, Callable[[Sheet, float, float, float], None]] = {
    "waves": _waves,
    "peaks": _peaks,
    "grid": _grid,
    "drop": _drop,
    "star": _star,
}
