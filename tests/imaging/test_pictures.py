"""Good pictures of every format: the pixels that a person sees, upright, on white, in BGR."""

import io
import struct
import threading
import warnings
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from invoice_desk.errors import BadFile
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Page

pillow_heif.register_heif_opener()

Tone = tuple[int, ...]

RED, GREEN, BLUE, BLACK = (255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0)
WHITE = (255, 255, 255)
WIDTH, HEIGHT = 120, 80
SPOTS = {"top left": (20, 20), "top right": (100, 20), "bottom left": (20, 60), "bottom right": (100, 60)}


def upright_picture() -> Image.Image:
    """Four quarters: red, green / blue, black."""
    image = Image.new("RGB", (WIDTH, HEIGHT), RED)
    image.paste(GREEN, (WIDTH // 2, 0, WIDTH, HEIGHT // 2))
    image.paste(BLUE, (0, HEIGHT // 2, WIDTH // 2, HEIGHT))
    image.paste(BLACK, (WIDTH // 2, HEIGHT // 2, WIDTH, HEIGHT))
    return image


def opened(path: Path, index: int = 0) -> Page:
    document = inspect(path)
    page = open_page(document, index)
    assert page.info == document.pages[index]
    assert page.size == page.info.size
    assert page.pixels.dtype == np.uint8
    assert page.pixels.shape == (page.size.height, page.size.width, 3)
    with pytest.raises(ValueError, match="read-only"):
        page.pixels[0, 0] = 0
    return page


def tone_at(page: Page, x: int, y: int) -> NDArray[np.float64]:
    """The mean colour around a point, as RGB."""
    part = page.pixels[y - 4 : y + 5, x - 4 : x + 5].reshape(-1, 3)
    return part.mean(axis=0)[::-1]


def assert_tones(page: Page, expected: list[Tone], tolerance: int = 6) -> None:
    for spot, colour in zip(SPOTS.values(), expected, strict=True):
        assert np.abs(tone_at(page, *spot) - colour).max() <= tolerance, (spot, tone_at(page, *spot), colour)


def assert_quarters(page: Page, tolerance: int = 6) -> None:
    assert (page.size.width, page.size.height) == (WIDTH, HEIGHT)
    assert_tones(page, [RED, GREEN, BLUE, BLACK], tolerance)


def in_grey(colours: list[Tone]) -> list[Tone]:
    return [(round(0.299 * r + 0.587 * g + 0.114 * b),) * 3 for r, g, b in colours]


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, depth: int, colour: int, rows: list[bytes], *more: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    chunks = [chunk(b"IHDR", header), *more, chunk(b"IDAT", data), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "a.tif", "lossless.webp"])
def test_colours_are_exact_where_the_format_keeps_them(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    upright_picture().save(path, **({"lossless": True} if name.endswith("webp") else {}))
    assert_quarters(opened(path), tolerance=0)


@pytest.mark.parametrize("name", ["a.jpg", "a.jpeg", "a.webp", "a.heic", "A.JPG"])
def test_colours_are_near_where_the_format_loses_some(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    upright_picture().save(path, quality=95)
    assert_quarters(opened(path), tolerance=12)


@pytest.mark.parametrize("ending", ["png", "tif", "jpg", "bmp", "webp", "heic"])
def test_grey_pictures(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"grey.{ending}"
    upright_picture().convert("L").save(path, quality=95)
    assert_tones(opened(path), in_grey([RED, GREEN, BLUE, BLACK]), tolerance=8)


@pytest.mark.parametrize("ending", ["png", "tif", "bmp"])
def test_black_and_white(tmp_path: Path, ending: str) -> None:
    image = upright_picture().convert("L").point(lambda tone: 255 if tone > 60 else 0).convert("1")
    image.save(tmp_path / f"bits.{ending}")
    assert_tones(opened(tmp_path / f"bits.{ending}"), [WHITE, WHITE, BLACK, BLACK], tolerance=0)


@pytest.mark.parametrize("ending", ["png", "tif", "bmp"])
def test_a_palette(tmp_path: Path, ending: str) -> None:
    upright_picture().quantize(16).save(tmp_path / f"palette.{ending}")
    assert_quarters(opened(tmp_path / f"palette.{ending}"), tolerance=2)


@pytest.mark.parametrize(
    ("mode", "ending"), [("RGBA", "png"), ("LA", "png"), ("RGBA", "tif"), ("RGBA", "webp"), ("RGBA", "heic")]
)
def test_what_is_transparent_is_paper(tmp_path: Path, mode: str, ending: str) -> None:
    image = (
        upright_picture().convert("L").convert("RGBA") if mode == "LA" else upright_picture().convert("RGBA")
    )
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (0, HEIGHT // 2, WIDTH, HEIGHT))
    alpha.paste(128, (WIDTH // 2, 0, WIDTH, HEIGHT // 2))
    image.putalpha(alpha)
    path = tmp_path / f"clear.{ending}"
    image.convert(mode).save(path, **({"lossless": True} if ending == "webp" else {"quality": 95}))
    solid = [RED, GREEN] if mode == "RGBA" else in_grey([RED, GREEN])
    half = tuple((tone * 128 + 255 * 127) // 255 for tone in solid[1])
    assert_tones(opened(path), [solid[0], half, WHITE, WHITE], tolerance=8)


def test_a_transparent_colour_of_a_palette_is_paper(tmp_path: Path) -> None:
    image = upright_picture().quantize(4)
    image.save(tmp_path / "hole.png", transparency=image.getpixel(SPOTS["bottom right"]))
    assert_tones(opened(tmp_path / "hole.png"), [RED, GREEN, BLUE, WHITE], tolerance=2)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_transparent_colour_is_paper(tmp_path: Path, mode: str) -> None:
    upright_picture().convert(mode).save(
        tmp_path / "hole.png", transparency=(0, 0, 0) if mode == "RGB" else 0
    )
    assert np.allclose(tone_at(opened(tmp_path / "hole.png"), *SPOTS["bottom right"]), 255)


def grey_16_bits() -> NDArray[np.uint16]:
    """A ramp over part of the range, which must not be stretched: 4096 is nearly black."""
    values = np.linspace(4096, 61_440, WIDTH).astype(np.uint16)
    return np.repeat(values[None, :], HEIGHT, axis=0)


@pytest.mark.parametrize("ending", ["png", "tif"])
def test_16_bit_grey_keeps_its_range(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"deep.{ending}"
    Image.fromarray(grey_16_bits()).save(path)
    assert np.array_equal(opened(path).pixels[:, :, 0], grey_16_bits() >> 8)


def test_16_bit_grey_with_white_as_zero(tmp_path: Path) -> None:
    data = grey_16_bits().tobytes()
    values = {256: WIDTH, 257: HEIGHT, 258: 16, 259: 1, 262: 0, 273: 8, 277: 1, 278: HEIGHT, 279: len(data)}
    tags = b"".join(struct.pack("<HHII", number, 4, 1, value) for number, value in values.items())
    content = (
        b"II*\0" + struct.pack("<I", 8 + len(data)) + data + struct.pack("<H", len(values)) + tags + bytes(4)
    )
    (tmp_path / "negative.tif").write_bytes(content)
    assert np.array_equal(opened(tmp_path / "negative.tif").pixels[:, :, 2], 255 - (grey_16_bits() >> 8))


def test_16_bit_colour(tmp_path: Path) -> None:
    tones = np.asarray(upright_picture(), dtype=np.uint16) * 257
    rows = [row.astype(">u2").tobytes() for row in tones]
    (tmp_path / "deep.png").write_bytes(png(WIDTH, HEIGHT, 16, 2, rows))
    assert_quarters(opened(tmp_path / "deep.png"), tolerance=1)


def test_32_bit_numbers_run_from_the_darkest_to_the_lightest(tmp_path: Path) -> None:
    ramp = np.repeat(np.linspace(-3.0, 900.0, WIDTH, dtype=np.float32)[None, :], HEIGHT, axis=0)
    ramp[0, 0] = np.nan
    Image.fromarray(ramp).save(tmp_path / "float.tif")
    Image.fromarray((ramp[1:] * 1e6).astype(np.int32)).save(tmp_path / "whole.tif")
    for name in ("float.tif", "whole.tif"):
        row = opened(tmp_path / name).pixels[40, :, 0].astype(int)
        assert row[0] <= 1
        assert row[-1] >= 254
        assert (np.diff(row) >= 0).all()


def test_32_bit_numbers_of_an_8_bit_range_are_not_stretched(tmp_path: Path) -> None:
    Image.fromarray(np.full((HEIGHT, WIDTH), 100, dtype=np.float32)).save(tmp_path / "even.tif")
    assert np.all(opened(tmp_path / "even.tif").pixels == 100)


@pytest.mark.parametrize("ending", ["jpg", "tif"])
def test_printers_inks(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"inks.{ending}"
    upright_picture().convert("CMYK").save(path, quality=95)
    assert b"Adobe" in path.read_bytes() or ending == "tif", "Adobe's are stored as negatives"
    assert_quarters(opened(path), tolerance=12)


def test_lab_colours(tmp_path: Path) -> None:
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    turned = ImageCms.profileToProfile(upright_picture(), srgb, lab, outputMode="LAB")
    turned.save(tmp_path / "lab.tif")
    assert_quarters(opened(tmp_path / "lab.tif"), tolerance=30)


LYING = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera held so stores an upright picture (EXIF 2.32, tag 0x0112)."""


@pytest.mark.parametrize("orientation", LYING)
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif", "deflate.tif", "heic"])
def test_every_turn_of_a_camera_gives_the_same_upright_page(
    tmp_path: Path, ending: str, orientation: int
) -> None:
    turn = LYING[orientation]
    lying = upright_picture() if turn is None else upright_picture().transpose(turn)
    path = tmp_path / f"turned.{ending}"
    if ending.endswith("tif"):
        compression = "tiff_adobe_deflate" if ending == "deflate.tif" else None
        lying.save(path, tiffinfo={0x0112: orientation}, compression=compression)
    else:
        exif = Image.Exif()
        exif[0x0112] = orientation
        lying.save(path, exif=exif.tobytes(), quality=95)
    assert_quarters(opened(path), tolerance=12)


def test_a_png_is_not_decoded_to_know_its_facts(tmp_path: Path) -> None:
    """Its pixels are broken: only who decodes them can know."""
    exif = Image.Exif()
    exif[0x0112] = 6
    header = struct.pack(">IIBBBBB", 400, 300, 8, 0, 0, 0, 0)
    chunks = [
        chunk(b"IHDR", header),
        chunk(b"eXIf", exif.tobytes()[6:]),
        chunk(b"IDAT", b"none"),
        chunk(b"IEND", b""),
    ]
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    document = inspect(tmp_path / "a.png")
    assert (document.pages[0].size.width, document.pages[0].size.height) == (300, 400)
    with pytest.raises(BadFile):
        open_page(document, 0)


@pytest.mark.parametrize(
    "compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg", "group4"]
)
def test_a_tiff_of_many_pages_of_different_sizes(tmp_path: Path, compression: str | None) -> None:
    sizes = [(200, 100), (64, 300), (150, 150)]
    mode = "1" if compression == "group4" else "RGB"
    pages = [
        Image.new("RGB", size, WHITE if index != 1 else BLACK).convert(mode)
        for index, size in enumerate(sizes)
    ]
    path = tmp_path / "pages.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], compression=compression, dpi=(300, 300))
    document = inspect(path)
    assert [(info.size.width, info.size.height) for info in document.pages] == sizes
    assert [info.index for info in document.pages] == [0, 1, 2]
    assert [info.dpi for info in document.pages] == [300.0] * 3
    for index in (2, 0, 1):
        assert abs(opened(path, index).pixels.mean() - (0 if index == 1 else 255)) < 2


def test_a_preview_in_a_tiff_is_no_page(tmp_path: Path) -> None:
    page, preview = Image.new("L", (300, 200), "white"), Image.new("L", (12, 8), "black")
    preview.encoderinfo = {"tiffinfo": {254: 1}}
    page.save(
        tmp_path / "previewed.tif", save_all=True, append_images=[preview, page.rotate(90, expand=True)]
    )
    document = inspect(tmp_path / "previewed.tif")
    assert [info.size.width for info in document.pages] == [300, 200]
    assert opened(tmp_path / "previewed.tif", 1).pixels.min() == 255


def test_a_heic_of_several_pictures_is_of_several_pages_in_their_order(tmp_path: Path) -> None:
    file = pillow_heif.HeifFile()
    for tone in (10, 120, 240):
        file.add_from_pillow(Image.new("RGB", (64, 64), (tone, tone, tone)))
    file.save(tmp_path / "pages.heic", primary_index=1, quality=95)
    assert [round(opened(tmp_path / "pages.heic", index).pixels.mean(), -1) for index in range(3)] == [
        10,
        120,
        240,
    ]


@pytest.mark.parametrize(
    ("given", "known"), [((300, 300), 300.0), ((72.5, 72.5), 72.5), ((3, 3), None), (None, None)]
)
def test_dots_per_inch_are_known_where_they_are_sane(
    tmp_path: Path, given: tuple[float, float] | None, known: float | None
) -> None:
    upright_picture().save(tmp_path / "a.png", **({"dpi": given} if given else {}))
    found = inspect(tmp_path / "a.png").pages[0].dpi
    assert found == (pytest.approx(known, abs=0.1) if known else None)


def test_a_document_knows_its_content_by_its_hash(tmp_path: Path) -> None:
    content = io.BytesIO()
    upright_picture().save(content, "PNG")
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(content.getvalue())
    first, second = inspect(tmp_path / "a.png"), inspect(tmp_path / "b.png", origin="drive")
    assert first.sha256 == second.sha256
    assert len(first.sha256) == 64
    assert (first.name, first.origin, second.origin) == ("a.png", "file", "drive")


def test_threads_that_open_pictures_leave_the_warnings_of_others_alone(tmp_path: Path) -> None:
    path = tmp_path / "warns.tif"
    upright_picture().save(path)
    content = path.read_bytes()
    path.write_bytes(content[: -len(content) // 50])

    def read_often() -> None:
        for _ in range(30):
            with suppress(BadFile):
                open_page(inspect(path), 0)

    threads = [threading.Thread(target=read_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with pytest.raises(UserWarning, match="heard"):  # warnings are errors in tests
        warnings.warn("heard", stacklevel=1)
