"""The files that invoices come in: PDF, scans in PNG and TIFF, a fax, photos in JPEG."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from resources.make_samples.rendering import POINTS, render_pages
from resources.make_samples.sheet import Drawing
from resources.make_samples.spoiling import (
    Picture,
    Transform,
    fax_page,
    flatten_paper,
    photograph_page,
    scan_page,
)

DPI = 200.0
_ORIENTATION = 0x0112  # EXIF
_TURN_LEFT_TO_STORE = 6  # EXIF: the stored picture must be turned 90 degrees clockwise to be upright


@dataclass(frozen=True)
class Finished:
    """A file's bytes, its upright pages in pixels, and from points to pixels for each page."""

    data: bytes
    pictures: tuple[Picture, ...]
    transforms: tuple[Transform, ...]
    has_text_layer: bool = False


Finish = Callable[[Drawing], Finished]


def as_pdf(drawing: Drawing) -> Finished:
    """Leave the document as it was born; its pixels are those at 200 dpi."""
    pictures = tuple(render_pages(drawing, dpi=DPI))
    height, width = pictures[0].shape[:2]
    size = (round(drawing.width * DPI / POINTS), round(drawing.height * DPI / POINTS))
    if (width, height) != size:
        pictures = tuple(cv2.resize(picture, size).astype(np.uint8) for picture in pictures)
    return Finished(drawing.pdf, pictures, (_scaling(DPI),) * len(pictures), has_text_layer=True)


def as_png_scan(*, degrees: float, seed: int) -> Finish:
    """Return the finish of a one-page grey scan at 200 dpi, its paper whitened."""

    def finish(drawing: Drawing) -> Finished:
        spoiled = scan_page(render_pages(drawing, dpi=DPI)[0], degrees=degrees, seed=seed)
        grey = flatten_paper(spoiled.picture)
        image = Image.fromarray(grey).quantize(16, dither=Image.Dither.NONE)
        packed = io.BytesIO()
        image.save(packed, "PNG", optimize=True, dpi=(DPI, DPI))
        return Finished(packed.getvalue(), (_as_stored(packed),), (spoiled.transform @ _scaling(DPI),))

    return finish


def as_tiff_scan(*, degrees: tuple[float, ...], seed: int) -> Finish:
    """Return the finish of a grey scan of several pages in one TIFF, each page turned differently."""

    def finish(drawing: Drawing) -> Finished:
        pages = render_pages(drawing, dpi=DPI)
        spoiled = [
            scan_page(page, degrees=turn, seed=seed + index)
            for index, (page, turn) in enumerate(zip(pages, degrees, strict=True))
        ]
        images = [Image.fromarray(page.picture) for page in spoiled]
        packed = io.BytesIO()
        rest = {"save_all": True, "append_images": images[1:]}
        images[0].save(packed, "TIFF", compression="jpeg", quality=48, dpi=(DPI, DPI), **rest)
        transforms = tuple(page.transform @ _scaling(DPI) for page in spoiled)
        return Finished(packed.getvalue(), tuple(page.picture for page in spoiled), transforms)

    return finish


def as_fax(*, degrees: float, seed: int) -> Finish:
    """Return the finish of a black-and-white TIFF as a fax machine stores it (CCITT group 4)."""

    def finish(drawing: Drawing) -> Finished:
        spoiled = fax_page(render_pages(drawing, dpi=DPI)[0], degrees=degrees, seed=seed)
        packed = io.BytesIO()
        image = Image.fromarray(spoiled.picture).convert("1", dither=Image.Dither.NONE)
        image.save(packed, "TIFF", compression="group4", dpi=(DPI, DPI))
        return Finished(packed.getvalue(), (spoiled.picture,), (spoiled.transform @ _scaling(DPI),))

    return finish


def as_photo(*, seed: int, dpi: float, lean: float = 1.0, is_turned: bool = False) -> Finish:
    """Return the finish of a colour photo; when turned it is stored on its side, with EXIF saying so."""

    def finish(drawing: Drawing) -> Finished:
        spoiled = photograph_page(render_pages(drawing, dpi=dpi)[0], seed=seed, lean=lean)
        image = Image.fromarray(np.ascontiguousarray(spoiled.picture[:, :, ::-1]))
        exif = Image.Exif()
        if is_turned:
            image = image.transpose(Image.Transpose.ROTATE_90)
            exif[_ORIENTATION] = _TURN_LEFT_TO_STORE
        packed = io.BytesIO()
        image.save(packed, "JPEG", quality=72, exif=exif)
        return Finished(packed.getvalue(), (spoiled.picture,), (spoiled.transform @ _scaling(dpi),))

    return finish


def _scaling(dpi: float) -> Transform:
    return np.diag([dpi / POINTS, dpi / POINTS, 1.0]).astype(np.float64)


def _as_stored(packed: io.BytesIO) -> Picture:
    packed.seek(0)
    with Image.open(packed) as image:
        return np.array(image.convert("L"), np.uint8)
