"""A known number is found on its page glyph by glyph, and a text that is not there is refused."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from invoice_desk.reading.digits.classes import OTHER
from invoice_desk.reading.digits.model import DigitModel
from invoice_desk.training.own_lines import OwnValue, placed
from invoice_desk.training.shipped_lines import read_lines
from invoice_desk.training.wearing import worn_sample
from invoice_desk.workflow.digit_models import SHIPPED_FOLDER

pytest.importorskip("torch")


@pytest.fixture(scope="module")
def model() -> DigitModel:
    return DigitModel(SHIPPED_FOLDER)


@pytest.fixture(scope="module")
def pages():
    return read_lines(SHIPPED_FOLDER).judged[:4]


def own(page, texts=None) -> list[OwnValue]:
    texts = texts or [line.text for line in page]
    return [
        OwnValue("page", line.patch.pixels, line.box, text, line.field_kind, is_corrected=False)
        for line, text in zip(page, texts, strict=True)
    ]


def test_glyphs_are_found_where_they_were_drawn(model, pages) -> None:
    apart, missed = [], 0
    for page in pages:
        for line, found in zip(page, placed(own(page), model), strict=True):
            if found is None:
                missed += 1
                continue
            drawn = sorted((one for one in line.patch.glyphs if one.char != OTHER), key=lambda one: one.x0)
            for one, other in zip(drawn, found.patch.glyphs, strict=False):
                apart.append(abs(one.x0 + one.x1 - other.x0 - other.x1) / 2 / line.patch.digit_height)
    assert missed <= 3
    assert np.quantile(apart, 0.98) < 0.25


def test_a_text_of_another_number_is_mostly_refused(model, pages) -> None:
    found = []
    for page in pages:
        texts = [line.text for line in page]
        found += placed(own(page, texts[1:] + texts[:1]), model)
    assert sum(one is not None for one in found) <= len(found) / 4


def test_a_letter_is_never_found(model, pages) -> None:
    assert placed(own(pages[0][:1], ["١٢ب"]), model) == [None]


def test_a_worn_line_keeps_its_truth_and_is_never_twice_the_same(model, pages) -> None:
    line = next(one for one in placed(own(pages[0]), model) if one is not None)
    random = Random(1)
    worn = [worn_sample(line, random, is_own=True) for _ in range(12)]
    samples = [one for one in worn if one is not None]
    assert len(samples) >= 9
    assert len({one.strip.pixels.tobytes() for one in samples}) == len(samples)
    assert len({one.labels for one in samples}) <= 3  # print beside it may be cut off
