"""The shipped lines serve three ends, and none of them twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from invoice_desk.errors import BadFile
from invoice_desk.training.dataset import sample_of
from invoice_desk.training.fonts import Split, split_of
from invoice_desk.training.shipped_lines import LINES, draw_lines, read_lines
from invoice_desk.workflow.digit_models import SHIPPED_FOLDER


def test_no_line_and_no_family_serves_to_learn_and_to_judge() -> None:
    lines = read_lines(SHIPPED_FOLDER)
    learnt, judged = ([one for page in part for one in page] for part in (lines.learnt, lines.judged))
    calibrating = [one for page in lines.calibrating for one in page]

    assert (len(learnt), len(calibrating), len(judged)) == (2_400, 120, 240)
    invented = [one for one in learnt if one.family.startswith("invented")]
    assert {split_of(one.family) for one in learnt if one not in invented} == {Split.TRAIN}
    assert {split_of(one.family) for one in (*judged, *calibrating)} == {Split.VALIDATION}
    pictures = [one.patch.pixels.tobytes() for one in (*calibrating, *judged)]
    assert len(set(pictures)) == len(pictures)


def test_they_are_small_and_know_where_their_glyphs_stand() -> None:
    assert (SHIPPED_FOLDER / LINES).stat().st_size < 3 * 1024 * 1024
    lines = [one for page in read_lines(SHIPPED_FOLDER).learnt[::6] for one in page]
    samples = [sample_of(one) for one in lines]
    assert sum(one is not None and len(one.labels) > 0 for one in samples) > 0.95 * len(lines)


def test_what_is_drawn_is_what_is_read(fonts, tmp_path: Path) -> None:
    draw_lines(list(fonts), tmp_path / LINES, learnt=12, calibrating=0, judged=0)
    (page,) = read_lines(tmp_path).learnt
    assert len(page) == 12
    for line in page:
        printed = "".join(one.char for one in line.patch.glyphs if one.char in line.text)
        assert sorted(line.text) == sorted(printed)


def test_nothing_pickled_is_loaded(tmp_path: Path) -> None:
    np.savez(tmp_path / LINES, truth=np.array([{"a": 1}], dtype=object), pictures=np.zeros(1, np.uint8))
    with pytest.raises(BadFile, match="holds no lines"):
        read_lines(tmp_path)
    (tmp_path / LINES).write_bytes(b"PK")
    with pytest.raises(BadFile):
        read_lines(tmp_path)
