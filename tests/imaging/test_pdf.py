"""Good PDFs: pages as a person sees them, and letters of the text layer where the ink is."""

import ctypes
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fpdf import FPDF
from fpdf.enums import TextMode
from numpy.typing import NDArray
from PIL import Image

from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Letter, Page

ARABIC_FONT = Path("/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf")
ENGLISH = "Invoice 1,234.50"
ARABIC = "فاتورة رقم ١٢٣"
SCALE = 200 / 72  # pixels a point

Maker = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """Return a maker of PDFs: it draws on an empty page of 300 x 200 points and gives the file's path."""

    def made(*draws: Callable[[FPDF], object], size: tuple[int, int] = (300, 200)) -> Path:
        pdf = FPDF(unit="pt", format=size)
        pdf.set_auto_page_break(auto=False)
        pdf.set_font("Helvetica", size=24)
        for draw in draws:
            pdf.add_page()
            draw(pdf)
        path = tmp_path / "made.pdf"
        pdf.output(str(path))
        return path

    return made


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    """Change each page of a PDF through PDFium and save it."""
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        for page in pdf:
            change(page)
            page.close()
        pdf.save(str(path))
    return path


def opened(path: Path, index: int = 0) -> Page:
    document = inspect(path)
    page = open_page(document, index)
    assert page.info == document.pages[index]
    assert page.size == page.info.size
    assert page.pixels.shape == (page.size.height, page.size.width, 3)
    assert page.pixels.dtype == np.uint8
    with pytest.raises(ValueError, match="read-only"):
        page.pixels[0, 0] = 0
    return page


def text_of(letters: Iterable[Letter]) -> str:
    return "".join(letter.char for letter in letters)


def words_of(letters: Iterable[Letter]) -> list[str]:
    words = {}
    for letter in letters:
        words.setdefault(letter.word, []).append(letter.char)
    return ["".join(chars) for chars in words.values()]


def ink_of(page: Page) -> NDArray[np.bool_]:
    return page.pixels.min(axis=2) < 128


def assert_letters_cover_the_ink(page: Page) -> None:
    """All ink lies in the boxes of letters, a pixel around them allowed, and each box holds some."""
    ink, covered = ink_of(page), np.zeros(page.pixels.shape[:2], dtype=bool)
    for letter in page.letters:
        box = letter.box.grown(2).clipped(page.size.box)
        assert ink[box.y0 : box.y1, box.x0 : box.x1].any(), letter
        covered[box.y0 : box.y1, box.x0 : box.x1] = True
    assert ink.any()
    assert np.count_nonzero(ink & covered) >= 0.97 * np.count_nonzero(ink)


def print_english(pdf: FPDF) -> None:
    pdf.text(30, 60, ENGLISH)


def print_arabic(pdf: FPDF) -> None:
    pdf.add_font("Amiri", fname=str(ARABIC_FONT))
    pdf.set_font("Amiri", size=28)
    pdf.set_text_shaping(True)
    pdf.set_xy(20, 40)
    pdf.cell(w=240, text=ARABIC, align="R")


def test_a_page_is_rendered_at_200_dots_per_inch_on_white(make: Maker) -> None:
    page = opened(make(print_english, size=(595, 842)))
    assert (page.size.width, page.size.height) == (1653, 2339)
    assert page.info.dpi == 200
    assert page.info.has_text_layer
    assert (page.pixels[0, 0] == 255).all()
    assert page.pixels.min() < 40


def test_colours_are_in_bgr(make: Maker) -> None:
    def draw(pdf: FPDF) -> None:
        pdf.set_fill_color(255, 0, 0)
        pdf.rect(0, 0, 100, 100, style="F")

    assert opened(make(draw)).pixels[50, 50].tolist() == [0, 0, 255]


def test_several_pages_keep_their_order_and_sizes(make: Maker) -> None:
    path = make(
        lambda pdf: pdf.text(30, 60, "first"), lambda pdf: None, lambda pdf: pdf.text(30, 60, "third")
    )
    document = inspect(path)
    assert [info.has_text_layer for info in document.pages] == [True, False, True]
    assert [text_of(opened(path, index).letters) for index in (2, 1, 0)] == ["third", "", "first"]


def test_english_letters_lie_on_their_ink(make: Maker) -> None:
    page = opened(make(print_english))
    assert words_of(page.letters) == ENGLISH.split()
    assert_letters_cover_the_ink(page)
    assert all(letter.is_drawn for letter in page.letters)
    assert {letter.font for letter in page.letters} == {"Helvetica"}
    assert page.letters[0].box.x0 == pytest.approx(30 * SCALE, abs=8)
    assert page.letters[0].box.y1 == pytest.approx(60 * SCALE, abs=3)


@pytest.mark.skipif(not ARABIC_FONT.is_file(), reason="the font Amiri is not installed")
def test_arabic_letters_lie_on_their_ink_and_are_parted_into_words(make: Maker) -> None:
    page = opened(make(print_arabic))
    words = {unicodedata.normalize("NFKC", word) for word in words_of(page.letters)}
    assert words == set(ARABIC.split())
    assert_letters_cover_the_ink(page)
    first = [letter.box for letter in page.letters if letter.char == "ف"]
    assert first[0].x0 > page.size.width / 2, "the first word stands on the right"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_upright_and_so_are_its_letters(make: Maker, turn: int) -> None:
    path = changed(make(print_english), lambda page: page.set_rotation(turn))
    page = opened(path)
    sides = (556, 833) if turn in {90, 270} else (833, 556)
    assert (page.size.width, page.size.height) == sides
    assert text_of(page.letters) == ENGLISH.replace(" ", "")
    assert_letters_cover_the_ink(page)


