"""Picture files (PNG, JPEG, TIFF, WebP, BMP, HEIC) through Pillow: their facts and their pixels."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image, ImageOps

from invoice_desk.errors import BadFile
from invoice_desk.imaging.limits import MAX_PIXELS, SMALLER, check_pages, check_pixels
from invoice_desk.imaging.page import Page, Pixels, protected
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.geometry import Size

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow refuses twice that before it decodes a byte; we refuse more

FORMATS = ("PNG", "JPEG", "MPO", "TIFF", "WEBP", "BMP", "HEIF")
"""The decoders that Pillow may use: a file of any other kind never reaches a decoder."""

_TURNED = {5, 6, 7, 8}  # EXIF orientations that swap width and height
_ORIENTATION = 0x0112
_SANE_DPI = (50.0, 1200.0)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, AttributeError,
           OverflowError, struct.error, zlib.error, ZeroDivisionError, RuntimeError)  # fmt: skip


def picture_pages(path: Path) -> tuple[PageInfo, ...]:
    """Return the facts of each page, from the headers alone. Raises BadFile."""
    with _opened(path) as image:
        frames = 1 if image.format == "MPO" else int(getattr(image, "n_frames", 1))
        check_pages(path, frames)
        return tuple(_page_info(path, image, index) for index in range(frames))


def picture_page(path: Path, index: int) -> Page:
    """Decode page `index` (from 0): upright, transparency on white, 8 bits, BGR. Raises BadFile."""
    with _opened(path) as image:
        info = _page_info(path, image, index)
        image.load()
        pixels = _as_bgr(ImageOps.exif_transpose(image))
        return Page(info, protected(pixels))


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """Open a picture; whatever its decoder raises while it is open becomes a BadFile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as image:
                yield image
    except Image.DecompressionBombError as error:
        limit = MAX_PIXELS // 1_000_000
        raise BadFile(f"is too large: over {limit} MP", where=path, remedy=SMALLER) from error
    except BadFile:
        raise
    except MemoryError as error:
        raise BadFile("does not fit into memory", where=path, remedy=SMALLER) from error
    except _BROKEN as error:
        raise BadFile(
            f"is broken: {_one_line(error)}", where=path, remedy="fetch or scan it again"
        ) from error


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__


def _page_info(path: Path, image: Image.Image, index: int) -> PageInfo:
    if index:
        image.seek(index)
    width, height = image.size
    check_pixels(path, width, height)
    if image.getexif().get(_ORIENTATION) in _TURNED:
        width, height = height, width
    return PageInfo(index, Size(width, height), _dpi(image.info.get("dpi")))


def _dpi(found: object) -> float | None:
    try:
        dpi = float(found[0])  # type: ignore[index]
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    return round(dpi, 2) if _SANE_DPI[0] <= dpi <= _SANE_DPI[1] else None


def _as_bgr(image: Image.Image) -> Pixels:
    """Return any mode as H x W x 3 BGR: transparency on white, 16 and 32 bits scaled to 8."""
    if image.mode.startswith("I") or image.mode == "F":
        grey = _to_8_bits(np.asarray(image))
        return np.repeat(grey[:, :, None], 3, axis=2)
    if image.mode in {"1", "L"} and "transparency" not in image.info:
        return np.repeat(np.asarray(image.convert("L"))[:, :, None], 3, axis=2)
    if image.has_transparency_data:
        image = _on_white(image.convert("RGBA"))
    if image.mode == "LAB":
        image = _from_lab(image)
    rgb = np.asarray(image.convert("RGB"))
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image)


def _from_lab(image: Image.Image) -> Image.Image:
    from PIL import ImageCms

    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    turned = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    return turned if turned is not None else image


def _to_8_bits(values: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Pixels:
    """Scale 16-bit grey by its range (0..65535) and other depths from their darkest to their lightest."""
    if values.dtype.kind == "u" and values.dtype.itemsize == 2:
        return np.asarray(values >> 8, dtype=np.uint8)  # type: ignore[operator]
    numbers = np.nan_to_num(values.astype(np.float32))
    low, high = float(numbers.min()), float(numbers.max())
    if values.dtype.kind == "i" and low >= 0 and 255 < high <= 65_535:
        low, high = 0.0, 65_535.0  # 16-bit grey that Pillow widened
    elif low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    return np.asarray((numbers - low) * (255.0 / max(high - low, 1e-6)), dtype=np.uint8)
