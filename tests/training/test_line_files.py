"""What `digits generate` writes."""

import json
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from invoice_desk.reading.digits.classes import ARABIC, LATIN
from invoice_desk.training.dataset import LineMaker
from invoice_desk.training.line_files import TRUTH, write_lines
from invoice_desk.training.tesseract_truth import write_sheet, write_single_glyphs, write_tesseract_lines


@pytest.fixture
def some(fonts):
    return list(islice(LineMaker(fonts, 11).lines(), 12))


def test_lines_are_written_with_what_is_printed_on_them(some, tmp_path: Path):
    events = list(write_lines(some, tmp_path, 12))

    truths = [json.loads(line) for line in (tmp_path / TRUTH).read_text(encoding="utf-8").splitlines()]
    assert [one["text"] for one in truths] == [one.text for one in some]
    assert [one.done for one in events] == list(range(1, 13))
    for truth, line in zip(truths, some, strict=True):
        assert np.array_equal(np.asarray(Image.open(tmp_path / truth["file"])), line.patch.pixels)
        assert "".join(glyph["char"] for glyph in truth["glyphs"]) == line.text


def test_stopped_early_the_truth_holds_what_was_written(some, tmp_path: Path):
    written = write_lines(some, tmp_path, 12)
    next(written)
    next(written)
    written.close()

    truths = (tmp_path / TRUTH).read_text(encoding="utf-8").splitlines()
    assert len(truths) == len(list(tmp_path.glob("*.png"))) == 2


def test_the_boxes_for_tesseract_count_from_the_lower_left_and_hold_ink(some, tmp_path: Path):
    list(write_tesseract_lines(some, tmp_path, 12))

    for line, picture in zip(some, sorted(tmp_path.glob("*.png")), strict=True):
        pixels = np.asarray(Image.open(picture))
        boxes = [row.rsplit(" ", 5) for row in picture.with_suffix(".box").read_text("utf-8").splitlines()]
        assert picture.with_suffix(".gt.txt").read_text(encoding="utf-8") == f"{line.text}\n"
        assert "".join(char for char, *_ in boxes) == line.text
        for _, *edges, page in boxes:
            left, bottom, right, top = map(int, edges)
            assert page == "0"
            assert 0 <= left < right <= pixels.shape[1]
            assert 0 <= bottom < top <= pixels.shape[0]


def test_the_sheet_has_a_row_a_font_and_single_glyphs_a_folder_a_class(fonts, tmp_path: Path):
    arabic = [one for one in fonts if one.has_arabic][:2]

    write_sheet(tmp_path, arabic)
    write_single_glyphs(tmp_path, arabic)

    sheet = np.asarray(Image.open(tmp_path / "sheet.png"))
    assert sheet.shape[1] // (sheet.shape[0] // 2) == 32
    for char in ARABIC + LATIN:
        assert len(list((tmp_path / "glyphs" / f"U+{ord(char):04X}").glob("*.png"))) == 2
