"""Looks of pages of every shape: what is too thin, blank or black has no points, and nothing breaks."""

from __future__ import annotations

import numpy as np
import pytest

from invoice_desk.imaging.looks import look_of
from invoice_desk.imaging.references import open_reference, reference_of
from invoice_desk.imaging.registration import lie_alike, likeness, register

SHAPES = [
    *((16, 32767), (32767, 16), (16, 16), (1, 30000), (30000, 1)),
    *((3, 4000), (31, 1000), (33, 1000), (900, 700)),
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("tone", [0, 128, 255, None])
def test_a_page_of_any_shape_has_a_look(shape: tuple[int, int], tone: int | None) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    look = look_of(noise if tone is None else np.full((*shape, 3), tone, np.uint8))
    assert look.points.shape == (len(look.codes), 2)
    assert 0 <= lie_alike(look, look.ink) <= 1
    assert likeness(look, look) <= len(look.points)
    if tone is not None:
        assert register(look, look) is None


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_of_any_shape_has_a_reference(shape: tuple[int, int]) -> None:
    found = open_reference(reference_of(np.full((*shape, 3), 200, np.uint8)))
    assert found is not None
    assert abs(found.shape[0] * shape[1] - found.shape[1] * shape[0]) <= max(shape) * 2
