"""QR codes and bar codes: zxing-cpp first, then OpenCV's QR detector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from invoice_desk.imaging.page import Crop, Page, Pixels
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.reader import Region

MAX_TEXT = 8_000  # characters; the largest QR code holds 7,089
_LOOKED_AT = 6_000_000  # pixels; a larger page is looked at smaller first


@dataclass(frozen=True, slots=True)
class Found:
    """A decoded code: symbology as zxing names it ("QRCode", "Code128", ...), text, box on the page."""

    format: str
    text: str
    box: Box


class CodeReader:
    """Reads what a QR, Data Matrix, Code 128, EAN or PDF417 code says. Serves many threads."""

    name = "codes"

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield the text of the largest code in each region, or None where none can be decoded."""
        for region in regions:
            found = find_codes(region.crop)
            best = max(found, key=lambda one: one.box.area, default=None)
            crop = region.crop
            yield None if best is None else Reading(
                best.text, 1.0, self.name, crop.page.info.index, best.box
            )


def find_page_codes(page: Page) -> tuple[Found, ...]:
    """Return all codes of a page, from top to bottom."""
    return find_codes(page.crop(page.size.box))


def find_codes(crop: Crop) -> tuple[Found, ...]:
    """Return the codes in a crop with boxes on its page, from top to bottom; an error-checked text each."""
    if crop.box.is_empty:
        return ()
    grey = crop.grey
    found = _by_zxing(grey) or _by_opencv(grey)
    placed = [
        Found(one.format, one.text, one.box.moved(dx=crop.box.x0, dy=crop.box.y0).clipped(crop.page.size.box))
        for one in found
    ]
    return tuple(sorted(placed, key=lambda one: (one.box.y0, one.box.x0)))


def _by_zxing(grey: Pixels) -> list[Found]:
    import zxingcpp

    formats = [
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.EAN13,
        zxingcpp.BarcodeFormat.EAN8,
        zxingcpp.BarcodeFormat.PDF417,
    ]
    results = zxingcpp.read_barcodes(grey, formats=formats)
    return [
        Found(result.format.name, result.text[:MAX_TEXT], _around(_corners(result.position)))
        for result in results
        if result.valid and result.text
    ]


def _corners(position: Any) -> np.ndarray[Any, Any]:  # noqa: ANN401 - zxingcpp has no types
    names = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([[corner.x, corner.y] for corner in names])


def _by_opencv(grey: Pixels) -> list[Found]:
    try:
        is_found, texts, corners, _ = cv2.QRCodeDetector().detectAndDecodeMulti(grey)
    except cv2.error:  # its curve fitting fails on some pictures without a code
        return []
    if not is_found or corners is None:
        return []
    pairs = zip(texts, np.asarray(corners), strict=True)
    return [Found("QRCode", text[:MAX_TEXT], _around(points)) for text, points in pairs if text]


def _around(points: np.ndarray[Any, Any]) -> Box:
    x0, y0 = np.floor(points.min(axis=0)).astype(int).clip(0)
    x1, y1 = np.ceil(points.max(axis=0)).astype(int).clip(0)
    return Box(int(x0), int(y0), int(max(x0, x1)), int(max(y0, y1)))
