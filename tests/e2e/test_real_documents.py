"""Real documents, no part of the project: fields that must be right, lines no worse than by plain OCR."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import fields
from benchmarks.shared_data import receipt_lines
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Crop
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.reading.choosing import Readers
from invoice_desk.reading.reader import Region

RECEIPTS = ("585", "062", "262")
GROWN = 4  # pixels around the truth's box, as a person draws

pytestmark = pytest.mark.usefixtures("shared_data")


@pytest.mark.parametrize("shift", [(0, 0, 0), (4, 0, 0), (0, -4, 0), (0, 0, 4)], ids=str)
def test_the_latin_fields_of_an_arabic_invoice_are_right(
    readers: Readers, shift: tuple[int, int, int]
) -> None:
    outcomes = list(fields.arabic(readers, *shift))
    assert len(outcomes) == 5
    assert [(one.field, one.found) for one in outcomes] == [(one.field, one.wanted) for one in outcomes]


def test_one_template_reads_the_four_untouched_invoices(readers: Readers) -> None:
    outcomes = list(fields.billing(readers))
    assert len(outcomes) == 16
    assert [(one.file, one.field, one.found) for one in outcomes] == [
        (one.file, one.field, one.wanted) for one in outcomes
    ]


def test_receipt_lines_are_read_at_least_as_well_as_by_plain_tesserocr(
    shared_data: Path, readers: Readers, tessdata: Path
) -> None:
    tesserocr = pytest.importorskip("tesserocr")
    ours = plain = total = 0
    with tesserocr.PyTessBaseAPI(path=f"{tessdata}/", lang="eng", psm=tesserocr.PSM.SINGLE_LINE) as api:
        for name in RECEIPTS:
            page = open_page(inspect(shared_data / "receipts" / "img" / f"{name}.jpg"), 0)
            crops = [(page.crop(box.grown(GROWN)), folded(text)) for box, text in receipt_lines(name)]
            assert readers.ocr is not None
            readings = readers.ocr.read([Region(crop, FieldKind.TEXT, ("eng",)) for crop, _ in crops])
            for (crop, wanted), reading in zip(crops, readings, strict=True):
                total += 1
                ours += reading is not None and folded(reading.text) == wanted
                plain += folded(read_plainly(api, crop)) == wanted
    assert total > 70
    assert ours >= plain


def read_plainly(api: object, crop: Crop) -> str:
    pixels = np.ascontiguousarray(crop.grey)
    height, width = pixels.shape
    api.SetImageBytes(pixels.tobytes(), width, height, 1, width)  # type: ignore[attr-defined]
    return str(api.GetUTF8Text())  # type: ignore[attr-defined]


def folded(text: str) -> str:
    return "".join(text.split()).lower()
