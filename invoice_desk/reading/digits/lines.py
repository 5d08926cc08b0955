"""The lines of print of a page's numbers, each at the scale that the page's digits tell."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from invoice_desk.imaging.strips import PrintedLine, find_line
from invoice_desk.reading.reader import Region

_ENOUGH = 4  # numbers of a page that tell the height of its digits


def lines_of(regions: Sequence[Region]) -> list[PrintedLine | None]:
    """Return the line of each region, None where nothing is printed.

    Where enough regions tell how high the page's digits are, those are found again that it matters to.
    """
    lines = [_line(region, None) for region in regions]
    heights = [one.band.height for one in lines if one is not None]
    if len(heights) < _ENOUGH:
        return lines
    height = median(heights)
    return [
        one if one is None or one.band.is_settled(height) else _line(region, height)
        for region, one in zip(regions, lines, strict=True)
    ]


def _line(region: Region, digit_height: float | None) -> PrintedLine | None:
    return find_line(region.crop.page.pixels, region.crop.box, digit_height=digit_height)
