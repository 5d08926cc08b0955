"""Broken and hostile pictures: content by file name. Nothing here takes real gigabytes."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from hostile_bytes import (
    LONG,
    PNG,
    SHORT,
    Tag,
    bmp,
    chunk,
    grey_tags,
    ihdr,
    picture,
    png,
    printed_pdf,
    riff,
    saved,
    tiff,
    white_png,
)

_MANY = 0x7FFFFFFF
_BOMB = 50_000_000  # bytes that a metadata bomb unpacks to


def broken_pictures() -> dict[str, bytes]:
    """Return all broken and hostile pictures by name."""
    return (
        dict(_cut()) | _pngs() | _jpegs() | _tiffs() | _bmps() | _webps() | _heifs() | _sizes() | _foreign()
    )


def _cut() -> Iterator[tuple[str, bytes]]:
    """Yield each format cut off at several places."""
    whole = {
        "png": saved("PNG"),
        "jpg": saved("JPEG"),
        "progressive.jpg": saved("JPEG", progressive=True),
        "tif": saved("TIFF"),
        "lzw.tif": saved("TIFF", compression="tiff_lzw"),
        "jpeg.tif": saved("TIFF", compression="jpeg"),
        "g4.tif": saved("TIFF", "1", compression="group4"),
        "webp": saved("WEBP"),
        "lossless.webp": saved("WEBP", lossless=True),
        "bmp": saved("BMP"),
        "heic": saved("HEIF"),
        "pdf": printed_pdf(),
    }
    for ending, content in whole.items():
        yield f"cut-at-12.{ending}", content[:12]
        for percent in (10, 50, 90):
            yield f"cut-{percent}-percent.{ending}", content[: len(content) * percent // 100]


def _pngs() -> dict[str, bytes]:
    data = chunk(b"IDAT", zlib.compress(bytes(101 * 100)))
    profile = zlib.compress(bytes(_BOMB))
    good = saved("PNG")
    wrong_sum = good[:29] + b"\0\0\0\0" + good[33:]
    return {
        "60000x60000.png": png(60_000, 60_000, data, colour=2),
        "2000000000-wide.png": png(2_000_000_000, 2_000_000_000, data),
        "zero-wide.png": png(0, 100, data),
        "zero-high.png": png(100, 0, data),
        "text-bomb.png": png(100, 100, chunk(b"zTXt", b"a\0\0" + profile), data),
        "international-text-bomb.png": png(100, 100, chunk(b"iTXt", b"a\0\1\0\0\0" + profile), data),
        "profile-bomb.png": png(100, 100, chunk(b"iCCP", b"a\0\0" + profile), data),
        "wrong-checksum.png": wrong_sum,
        "no-pixels.png": png(100, 100),
        "empty-pixels.png": png(100, 100, chunk(b"IDAT", b"")),
        "pixels-no-zlib.png": png(100, 100, chunk(b"IDAT", b"these are no packed pixels" * 9)),
        "header-only.png": PNG + ihdr(100, 100),
        "no-header.png": PNG + data + chunk(b"IEND", b""),
        "short-header.png": PNG + chunk(b"IHDR", b"\0\0\0\x64"),
        "chunk-past-the-end.png": PNG + ihdr(100, 100) + struct.pack(">I4s", _MANY, b"IDAT") + b"abc",
        "foreign-colour.png": png(100, 100, data, colour=5),
        "endless-animation.png": png(100, 100, chunk(b"acTL", struct.pack(">II", _MANY, 0))),
        "magic-only.png": PNG,
    }


def _jpegs() -> dict[str, bytes]:
    good = saved("JPEG")
    frame = good.index(b"\xff\xc0")
    scan = good.index(b"\xff\xda")
    huge = good[: frame + 5] + b"\xff\xff\xff\xff" + good[frame + 9 :]
    many = saved("JPEG", progressive=True)
    last = many.rindex(b"\xff\xda")
    return {
        "65535x65535.jpg": huge,
        "zero-high.jpg": good[: frame + 5] + b"\0\0" + good[frame + 7 :],
        "no-scan.jpg": good[:scan] + b"\xff\xd9",
        "rubbish-for-data.jpg": good[:scan] + b"\xff\xda" + bytes(range(200)) * 3,
        "magic-only.jpg": b"\xff\xd8\xff",
        "nothing-inside.jpg": b"\xff\xd8\xff\xd9",
        "70000-scans.jpg": many[:last] + many[last:-2] * 70_000 + b"\xff\xd9",
        "five-parts.jpg": good[: frame + 9] + b"\x05" + good[frame + 10 :],
    }


def _tiffs() -> dict[str, bytes]:
    body = bytes(100 * 100)
    page = list(grey_tags(100, 100).values())

    def with_tags(*tags: Tag, width: int = 100, height: int = 100) -> bytes:
        return tiff([(grey_tags(width, height) | {tag[0]: tag for tag in tags}).values()], body)

    return {
        "501-pages.tif": tiff([page] * 501, body),
        "40000-empty-pages.tif": tiff([page, *[[]] * 40_000], body),
        "circle-of-empty-pages.tif": tiff([[], []], last_next=-1),
        "points-at-itself.tif": b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        "no-directory.tif": b"II*\0\0\0\0\0",
        "directory-past-the-end.tif": b"II*\0" + struct.pack("<I", _MANY),
        "next-page-past-the-end.tif": tiff([page], body, last_next=_MANY),
        "no-tags.tif": tiff([[]]),
        "no-size.tif": tiff([[tag for tag in page if tag[0] not in {256, 257}]], body),
        "zero-size.tif": with_tags((256, LONG, 1, 0)),
        "100000x100000.tif": with_tags(width=100_000, height=100_000),
        "strips-past-the-end.tif": with_tags((273, LONG, 1, _MANY)),
        "huge-strip.tif": with_tags((279, LONG, 1, _MANY), (259, SHORT, 1, 5)),
        "huge-strip-raw.tif": with_tags((279, LONG, 1, _MANY), (278, LONG, 1, 500), height=5000),
        "no-strips.tif": tiff([[tag for tag in page if tag[0] not in {273, 279}]], body),
        "a-billion-strips.tif": with_tags((273, LONG, 1_000_000_000, 8)),
        "foreign-compression.tif": with_tags((259, SHORT, 1, 4242)),
        "lzw-of-zeros.tif": with_tags((259, SHORT, 1, 5)),
        "deflate-of-zeros.tif": with_tags((259, SHORT, 1, 8)),
        "jpeg-of-zeros.tif": with_tags((259, SHORT, 1, 7)),
        "old-jpeg-of-zeros.tif": with_tags((259, SHORT, 1, 6)),
        "a-thousand-samples.tif": with_tags((277, SHORT, 1, 1000)),
        "foreign-bits.tif": with_tags((258, SHORT, 1, 13)),
        "overlapping-tags.tif": tiff([[(40_000 + i, 1, 9_000, 8) for i in range(3_000)]], body),
        "big-rubbish.tif": b"II+\0\x08\0\0\0" + b"\xff" * 40,
        "big-no-directory.tif": b"II+\0\x08\0\0\0" + bytes(8),
        "big-many-tags.tif": b"II+\0\x08\0\0\0\x10" + bytes(7) + b"\xff" * 7 + b"\0" + bytes(200),
        "other-end-rubbish.tif": b"MM\0*" + b"\xfe" * 60,
    }


def _bmps() -> dict[str, bytes]:
    return {
        "100000x100000.bmp": bmp(100_000, 100_000, bytes(99)),
        "negative-width.bmp": bmp(-100, 100, bytes(30_000)),
        "lowest-height.bmp": bmp(100, -(2**31), bytes(30_000)),
        "zero-size.bmp": bmp(0, 0, bytes(99)),
        "no-pixels.bmp": bmp(100, 100),
        "foreign-bits.bmp": bmp(100, 100, bytes(30_000), bits=7),
        "foreign-header.bmp": bmp(100, 100, bytes(30_000), header=4000),
    }


def _webps() -> dict[str, bytes]:
    canvas = struct.pack("<I", 0) + b"\xfe\xff\x00" * 2
    return {
        "16384x16384-canvas.webp": riff((b"VP8X", struct.pack("<I", 0) + b"\xff\x3f\x00" * 2)),
        "65535-canvas.webp": riff((b"VP8X", canvas), (b"VP8 ", saved("WEBP")[20:])),
        "rubbish.webp": riff((b"VP8 ", b"\xfe" * 500)),
        "lossless-rubbish.webp": riff((b"VP8L", b"\x2f" + b"\xff" * 500)),
        "no-chunk.webp": riff(),
        "lies-about-length.webp": b"RIFF\xff\xff\xff\x7fWEBPVP8 \xff\xff\xff\x7f" + bytes(40),
    }


def _heifs() -> dict[str, bytes]:
    good = saved("HEIF")
    size = good.index(b"ispe") + 8
    data = good.index(b"mdat") + 4
    return {
        "lies-about-size.heic": good[:size] + struct.pack(">II", 100_000, 100_000) + good[size + 8 :],
        "zero-size.heic": good[:size] + bytes(8) + good[size + 8 :],
        "rubbish-for-data.heic": good[:data] + b"\xa5" * (len(good) - data),
        "no-boxes.heic": good[:32],
        "rubbish-boxes.heic": b"\0\0\0\x18ftypheic" + b"\xff" * 300,
        "endless-box.heic": b"\0\0\0\x18ftypheic\0\0\0\0heicmif1\0\0\0\x01meta" + b"\xff" * 40,
    }


def _sizes() -> dict[str, bytes]:
    return {
        "1x1.png": white_png(1, 1),
        "1x20000.png": white_png(1, 20_000),
        "20000x1.png": white_png(20_000, 1),
        "65000x20.png": white_png(65_000, 20),
        "20x65000.png": white_png(20, 65_000),
        "15x15.png": white_png(15, 15),
        "40000x40000-black-and-white.png": white_png(40_000, 40_000, depth=1),
        "14200x14200.png": white_png(14_200, 14_200, depth=1),
    }


def _foreign() -> dict[str, bytes]:
    """Return content of other kinds under endings of ours, and honest files of kinds we do not read."""
    page = b"<!DOCTYPE html><html><body>Invoice 17</body></html>"
    archive = b"PK\x03\x04\x14\0\x06\0\x08\0" + b"[Content_Types].xml" + bytes(99)
    program = b"MZ\x90\0\x03\0\0\0" + bytes(200)
    noise = zlib.compress(bytes(range(256)) * 40)[2:]
    script = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n(/tmp/owned) (w) file showpage\n"
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"></svg>'
    photoshop = b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 100, 100, 8, 3) + bytes(40_000)
    ours = {
        f"{name}-as.{ending}": content
        for name, content in {"html": page, "docx": archive, "exe": program, "text": b"Dear sir,\n"}.items()
        for ending in ("png", "pdf", "jpg", "tif")
    }
    random = {
        f"noise.{ending}": magic + noise
        for ending, magic in {
            "png": PNG,
            "jpg": b"\xff\xd8\xff\xe0",
            "tif": b"II*\0",
            "be.tif": b"MM\0*",
            "webp": b"RIFF\x10\0\0\0WEBP",
            "bmp": b"BM",
            "heic": b"\0\0\0\x18ftypheic",
            "pdf": b"%PDF-1.4\n",
        }.items()
    }
    return (
        ours
        | random
        | {
            "nothing.png": b"",
            "nothing.pdf": b"",
            "one-byte.jpg": b"\xff",
            "one-byte.pdf": b"%",
            "zeros.png": bytes(10_000),
            "picture-as.pdf": saved("PNG"),
            "pdf-as.png": printed_pdf(),
            "moving.gif": saved("GIF"),
            "moving-as.png": saved("GIF"),
            "script.eps": script,
            "script-as.png": script,
            "script-as.pdf": script,
            "drawing.svg": drawing,
            "photoshop.psd": photoshop,
            "photoshop-as.tif": photoshop,
            "icon.ico": _icon(),
            "jpeg2000.jp2": saved("JPEG2000"),
            "bmw.txt": b"BMW of Dubai, invoice 17, total 1,234.50\n",
            "letter.txt": b"Dear sir,\n",
            "no-ending": b"Dear sir,\n",
        }
    )


def _icon() -> bytes:
    file = io.BytesIO()
    picture(size=(64, 64)).save(file, "ICO")
    return file.getvalue()


def odd_pictures() -> dict[str, bytes]:
    """Return pictures that are odd and can be read all the same."""
    jpeg = saved("JPEG")
    frame, scan = jpeg.index(b"\xff\xc0"), jpeg.index(b"\xff\xda")
    grey = bytes(range(0, 200, 2)) * 100
    return {
        "too-few-pixels.png": png(100, 100, chunk(b"IDAT", zlib.compress(bytes(101 * 30)))),
        "no-end.png": saved("PNG")[:-12],
        "garbage-after.png": saved("PNG") + b"\0garbage" * 500,
        "garbage-after.jpg": jpeg + bytes(3000),
        "jpeg-as.png": jpeg,
        "png-as.jpg": saved("PNG"),
        "webp-as.tif": saved("WEBP"),
        "picture-as.txt": saved("PNG"),
        "no-ending-but-a-picture": jpeg,
        "UPPER.PNG": saved("PNG"),
        "broken-exif.jpg": jpeg[:2] + b"\xff\xe1\x00\x10Exif\0\0" + b"\xfe" * 8 + jpeg[2:],
        "circle-in-exif.jpg": saved("JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\x08\0\0\0"),
        "taller-than-its-data.jpg": jpeg[: frame + 5] + b"\x10\x00\x08\x00" + jpeg[frame + 9 :],
        "scan-without-data.jpg": jpeg[: scan + 14] + b"\xff\xd9",
        "top-down.bmp": bmp(100, -100, bytes(range(100)) * 300),
        "circle.tif": tiff([grey_tags(100, 100).values()] * 2, grey, last_next=-1),
        "thousands-of-private-tags.tif": tiff(
            [[*grey_tags(100, 100).values(), *((40_000 + i, LONG, 1, i) for i in range(3000))]], grey
        ),
        "big.tif": saved("TIFF", big_tiff=True),
        "moving.png": _moving("PNG"),
        "moving.webp": _moving("WEBP"),
        "32000x16.png": white_png(32_000, 16),
    }


def _moving(kind: str) -> bytes:
    file = io.BytesIO()
    picture().save(file, kind, save_all=True, append_images=[picture().rotate(180), picture().rotate(90)])
    return file.getvalue()
