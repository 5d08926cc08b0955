"""Builders of file contents, byte by byte, so that a test can lie in any of them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import cache

import pillow_heif
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

pillow_heif.register_heif_opener()

PNG = b"\x89PNG\r\n\x1a\n"
LONG, SHORT = 4, 3  # types of TIFF tags


@cache
def picture(mode: str = "RGB", size: tuple[int, int] = (320, 200)) -> Image.Image:
    """Return print on a tinted page: it does not compress to nothing."""
    page = Image.radial_gradient("L").resize(size).point(lambda tone: 255 - tone // 4).convert("RGB")
    ImageDraw.Draw(page).text((20, 20), "TOTAL 1,234.50", "black", ImageFont.load_default(28))
    return page.convert(mode)


@cache
def saved(kind: str, mode: str = "RGB", **options: object) -> bytes:
    """Return `picture` as a file of Pillow's format `kind`."""
    file = io.BytesIO()
    picture(mode).save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    """Return one PNG chunk."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def ihdr(width: int, height: int, *, depth: int = 8, colour: int = 0) -> bytes:
    """Return the PNG header chunk; colour 0 is grey, 2 RGB."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 0) -> bytes:
    """Return a PNG of the declared size that holds `chunks` and no other."""
    return PNG + ihdr(width, height, depth=depth, colour=colour) + b"".join(chunks) + chunk(b"IEND", b"")


def white_png(width: int, height: int, *, depth: int = 8, colour: int = 0) -> bytes:
    """Return a whole PNG that is all white: large in pixels, small in bytes."""
    row = b"\0" + b"\xff" * ((width * depth * (3 if colour == 2 else 1) + 7) // 8)
    packer = zlib.compressobj(1)
    rows = max(1, (1 << 20) // len(row))
    parts = [packer.compress(row * min(rows, height - y)) for y in range(0, height, rows)]
    return png(width, height, chunk(b"IDAT", b"".join([*parts, packer.flush()])), depth=depth, colour=colour)


Tag = tuple[int, int, int, int]
"""A TIFF tag: number, type, count, and its value or where that lies."""


def grey_tags(width: int, height: int, *, at: int = 8, length: int | None = None) -> dict[int, Tag]:
    """Return the tags of a grey picture in one strip at byte `at`."""
    size = width * height % 2**32 if length is None else length
    values = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: at, 277: 1, 278: height, 279: size}
    return {number: (number, LONG, 1, value) for number, value in values.items()}


def tiff(pages: Iterable[Iterable[Tag]], body: bytes = b"", *, last_next: int = 0) -> bytes:
    """Return a classic little-endian TIFF: `body` from byte 8, then the directories.

    last_next: where the last directory points, 0 for the end; -1 makes a circle to the first.
    """
    start = at = 8 + len(body)
    directories = []
    blocks = [sorted(page) for page in pages]
    for index, tags in enumerate(blocks):
        at += 2 + 12 * len(tags) + 4
        following = at if index + 1 < len(blocks) else (start if last_next == -1 else last_next)
        entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
        directories.append(struct.pack("<H", len(tags)) + entries + struct.pack("<I", following))
    return b"II*\0" + struct.pack("<I", start) + body + b"".join(directories)


def bmp(width: int, height: int, body: bytes = b"", *, bits: int = 24, header: int = 40) -> bytes:
    """Return a BMP of the declared size; a negative height is a picture from the top down."""
    facts = struct.pack("<IiiHHIIiiII", header, width, height, 1, bits, 0, 0, 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(body), 0, 0, 54) + facts + body


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a WebP container of `chunks`."""
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def stream(data: bytes, facts: bytes = b"") -> bytes:
    """Return a PDF stream object's content."""
    return b"<< " + facts + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def pdf(objects: Mapping[int, bytes], *, trailer: bytes = b"", root: int = 1) -> bytes:
    """Return a PDF of `objects` with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    at, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += b"%010d 00000 n \n" % place if place is not None else b"0000000000 65535 f \n"
    facts = b"trailer\n<< /Size %d /Root %d 0 R " % (size, root)
    return bytes(out + facts + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % at)


def one_page_pdf(
    content: bytes = b"", *, page: bytes = b"", box: bytes = b"0 0 300 200", **more: bytes
) -> bytes:
    """Return a PDF of one page with a content stream. page: its other keys; o6, o7...: more objects."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [" + box + b"] /Contents 4 0 R " + page + b" >>",
        4: stream(content),
    }
    return pdf(objects | {int(name[1:]): data for name, data in more.items()})


@cache
def printed_pdf(*, password: str | None = None, owner: str | None = None, pages: int = 1) -> bytes:
    """Return a PDF of pages with a line of print, encrypted where a password is given."""
    made = FPDF(unit="pt", format=(300, 200))
    made.set_font("Helvetica", size=20)
    if password is not None or owner is not None:
        made.set_encryption(owner_password=owner or "owner", user_password=password)
    for number in range(pages):
        made.add_page()
        made.text(30, 60, f"TOTAL {number + 1},234.50")
    return bytes(made.output())
