import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest
from drawn_pages import page_of, paper, write
from PIL import Image

from benchmarks.fingerprint_pages import TRANSFORMS, render
from invoice_desk.imaging.fingerprints import fingerprint
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.invoice.page_prints import SAME_PAGE, difference
from resources.make_samples.samples import SAMPLES as DRAWN

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
SHARED = Path(__file__).parents[3] / "shared" / "data"
PAIRS = [("en-marine-march.pdf", "en-marine-april.pdf"), ("en-printing-may.png", "en-printing-june.png")]
HARMLESS = [
    "JPEG 75", "JPEG 40", "WebP 60", "scaled 75 %", "scaled 200 %", "noise 8 tones",
    "brighter", "darker", "grey",
]  # fmt: skip


def opened(path):
    return open_page(inspect(path), 0)


def is_the_same(one, other):
    return difference(one, other) <= SAME_PAGE


@pytest.fixture(scope="module")
def drawn():
    sample = DRAWN[0]
    return render(sample, sample.invoice)


@pytest.fixture(scope="module")
def scan():
    return opened(SAMPLES / "en-printing-may.png")


@pytest.mark.parametrize("name", HARMLESS)
def test_a_page_saved_anew_is_known_again(drawn, scan, name):
    for page in (drawn, scan):
        assert is_the_same(fingerprint(page), fingerprint(page_of(TRANSFORMS[name](page.pixels))))


@pytest.mark.parametrize("dpi", [150.0, 300.0])
def test_a_page_drawn_at_another_dpi_is_known_again(drawn, dpi):
    sample = DRAWN[0]

    assert is_the_same(fingerprint(drawn), fingerprint(render(sample, sample.invoice, dpi=dpi)))


def test_a_picture_kept_in_a_pdf_is_known_again(tmp_path, scan):
    packed = io.BytesIO()
    Image.fromarray(scan.pixels[:, :, ::-1]).save(packed, "PDF", resolution=200.0)
    (tmp_path / "kept.pdf").write_bytes(packed.getvalue())

    assert is_the_same(fingerprint(scan), fingerprint(opened(tmp_path / "kept.pdf")))


def test_a_page_with_more_paper_around_it_is_known_again(scan):
    wider = cv2.copyMakeBorder(scan.pixels, 0, 0, 41, 60, cv2.BORDER_CONSTANT, value=(255, 255, 255))

    assert is_the_same(fingerprint(scan), fingerprint(page_of(wider)))


@pytest.mark.parametrize("names", PAIRS)
def test_two_invoices_of_one_layout_are_never_the_same(names):
    one, other = (fingerprint(opened(SAMPLES / name)) for name in names)

    assert difference(one, other) > 10 * SAME_PAGE


@pytest.mark.parametrize("sample", DRAWN, ids=[sample.file for sample in DRAWN])
def test_another_number_date_and_amounts_are_another_page(sample):
    invoice = sample.invoice
    lines = tuple(replace(line, quantity=line.quantity + 1) for line in invoice.lines)
    later = replace(
        invoice, number=invoice.number[:-1] + "5", issued=invoice.issued + timedelta(days=9), lines=lines
    )

    pages = [render(sample, each) for each in (invoice, later)]

    assert difference(*map(fingerprint, pages)) > SAME_PAGE


@pytest.mark.parametrize("tone", [0, 128, 255])
def test_a_page_without_ink_has_no_fingerprint(tone):
    grain = np.random.default_rng(3).normal(0, 3, (1100, 800))

    assert fingerprint(page_of(paper(800, 1100, tone))) == ""
    assert fingerprint(page_of(np.clip(paper(800, 1100, tone) + grain, 0, 255).astype(np.uint8))) == ""


def test_one_word_is_ink_enough():
    pixels = paper(1654, 2339)
    write(pixels, "Invoice 17", 300, 400)

    assert fingerprint(page_of(pixels)).startswith("1:")


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (7, 9), (3000, 40), (40, 3000), (64, 64)])
def test_a_page_of_any_shape_gives_a_fingerprint_of_one_length_or_none(shape):
    noise = np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8)

    assert len(fingerprint(page_of(noise))) in {0, 770}


def test_the_same_pixels_give_the_same_text():
    pixels = paper(800, 1100)
    for row in range(30):
        pixels[60 + row * 30 : 72 + row * 30, 80 : 400 + row * 9] = 0

    assert fingerprint(page_of(pixels)) == fingerprint(page_of(pixels.copy()))


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not there")
def test_real_invoices_of_one_biller_are_told_apart():
    files = sorted((SHARED / "billing").glob("*.png"))
    prints = [fingerprint(opened(file)) for file in files]

    for at, one in enumerate(prints):
        for other in prints[:at]:
            assert difference(one, other) > SAME_PAGE