@pytest.mark.parametrize("turn", [0, 90])
def test_a_crop_box_moves_pixels_and_letters_alike(make: Maker, turn: int) -> None:
    def cut(page: Any) -> None:
        page.set_cropbox(20, 100, 280, 190)
        page.set_rotation(turn)

    page = opened(changed(make(print_english), cut))
    assert sorted([page.size.width, page.size.height]) == [250, 722]
    assert text_of(page.letters) == ENGLISH.replace(" ", "")
    assert_letters_cover_the_ink(page)


def test_invisible_text_is_known_as_not_drawn(make: Maker) -> None:
    def draw(pdf: FPDF) -> None:
        pdf.text(30, 60, "seen")
        pdf.text_mode = TextMode.INVISIBLE
        pdf.text(30, 120, "hidden")

    page = opened(make(draw))
    drawn = {text_of(one for one in page.letters if one.is_drawn is state) for state in (True, False)}
    assert drawn == {"seen", "hidden"}
    assert [one.is_drawn for one in page.letters] == [True] * 4 + [False] * 6


def show_picture(pdf: FPDF, place: tuple[int, int, int, int] = (30, 40, 90, 60)) -> None:
    file = io.BytesIO()
    Image.new("RGB", (90, 60), "black").save(file, "PNG")
    pdf.image(file, *place)


def assert_pictures_lie_on_their_ink(page: Page, count: int) -> None:
    assert len(page.pictures) == count
    ink = ink_of(page)
    for box in page.pictures:
        inner = box.grown(-2)
        assert ink[inner.y0 : inner.y1, inner.x0 : inner.x1].all()
        ink[box.y0 : box.y1, box.x0 : box.x1] = False
    ink_left = np.count_nonzero(ink)
    assert ink_left <= 4 * count * 170, "an edge of a pixel around each"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pictures_are_found_where_they_are_seen(make: Maker, turn: int) -> None:
    def draw(pdf: FPDF) -> None:
        show_picture(pdf)
        show_picture(pdf, (200, 120, 60, 40))

    def cut(page: Any) -> None:
        page.set_cropbox(10, 20, 290, 190)
        page.set_rotation(turn)

    assert_pictures_lie_on_their_ink(opened(changed(make(draw), cut)), 2)


def test_a_picture_in_a_form_is_found_where_it_is_seen(make: Maker, tmp_path: Path) -> None:
    """Page 1 of one file is shown small on a page of another."""
    with (
        pypdfium2.PdfDocument.new() as target,
        pypdfium2.PdfDocument(make(show_picture).read_bytes()) as source,
    ):
        raw = pdfium.FPDF_NewXObjectFromPage(target.raw, source.raw, 0)
        page = target.new_page(300, 200)
        shown = pdfium.FPDF_NewFormObjectFromXObject(raw)
        pdfium.FPDFPageObj_SetMatrix(shown, ctypes.byref(pdfium.FS_MATRIX(0.5, 0, 0, 0.5, 100, 20)))
        pdfium.FPDFPage_InsertObject(page.raw, shown)
        page.gen_content()
        page.close()
        pdfium.FPDF_CloseXObject(raw)
        target.save(str(tmp_path / "form.pdf"))
    page = opened(tmp_path / "form.pdf")
    assert_pictures_lie_on_their_ink(page, 1)
    assert page.pictures[0].width == pytest.approx(45 * SCALE, abs=3)


def test_a_poster_is_rendered_smaller(make: Maker) -> None:
    page = opened(make(print_english, size=(5000, 7000)))
    assert page.size.area <= 50_100_000
    assert page.info.dpi < 200
    assert_letters_cover_the_ink(page)


def test_a_long_receipt_stays_below_the_longest_side(make: Maker) -> None:
    page = opened(make(print_english, size=(200, 14_000)))
    assert page.size.height < 32_767
    assert page.info.dpi < 200


def test_threads_read_pages_side_by_side(make: Maker) -> None:
    path = make(*(lambda pdf, n=n: pdf.text(30, 60, f"page {n}") for n in range(8)))
    document = inspect(path)
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda index: open_page(document, index), range(8)))
    assert [text_of(page.letters) for page in pages] == [f"page{n}" for n in range(8)]


def test_the_pdf_process_ends_with_the_program(make: Maker) -> None:
    script = """
import json, sys
from pathlib import Path
from invoice_desk.imaging import pdf_process
from invoice_desk.imaging.opening import inspect
inspect(Path(sys.argv[1]))
print(json.dumps([process._child.pid for process in pdf_process._IDLE._waiting]))
"""
    command = [sys.executable, "-W", "error", "-c", script, make(print_english)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    (pid,) = json.loads(done.stdout)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_module_in_the_current_folder_is_never_run(make: Maker, tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text(f"open({str(tmp_path / 'owned')!r}, 'w')\n")
    script = """
import sys
sys.path.pop(0)  # the current folder, of this process
from pathlib import Path
from invoice_desk.imaging.opening import inspect
inspect(Path(sys.argv[1]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, make(print_english)], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "owned").exists()
