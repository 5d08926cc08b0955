"""Pages for judging fingerprints: what may happen to one page, and other invoices of one layout."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import cv2
import numpy as np

from invoice_desk.imaging.page import Page, Pixels, protected
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.geometry import Size
from resources.make_samples.invoice import Invoice
from resources.make_samples.rendering import render_pages
from resources.make_samples.samples import Sample
from resources.make_samples.spoiling import scan_page

DPI = 200.0
Transform = Callable[[Pixels], Pixels]


def page_of(pixels: Pixels) -> Page:
    """Return BGR pixels as a page, as if it had been decoded."""
    return Page(PageInfo(0, Size(pixels.shape[1], pixels.shape[0])), protected(pixels))


def render(sample: Sample, invoice: Invoice, *, dpi: float = DPI) -> Page:
    """Return the first page of an invoice as the sample's layout draws it, clean."""
    drawing = sample.layout(invoice, sample.speech, sample.look, sample.options)
    return page_of(render_pages(drawing, dpi=dpi)[0])


def same_layout(invoice: Invoice, chance: random.Random) -> dict[str, Invoice]:
    """Return other invoices of the same seller to the same buyer, by what is changed."""
    digit = replace(invoice, number=_other_digit(invoice.number, chance))
    later = timedelta(days=chance.randint(1, 25))
    dated = replace(digit, issued=digit.issued + later, due=digit.due + later)
    at, more = chance.randrange(len(dated.lines)), chance.randint(1, 3)
    one = [
        replace(line, quantity=line.quantity + more) if index == at else line
        for index, line in enumerate(dated.lines)
    ]
    every = [replace(line, quantity=line.quantity + chance.randint(1, 5)) for line in dated.lines]
    other = chance.sample(list(dated.lines), max(3, len(dated.lines) - 1))
    return {
        "one digit of the number": digit,
        "one digit, and the dates": dated,
        "one digit, dates, one line's amount, totals": replace(dated, lines=tuple(one)),
        "one digit, dates, all amounts": replace(dated, lines=tuple(every)),
        "one digit, dates, lines in another order, one less": replace(dated, lines=tuple(other)),
    }


def _other_digit(number: str, chance: random.Random) -> str:
    at = max(place for place, char in enumerate(number) if char.isdigit())
    return f"{number[:at]}{(int(number[at]) + chance.randint(1, 9)) % 10}{number[at + 1 :]}"


def saved(ending: str, *options: int) -> Transform:
    """Return what it does to a page to be saved and opened again."""
    return lambda pixels: _bgr(cv2.imdecode(cv2.imencode(ending, pixels, options)[1], cv2.IMREAD_COLOR))


def scaled(factor: float) -> Transform:
    """Return the scaling by `factor` on both sides."""
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return lambda pixels: _bgr(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=method))


def blurred(sigma: float) -> Transform:
    """Return the blur by a Gaussian of `sigma` pixels."""
    return lambda pixels: _bgr(cv2.GaussianBlur(pixels, (0, 0), sigma))


def toned(contrast: float, brightness: float) -> Transform:
    """Return the change of all tones."""
    return lambda pixels: _bgr(cv2.convertScaleAbs(pixels, alpha=contrast, beta=brightness))


def moved(dx: float, dy: float, degrees: float) -> Transform:
    """Return the move by pixels after a turn about the middle; the paper goes on."""

    def move(pixels: Pixels) -> Pixels:
        height, width = pixels.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        matrix = np.asarray(matrix, np.float64) + np.array([[0, 0, dx], [0, 0, dy]])
        paper = tuple(float(tone) for tone in np.median(pixels[::8, ::8], axis=(0, 1)))
        method = cv2.INTER_CUBIC
        return _bgr(cv2.warpAffine(pixels, matrix, (width, height), flags=method, borderValue=paper))

    return move


def scanned(degrees: float) -> Transform:
    """Return a scan as the samples are spoiled: turned, moved, soft, grainy, specks, JPEG."""
    return lambda pixels: _bgr(scan_page(pixels, degrees=degrees, seed=3).picture)


def noisy(pixels: Pixels) -> Pixels:
    """Add noise of 8 tones."""
    grain = np.random.default_rng(1).normal(0, 8, pixels.shape)
    return _bgr(np.clip(pixels + grain, 0, 255).astype(np.uint8))


def grey(pixels: Pixels) -> Pixels:
    """Take the colours out."""
    return _bgr(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY))


def black_or_white(pixels: Pixels) -> Pixels:
    """Leave black and white alone, parted by Otsu's threshold."""
    tones = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    return _bgr(cv2.threshold(tones, 0, 255, cv2.THRESH_OTSU)[1])


def _bgr(pixels: object) -> Pixels:
    found = np.asarray(pixels, np.uint8)
    return np.ascontiguousarray(np.repeat(found[:, :, None], 3, axis=2) if found.ndim == 2 else found)


def _after(*steps: Transform) -> Transform:
    def all_steps(pixels: Pixels) -> Pixels:
        for step in steps:
            pixels = step(pixels)
        return pixels

    return all_steps


TRANSFORMS: dict[str, Transform] = {
    "JPEG 75": saved(".jpg", cv2.IMWRITE_JPEG_QUALITY, 75),
    "JPEG 40": saved(".jpg", cv2.IMWRITE_JPEG_QUALITY, 40),
    "WebP 60": saved(".webp", cv2.IMWRITE_WEBP_QUALITY, 60),
    "scaled 50 %": scaled(0.5),
    "scaled 75 %": scaled(0.75),
    "scaled 130 %": scaled(1.3),
    "scaled 200 %": scaled(2.0),
    "scaled 50 %, JPEG 60": _after(scaled(0.5), saved(".jpg", cv2.IMWRITE_JPEG_QUALITY, 60)),
    "blur 1 pixel": blurred(1.0),
    "blur 1.6 pixels": blurred(1.6),
    "noise 8 tones": noisy,
    "brighter": toned(0.85, 30),
    "darker": toned(0.75, 0),
    "grey": grey,
    "black and white": black_or_white,
    "moved 7, -11 pixels": moved(7, -11, 0),
    "turned 0.3 degrees": moved(4, 5, 0.3),
    "turned -0.8 degrees": moved(-6, 3, -0.8),
    "scanned again, 0.2 degrees": scanned(0.2),
    "scanned again, -0.7 degrees": scanned(-0.7),
}
"""What may happen to one page, by name; all from H x W x 3 BGR to H x W x 3 BGR."""
