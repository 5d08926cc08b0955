"""A pen draws what its path says, as thick as it is, thinner where it is lifted."""

import numpy as np
import pytest

from invoice_desk.training.glyphs import DIGIT_HEIGHT
from invoice_desk.training.pens import FINE, Pen, curved, drawn, mask_of

DOWN = np.array([[0.0, 0.0], [0.0, 0.5], [0.0, 1.0]]) * DIGIT_HEIGHT * FINE


def widths(pen):
    ink = mask_of(drawn(DOWN, pen).ink, gap=0.0, low=0.0).ink
    return (ink > 128).sum(axis=1)


def test_a_stroke_is_as_thick_as_its_pen():
    assert np.median(widths(Pen(0.2))) == pytest.approx(0.2 * DIGIT_HEIGHT, abs=1.5)


def test_a_lifted_pen_draws_a_thinner_end():
    found = widths(Pen(0.25, last=0.4))

    assert found[-6] < 0.7 * found[len(found) // 2]
    assert found[6] > 0.8 * found[len(found) // 2]


def test_a_curve_goes_through_all_points_of_its_path():
    path = np.array([[0.0, 0.0], [10.0, 20.0], [30.0, 20.0]])

    assert all(np.abs(curved(path) - point).sum(axis=1).min() < 1e-9 for point in path)
